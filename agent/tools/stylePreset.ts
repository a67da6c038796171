import { defineTool } from "./define.ts";

export const stylePreset = defineTool("style_preset", (turn, input) => turn.edit({ tool: "style_preset", input }));

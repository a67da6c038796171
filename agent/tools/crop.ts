import { defineTool } from "./define.ts";

export const crop = defineTool("crop", (turn, input) => turn.edit({ tool: "crop", input }));

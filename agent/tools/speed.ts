import { defineTool } from "./define.ts";

export const speed = defineTool("speed", (turn, input) => turn.edit({ tool: "speed", input }));

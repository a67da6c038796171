import { defineTool } from "./define.ts";

export const split = defineTool("split", (turn, input) => turn.edit({ tool: "split", input }));

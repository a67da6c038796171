import { defineTool } from "./define.ts";

export const shorten = defineTool("shorten", (turn, input) => turn.edit({ tool: "shorten", input }));

import { defineTool } from "./define.ts";

export const trim = defineTool("trim", (turn, input) => turn.edit({ tool: "trim", input }));

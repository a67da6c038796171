import { defineTool } from "./define.ts";

export const cut = defineTool("cut", (turn, input) => turn.edit({ tool: "cut", input }));

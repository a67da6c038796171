import { defineTool } from "./define.ts";

export const caption = defineTool("caption", (turn, input) => turn.edit({ tool: "caption", input }));

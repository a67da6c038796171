import { defineTool } from "./define.ts";

export const zoom = defineTool("zoom", (turn, input) => turn.edit({ tool: "zoom", input }));

import { defineTool } from "./define.ts";

export const redact = defineTool("redact", (turn, input) => turn.edit({ tool: "redact", input }));

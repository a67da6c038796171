import { defineTool } from "./define.ts";

export const cursorEmphasis = defineTool("cursor_emphasis", (turn, input) =>
  turn.edit({ tool: "cursor_emphasis", input }),
);

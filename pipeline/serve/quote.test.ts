import { describe, expect, it } from "vitest";
import { nodeNote, tellingLines } from "./quote.ts";

describe("nodeNote", () => {
  it.each([
    [">=26", "24.21.0", true],
    ["20", "24.21.0", true],
    [">=20.9", "24.21.0", false],
    [null, "24.21.0", false],
    ["lts/iron", "24.21.0", false],
  ])("%s on %s", (nodeRange, running, isTold) => {
    expect(nodeNote({ nodeRange }, running) !== "").toBe(isTold);
  });
});

describe("tellingLines", () => {
  it("quotes the error, not the stack or the manager's farewell", () => {
    const lines = [
      "ready in 300 ms",
      "Error: Cannot find module 'left-pad'",
      "    at Module._resolveFilename (node:internal/modules/cjs/loader:1)",
      "  code: 'MODULE_NOT_FOUND'",
      "}",
      "",
      "Node.js v24.21.0",
    ];
    expect(tellingLines(lines, 6)).toEqual(["Error: Cannot find module 'left-pad'", "  code: 'MODULE_NOT_FOUND'"]);
  });

  it("quotes the last lines when none is about an error", () => {
    expect(tellingLines(["one", "two", "three"], 2)).toEqual(["two", "three"]);
  });
});

import { describe, expect, it } from "vitest";
import { readStartArguments } from "./arguments.ts";

describe("the arguments of npm start", () => {
  it("reads messages and options in any order", () => {
    expect(readStartArguments(["record PR 1", "--repo", "../shop", "make it shorter", "--continue"])).toEqual({
      messages: ["record PR 1", "make it shorter"],
      repoDir: "../shop",
      port: null,
      continues: true,
    });
    expect(readStartArguments(["--port", "0"]).port).toBe(0);
  });

  it.each([
    [["--foo"], /^There is no option --foo; npm start knows --repo DIR, --port N, --continue and --help\.$/],
    [["--port", "abc"], /--port needs a whole number between 0 and 65535, not "abc"/],
    [["--port", "70000"], /between 0 and 65535/],
    [["--repo"], /--repo needs a value: --repo DIR/],
    [["--repo="], /--repo needs the folder/],
    [["  "], /A message is empty/],
  ])("refuses %j in one sentence", (given, sentence) => {
    expect(() => readStartArguments(given)).toThrow(sentence);
  });
});

import { describe, expect, it } from "vitest";
import { bar, harmless, marked, path, wrapped } from "./text.ts";

const plain = { isColored: false, columns: 80, cwd: "/home/ann/project", hasLinks: false };
const rich = { ...plain, isColored: true, hasLinks: true };

describe("text on the terminal", () => {
  it("lets no title steer the terminal", () => {
    expect(harmless("\u001b[2Jcleared\u001b]0;title\u0007 \u0000\u009b31m ‮reversed")).not.toMatch(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
      /[\u0000-\u0008\u001b\u007f-\u009f\u202e]/,
    );
    expect(harmless("two\nlines")).toBe("two\nlines");
  });

  it("draws bold and code, or leaves the marks out", () => {
    expect(marked(plain, "**PR 1** of `shop`")).toBe("PR 1 of shop");
    expect(marked(rich, "**PR 1**")).toBe("\u001b[1mPR 1\u001b[22m");
  });

  it("breaks between words and indents what follows", () => {
    const text = wrapped("a sentence that is longer than the terminal is wide", 30, "  ");
    expect(text.split("\n")).toEqual(["a sentence that is longer", "  than the terminal is wide"]);
    expect(wrapped("first\nsecond", 0, "  ")).toBe("first\n  second");
  });

  it("names a file as one would type it here", () => {
    expect(path(plain, "/home/ann/project/.aura/videos/a.mp4")).toBe(".aura/videos/a.mp4");
    expect(path(plain, "/tmp/a.mp4")).toBe("/tmp/a.mp4");
    expect(path(rich, "/tmp/a b.mp4")).toContain("file:///tmp/a%20b.mp4");
  });

  it("draws a bar of one length, and none when nobody knows", () => {
    expect([0, 50, 100, 140].map((percent) => bar(plain, percent).length)).toEqual([24, 24, 24, 24]);
    expect(bar(plain, 50)).toBe("━".repeat(12) + "╌".repeat(12));
    expect(bar(plain, null)).toBe("");
  });
});

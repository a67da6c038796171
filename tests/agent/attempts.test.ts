import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** The edits after these turns about a video in which a code is refused, from 1 to 8.3 s, and another one is accepted. */
async function made(...turns: string[]): Promise<string[]> {
  const { say, context } = await recordedThread(store(), "retry.context.json");
  for (const text of turns) await say(text);
  return ((await context()).currentVersion?.operations ?? []).map((one) => {
    const [from, to] = "endMs" in one ? [one.startMs, one.endMs] : [];
    return from === undefined ? one.type : `${one.type} ${from}–${to}`;
  });
}

describe("an attempt", () => {
  it.each([
    "drop the part where the code fails",
    "cut the wrong code part",
    "only the WELCOME try should be out",
    "cut the failed attempt",
    "lose the unsuccessful attempt",
    "cut out where it goes wrong",
    "skip the invalid code and go straight to the valid one",
    "take out the WELCOME bit",
    "remove the first attempt",
    "schneide den falschen Code raus",
    "quita el intento con el código incorrecto",
    "the failed attempt has to go",
  ])("goes with all that led to it: “%s”", async (text) => {
    expect(await made(text)).toEqual(["cut 1000–8300"]);
  });

  it.each([
    "just show the happy path",
    "hey is there a way to drop the part where the code fails? only want to show prospects the happy path",
    "we only need the happy path for this",
    "show prospects the happy path",
  ])("that went wrong goes where only the other path is wanted: “%s”", async (text) => {
    expect(await made(text)).toEqual(["cut 1000–8300"]);
  });

  it.each([
    ["cut just from the WELCOME typing up to where GLOW15 starts", "cut 1767–8300"],
    ["cut the part where they type WELCOME", "cut 1000–3767"],
    ["speed up the typing of GLOW15", "speed 8300–11033"],
    ["cut the GLOW15 part", "cut 8300–15500"],
    ["cut everything before the second code", "cut 0–8300"],
    ["start at the second attempt", "trim 8300–18667"],
    ["play the failed attempt at 2x", "speed 1000–8300"],
  ])("is told by what was typed and by its order: “%s”", async (text, edit) => {
    expect(await made(text)).toEqual([edit]);
  });

  it("keeps what it is not said of: the error alone goes for as long as it is seen", async () => {
    expect(await made("remove the error message")).toEqual(["cut 4567–9167"]);
  });
});

describe("a part that is to be shorter", () => {
  it.each([
    ["make the first part, before the code is typed, a little shorter", ["cut 300–1000"]],
    ["make the beginning, until they type the code, shorter", ["cut 300–1000"]],
    ["make the wrong code part shorter", ["speed 1000–8300"]],
    ["shorten the failed attempt a bit", ["speed 1000–8300"]],
  ])("loses its pauses, or plays faster: “%s”", async (text, edits) => {
    expect(await made(text)).toEqual(edits);
  });
});

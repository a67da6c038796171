import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** What the last of these turns about a video of 18.7 s is answered, and how long the video is by that. */
async function told(...turns: string[]): Promise<{ lengthS: number; reply: string }> {
  const { say } = await recordedThread(store(), "retry.context.json");
  let reply = "";
  for (const text of turns) reply = (await say(text)).text;
  const {
    minutes = 0,
    wholeS,
    tenthsS,
  } = /now (?:(?<minutes>\d+):(?<wholeS>\d+)|(?<tenthsS>[\d.]+) s)/.exec(reply)?.groups ?? {};
  return { lengthS: Number(tenthsS ?? Number(minutes) * 60 + Number(wholeS)), reply };
}

describe("a figure alone, after the video's length was spoken of", () => {
  it.each([
    ["no, 11", 11],
    ["11 instead", 11],
    ["hm, 11 would be better", 11],
    ["ok make it 11 to be safe", 11],
    ["perfect, now under 11", 10.8],
    ["one more second off", 11],
    ["too short, 14", 14],
  ])("is the length that it is to have: “%s”", async (text, lengthS) => {
    const { lengthS: now } = await told("make it 12 seconds", text);
    expect(Math.abs(now - lengthS)).toBeLessThanOrEqual(0.2);
  });

  it("is less than a limit, and told as less", async () => {
    const { lengthS, reply } = await told("get it under 15 seconds");
    expect(lengthS).toBeLessThan(15);
    expect(reply).toMatch(/now 14\.\d s/);
  });
});

describe("a proposal", () => {
  it.each(["yes do that", "yes please", "go ahead", "ok, speed it up then"])("is taken up by “%s”", async (text) => {
    const { reply } = await told("make it 10 seconds", text);
    expect(reply).toMatch(/^The whole video at 1\.2×/);
  });

  it("is nothing that a mere yes gives out", async () => {
    const { reply } = await told("make it 10 seconds", "looks great", "yes");
    expect(reply).not.toMatch(/approved/i);
  });
});

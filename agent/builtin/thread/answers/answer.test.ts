import { describe, expect, it } from "vitest";
import { readThread } from "../../../../tests/phrases/check.ts";
import { builtinChoice } from "../../../chosenModel.ts";
import { threadContextSchema } from "../../../context.ts";
import { respond } from "../../../loop.ts";
import { pretendedActions, pretendedForge } from "../../../pretended.ts";
import { timesNow } from "../timesNow.ts";
import { answered } from "./answer.ts";
import { questionOf } from "./openQuestion.ts";

const thread = threadContextSchema.parse(readThread("lamps.context.json"));

/** What is done after the last of these was said, in a video that stays as it is; as older threads keep it, in words alone. */
async function talk(said: readonly string[], { inWordsAlone = false } = {}) {
  const messages: { role: "user" | "assistant"; content: string; open?: unknown[] }[] = [];
  let last = { calls: [] as { tool: string; input: object }[], reply: "" };
  for (const text of said) {
    messages.push({ role: "user", content: text });
    const { calls, reply, parts } = await respond({
      message: { text },
      context: threadContextSchema.parse({ ...thread, messages }),
      ...{ actions: pretendedActions(), forge: pretendedForge("shop"), model: builtinChoice() },
    });
    const open = parts.flatMap((part) => (part.type === "question" ? part.open : []));
    messages.push({ role: "assistant", content: reply, ...(open.length > 0 && !inWordsAlone ? { open } : {}) });
    last = { calls, reply };
  }
  return last;
}

const zoomOn = (target: string) => [{ tool: "zoom", input: { target } }];
const which = "zoom on coupon";

it.each([
  [which, "number 2", zoomOn("Apply coupon")],
  [which, "not the button", zoomOn("Coupon code")],
  [which, "can you do both?", [...zoomOn("Coupon code"), ...zoomOn("Apply coupon")]],
  [which, "hmm the latter I guess", zoomOn("Apply coupon")],
  [which, "none, thanks", []],
  [
    "add a caption",
    "Paid in full, then make it shorter",
    [{ tool: "caption", input: { text: "Paid in full" } }, { tool: "shorten" }],
  ],
  ["add a caption", "Save time and cut costs", [{ tool: "caption", input: { text: "Save time and cut costs" } }]],
  [which, "not the first, the second", zoomOn("Apply coupon")],
  [which, "i don't know, you choose", zoomOn("Coupon code")],
  [which, "egal welchen", zoomOn("Coupon code")],
  [which, "neither, the discount", zoomOn("Discount −€47.70")],
  [
    which,
    "Apply coupon but only for 2 seconds",
    [{ tool: "zoom", input: { target: "Apply coupon", durationMs: 2000 } }],
  ],
  ["add a caption", "Hello there, at 0:10", [{ tool: "caption", input: { text: "Hello there", startMs: 10_000 } }]],
  ["add a caption", "Save time", [{ tool: "caption", input: { text: "Save time" } }]],
  ["send it to Tom", "tom's mail is tom@acme.com", [{ tool: "share", input: { to: "tom@acme.com" } }]],
  ["send it to Tom", "forget it, just export", [{ tool: "export" }]],
  [
    "speed up the moon part 3x",
    "from 0:02 to 0:05",
    [{ tool: "speed", input: { rate: 3, startMs: 2000, endMs: 5000 } }],
  ],
])("“%s” – “%s”", async (asked, answer, calls) => {
  expect((await talk([asked, answer])).calls).toMatchObject(calls);
  expect((await talk([asked, answer], { inWordsAlone: true })).calls).toMatchObject(calls);
});

describe("nothing is done on a guess", () => {
  it.each([
    [which, "yes"],
    [which, "the other one"],
    [which, "what are the options?"],
    [which, "hmm, let me think"],
    ["add a caption", "hmm"],
    ["add a caption", "ok"],
    ["post it on linkedin", "thanks"],
  ])("“%s” – “%s”", async (asked, answer) => {
    const { calls, reply } = await talk([asked, answer]);
    expect(calls).toEqual([]);
    expect(reply).toMatch(asked.startsWith("post") ? /welcome/ : /\?$/);
  });

  it("takes a yes, and no other request, for a yes to the one thing that was offered", () => {
    const offers = [{ name: "Coupon code", value: "Coupon code" }];
    const lack = { slot: "element" as const, tool: "redact" as const, say: "blur", offers };
    const open = [questionOf("Should I blur **Coupon code**?", lack)];
    expect(answered(open, "and zoom on the discount", thread)).toBeNull();
    expect(answered(open, "make it shorter", thread)).toBeNull();
    expect(answered(open, "yes please", thread)).toMatchObject({
      calls: [{ tool: "redact", input: { target: "Coupon code" } }],
    });
  });

  it("sends nothing without the blur that was asked for, until that is said plainly", async () => {
    const asked = "blur the unicorn, then share it in #demos";
    expect((await talk([asked])).reply).toMatch(/^Before I send it: /);
    const left = await talk([asked, "actually leave it"]);
    expect(left.calls).toEqual([]);
    expect(left.reply).toMatch(/Shall I still \*\*send\*\* it\?$/);
    expect(await talk([asked, "actually leave it", "no"])).toMatchObject({ calls: [] });
    expect((await talk([asked, "just share it"])).calls).toMatchObject([{ tool: "share", input: { to: "#demos" } }]);
  });
});

it("does what was asked for at the same time as what was not clear, at its time", async () => {
  const { calls } = await talk(['zoom on the rainbow and a caption "Hi" at the same time', "the discount"]);
  const [zoom, caption] = calls;
  expect([zoom?.tool, caption?.tool]).toEqual(["zoom", "caption"]);
  expect(caption?.input).toMatchObject({ text: "Hi", startMs: 15_400 });
});

it("moves times that were told of another version to where they are now", () => {
  const versions = [
    { version: 1, operations: [] },
    { version: 2, operations: [{ type: "cut" as const, startMs: 0, endMs: 4000 }] },
  ];
  const context = threadContextSchema.parse({ ...thread, versions, currentVersion: 2 });
  expect(timesNow({ startMs: 9000, durationMs: 2000, text: "a" }, 1, context)).toEqual({
    ...{ startMs: 5000, durationMs: 2000, text: "a" },
  });
  expect(timesNow({ startMs: 1000, endMs: 6000 }, 1, context)).toEqual({ startMs: 0, endMs: 2000 });
  expect(timesNow({ startMs: 9000 }, 2, context)).toEqual({ startMs: 9000 });
});

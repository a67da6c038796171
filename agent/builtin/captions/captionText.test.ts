import { describe, expect, it } from "vitest";
import { readThread } from "../../../tests/phrases/check.ts";
import { threadContextSchema } from "../../context.ts";
import { understandInThread } from "../thread/conversation.ts";
import { understand } from "../understand.ts";

const thread = readThread("coupon.context.json") as object;
const first = { version: 1, operations: [] };
const plain = threadContextSchema.parse({ ...thread, versions: [first], currentVersion: 1 });
const hello = { type: "caption", text: "hello world again", startMs: 0, durationMs: 4000, position: "bottom" };
const captioned = { ...plain, versions: [{ version: 1, operations: [hello] }] } as typeof plain;

function captionOf(message: string, context: typeof plain) {
  const understood = understand(message, context);
  const calls = understood.kind === "calls" ? understood.calls : [];
  const caption = calls.find(({ tool }) => tool === "caption")?.input;
  return { caption, others: calls.map(({ tool }) => tool).filter((tool) => tool !== "caption") };
}

describe("the words of a caption that are said without quotation marks", () => {
  it.each([
    ["add a caption saying hello and please put it at the top", "hello", []],
    ["add a caption that says coupons save you money and make it bigger", "coupons save you money", []],
    ["caption it coupons save time and move faster", "coupons save time and move faster", []],
    ["label it as our flow and cut the login", "our flow", ["cut"]],
    ["add text at the end saying thanks for watching and export as gif", "thanks for watching", ["export"]],
    ["add a caption saying 10% off, please, at the top", "10% off", []],
    ["put a title on it: Coupons, now in the cart", "Coupons, now in the cart", []],
    ["put the customer's name at the beginning: For the team at Brightside", "For the team at Brightside", []],
    ["put text on screen when the coupon is applied, something like you saved 10 percent", "you saved 10 percent", []],
    [
      "put some text there like when the mouse goes over the coupon field it should say something like every code counts",
      "every code counts",
      [],
    ],
    [
      "the caption should say every code counts and please put it where the mouse is on the coupon field",
      "every code counts",
      [],
    ],
    ["have it say welcome at the beginning", "welcome", []],
    ["can the caption say save and share more", "save and share more", []],
    ["add a caption with the text try it today and then blur the email", "try it today", ["redact"]],
  ])("“%s” says “%s”", (message, text, others) => {
    expect(captionOf(message, plain)).toMatchObject({ caption: { text }, others });
  });

  it.each([
    ["it should say goodbye instead", "goodbye"],
    ["no, make it say hello there", "hello there"],
    ["drop the again from the caption", "hello world"],
    ["and our name in the caption too: hello world, from Oddlight", "hello world, from Oddlight"],
    ["add my name to it: hello from Ann", "hello from Ann"],
    ["oh no please take out the bit with again so it only says hello world", "hello world"],
  ])("“%s” gives the caption that is there other words: “%s”", (message, text) => {
    const kept = { startMs: 0, durationMs: 4000 };
    expect(captionOf(message, captioned)).toMatchObject({ caption: { text, ...kept }, others: ["remove_edit"] });
  });
});

it.each(["15% off", "Now 2x faster", "Save time"])(
  "what is said when Aura asks for the words is the caption: “%s”",
  (text) => {
    const messages = [
      { role: "user" as const, content: "add a caption at 0:10" },
      { role: "assistant" as const, content: "What should the caption say?" },
      { role: "user" as const, content: text },
    ];
    const understood = understandInThread(text, { ...plain, messages });
    expect(understood).toMatchObject({ kind: "calls", calls: [{ tool: "caption", input: { text, startMs: 10_000 } }] });
  },
);

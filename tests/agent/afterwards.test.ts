import { describe, expect, it } from "vitest";
import type { AgentReply } from "../../agent/agent.ts";
import { openedStore, recordedThread } from "./support.ts";

/** What people say of the edits that are there, and what they ask for on top of them in the same breath. */
const store = openedStore();

const changes = new Set([
  "remove_edit",
  "revert",
  "zoom",
  "caption",
  "redact",
  "crop",
  "cut",
  "trim",
  "speed",
  "shorten",
]);

const toolsOf = ({ parts }: AgentReply): string[] =>
  parts.flatMap((part) => (part.type === "tool-call" ? [part.toolName] : []));

/** A recorded video with edits. `say` holds that a version is told of exactly when one is stored. */
async function editedThread(...edits: string[]) {
  const thread = await recordedThread(store());
  const versions = async () => (await thread.context()).versions;
  const say = async (text: string) => {
    const before = (await versions()).length;
    const reply = await thread.say(text);
    const isTold = toolsOf(reply).some((tool) => changes.has(tool)) && !reply.text.includes("nothing has changed");
    expect((await versions()).length, `${text} → ${reply.text}`).toBe(before + (isTold ? 1 : 0));
    return reply;
  };
  for (const edit of edits) await say(edit);
  return { ...thread, say };
}

describe("normal speed", () => {
  it.each([
    ["make it 20 seconds", "Speed is too hectic now, put it back to normal speed"],
    ["make it 20 seconds and blur the email", "this makes me dizzy, normal speed please"],
    ["play everything at 2x", "undo the speed thing"],
    ["play everything at 2x", "hm now it jumps straight in, slow it back to normal speed"],
    ["mach alles doppelt so schnell", "zu hektisch, wieder normales Tempo bitte"],
    ["play everything at 1.5x", "demasiado rápido, velocidad normal por favor"],
  ])("leaves no change of speed: “%s” – “%s”", async (edit, said) => {
    const { say, types } = await editedThread(edit);
    expect(await types()).toContain("speed");
    expect((await say(said)).text).toMatch(/longer.*now 0:\d\d/);
    expect(await types()).not.toContain("speed");
    expect((await say("normal speed")).text).toMatch(/normal speed already/);
  });

  it("is one of two things that are taken back", async () => {
    const { say, types } = await editedThread("make it 20 seconds and blur the email");
    const { text } = await say("That's wrong. Undo the speed thing and remove the blur");
    expect(text).toMatch(/removed the speed change.*removed the blur|removed .*speed change.*blur/);
    expect((await types()).filter((type) => type !== "cut")).toEqual([]);
  });
});

describe("going back", () => {
  const edits = ["zoom on the coupon field and caption it “Pay less”", "blur the email", "make it square"] as const;

  it.each([
    ["Oh, I do not like that. Please put it back as it was originally, but keep the caption.", ["caption"]],
    ["everything off except the zoom", ["zoom"]],
    ["remove everything but the blur", ["redact"]],
    ["keep only the caption", ["caption"]],
    ["zurück zum Original, aber behalte den Zoom", ["zoom"]],
    ["vuelve al original pero deja el subtítulo", ["caption"]],
    ["go back to the one before you blurred the email but leave the caption in", ["zoom", "caption"]],
    ["back to version 2 but keep the blur", ["zoom", "caption", "redact"]],
  ])("keeps what is named: “%s”", async (said, left) => {
    const { say, types } = await editedThread(...edits);
    const { text } = await say(said);
    expect((await types()).toSorted()).toEqual(left.toSorted());
    expect(text).toMatch(/stays?\.$/);
  });
});

describe("a step back", () => {
  it.each([
    ["Huh? I did not ask for the original. Bring it back and make it square", ["zoom", "crop"]],
    ["Redo, then export a square one for Instagram", ["zoom", "crop"]],
    ["bring it back", ["zoom"]],
    ["hol es wieder zurück", ["zoom"]],
  ])("is itself taken back: “%s”", async (said, left) => {
    const { say, types } = await editedThread("zoom on the coupon field", "back to the original");
    await say(said);
    expect(await types()).toEqual(left);
  });

  it("is what “stop, go back” asks for when nothing is running, and no “square one” is", async () => {
    const { say, types } = await editedThread("zoom on the coupon field");
    await say("That's it. Make me a square one too for Instagram");
    expect(await types()).toEqual(["zoom", "crop"]);
    await say("stop, go back");
    expect(await types()).toEqual(["zoom"]);
  });
});

describe("a message of several wishes", () => {
  it.each([
    "they are fine with it as long as the email is blurred. So do that, then send it to legal@acme.com",
    "share it with legal@acme.com as long as the email is blurred",
    "teil es mit legal@acme.com, solange das E-Mail-Feld verpixelt ist",
  ])("does first what must be so: “%s”", async (said) => {
    const { say, types } = await editedThread();
    expect(toolsOf(await say(said))).toEqual(["redact", "share"]);
    expect(await types()).toEqual(["redact"]);
  });

  it("sends nothing when what must be so cannot be done", async () => {
    const { say } = await editedThread();
    const reply = await say("fine as long as the unicorn is blurred. So do that, then send it to legal@acme.com");
    expect(toolsOf(reply)).toEqual([]);
    expect(reply.text).toMatch(/\?$/);
  });

  it("takes an edit off before it makes the file", async () => {
    const { say, types } = await editedThread("blur the email");
    const said =
      "no I don't want to blur anything I want the blur on the email gone again and then send me the whole thing as an mp4";
    const reply = await say(said);
    expect(toolsOf(reply)).toEqual(["remove_edit", "export"]);
    expect(reply.text).toMatch(/Removed the blur on \*\*Email\*\*.*Exporting MP4/);
    expect(await types()).toEqual([]);
  });

  it.each([
    ["no, don't blur it, cut the login out", ["cut"]],
    ["blur nothing, and zoom on the coupon field", ["zoom"]],
    ["don't blur anything", []],
    ["don't blur the email, just the coupon code", ["redact"]],
    ["nein, nicht verpixeln, zoome auf das Feld", ["zoom"]],
  ])("does not leave what it declines: “%s”", async (said, left) => {
    const { say, types } = await editedThread("blur the email");
    await say(said);
    expect(await types()).toEqual(left);
  });

  it.each([
    ["change the title to “Save now” and make it bigger", /Caption now “Save now”.* one size/],
    ["make it square and add some music", /square.*silent/],
    ["zoom on the coupon field and hold on the last frame for two seconds", /Zoom on.*hold a picture still/],
    ["blur the email and share a link", /blurred.*no link/],
  ])("tells what is not done: “%s”", async (said, reply) => {
    const { say } = await editedThread("add the title “Save”");
    expect((await say(said)).text).toMatch(reply);
  });

  it("says what a link comes to, and takes it for nobody's name", async () => {
    const { say } = await editedThread();
    for (const said of ["Send me a link I can share with the customer", "share link", "give me the link for slack"])
      expect((await say(said)).text).toMatch(/^There is no link/);
  });

  it("reaches a length by the cuts that are asked for beside it", async () => {
    const { say, types } = await editedThread();
    expect((await say("make it 34 seconds and cut the login out")).text).toMatch(/now 0:3\d/);
    expect(await types()).toEqual(["cut"]);
  });
});

describe("an edit that is there", () => {
  it("is changed in its place, by the clauses that speak of it", async () => {
    const { say, operations } = await editedThread("zoom on the email field", "zoom on the coupon field");
    const zoomOn = async (element: string) =>
      (await operations()).flatMap((one) => (one.type === "zoom" && one.anchor?.element === element ? [one] : []));
    const [email] = await zoomOn("Email");
    await say(
      "hmm the zoom on the email is a bit too strong can you make it a little less and a bit longer so people can read it",
    );
    const [softer, ...others] = await zoomOn("Email");
    expect(others).toEqual([]);
    expect(softer?.intensity).toBeLessThan(email?.intensity ?? 0);
    expect(softer?.durationMs).toBeGreaterThan(email?.durationMs ?? 0);
    await say("der Zoom auf Coupon code ist zu schwach, mach ihn etwas stärker und länger");
    const [coupon] = await zoomOn("Coupon code");
    expect(coupon?.intensity).toBeGreaterThan(email?.intensity ?? 0);
    await say("hold it longer");
    expect((await zoomOn("Coupon code"))[0]?.durationMs).toBeGreaterThan(coupon?.durationMs ?? 0);
    await say("make it shorter");
    expect(await zoomOn("Coupon code")).toHaveLength(1);
    expect((await operations()).some(({ type }) => type === "cut" || type === "speed")).toBe(true);
  });

  it.each([
    ["so I just want to write something like coupons are here at the start so people know", "coupons are here"],
    ["at the start it should say Coupons are here", "Coupons are here"],
    ["I want to say something like pay less today when they click apply", "pay less today"],
  ])("is a caption when something is to be written: “%s”", async (said, text) => {
    const { say, operations } = await editedThread();
    await say(said);
    expect(await operations()).toMatchObject([{ type: "caption", text }]);
  });
});

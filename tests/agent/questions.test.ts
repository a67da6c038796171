import { describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { claim, held, uploadVideo } from "../store/support.ts";
import { ben, openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** A thread with a video; `ask` holds that nothing is done. */
async function askedAbout() {
  const thread = await recordedThread(store());
  const ask = async (text: string): Promise<string> => {
    const before = await thread.context();
    const reply = await thread.say(text);
    const after = await thread.context();
    expect(after.versions.length, text).toBe(before.versions.length);
    expect(after.exports.length, text).toBe(before.exports.length);
    return reply.text;
  };
  const finish = async (kind: "render" | "export") => {
    // Jobs of earlier threads may wait before it.
    const { run } = await thread.context();
    let claimed = await claim(store(), "w1", [kind]);
    while (claimed.run._id !== run?._id) claimed = await claim(store(), "w1", [kind]);
    const job = held(claimed);
    const { videoStorageId, posterStorageId } = await uploadVideo(store());
    if (kind === "export")
      await store().worker.mutation(api.jobs.finishExport, {
        ...job,
        outputStorageId: videoStorageId,
        fileSizeBytes: 1_200_000,
      });
    else
      await store().worker.mutation(api.jobs.finishRender, {
        ...{ ...job, videoStorageId, posterStorageId },
        ...{ videoDurationMs: 42_000, sizeBytes: 2_900_000 },
      });
  };
  return { ...thread, ask, finish };
}

describe("questions about a video", () => {
  it("are answered from its edits, yes or no first", async () => {
    const { say, ask } = await askedAbout();
    expect(await ask("is anything blurred now?")).toBe("No, nothing is blurred.");
    await say("blur the email");
    await say("zoom in on the apply button");
    expect(await ask("Is the email field still blurred?")).toMatch(
      /^Yes, \*\*Email\*\* is blurred from 0:0\d to 0:1\d/,
    );
    expect(await ask("ist der Sign-in-Knopf verpixelt?")).toMatch(/^No, /);
    expect(await ask("which zooms are in there right now?")).toMatch(/^One zoom: \*\*Apply coupon\*\* at 0:36 \(/);
    expect(await ask("is it square?")).toMatch(/^No, it is not cropped/);
    expect(await ask("hay subtítulos?")).toBe("No, there is no caption.");
    const edits = await ask("what did you change so far?");
    expect(edits).toMatch(/^Version 3 has a zoom on \*\*Apply coupon\*\* at 0:36 .* and \*\*Email\*\* blurred\./);
    expect(await ask("¿qué cambió en este PR?")).toMatch(/Adds coupons\./);
    expect(await ask("was ändert der PR?")).toMatch(/Adds coupons\./);
  });

  it("are both answered when two stand in a sentence, also beside a request", async () => {
    const { say, ask } = await askedAbout();
    expect(await ask("How long is it now, and is the email still hidden?")).toBe(
      "It is 42 s long. No, **Email** is not blurred. Say **blur Email**.",
    );
    expect(await ask("how long is the video and what does it show at the end?")).toMatch(
      /^It is 42 s long\. It ends on \*\*Apply coupon\*\*/,
    );
    const done = await say("Mach den Mauszeiger etwas größer und wie lang ist es jetzt?");
    expect(done.text).toMatch(/^Cursor now .* It is 42 s long\.$/);
    const cut = await say("cut the first 2 seconds. how long is it then?");
    expect(cut.text).toMatch(/It is 40 s long/);
    expect((await say("is the email visible? if so, blur it")).text).toMatch(/^\*\*Email\*\* blurred/);
  });

  it("are never taken for an order to send", async () => {
    const { ask } = await askedAbout();
    const both = await ask(
      "can you tell me how long the whole thing is and whether I could send it on slack, is it too big?",
    );
    expect(both).toMatch(/^It is 42 s long\. Yes: the video is 1 KB, and Slack takes far larger files\.$/);
    expect(await ask("no no I don't want to send it yet I was just asking how long it is and how big")).toMatch(
      /^It is 42 s long\. The video is 1 KB/,
    );
  });

  it("are answered from its files, its versions and their reviews", async () => {
    const { say, ask, finish } = await askedAbout();
    expect(await ask("is it approved?")).toMatch(/^No, not yet: version 1/);
    await say("approve it");
    expect(await ask("whats the status of the approval")).toBe("Yes: you approved version 1.");
    await say("minimal style", ben);
    expect(await ask("Which version should I hand over?")).toMatch(
      /^Version 2, the newest\. The one that is approved is version 1; it is still being rendered\./,
    );
    expect(await ask("where is the file?")).toMatch(/still being rendered/);
    await finish("render");
    expect(await ask("wo ist die Datei?")).toMatch(/^The file lies in this conversation/);
    await say("gif under 8 MB for Discord please");
    expect(await ask("whats the discord limit again, does it fit?")).toMatch(/not ready yet.* 8 MB that you named/);
    await finish("export");
    expect(await ask("does it fit into discord?")).toMatch(/^Yes: the GIF .* is 1\.2 MB, and Discord takes 10 MB\.$/);
    expect(await ask("how large is the file?")).toMatch(/1\.2 MB/);
  });

  it("are answered by who has it, and honestly where nobody knows", async () => {
    const { ask } = await askedAbout();
    for (const text of ["who can see this?", "who is going to be able to see this?", "wer kann das sehen?"])
      expect(await ask(text)).toMatch(/^Everyone in this .*conversation.*Nobody else has it/);
    expect(await ask("wer hat das Video bisher gesehen?")).toMatch(/^I do not know/);
    expect(await ask("did you send it to anyone?")).toMatch(/^No, /);
    expect(await ask("could you tell me which sections there are?")).toMatch(
      /^\d chapters.*\*\*0:00\*\* Home, \*\*0:06\*\*/,
    );
    expect(await ask("Where does the email field appear?")).toMatch(/^\*\*Email\*\* at 0:09\.$/);
  });
});

it("says never the same twice running when it does not understand, and what it did understand", async () => {
  const { say, ask } = await askedAbout();
  const replies = [
    await ask("blorp the wug"),
    await ask("wug blorp then"),
    await ask("wug wug"),
    await ask("blorp wug"),
  ];
  for (const [at, reply] of replies.entries()) expect(reply).not.toBe(replies[at - 1]);
  expect(await ask("hmm apply coupon")).toMatch(/You mean \*\*Apply coupon\*\*.*\?$/);
  await say("minimal style");
  expect(await ask("why is the sky blue?")).not.toBe(await ask("why is the moon round?"));
  expect((await say("undo")).text).not.toMatch(/What should change/);
});

describe("what is asked for beside a question about an edit", () => {
  it.each([
    ["is the caption still there? make it longer", "caption"],
    ["is the zoom still there? move it to the end", "zoom"],
    ["where did the zoom go? I want it on the email field too", "zoom"],
    ["how long is the caption shown? hold it two seconds longer", "caption"],
  ])("is of that edit: “%s”", async (said, type) => {
    const thread = await recordedThread(store());
    await thread.say("zoom on the coupon field");
    await thread.say('add a caption "Hi" at 0:05');
    if (type === "caption") await thread.say("blur the email field");
    const before = await thread.operations();
    await thread.say(said);
    const after = (await thread.operations()).map((edit) => JSON.stringify(edit));
    const kept = before.filter((edit) => after.includes(JSON.stringify(edit)));
    expect(kept.map((edit) => edit.type)).not.toContain(said.includes("too") ? "none" : type);
    expect(new Set((await thread.types()).filter((one) => one !== type))).toEqual(
      new Set(before.map((edit) => edit.type).filter((one) => one !== type)),
    );
    expect(after.length).toBe(before.length + (said.includes("too") ? 1 : 0));
  });
});

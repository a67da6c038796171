import { describe, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { uploadVideo } from "../store/support.ts";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** Renders come at once. */
async function render(): Promise<void> {
  for (;;) {
    const job = await store().worker.mutation(api.jobs.claim, { workerId: "w1", kinds: ["render", "export"] });
    if (!job) return;
    const { jobId, attempt } = job;
    const video = await uploadVideo(store());
    if (job.kind === "export")
      await store().worker.mutation(api.jobs.finishExport, {
        ...{ jobId, attempt, outputStorageId: video.videoStorageId, fileSizeBytes: 1_000 },
      });
    else
      await store().worker.mutation(api.jobs.finishRender, {
        ...{ jobId, attempt, ...video, videoDurationMs: 10_000, sizeBytes: 1_000 },
      });
  }
}

async function filmed() {
  const thread = await recordedThread(store());
  const say = async (text: string): Promise<string> => {
    const reply = await thread.say(text);
    await render();
    return reply.text;
  };
  return { say, edits: thread.operations };
}

describe("praise and approvals", () => {
  it("takes no praise for an approval, and an approval back", async () => {
    const { say } = await filmed();
    expect(await say("looks great, love it")).toContain("Glad");
    expect(await say("is it approved?")).toMatch(/^No/);
    expect(await say("approve it")).toContain("Approved");
    expect(await say("hm, wait, not yet")).toContain("taken back");
    expect(await say("is it approved?")).toMatch(/^No/);
  });

  it("films old and new where they are asked for beside praise", async () => {
    const { say } = await filmed();
    expect(await say("love it. can i see old vs new next to each other?")).toContain("side by side");
    expect(await say("stop the recording")).toMatch(/^Stopped/);
  });

  it("makes a file of what is shipped as one, and nothing of a question", async () => {
    const { say } = await filmed();
    expect(await say("hold on, what would you export?")).toContain("Nothing has gone out");
    expect(await say("ok ship it as mp4")).toContain("Exporting MP4");
  });
});

describe("less of what was done", () => {
  it("puts back a part of a cut, all of it, or plays it faster instead", async () => {
    const { say, edits } = await filmed();
    await say("cut the start, it takes ages");
    await say("the first second is enough");
    expect(await edits()).toMatchObject([{ type: "cut", startMs: 0, endMs: 1000 }]);
    await say("undo");
    await say("back to the original");
    await say("cut the login");
    await say("hmm no, keep the login, but faster");
    expect(await edits()).toMatchObject([{ type: "speed", rate: 2 }]);
  });

  it("takes a bare number for no length of the whole video", async () => {
    const { say, edits } = await filmed();
    await say("trim the first 3 secs");
    await say("hm 1 sec would do");
    expect(await edits()).toMatchObject([{ type: "cut", startMs: 0, endMs: 1000 }]);
    await say("slow down the login to 0.75");
    expect((await edits()).at(-1)).toMatchObject({ type: "speed", rate: 0.75 });
    await say("back");
    expect(await edits()).toHaveLength(1);
  });

  it("shortens less where it became too short, and keeps what is to stay in full", async () => {
    const { say, edits } = await filmed();
    await say("make it twice as fast");
    await say("keep the coupon part in full though");
    expect(await edits()).toMatchObject([{ type: "speed", rate: 2, startMs: 0 }]);
    await say("back to the original");
    await say("make it half as long");
    expect(await say("a bit too short, 5 seconds more")).toContain("now 0:26");
  });
});

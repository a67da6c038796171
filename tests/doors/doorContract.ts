import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Agent } from "../../bot/conversation/agent.ts";
import { localMessage, newConversation } from "../../bot/house/conversations.ts";
import type { Author, Message, Platform } from "../../bot/platform.ts";
import type { Id } from "../../convex/_generated/dataModel.js";
import { until } from "../support/aura.ts";
import { scriptedAgent } from "./scriptedAgent.ts";
import { openTestHouse, type TestHouse } from "./testHouse.ts";

/** What a person at the door has been shown in one thread since the first start, in order. */
export type Seen = {
  replies: string[];
  /** Version numbers of the videos that were posted. */
  videos: number[];
  files: string[];
  failures: string[];
  /** The stages that progress named. */
  stages: string[];
  /** The reply that is shown while it is being written, without what says that it goes on. */
  growing?: string;
};

/** One start of a door over a test house. */
export type DoorUnderTest = {
  platform: Platform;
  /** What a person says in the one conversation of the test, as this door's messages are; a local one unless given. */
  message?(text: string, said: { id?: string; author: Author }): Message;
  /** Shows the thread to the person. */
  look(house: TestHouse, threadId: Id<"threads">): Promise<void>;
  seen(): Seen;
  close(): Promise<void>;
};

/** What every platform has to do. `openDoor` starts the door anew; what earlier starts of the same test showed stays seen. */
export function doorContract(name: string, openDoor: (house: TestHouse) => Promise<DoorUnderTest>): void {
  describe(`${name} as a door`, () => {
    let house: TestHouse;
    let door: DoorUnderTest;
    let conductor: Awaited<ReturnType<TestHouse["converse"]>>;
    let agent: Agent;
    /** What the agent is told to say slowly: it tells the words, then waits for `go`. */
    let slowly: { words: string[]; go: Promise<unknown> };
    const conversation = newConversation();
    const ann = { id: "ann", name: "Ann" };
    const ben = { id: "ben", name: "Ben" };

    beforeEach(async () => {
      house = await openTestHouse();
      const scripted = scriptedAgent(house.store);
      agent = { respond: (request) => (/slowly/.test(request.text) ? speak(request) : scripted.respond(request)) };
      await start();
    });
    afterEach(async () => {
      await door.close();
      await house.close();
    });

    const said = (text: string, { id, author = ann }: { id?: string; author?: Author } = {}): Message => {
      const who = { author, ...(id === undefined ? {} : { id }) };
      return door.message ? door.message(text, who) : localMessage(conversation, text, who);
    };

    async function speak({ onText, signal }: Parameters<Agent["respond"]>[0]) {
      for (const words of slowly.words) onText?.(words);
      const stopped = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      await Promise.race([slowly.go, stopped]);
      return { text: "The reply as it is in the end.", ok: true };
    }

    async function start(): Promise<void> {
      door = await openDoor(house);
      conductor = await house.converse([door.platform], agent);
      await door.look(house, await conductor.threadOf(said("")));
      await conductor.resume();
    }

    async function ask(text: string, author = ann): Promise<void> {
      const { threadId } = await conductor.receive(said(text, { author }));
      await conductor.settled(threadId);
    }

    const shown = (what: string, isShown: (seen: Seen) => boolean) =>
      until(what, () => isShown(door.seen()), 10_000).catch((error) => {
        throw new Error(`${error.message}; shown: ${JSON.stringify(door.seen())}`);
      });

    it("answers a request, shows its progress, and posts the video once", async () => {
      house.worker.pause();
      const { threadId } = await conductor.receive(said("record PR 1"));
      await shown("the reply", (seen) => seen.replies.some((text) => /PR 1/.test(text)));
      await shown("the progress", (seen) => seen.stages.includes("Starting the app"));
      expect(door.seen().videos).toEqual([]);
      house.worker.go();
      await conductor.settled(threadId);
      await shown("the video", (seen) => seen.videos.length > 0);
      expect(door.seen()).toMatchObject({ videos: [1], failures: [] });
      expect(existsSync(`${house.videosDir}/shop-pr1-v1.mp4`)).toBe(true);
    });

    it("edits in the thread, undoes, and exports", async () => {
      await ask("record PR 1");
      await ask("make it shorter");
      await ask("undo that");
      await ask("export as gif");
      await shown("everything", ({ videos, files }) => videos.length >= 3 && files.length >= 1);
      expect(door.seen().videos).toEqual([1, 2, 3]);
      expect(door.seen().files).toEqual([expect.stringMatching(/shop-pr1-v3\.gif$/)]);
      expect(door.seen().replies.filter((text) => /Back to version 1/.test(text))).toHaveLength(1);
    });

    it("keeps the order when two people speak at once", async () => {
      await ask("record PR 1");
      await Promise.all([ask("make it shorter", ann), ask("export as gif", ben)]);
      await shown("both results", ({ videos, files }) => videos.length >= 2 && files.length >= 1);
      const { replies } = door.seen();
      const shorter = replies.findIndex((text) => /idle/.test(text));
      expect(shorter).toBeGreaterThan(0);
      expect(replies.findIndex((text) => /GIF/.test(text))).toBeGreaterThan(shorter);
    });

    it("does nothing for a message that it has received before", async () => {
      const message = said("record PR 1", { id: "the-same-message" });
      const [first, second] = await Promise.all([conductor.receive(message), conductor.receive(message)]);
      expect([first.duplicate, second.duplicate].sort()).toEqual([false, true]);
      await conductor.settled(first.threadId);
      expect((await conductor.receive(message)).duplicate).toBe(true);
      await shown("the video", (seen) => seen.videos.length > 0);
      expect(door.seen().videos).toEqual([1]);
      expect(door.seen().replies).toHaveLength(1);
    });

    it("posts after a restart what ended meanwhile, and nothing twice", async () => {
      await ask("record PR 1");
      house.worker.pause();
      const { threadId } = await conductor.receive(said("make it shorter"));
      await conductor.close();
      await door.close();
      house.worker.go();
      await until("the edit is made", () => house.worker.done.includes("render"), 10_000);
      await start();
      await conductor.settled(threadId);
      await shown("the edited video", (seen) => seen.videos.includes(2));
      expect(door.seen().videos).toEqual([1, 2]);
      await door.close();
      await start();
      await conductor.settled(threadId);
      await shown("both videos", (seen) => seen.videos.length >= 2);
      expect(door.seen().videos).toEqual([1, 2]);
    });

    it("tells a failure in one sentence", async () => {
      house.worker.failNext({ code: "no_web_app", message: "There is no web app in shop." });
      await ask("record PR 1");
      await shown("the failure", (seen) => seen.failures.length > 0);
      expect(door.seen().failures).toEqual([expect.stringContaining("There is no web app in shop.")]);
      expect(door.seen().videos).toEqual([]);
    });

    const finalReplies = () => door.seen().replies.filter((text) => /The reply as it is in the end\./.test(text));

    it("shows a reply while it is written, where it can, and one reply in the end", async () => {
      const written = Promise.withResolvers<void>();
      slowly = { words: ["These are", "These are the first words"], go: written.promise };
      const answering = conductor.receive(said("say it slowly"));
      if (door.platform.drafts)
        await shown("the first words", ({ growing }) => growing === "These are the first words");
      expect(finalReplies()).toEqual([]);
      written.resolve();
      await answering;
      await shown("the reply", () => finalReplies().length > 0);
      expect(finalReplies()).toHaveLength(1);
      expect(door.seen().growing).toBeUndefined();
      expect(JSON.stringify(door.seen())).not.toContain("first words");
    });

    it("leaves nothing of a reply that was begun before Aura ended", async () => {
      slowly = { words: ["Half of a reply that"], go: new Promise(() => undefined) };
      const { answered } = await conductor.accept(said("say it slowly"));
      if (door.platform.drafts) await shown("half of a reply", ({ growing }) => growing === "Half of a reply that");
      await Promise.all([conductor.close(), expect(answered).rejects.toThrow()]);
      await door.close();
      slowly = { words: [], go: Promise.resolve() };
      await start();
      await shown("the reply", () => finalReplies().length > 0);
      expect(finalReplies()).toHaveLength(1);
      expect(JSON.stringify(door.seen())).not.toContain("Half of");
    });

    it("answers also when the agent breaks", async () => {
      await ask("record PR 1");
      await ask("do something that throws");
      await shown("an answer", (seen) => seen.replies.some((text) => /went wrong/.test(text)));
    });
  });
}

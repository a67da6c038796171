import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localMessage, newConversation } from "../../bot/house/conversations.ts";
import type { Author, Message, Platform } from "../../bot/platform.ts";
import type { Id } from "../../convex/_generated/dataModel.js";
import { until } from "../support/aura.ts";
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
    const conversation = newConversation();
    const ann = { id: "ann", name: "Ann" };
    const ben = { id: "ben", name: "Ben" };

    beforeEach(async () => {
      house = await openTestHouse();
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

    async function start(): Promise<void> {
      door = await openDoor(house);
      conductor = await house.converse([door.platform]);
      await conductor.resume();
      await door.look(house, await conductor.threadOf(said("")));
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

    it("answers also when the agent breaks", async () => {
      await ask("record PR 1");
      await ask("do something that throws");
      await shown("an answer", (seen) => seen.replies.some((text) => /went wrong/.test(text)));
    });
  });
}

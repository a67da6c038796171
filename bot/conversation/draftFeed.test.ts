import { expect, it } from "vitest";
import { silentLog } from "../../tests/doors/testHouse.ts";
import { until } from "../../tests/support/aura.ts";
import type { Platform, ReplyPost, ThreadAddress } from "../platform.ts";
import { openDraftFeed } from "./draftFeed.ts";

const thread = { id: "t", workspaceId: "w", channel: "c", threadKey: "k" } as unknown as ThreadAddress;
const nothing = async () => undefined;

function platformThat(show: (draft: ReplyPost) => Promise<void>, everyMs = 1): Platform {
  return {
    ...{ name: "test", capabilities: { maxUploadBytes: null, editsMessages: true } },
    ...{ postReply: nothing, showProgress: nothing, postVideo: nothing, postFile: nothing, postError: nothing },
    drafts: { everyMs, show },
  };
}

const feedOf = (...platforms: Platform[]) => openDraftFeed({ platforms, thread, key: "reply:1", log: silentLog });

it("shows the newest text, one call at a time, and nothing after it was closed", async () => {
  const shown: string[] = [];
  let under = 0;
  let most = 0;
  const free: (() => void)[] = [];
  const feed = feedOf(
    platformThat(async ({ text }) => {
      under += 1;
      most = Math.max(most, under);
      shown.push(text);
      await new Promise<void>((resolve) => free.push(resolve));
      under -= 1;
    }),
  );
  feed.tell("One");
  await until("the first is shown", () => shown.length === 1);
  for (const text of ["One two", "One two three", "One two three four"]) feed.tell(text);
  free.shift()?.();
  await until("the newest is shown", () => shown.length === 2);
  feed.tell("One two three four five");
  const closed = feed.close();
  expect(under).toBe(1);
  free.shift()?.();
  await closed;
  feed.tell("too late");
  expect(shown).toEqual(["One", "One two three four"]);
  expect(most).toBe(1);
});

it("takes back what was shown, and shows nothing that was taken back before", async () => {
  const shown: string[] = [];
  const feed = feedOf(platformThat(async ({ text }) => void shown.push(text)));
  feed.tell("");
  feed.tell("Let me see.");
  await until("it is shown", () => shown.length === 1);
  feed.tell("");
  await until("it is taken back", () => shown.length === 2);
  await feed.close();
  expect(shown).toEqual(["Let me see.", ""]);
});

it("goes on elsewhere when one platform fails, and asks that one no more", async () => {
  let failures = 0;
  const shown: string[] = [];
  const failing = platformThat(async () => {
    failures += 1;
    throw new Error("rate limited");
  });
  const feed = feedOf(
    failing,
    platformThat(async ({ text }) => void shown.push(text)),
  );
  feed.tell("One");
  await until("it is shown", () => shown.length === 1 && failures === 1);
  feed.tell("One two");
  await until("more is shown", () => shown.length === 2);
  await feed.close();
  expect(failures).toBe(1);
});

import { describe, expect, it } from "vitest";
import type { Run } from "../../convex/model/documents.ts";
import type { VideoPost } from "../platform.ts";
import { progressMessage, videoBlocks, videoComment } from "./blocks.ts";
import { exportModal } from "./exportModal.ts";
import { homeBlocks } from "./home.ts";
import { cut, limits, mrkdwn } from "./mrkdwn.ts";

const long = "a coupon & <a field> *bold* ".repeat(400);
const chapter = (label: string, startMs: number) => ({
  ...{ shotId: "s", label, route: "/cart", action: "click", changed: true },
  ...{ startMs, endMs: startMs + 500 },
});

function post(words: string, count: number): VideoPost {
  return {
    thread: { id: "t" as never, workspaceId: "w" as never, channel: "C1", threadKey: "1" },
    key: "version:v",
    run: { id: "r", title: words, repo: "shop", pr: 1 },
    version: { id: "v".repeat(40), number: 1, durationMs: 18_500, sizeBytes: 2_300_000 },
    filePath: "/videos/shop-pr1-v1.mp4",
    posterPath: null,
    summary: words,
    notShown: Array.from({ length: count }, () => words),
    chapters: Array.from({ length: count }, (_, index) => chapter(words, index * 1_000)),
  };
}

type Text = { text: string };
type Option = { text: Text; value: string };
type Element = { text: Text | string; value?: string; action_id?: string; placeholder?: Text; options?: Option[] };
type AnyBlock = { type: string; block_id?: string; text?: Text; label?: Text; element?: Element; elements?: Element[] };

/** Slack refuses the whole message when one limit is broken. */
function check(blocks: unknown[], most: number = limits.blocks): void {
  expect(blocks.length).toBeLessThanOrEqual(most);
  const ids = (blocks as AnyBlock[]).flatMap(({ block_id: id }) => id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { type, block_id: id = "", text, label, element, elements = [] } of blocks as AnyBlock[]) {
    expect(id.length).toBeLessThanOrEqual(limits.id);
    if (type === "section") within(text?.text, limits.sectionText);
    if (type === "header") within(text?.text, limits.headerText);
    if (type === "input") within(label?.text, 2_000);
    if (element) checkElement(element);
    if (type === "context")
      for (const one of elements) expect(String(one.text).length).toBeLessThanOrEqual(limits.contextText);
    if (type !== "actions") continue;
    expect(elements.length).toBeLessThanOrEqual(limits.actions);
    expect(new Set(elements.map(({ action_id: action }) => action)).size).toBe(elements.length);
    for (const one of elements) checkElement(one);
  }
}

const within = (text: string | undefined, most: number): void => {
  expect(text?.length).toBeGreaterThan(0);
  expect(text?.length).toBeLessThanOrEqual(most);
};

function checkElement({ text, value, action_id: action = "", placeholder, options }: Element): void {
  expect(action.length).toBeLessThanOrEqual(limits.id);
  if (typeof text === "object") within(text.text, limits.buttonText);
  if (value !== undefined) within(value, limits.actionValue);
  if (placeholder) within(placeholder.text, 150);
  if (options === undefined) return;
  expect(options.length).toBeLessThanOrEqual(limits.options);
  for (const option of options) {
    within(option.text.text, limits.optionText);
    within(option.value, 150);
  }
}

describe("a video's message", () => {
  it.each([
    ["short", "Add coupon codes", 2],
    ["long", long, 300],
    ["empty", "", 0],
  ])("keeps within Slack's limits when its texts are %s", (_, words, count) => {
    check(videoBlocks(post(words, count)));
    check(videoBlocks(post(words, count), true));
    check(progressMessage({ ...progress, subject: words, stage: words }).blocks);
    expect(videoComment(post(words, count)).length).toBeLessThanOrEqual(limits.messageText);
  });

  it("reads as a person would want it", () => {
    const [changed] = videoBlocks(post("Apply coupon", 2)) as unknown as { text: Text }[];
    expect(changed?.text.text).toBe("*What changed*\n`0:00`  Apply coupon\n`0:01`  Apply coupon");
    expect(videoComment(post("Apply coupon", 2))).toBe("*Apply coupon*  ·  18.5 s, 2.3 MB");
  });
});

const progress = {
  jobId: "j",
  kind: "record",
  subject: "PR 1",
  stage: "Starting the app",
  percent: 40,
  etaMs: 30_000,
  state: "active",
} as const;

it("shows how far a job is", () => {
  expect(progressMessage(progress).text).toBe(
    "*PR 1*  ·  ▰▰▰▰▰▰▱▱▱▱▱▱▱▱  40 %  ·  Starting the app  ·  about 30 s left",
  );
});

it("offers an export form within Slack's limits", () => {
  const {
    title,
    submit,
    close,
    private_metadata: metadata = "",
    blocks,
  } = exportModal({ channel: "C1", threadKey: "1" });
  for (const one of [title, submit, close]) within(one?.text, limits.viewTitle);
  within(metadata, limits.viewMetadata);
  check(blocks, limits.viewBlocks);
});

it("keeps App Home within Slack's limits, whatever was recorded", () => {
  const run = { status: "failed", title: long, summary: long, repo: long, pr: 1, error: long, timestamp: 1 };
  check(homeBlocks(Array.from({ length: 20 }, () => run) as unknown as Run[]), limits.viewBlocks);
  check(homeBlocks([]), limits.viewBlocks);
});

describe("mrkdwn", () => {
  it("makes bold bold and nothing else anything", () => {
    expect(mrkdwn("a **b** c")).toBe("a *b* c");
    expect(mrkdwn("<@U1> & <https://x|y> *no* _no_ `no`")).not.toMatch(/<|[*_`~](?!\u200b)/);
    expect(mrkdwn("an odd ** mark")).toBe("an odd  mark");
  });

  it("is cut at a word, never within an entity", () => {
    expect(cut("one two three", 8)).toBe("one two…");
    expect(cut("aaaaaaa&amp;b", 10)).toBe("aaaaaaa…");
  });
});

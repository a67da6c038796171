import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BotProcess, startBot } from "./doors/botProcess.ts";
import { type DiscordPeer, openDiscordPeer } from "./doors/discordPeer.ts";
import { type GitHubPeer, openGitHubPeer, sendAsGitHub, webhookSecret } from "./doors/githubPeer.ts";
import { openSlackPeer, type SlackPeer, sendAsSlack } from "./doors/slackPeer.ts";
import { until } from "./support/aura.ts";
import { frameShares, probeVideo } from "./support/video.ts";

/** What is waited for in one step of a story: four recordings stand in one queue, on a machine where everything else is tested, too. */
const LONG_MS = 900_000;
/** Everything of a story. */
const STORY_MS = 2 * LONG_MS;

const page = (body: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cart</title>
<style>body { margin: 0; font: 18px sans-serif } main { padding: 60px }
button { font: inherit; padding: 12px 20px; border: 0; background: #d000d0; color: #fff }</style></head>
<body><main><h1>Cart</h1><p>Two lamps, $84.00</p>${body}</main></body></html>`;
const button = (label: string) =>
  `<p><button type="button" onclick="this.nextElementSibling.textContent = 'Done'">${label}</button> <output></output></p>`;
/** The button's own colour, which nothing else on the page and in the frame around it has. */
const buttonColor = { red: 0xd0, green: 0, blue: 0xd0 };

let slack: SlackPeer;
let discord: DiscordPeer;
let github: GitHubPeer;
let bot: BotProcess;
let dir: string;
/** The pull request that people ask for in chat. */
let asked: number;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "aura-doors-story-"));
  [slack, discord, github] = await Promise.all([openSlackPeer(), openDiscordPeer(), openGitHubPeer()]);
  github.commitToMain({ "index.html": page("") });
  ({ number: asked } = await github.open("Wrap lamps as a gift", { "index.html": page(button("Wrap as a gift")) }));
  bot = await startBot(join(dir, "home"), {
    ...slack.environment,
    ...discord.environment,
    ...{ GITHUB_TOKEN: github.token, GITHUB_API_URL: github.url, GITHUB_WEBHOOK_SECRET: webhookSecret },
    ...{ AURA_REPOS: "acme/shop", PUBLIC_URL: "https://aura.acme.dev" },
  });
});
afterAll(async () => {
  await bot?.stop();
  await Promise.all([slack?.close(), discord?.close(), github?.close()]);
  rmSync(dir, { recursive: true, force: true });
});

const wait = <T>(what: string, probe: () => T | Promise<T>) =>
  until(what, probe, LONG_MS).catch((error: Error) => {
    throw new Error(`${error.message}\n${bot.said()}`);
  });

/** The video of the recording, and the one after "make it shorter and zoom the button", as people can play them. */
async function expectEdited(recorded: Buffer, edited: Buffer): Promise<void> {
  const [before, after] = await Promise.all([watched(recorded), watched(edited)]);
  for (const { facts } of [before, after]) {
    expect(facts).toMatchObject({ width: 1920, height: 1080, fps: 30, codec: "h264", pixelFormat: "yuv420p" });
    expect(facts.frames).toBe(Math.round((facts.durationMs * 30) / 1000));
  }
  expect(after.facts.durationMs).toBeLessThan(before.facts.durationMs - 300);
  // The button is on screen in the recording, and at its largest in the edit.
  const largest = ({ shares }: { shares: number[] }) => Math.max(...shares);
  expect(largest(before)).toBeGreaterThan(0.002);
  expect(largest(after)).toBeGreaterThan(largest(before) * 1.5);
}

let serial = 0;
async function watched(video: Buffer) {
  serial += 1;
  const file = join(dir, `watched-${serial}.mp4`);
  writeFileSync(file, video);
  return { facts: await probeVideo(file), shares: await frameShares(file, buttonColor) };
}

describe("the whole story", () => {
  it.concurrent("in Slack: asked by a command, recorded, edited by words in the thread", {
    timeout: STORY_MS,
  }, async () => {
    const ann = slack.userId("ann");
    const answer = await sendAsSlack(bot.url, slack.command(`record PR ${asked}`, ann));
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    const root = await wait("the thread", async () =>
      (await slack.roots()).find(({ text }) => text === `<@${ann}> asked: record PR ${asked}`),
    );
    const progress = async () => (await slack.thread(root.ts)).filter(({ text }) => / {2}· {2}(▰|▱|done)/.test(text));
    await wait("the progress", async () => (await progress()).some(({ text }) => text.includes("▱")));
    const recorded = await wait("the video", () => slack.fileIn(root.ts, /-v1\.mp4$/));
    await wait("the end of the progress", async () => (await progress()).every(({ text }) => /done$/.test(text)));
    expect(await progress()).toHaveLength(1);

    const words = "make it shorter and zoom the button";
    const ts = await slack.say(words, root.ts);
    const said = { type: "message", channel_type: "channel", user: ann, text: words, ts, thread_ts: root.ts };
    await sendAsSlack(bot.url, slack.event(said));
    await expectEdited(recorded, await wait("the edited video", () => slack.fileIn(root.ts, /-v2\.mp4$/)));
    const told = JSON.stringify(await slack.thread(root.ts));
    expect(told).toContain("Wrap as a gift");
    expect(told).not.toMatch(/undefined|\[object|:warning:/);
  });

  it.concurrent("in Discord: the same", { timeout: STORY_MS }, async () => {
    const command = discord.command(discord.ann, `record PR ${asked}`);
    await wait("the acknowledgement", () => command.answer);
    expect(command.answer).toMatchObject({ type: 5 });
    const thread = await wait("the thread", () => discord.channelOf(command.original ?? ""));
    const texts = () => discord.thread(thread.id).map(({ content }) => content);
    const file = (name: RegExp) => {
      const found = discord
        .thread(thread.id)
        .flatMap(({ attachments }) => attachments.find((one) => name.test(one.filename)));
      const attachment = found.find((one) => one !== undefined);
      return attachment ? discord.fileOf(attachment) : null;
    };
    await wait("the progress", () => texts().some((text) => text.includes("▱")));
    const recorded = await wait("the video", () => file(/-v1\.mp4$/));
    discord.say(discord.ben, "make it shorter and zoom the button", thread);
    await expectEdited(recorded, await wait("the edited video", () => file(/-v2\.mp4$/)));
    await wait("the end of the progress", () => !texts().some((text) => text.includes("▱")));
    expect(texts().join("\n")).not.toMatch(/undefined|\[object|⚠️/);
  });

  it.concurrent("on GitHub: recorded when it is opened, and again when it has new commits", {
    timeout: STORY_MS,
  }, async () => {
    // Opened here: a second attempt needs one that was never recorded.
    const { number: opened } = await github.open("Save the cart", { "index.html": page(button("Save for later")) });
    const happened = async (action: string) => {
      const answer = await sendAsGitHub(bot.url, "pull_request", await github.pullRequestEvent(action, opened));
      expect(await answer.json()).toMatchObject({ dispatched: true });
    };
    const comment = async () =>
      (await github.comments(opened)).find(({ body }) => body.startsWith("<!-- aura-bot -->"));
    const shows = (what: string, words: RegExp) =>
      wait(what, async () => {
        const shown = await comment();
        return shown && words.test(shown.body) ? shown : null;
      });
    const fetched = async (path: string) => Buffer.from(await (await fetch(new URL(path, bot.url))).arrayBuffer());

    await happened("opened");
    const first = await shows("the progress", /### (Waiting to record|Recording): Save the cart/);
    const { body } = await shows("the GIF in the comment", /preview\.gif/);
    expect(body).toMatch(/Recorded: Save the cart[\s\S]*\*\*What changed\*\*\n- `0:0\d` .*Save for later/);
    const watch = /https:\/\/aura\.acme\.dev(\/watch\/[\w-]+)\)/.exec(body)?.[1] ?? "";
    const [gif, poster, video] = await Promise.all(
      ["preview.gif", "poster.jpg", "video.mp4"].map((name) => fetched(`${watch}/${name}`)),
    );
    expect([gif?.subarray(0, 6).toString(), poster?.subarray(0, 2).toString("hex")]).toEqual(["GIF89a", "ffd8"]);
    const { facts, shares } = await watched(video ?? Buffer.alloc(0));
    expect(facts).toMatchObject({ width: 1920, height: 1080, codec: "h264" });
    expect(Math.max(...shares)).toBeGreaterThan(0.002);

    const headSha = github.push(opened, { "index.html": page(button("Keep for later")) });
    await happened("synchronize");
    const again = await shows(
      "the new recording",
      new RegExp(`Recorded[\\s\\S]*Keep for later[\\s\\S]*${headSha.slice(0, 7)}`),
    );
    expect(again.id).toBe(first.id);
    await wait("the statuses", () => github.statuses.includes(`success ${headSha.slice(0, 7)}`));
  });
});

import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { type BotProcess, startBot } from "../tests/doors/botProcess.ts";
import { openGitHubPeer, webhookSecret } from "../tests/doors/githubPeer.ts";
import { openSlackPeer, sendAsSlack } from "../tests/doors/slackPeer.ts";
import { until } from "../tests/support/aura.ts";
import { countMessages } from "./doors/count.ts";
import type { Orders, Sent } from "./doors/sender.ts";
import { type Addressed, type Planned, planTraffic } from "./doors/traffic.ts";

const usual = { seconds: 30, perSecond: 200 };
const PEOPLE = 40;
const LONG_MS = 180_000;
const SETTLE_MS = 60_000;

/**
 * `npm run bench -- doors [SECONDS [REQUESTS/S]]`: the bot's own process under signed traffic of Slack and GitHub, while its worker renders
 * one video after the other. A request's time counts from when it was due, so that a bot that stalls does not hide it.
 */
export async function benchDoors(words: readonly string[]): Promise<Record<string, unknown>[]> {
  const [seconds = usual.seconds, perSecond = usual.perSecond] = words.map(Number);
  const dir = mkdtempSync(join(tmpdir(), "aura-bench-doors-"));
  const [slack, github] = await Promise.all([openSlackPeer({ others: PEOPLE }), openGitHubPeer()]);
  github.commitToMain({ "index.html": "<!doctype html><title>Cart</title><h1>Cart</h1>" });
  const { number } = await github.open("Wrap as a gift", {
    "index.html": "<!doctype html><title>Cart</title><h1>Cart</h1><button>Wrap as a gift</button>",
  });
  const home = join(dir, "home");
  const bot = await startBot(home, {
    ...slack.environment,
    ...{ GITHUB_TOKEN: github.token, GITHUB_API_URL: github.url, GITHUB_WEBHOOK_SECRET: webhookSecret },
    ...{ AURA_REPOS: "acme/shop", PUBLIC_URL: "https://aura.acme.dev" },
  });
  try {
    const root = await record(bot, slack, number);
    const rendering = keepRendering(bot, slack, root);
    const people = Array.from({ length: PEOPLE }, (_, index) => slack.userId(`person-${index}`));
    const traffic = planTraffic({ slack, github, people, root, pr: number, seconds, perSecond });
    const memory = watchMemory(bot.pid, seconds);
    const sent = await play(bot, traffic);
    const memoryRow = memory.stop();
    const renders = await rendering.stop();
    const counted = await settle(home, traffic);
    return [
      ...["all", "slack", "github"].map((door) => ({
        ...latencies(door, sent),
        ...(door === "all" ? { renders } : {}),
      })),
      { ...counted, ...memoryRow, refused: sent.filter(({ status }) => status !== 200).length },
    ];
  } finally {
    await bot.stop();
    await Promise.all([slack.close(), github.close()]);
    rmSync(dir, { recursive: true, force: true });
  }
}

type Slack = Awaited<ReturnType<typeof openSlackPeer>>;

/** A recording whose thread the renders are asked for in. */
async function record(bot: BotProcess, slack: Slack, number: number): Promise<string> {
  const ann = slack.userId("ann");
  await sendAsSlack(bot.url, slack.command(`record PR ${number}`, ann));
  const root = await until("the thread", async () => (await slack.roots()).find(({ text }) => /record PR/.test(text)));
  await until("the recording", () => slack.fileIn(root.ts, /-v1\.mp4$/), LONG_MS);
  return root.ts;
}

/** Asks for another look, which draws every frame anew, as soon as the last one is there. */
function keepRendering(bot: BotProcess, slack: Slack, root: string) {
  const stopping = new AbortController();
  let renders = 0;
  const running = (async () => {
    for (let version = 2; !stopping.signal.aborted; version += 1) {
      const text = `use the ${version % 2 === 0 ? "dramatic" : "minimal"} style`;
      const ts = await slack.say(text, root);
      const said = { type: "message", channel_type: "channel", user: slack.userId("ben"), text, ts, thread_ts: root };
      await sendAsSlack(bot.url, slack.event(said));
      const file = new RegExp(`-v${version}\\.mp4$`);
      await until(`version ${version}`, () => slack.fileIn(root, file), LONG_MS);
      renders += 1;
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      return renders;
    },
  };
}

/** Sends the traffic from a thread of its own. */
async function play(bot: BotProcess, traffic: readonly Planned[]): Promise<Sent[]> {
  const orders: Orders = { url: bot.url, traffic };
  const sender = new Worker(new URL("./doors/sender.ts", import.meta.url), { workerData: orders });
  const [sent] = (await once(sender, "message")) as [Sent[]];
  return sent;
}

function latencies(door: string, sent: readonly Sent[]): Record<string, unknown> {
  const times = sent
    .filter((one) => door === "all" || one.door === door)
    .map(({ latencyMs }) => latencyMs)
    .toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  const row = { "p50 ms": at(0.5), "p95 ms": at(0.95), "p99 ms": at(0.99), "most ms": at(1) };
  return { traffic: door, requests: times.length, ...row };
}

/** What was meant for Aura is in the store once, when everything has been answered. */
async function settle(home: string, traffic: readonly Planned[]): Promise<Record<string, unknown>> {
  const wanted = new Set(traffic.flatMap(({ addressed }: { addressed: Addressed | null }) => addressed ?? []));
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    const counts = await countMessages(home, wanted);
    const isDone = counts.unanswered === 0 && counts.lost === 0;
    if (isDone || Date.now() > deadline) return { "meant for Aura": wanted.size, ...counts };
    await delay(500);
  }
}

/** The bot's resident memory each second, as the mean of the first third and of the last. */
function watchMemory(pid: number, seconds: number) {
  const samplesMb: number[] = [];
  const timer = setInterval(() => samplesMb.push(residentMb(pid)), 1000);
  return {
    stop: () => {
      clearInterval(timer);
      const third = Math.max(1, Math.floor(Math.min(samplesMb.length, seconds) / 3));
      const mean = (part: readonly number[]) => Math.round(part.reduce((sum, one) => sum + one, 0) / part.length);
      return { "memory MB, first third": mean(samplesMb.slice(0, third)), "last third": mean(samplesMb.slice(-third)) };
    },
  };
}

function residentMb(pid: number): number {
  const [, kilobytes = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

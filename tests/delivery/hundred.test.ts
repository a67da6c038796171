import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Delivery } from "../../convex/model/documents.ts";
import { cleanEnvironment } from "../../environment.ts";
import { newThread, openStore, type StoreUnderTest } from "../store/support.ts";
import { until } from "../support/aura.ts";
import type { Weather } from "./composioPeer.ts";
import { openHookPeer } from "./hookPeer.ts";
import { type MailSink, type Mood, openMailSink } from "./mailSink.ts";

const program = fileURLToPath(new URL("sender.ts", import.meta.url));
const COUNT = 100;
const KILLS_AFTER = [20, 60];

let store: StoreUnderTest;
let sink: MailSink;
let hooks: Awaited<ReturnType<typeof openHookPeer>>;
let sender: ChildProcess | null = null;
let said = "";

beforeAll(async () => {
  [store, sink, hooks] = await Promise.all([openStore(), openMailSink(), openHookPeer()]);
});
afterAll(async () => {
  sender?.kill("SIGKILL");
  await Promise.all([store.close(), sink.close(), hooks.close()]);
});

function start(): ChildProcess {
  const videosDir = mkdtempSync(join(store.dir, "videos-"));
  const args = [store.host.url, "the bot's key", sink.url, String(hooks.port), videosDir];
  const child = spawn(process.execPath, [program, ...args], {
    env: cleanEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  return child;
}

/** A process that is killed says nothing more; the next one knows that it is alone, as a bot does that holds the home's lock. */
async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "close");
  child.kill("SIGKILL");
  await ended;
  await store.host.runInternal("deliveries:abandonLeases", {});
}

/** At most twice for each address, a server is unwell: in its own way, at random. */
function unwell<T>(moods: readonly T[], fine: T): (address: string) => T {
  const times = new Map<string, number>();
  return (address) => {
    const before = times.get(address) ?? 0;
    if (before >= 2 || Math.random() > 0.4) return fine;
    times.set(address, before + 1);
    return moods[Math.floor(Math.random() * moods.length)] ?? fine;
  };
}

async function rows(ids: readonly Delivery["_id"][]): Promise<Delivery[]> {
  const found = await Promise.all(ids.map((id) => store.bot.query(api.deliveries.get, { id })));
  return found.filter((row) => row !== null);
}

it("a hundred deliveries arrive once each, or are named, whatever fails and whoever is killed", async () => {
  const moods: Mood[] = [
    { responseCode: 451, message: "4.3.0 later" },
    { responseCode: 421, message: "4.7.0 slower" },
    "silent",
  ];
  const moodOf = unwell<Mood>(moods, "takes");
  sink.feel((to) => (to.startsWith("nobody") ? { responseCode: 550, message: "5.1.1 no such user" } : moodOf(to)));
  const weathers: Weather[] = [{ status: 503 }, { status: 429, headers: { "retry-after": "0" } }, "lost"];
  const weatherOf = unwell<Weather>(weathers, "fine");
  hooks.turnBy((path) => weatherOf(path));

  const { workspaceId } = await newThread(store);
  const ids: Delivery["_id"][] = [];
  for (let at = 0; at < COUNT; at += 1) {
    const to =
      at % 2 === 0 ? `${at % 20 === 0 ? "nobody" : "person"}-${at}@acme.com` : `https://hooks.example.com/${at}`;
    const channel = at % 2 === 0 ? ("email" as const) : ("webhook" as const);
    const payload = { kind: "notice" as const, text: `Number ${at}` };
    const row = { workspaceId, purpose: "copy" as const, channel, to, payload, idempotencyKey: `delivery ${at}` };
    ids.push((await store.bot.mutation(api.deliveries.enqueue, row)).id);
  }

  for (const count of KILLS_AFTER) {
    sender = start();
    await until(`${count} have arrived`, () => sink.mails.length + hooks.taken.length >= count);
    await kill(sender);
  }
  sender = start();
  await until("all are over", async () => {
    const { next, leaseUntil } = await store.bot.query(api.deliveries.due, {});
    return next === null && leaseUntil === null;
  });
  await kill(sender);

  const reported = new Set(
    said
      .split("\n")
      .flatMap((line) => (/may have been sent twice/.test(line) ? [String(JSON.parse(line).delivery)] : [])),
  );
  for (const { _id, to, state, error } of await rows(ids)) {
    const copies = to.includes("@")
      ? sink.sentTo(to).length
      : hooks.taken.filter(({ path }) => to.endsWith(path)).length;
    const isNobody = to.startsWith("nobody");
    expect({ to, state }).toEqual({ to, state: isNobody ? "failed" : "sent" });
    if (isNobody) expect(error?.message).toContain(to);
    if (isNobody) expect(copies).toBe(0);
    else expect(copies === 1 || (copies > 1 && reported.has(_id)), `${to}: ${copies} copies`).toBe(true);
  }
  // Whoever reads the mails sees one: a second copy carries the first one's Message-ID.
  const readAs = new Map(sink.mails.map(({ recipients, messageId }) => [`${recipients[0]} ${messageId}`, true]));
  expect(readAs.size).toBe(new Set(sink.mails.map(({ recipients }) => recipients[0])).size);
});

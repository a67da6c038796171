import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { type Conductor, openConductor } from "../../bot/conversation/conductor.ts";
import { localWorkspace } from "../../bot/house/local.ts";
import type { Platform } from "../../bot/platform.ts";
import { openLibrary } from "../../bot/results/library.ts";
import { api } from "../../convex/_generated/api.js";
import type { TakeSummary } from "../../convex/model/recording.ts";
import { openStore } from "../store/support.ts";
import { type FakeWorker, startFakeWorker } from "./fakeWorker.ts";
import { scriptedAgent } from "./scriptedAgent.ts";

const take: TakeSummary = {
  durationMs: 15_000,
  width: 1280,
  height: 720,
  fps: 30,
  title: "Add coupon codes to the cart",
  summary: "The cart has a new field for a coupon code and a button that applies it.",
  shots: [
    shot("s1", 0, 3_000, "/", "navigate", "Open the shop", "document"),
    shot("s2", 3_000, 6_000, "/cart", "click", "Cart", "link"),
    shot("s3", 9_000, 11_500, "/cart", "type", "Coupon code", "textbox", true),
    shot("s4", 11_500, 14_000, "/cart", "click", "Apply coupon", "button", true),
  ],
  idle: [{ startMs: 6_000, endMs: 9_000 }],
  notShown: [{ file: "server/coupons.ts", what: "The coupon limit per customer", reason: "server_only" }],
};

function shot(
  id: string,
  startMs: number,
  endMs: number,
  route: string,
  action: TakeSummary["shots"][number]["action"],
  label: string,
  role: string,
  changed = false,
): TakeSummary["shots"][number] {
  const box = { x: 900, y: 500, width: 120, height: 40 };
  return { id, startMs, endMs, route, action, label, role, atMs: startMs + 500, box, changed };
}

export const silentLog = pino({ enabled: false });

/** The embedded store, a library and a fake worker; conversations over it are opened and closed as starts of Aura would. */
export async function openTestHouse() {
  const store = await openStore();
  const videosDir = mkdtempSync(join(tmpdir(), "aura-videos-"));
  const worker: FakeWorker = startFakeWorker(store.worker, take);
  const workspaceId = await store.bot.mutation(api.workspaces.ensure, localWorkspace);
  const library = await openLibrary(videosDir);
  let conductor: Conductor | null = null;
  return {
    store: store.bot,
    worker,
    workspaceId,
    videosDir,
    library,
    /** The conversation that is open. */
    conductor(): Conductor {
      if (!conductor) throw new Error("No conversation is open.");
      return conductor;
    },
    async converse(platforms: readonly Platform[], agent = scriptedAgent(store.bot)): Promise<Conductor> {
      await conductor?.close();
      conductor = openConductor({ store: store.bot, agent, library, platforms, log: silentLog });
      return conductor;
    },
    async close(): Promise<void> {
      await worker.stop();
      await conductor?.close();
      await store.close();
      rmSync(videosDir, { recursive: true, force: true });
    },
  };
}

export type TestHouse = Awaited<ReturnType<typeof openTestHouse>>;

import type { CDPSession } from "playwright-core";
import { CaptureStuckError, pause } from "../deadline.ts";
import type { Traffic } from "../page/traffic.ts";

/** A step that waits for the network longer than this goes on without it. */
const networkPatienceMs = 1500;
/** Waiting for the network may take so much real time in all before the document goes on in real time. */
const networkStrainMs = 6000;
/** What a frame may take without counting as waiting. */
const easyFrameMs = 150;
/** A step that takes longer than this is stuck, not slow. */
const stuckMs = 20_000;
/** Zero-delay loops would otherwise keep time from passing. */
const mostTasksWithoutTime = 20_000;
/** Added to each budget, so that a frame's time is never one rounding error short. */
const hairMs = 0.0005;

export type VirtualTime = {
  /** Engine ticks of the page's time zero, in ms. */
  readonly ticksBaseMs: number;
  /** Time of the page since its time zero. */
  readonly nowMs: number;
  advanceTo(timeMs: number): Promise<void>;
  /** Asks the engine for its base again: a new document may live in another process, with another base. */
  rebase(): Promise<void>;
  /** Forgets how long loading took. */
  relax(): void;
};

/**
 * Time that passes only when told to. It stands while requests are under way, so that loading takes no time on screen; a
 * request that does not end in `networkPatienceMs`, and a page with sockets or workers, get time at the wall clock's pace.
 */
export async function takeOverTime(
  session: CDPSession,
  traffic: Traffic,
  startAtMs: number,
  signal: AbortSignal,
): Promise<VirtualTime> {
  let ticksBaseMs = 0;
  let nowMs = 0;
  let slow = new Set<string>();
  let strainMs = 0;
  let paceStart: { wallMs: number; timeMs: number } | null = null;

  const stop = () => session.send("Emulation.setVirtualTimePolicy", { policy: "pause" });
  await session.send("Emulation.setVirtualTimePolicy", { policy: "pause", initialVirtualTime: startAtMs / 1000 });

  const isPaced = () => slow.size > 0 || strainMs > networkStrainMs;

  const keepPace = async (timeMs: number) => {
    if (!traffic.needsRealTime() && !isPaced()) {
      paceStart = null;
      return;
    }
    paceStart ??= { wallMs: performance.now(), timeMs: nowMs };
    const early = timeMs - paceStart.timeMs - (performance.now() - paceStart.wallMs);
    if (early > 0) await pause(early, signal);
  };

  const forgetFinished = () => {
    if (slow.size === 0) return;
    const pending = new Set(traffic.open());
    slow = new Set([...slow].filter((id) => pending.has(id)));
  };

  const send = (policy: "advance" | "pauseIfNetworkFetchesPending", budget: number) =>
    session.send("Emulation.setVirtualTimePolicy", {
      policy,
      budget,
      maxVirtualTimeTaskStarvationCount: mostTasksWithoutTime,
    });

  const step = async (budget: number) => {
    let patience: NodeJS.Timeout | undefined;
    let limit: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      const abort = () => reject(signal.reason as Error);
      const settle = (finish: () => void) => {
        session.off("Emulation.virtualTimeBudgetExpired", expired);
        signal.removeEventListener("abort", abort);
        finish();
      };
      const expired = () => settle(resolve);
      session.on("Emulation.virtualTimeBudgetExpired", expired);
      signal.addEventListener("abort", abort);
      limit = setTimeout(() => settle(() => reject(new CaptureStuckError("a step of virtual time"))), stuckMs);
      if (!isPaced()) {
        patience = setTimeout(() => {
          slow = new Set([...traffic.open(), "this step"]);
          send("advance", budget).catch(reject);
        }, networkPatienceMs);
      }
      send(isPaced() ? "advance" : "pauseIfNetworkFetchesPending", budget).catch(reject);
    }).finally(() => {
      clearTimeout(patience);
      clearTimeout(limit);
    });
    slow.delete("this step");
  };

  return {
    get ticksBaseMs() {
      return ticksBaseMs;
    },
    get nowMs() {
      return nowMs;
    },
    async advanceTo(timeMs) {
      signal.throwIfAborted();
      forgetFinished();
      await keepPace(timeMs);
      const waited = traffic.open().length > 0;
      const startedAt = performance.now();
      await step(timeMs - nowMs + hairMs);
      const tookMs = performance.now() - startedAt;
      // Once strained, a document stays in real time: a polling page would strain it again at once.
      if (!isPaced())
        strainMs = Math.max(0, strainMs + (waited || traffic.open().length > 0 ? tookMs : 0) - easyFrameMs);
      nowMs = timeMs;
    },
    async rebase() {
      const { virtualTimeTicksBase } = await stop();
      ticksBaseMs = virtualTimeTicksBase;
      slow = new Set();
      strainMs = 0;
      paceStart = null;
    },
    relax() {
      strainMs = 0;
    },
  };
}

import { PipelineError } from "./failure.ts";
import type { InteractionPlan } from "./plan/types.ts";
import { openStage } from "./record/stage.ts";
import type { Workplace } from "./recordPullRequest.ts";
import type { Take } from "./take/take.ts";
import { enterSite } from "./tour/enter.ts";
import { planTour } from "./tour/planTour.ts";
import { siteName } from "./tour/words.ts";

export type AddressRequest = {
  /** The page to begin with; of several, the first one that opens. */
  addresses: readonly [string, ...string[]];
  /** The take's folder; it must not exist yet. */
  outDir: string;
  size: { width: number; height: number };
  deviceScale: number;
  fps: number;
  focus?: string | undefined;
  maxDurationMs?: number | undefined;
  /** The address is somebody else's word: only public ones are opened, whatever names and redirects say. */
  isOnlyPublic: boolean;
  /** Addresses on this machine that are open all the same: a test's own site, say. */
  alsoReachable?: readonly string[];
};

/** How long each stage usually takes, relative to the others; the order is the order of the work. */
export const tourShares = {
  "Opening the page": 3,
  "Looking around": 3,
  Recording: 14,
} as const;

/** Looking, planning and recording together; a page that takes longer does not want to be seen. */
const mostMs = 8 * 60_000;
const usualTakeMs = 60_000;

/** Records a tour of a public page: from its address to a take on disk. */
export async function recordAddress(
  request: AddressRequest,
  { browser, signal, onProgress }: Pick<Workplace, "browser" | "signal" | "onProgress">,
): Promise<{ take: Take; plan: InteractionPlan }> {
  const { addresses, size, deviceScale, fps, focus, maxDurationMs, isOnlyPublic, alsoReachable = [], outDir } = request;
  const at = (stage: keyof typeof tourShares) => (fraction: number | null) => onProgress({ stage, fraction });
  const patience = AbortSignal.timeout(mostMs);
  const limits = AbortSignal.any([signal, patience]);
  try {
    at("Opening the page")(0);
    await using stage = await openStage({
      browser,
      size,
      deviceScale,
      fps,
      signal: limits,
      isOnlyPublic,
      alsoReachable,
    });
    const { landing, scout, baseUrl, address } = await enterFirst(stage, addresses);
    at("Looking around")(0);
    const tour = await planTour({ landing, scout, size, focus, maxDurationMs });
    const plan = { ...tour, summary: `${tour.summary}${movedNote(address, baseUrl)}` };
    at("Recording")(0);
    const timeLimitMs = (maxDurationMs ?? usualTakeMs) * 5;
    const take = await stage.record({ baseUrl, plan, outDir, timeLimitMs, onProgress });
    return { take, plan };
  } catch (error) {
    signal.throwIfAborted();
    if (!patience.aborted) throw error;
    throw new PipelineError("site_slow", `${siteName(addresses[0])} takes too long to be recorded; try another page.`, {
      cause: error,
    });
  }
}

/** Of a name there is often a site with "www." only. What the first one fails with is told. */
async function enterFirst(stage: Parameters<typeof enterSite>[0], addresses: AddressRequest["addresses"]) {
  const [first, ...others] = addresses;
  try {
    return { ...(await enterSite(stage, first)), address: first };
  } catch (error) {
    const isSilent = error instanceof PipelineError && error.code === "site_silent";
    for (const address of isSilent ? others : []) {
      const entered = await enterSite(stage, address).catch(() => null);
      if (entered) return { ...entered, address };
    }
    throw error;
  }
}

function movedNote(address: string, baseUrl: string): string {
  const [asked, shown] = [siteName(address), siteName(baseUrl)];
  return asked === shown ? "" : ` ${asked} leads on to ${shown}.`;
}

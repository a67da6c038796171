import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readEnvironment } from "../environment.ts";
import { analyzeDiff } from "../pipeline/diff/analyze.ts";
import { failureOf } from "../pipeline/failure.ts";
import { type BrowserInUse, findBrowser } from "../pipeline/provision/browser.ts";
import { recordPullRequest } from "../pipeline/recordPullRequest.ts";
import { judge, type Verdict } from "./record/judge.ts";
import { layOutPair, type Pair, readPairs } from "./record/pairs.ts";
import { drawSheet } from "./record/sheet.ts";

const fps = 30;
const pairTimeLimitMs = 10 * 60_000;
const missed: Verdict = { found: false, shown: false, zoomed: false, accounted: false };

type Outcome = {
  pair: Pair;
  verdict: Verdict;
  videoMs: number | null;
  wallMs: number;
  /** When the first changed thing is on screen. */
  firstChangeMs: number | null;
  /** Why there is no take; null when there is one. */
  refusal: string | null;
  /** Why head was not compared with base; null when it was. */
  withoutBase: string | null;
};

/**
 * Records real changes of real apps and says how many a viewer would see: `npm run bench -- record`, or with the beginnings of
 * some pairs' names. The takes, and a picture of the frames at each changed shot, stay under AURA_HOME/bench/record.
 */
export async function benchRecord(words: readonly string[]): Promise<Record<string, unknown>[]> {
  const { AURA_HOME } = readEnvironment();
  const browser = await findBrowser();
  const outcomes: Outcome[] = [];
  for (const pair of await readPairs(words)) {
    const outcome = await recordPair(pair, AURA_HOME, browser);
    outcomes.push(outcome);
    const file = join(AURA_HOME, "bench", "record", pair.app, pair.change, "outcome.json");
    await writeFile(file, `${JSON.stringify(rowOf(outcome), null, 2)}\n`);
    console.log(`${pair.name}: ${outcome.refusal ?? spell(outcome.verdict)}`);
  }
  return [...outcomes.map(rowOf), totalOf(outcomes)];
}

async function recordPair(pair: Pair, home: string, browser: BrowserInUse): Promise<Outcome> {
  const pairDir = join(home, "bench", "record", pair.app, pair.change);
  await rm(pairDir, { recursive: true, force: true });
  const [takeDir, scratchDir, cacheDir] = [join(pairDir, "take"), join(pairDir, "scratch"), join(home, "cache")];
  for (const dir of [scratchDir, cacheDir]) await mkdir(dir, { recursive: true });
  const repoDir = await layOutPair(pair, join(pairDir, "repository"));
  const commits = { repoDir, base: "main", head: pair.change };
  const { changedFiles } = await analyzeDiff(commits);
  const startedAt = performance.now();
  const wallMs = () => Math.round(performance.now() - startedAt);
  try {
    const { take, withoutBase = null } = await recordPullRequest(
      {
        ...commits,
        outDir: takeDir,
        title: pair.title,
        size: { width: 1280, height: 720 },
        deviceScale: 2,
        fps,
        maxDurationMs: 60_000,
      },
      { cacheDir, scratchDir, browser, signal: AbortSignal.timeout(pairTimeLimitMs), onProgress: () => {} },
    );
    const tookMs = wallMs();
    await drawSheet(takeDir, take, join(pairDir, "sheet.png"));
    const firstChangeMs = take.shots.find(({ changed }) => changed)?.startMs ?? null;
    const verdict = judge(pair, take, changedFiles);
    return { pair, verdict, videoMs: take.durationMs, wallMs: tookMs, firstChangeMs, refusal: null, withoutBase };
  } catch (error) {
    const { code, message } = failureOf(error);
    if (code === "internal") console.error(error);
    // Where there is nothing to see, a sentence that says so is the right answer.
    const isRight = pair.expect.outcome === "accounted" && ["nothing_to_show", "no_visible_change"].includes(code);
    const verdict = isRight ? { found: true, shown: true, zoomed: true, accounted: true } : missed;
    return {
      pair,
      verdict,
      videoMs: null,
      wallMs: wallMs(),
      firstChangeMs: null,
      refusal: `${code}: ${message}`,
      withoutBase: null,
    };
  }
}

const spell = (verdict: Verdict): string =>
  Object.entries(verdict)
    .map(([name, isSo]) => `${isSo ? "" : "NOT "}${name}`)
    .join(", ");

const seconds = (ms: number | null): number | null => (ms === null ? null : Number((ms / 1000).toFixed(1)));

const rowOf = ({
  pair,
  verdict,
  videoMs,
  wallMs,
  firstChangeMs,
  refusal,
  withoutBase,
}: Outcome): Record<string, unknown> => ({
  pair: pair.name,
  kind: pair.kind,
  ...verdict,
  "video s": seconds(videoMs),
  "first change s": seconds(firstChangeMs),
  "wall s": seconds(wallMs),
  "wall / video": videoMs === null ? null : Number((wallMs / videoMs).toFixed(2)),
  ...(withoutBase !== null && { "not compared": withoutBase.split("\n")[0]?.slice(0, 100) }),
  ...(refusal !== null && { refusal: refusal.split("\n")[0]?.slice(0, 100) }),
});

function totalOf(outcomes: readonly Outcome[]): Record<string, unknown> {
  const share = (name: keyof Verdict): string => {
    const right = outcomes.filter(({ verdict }) => verdict[name]).length;
    return `${right} of ${outcomes.length}`;
  };
  const recorded = outcomes.filter(({ videoMs }) => videoMs !== null);
  const sum = (pick: (outcome: Outcome) => number): number => recorded.reduce((total, one) => total + pick(one), 0);
  const videoMs = sum((one) => one.videoMs ?? 0);
  return {
    pair: "all",
    found: share("found"),
    shown: share("shown"),
    zoomed: share("zoomed"),
    accounted: share("accounted"),
    "video s": seconds(videoMs),
    "wall s": seconds(sum(({ wallMs }) => wallMs)),
    "wall / video": videoMs === 0 ? null : Number((sum(({ wallMs }) => wallMs) / videoMs).toFixed(2)),
  };
}

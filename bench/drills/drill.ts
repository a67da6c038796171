import { setTimeout as delay } from "node:timers/promises";
import { familyOf, until } from "../../tests/support/aura.ts";
import { type Counted, count } from "./count.ts";
import { type DrillStage, type Left, openStage, type Role } from "./stage.ts";
import type { WorkKind } from "./work.ts";

/** What a drill found; `orphans` and `filesLeft` outlived whoever they belong to, and are to be zero as well. */
export type DrillOutcome = Counted &
  Left & {
    kills: number;
    /** From a kill until the next request was finished. */
    recoveryMs: { median: number; worst: number };
  };

type Victim = Role | "browser" | "ffmpeg";

const victims: Record<WorkKind, readonly Victim[]> = {
  tiny: ["worker", "host", "bot"],
  real: ["worker", "host", "bot", "browser", "ffmpeg"],
};
const programs = { browser: /chrom|headless_shell/i, ffmpeg: /ffmpeg/ };
const PATIENCE_MS = 120_000;
const BETWEEN_KILLS_MS = 600;

/** Kills one after the other, at random moments, while people keep asking for recordings and edits. */
export async function drill({
  kills,
  work = "tiny",
  seed = 1,
}: {
  kills: number;
  work?: WorkKind;
  seed?: number;
}): Promise<DrillOutcome> {
  const random = randomFrom(seed);
  const stage = await openStage(work);
  const killedAtMs: number[] = [];
  let left: Left | null = null;
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const before = stage.finishedAtMs.length;
      await until("work is done between two kills", () => stage.finishedAtMs.length > before, PATIENCE_MS);
      await delay(random() * BETWEEN_KILLS_MS);
      const victim = victims[work][kill % victims[work].length] ?? "worker";
      await strike(stage, victim, random, () => killedAtMs.push(performance.now()));
    }
    await stage.enough();
    const counted = await count(stage, work);
    left = await stage.close();
    return { kills, ...counted, ...left, recoveryMs: recoveryOf(killedAtMs, stage.finishedAtMs) };
  } finally {
    if (left === null) await stage.close();
  }
}

async function strike(stage: DrillStage, victim: Victim, random: () => number, onKilled: () => void): Promise<void> {
  if (victim !== "browser" && victim !== "ffmpeg") {
    onKilled();
    return await stage.kill(victim);
  }
  const isVictim = ({ command }: { command: string }) => programs[victim].test(command);
  await until(
    `a ${victim} runs`,
    () => {
      const running = familyOf(stage.pidOf("worker")).filter(isVictim);
      const chosen = running[Math.floor(random() * running.length)];
      if (!chosen) return false;
      try {
        process.kill(chosen.pid, "SIGKILL");
      } catch {
        return false;
      }
      onKilled();
      return true;
    },
    PATIENCE_MS,
  );
}

function recoveryOf(killedAtMs: readonly number[], finishedAtMs: readonly number[]) {
  const recoveries = killedAtMs
    .map((killed) => (finishedAtMs.find((finished) => finished > killed) ?? performance.now()) - killed)
    .toSorted((a, b) => a - b)
    .map(Math.round);
  return { median: recoveries[Math.floor(recoveries.length / 2)] ?? 0, worst: recoveries.at(-1) ?? 0 };
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

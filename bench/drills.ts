import { cancelDrill } from "./drills/cancel.ts";
import { endure } from "./drills/conditions.ts";
import { drill } from "./drills/drill.ts";

type Wanted = {
  kills?: string | undefined;
  seed?: string | undefined;
  tiny?: boolean | undefined;
  only?: string | undefined;
};

/**
 * `npm run bench -- drills [--kills N] [--seed N] [--tiny] [--only kills|conditions|cancels]`: sudden deaths of every process,
 * what else may befall a machine, and how soon canceled work ends. Exits with 1 when anything that is to be zero is not.
 */
export async function benchDrills(values: Wanted): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  const isAsked = (part: string) => values.only === undefined || values.only === part;
  if (isAsked("kills")) {
    const seed = Number(values.seed ?? 1);
    const { recoveryMs, ...found } = await drill({
      kills: Number(values.kills ?? 25),
      seed,
      work: values.tiny ? "tiny" : "real",
    });
    const recovery = { recoveryMedianMs: recoveryMs.median, recoveryWorstMs: recoveryMs.worst };
    rows.push({ condition: `sudden deaths, seed ${seed}`, ...found, ...recovery });
  }
  if (isAsked("conditions")) rows.push(...(await endure()));
  const toBeZero = ["lost", "duplicated", "mismatched", "orphans", "filesLeft"];
  if (rows.some((row) => toBeZero.some((name) => row[name] !== 0))) process.exitCode = 1;
  if (isAsked("cancels")) rows.push(...(await cancelDrill()));
  return rows;
}

import { api } from "../../convex/_generated/api.js";
import { takeSummaryOf } from "../../convex/model/documents.ts";
import type { Operation } from "../../convex/model/operations.ts";
import { PipelineError } from "../failure.ts";
import type { InteractionPlan } from "../plan/types.ts";
import { type Carried, type CarriedTake, carryOver } from "../rerecord/carryOver.ts";
import { readPlan } from "../rerecord/planFile.ts";
import type { Claim } from "./lane.ts";
import type { Workshop } from "./workshop.ts";

/** What is left of the recording that a run records again. */
export type Earlier = {
  /** Null when its take is gone: then the new one is planned afresh. */
  plan: InteractionPlan | null;
  /** Its take, as the store remembers it, and what was edited on it. */
  edited: { take: CarriedTake; operations: readonly Operation[] } | null;
};

/** Null for a run that records something for the first time, and when the earlier run has been removed. */
export async function earlierRecording(
  { store, takes }: Workshop,
  run: Claim["run"],
  signal: AbortSignal,
): Promise<Earlier | null> {
  if (run.rerecordOf === undefined) return null;
  const [old, elements, version] = await Promise.all([
    store.query(api.runs.get, { id: run.rerecordOf }),
    store.query(api.runs.elements, { id: run.rerecordOf }),
    run.editsFromVersionId === undefined ? null : store.query(api.edits.getVersion, { id: run.editsFromVersionId }),
  ]);
  if (old === null) return null;
  const take = takeSummaryOf(old);
  const folder = await takes.open(old, signal).catch((error: unknown) => {
    if (error instanceof PipelineError && error.code === "take_missing") return null;
    throw error;
  });
  return {
    plan: folder === null ? null : await readPlan(folder),
    edited: take && version ? { take: { ...take, elements }, operations: version.operations } : null,
  };
}

/** The earlier edits in the new take: as the store wants them, and in words for the run. Null when nothing was edited. */
export function carriedEdits({ edited }: Earlier, take: CarriedTake) {
  if (!edited || edited.operations.length === 0) return null;
  const carried = carryOver(edited.operations, edited.take, take);
  const { operations, notPlaced } = carried;
  const edits = operations.length === 1 ? "The edit" : `The ${operations.length} edits`;
  const summary = `${edits} of the recording before, applied again`;
  return { carried: { operations, summary, notPlaced }, inWords: inWords(carried) };
}

function inWords({ operations, notPlaced }: Carried): string {
  const count = operations.length;
  const applied = count === 0 ? "" : `Your ${count === 1 ? "edit is" : `${count} edits are`} applied again.`;
  const missing = notPlaced.map((one) => `Could not place ${one}.`);
  return [applied, ...missing].filter(Boolean).join(" ");
}

import type { Id } from "../_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "../_generated/server.js";
import { ELEMENT_LABEL_LENGTH, ELEMENTS_KEPT, SAYINGS_KEPT, type Saying, type SeenElement } from "./recording.ts";

const rowOf = (ctx: QueryCtx, runId: Id<"runs">) =>
  ctx.db
    .query("takeElements")
    .withIndex("by_run", (range) => range.eq("runId", runId))
    .first();

export const elementsOf = async (ctx: QueryCtx, runId: Id<"runs">): Promise<SeenElement[]> =>
  (await rowOf(ctx, runId))?.elements ?? [];

/** In place of what an earlier attempt kept of the same run. Labels come from a page, and may be of any length. */
export async function keepElements(
  ctx: MutationCtx,
  runId: Id<"runs">,
  elements: readonly SeenElement[],
): Promise<void> {
  await dropElements(ctx, runId);
  const kept = elements.slice(0, ELEMENTS_KEPT).map((one) => ({
    ...one,
    label: one.label.slice(0, ELEMENT_LABEL_LENGTH),
    route: one.route.slice(0, ELEMENT_LABEL_LENGTH),
    ...(one.group === undefined ? {} : { group: one.group.slice(0, ELEMENT_LABEL_LENGTH) }),
    ...(one.words === undefined ? {} : { words: one.words.slice(0, SAYINGS_KEPT).map(shortened) }),
  }));
  if (kept.length > 0) await ctx.db.insert("takeElements", { runId, elements: kept });
}

const shortened = ({ atMs, text }: Saying): Saying => ({ atMs, text: text.slice(0, ELEMENT_LABEL_LENGTH) });

/** How many rows that were. */
export async function dropElements(ctx: MutationCtx, runId: Id<"runs">): Promise<number> {
  const row = await rowOf(ctx, runId);
  if (row) await ctx.db.delete("takeElements", row._id);
  return row ? 1 : 0;
}

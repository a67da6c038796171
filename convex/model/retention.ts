import { type Infer, v } from "convex/values";
import type { QueryCtx } from "../_generated/server.js";

const DAY_MS = 24 * 3_600_000;

/** Days after its end for which something is remembered. */
export const retentionDays = v.object({
  /** Deliveries: for answers to a mail, and so that its address is known. */
  deliveries: v.number(),
  /** Digests that went out, and who asked for how much. */
  history: v.number(),
});
type RetentionDays = Infer<typeof retentionDays>;

/** Shorter, and what is being answered would be gone; longer than ten years is for ever. */
export const retentionSpan = { min: 1, max: 3_650 } as const;

export const usualDays: RetentionDays = { deliveries: 180, history: 90 };

export async function keptDays(ctx: QueryCtx): Promise<RetentionDays> {
  const settled = await ctx.db.query("retention").first();
  return settled ? { deliveries: settled.deliveries, history: settled.history } : usualDays;
}

/** The time before which what has ended may be forgotten. */
export async function forgottenBefore(ctx: QueryCtx, kind: keyof RetentionDays, now: number): Promise<number> {
  return now - (await keptDays(ctx))[kind] * DAY_MS;
}

import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { PlanNames } from "../../convex/model/planReview.ts";
import { draftOf, named } from "../plan/review.ts";
import type { InteractionPlan } from "../plan/types.ts";
import type { Claim } from "./lane.ts";

/** A bot that is there answers or takes the draft on within milliseconds. */
const untilTakenMs = 1_500;
/** A language model names a plan in 2–5 s; a recording does not wait much longer for better words. */
const untilAnsweredMs = 12_000;

/**
 * The plan as the bot's language model names and orders it: a worker has no key of a model. As it was when no answer comes in
 * time, or the store cannot be asked.
 */
export async function reviewed(
  plan: InteractionPlan,
  { store, claim, signal }: { store: Store; claim: Pick<Claim, "jobId" | "attempt">; signal: AbortSignal },
): Promise<InteractionPlan> {
  const { jobId, attempt } = claim;
  const id = await store.mutation(api.planReviews.ask, { jobId, attempt, draft: draftOf(plan) });
  if (id === null) return plan;
  const { promise, resolve } = Promise.withResolvers<PlanNames | null>();
  const giveUp = () => resolve(null);
  let patience = setTimeout(giveUp, untilTakenMs);
  const stop = store.watch(
    api.planReviews.get,
    { id },
    (review) => {
      if (review === null || review.state === "answered") return resolve(review?.names ?? null);
      if (review.state === "asked") return;
      clearTimeout(patience);
      patience = setTimeout(giveUp, untilAnsweredMs);
    },
    giveUp,
  );
  signal.addEventListener("abort", giveUp, { once: true });
  const names = await promise;
  stop();
  clearTimeout(patience);
  signal.removeEventListener("abort", giveUp);
  return names ? named(plan, names) : plan;
}

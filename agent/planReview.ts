import { generateText, Output } from "ai";
import { z } from "zod";
import { api } from "../convex/_generated/api.js";
import type { Id } from "../convex/_generated/dataModel.js";
import type { Store } from "../convex/client.ts";
import type { PlanDraft, PlanNames } from "../convex/model/planReview.ts";
import type { ChosenModel } from "./chosenModel.ts";
import { dataSlot, filledPrompt } from "./prompts.ts";

/** A worker waits 12 s; an answer after that is of no use to anybody. */
const TIMEOUT_MS = 11_000;

// Nullable instead of optional: OpenAI's strict schemas want every field named.
const namesSchema = z.object({
  title: z.string().nullable(),
  summary: z.string().nullable(),
  stepTitles: z.array(z.object({ step: z.int(), title: z.string() })).nullable(),
  sceneOrder: z.array(z.int()).nullable(),
});

/** A language model's words for a plan. Throws what the provider throws. */
async function namesFor(draft: PlanDraft, model: ChosenModel): Promise<PlanNames> {
  const { output } = await generateText({
    model: model.model,
    prompt: filledPrompt("plan-review.md", { draft: dataSlot("plan", inLines(draft)) }),
    output: Output.object({ schema: namesSchema, name: "names" }),
    maxRetries: 0,
    timeout: { totalMs: TIMEOUT_MS },
  });
  const { title, summary, stepTitles, sceneOrder } = output;
  return {
    ...(title === null ? {} : { title }),
    ...(summary === null ? {} : { summary }),
    ...(stepTitles === null ? {} : { stepTitles }),
    ...(sceneOrder === null ? {} : { sceneOrder }),
  };
}

function inLines({ title, summary, steps }: PlanDraft): string {
  const lines = steps.map(
    ({ scene, route, action, label, changed }, place) =>
      `step ${place}, scene ${scene}, ${route}: ${action} ${JSON.stringify(label)}${changed ? " (changed by the pull request)" : ""}`,
  );
  return [`title: ${title}`, `summary: ${summary}`, ...lines].join("\n");
}

/**
 * Names what workers are about to record, for as long as it is not stopped. Without a language model, and when that has no
 * answer, a draft is answered without names, so that its worker goes on at once.
 */
export function reviewPlans(store: Store, model: ChosenModel, onTrouble: (error: unknown) => void): () => void {
  const begun = new Set<Id<"planReviews">>();
  const review = async (id: Id<"planReviews">, draft: PlanDraft): Promise<void> => {
    if (model.builtin) return void (await store.mutation(api.planReviews.answer, { id }));
    if (!(await store.mutation(api.planReviews.take, { id }))) return;
    const names = await namesFor(draft, model).catch((error: unknown) => {
      onTrouble(error);
      return undefined;
    });
    await store.mutation(api.planReviews.answer, { id, ...(names && { names }) });
  };
  return store.watch(
    api.planReviews.asked,
    {},
    (waiting) => {
      for (const { id, draft } of waiting) {
        if (begun.has(id)) continue;
        begun.add(id);
        review(id, draft).catch(onTrouble);
      }
    },
    onTrouble,
  );
}

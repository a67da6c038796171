import { type Infer, v } from "convex/values";
import { shotAction } from "./recording.ts";

/** What a recording is going to show, told to whoever may name it better. Texts of the page and of the pull request: data only. */
export const planDraft = v.object({
  title: v.string(),
  summary: v.string(),
  /** In the order of the plan; a scene is a page and what is done there. */
  steps: v.array(
    v.object({
      scene: v.number(),
      route: v.string(),
      action: shotAction,
      label: v.string(),
      changed: v.boolean(),
    }),
  ),
});

/** Names for a draft. What is absent stays as it is. */
export const planNames = v.object({
  title: v.optional(v.string()),
  summary: v.optional(v.string()),
  /** The scenes in a better order: each of the draft's once. */
  sceneOrder: v.optional(v.array(v.number())),
  /** Of single steps (places in the draft), what a chapter that begins there is called. */
  stepTitles: v.optional(v.array(v.object({ step: v.number(), title: v.string() }))),
});

export type PlanDraft = Infer<typeof planDraft>;
export type PlanNames = Infer<typeof planNames>;

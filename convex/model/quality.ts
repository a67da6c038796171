import { type Infer, v } from "convex/values";

/** What was found wrong with a finished video before anybody saw it, and what was done about it. */
export const quality = v.object({
  /** 100 is a video with nothing to say about it. */
  score: v.number(),
  findings: v.array(
    v.object({
      kind: v.string(),
      /** One sentence for the person in the thread. */
      message: v.string(),
      startMs: v.optional(v.number()),
      endMs: v.optional(v.number()),
      /** Absent when it is still there. */
      repair: v.optional(v.union(v.literal("trimmed"), v.literal("rendered_again"))),
    }),
  ),
});

export type Quality = Infer<typeof quality>;

/** What a viewer should know, in one line; null when there is nothing. A segment that was rendered again concerns nobody. */
export function qualityInWords({ findings }: Quality): string | null {
  const told = findings.filter(({ repair }) => repair !== "rendered_again").map(({ message }) => message);
  return told.length === 0 ? null : [...new Set(told)].join(" ");
}

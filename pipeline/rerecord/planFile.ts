import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { InteractionPlan } from "../plan/types.ts";
import { notShownSchema, shotSchema } from "../take/take.ts";

/** The plan beside a take: what it takes to record the same again. Written once, when the take is. */
const fileName = "plan.json";

const targetSchema = z.object({
  role: z.string().exactOptional(),
  name: z.string().exactOptional(),
  testId: z.string().exactOptional(),
  text: z.string().exactOptional(),
  selector: z.string().exactOptional(),
});

const planSchema = z.object({
  format: z.literal(1),
  title: z.string(),
  summary: z.string(),
  steps: z.array(
    z.object({
      route: z.string(),
      action: shotSchema.shape.action,
      target: targetSchema.exactOptional(),
      value: z.string().exactOptional(),
      label: z.string(),
      title: z.string().exactOptional(),
      changed: z.boolean(),
      reason: z.string(),
      file: z.string().exactOptional(),
      looksLike: z.literal("button").exactOptional(),
      lookMs: z.number().exactOptional(),
      frame: z.object({ abovePx: z.number(), heightPx: z.number() }).exactOptional(),
    }),
  ),
  routesCovered: z.array(z.string()),
  notShown: z.array(notShownSchema),
  tour: z.literal(true).exactOptional(),
}) satisfies z.ZodType<InteractionPlan>;

export async function writePlan(takeDir: string, plan: InteractionPlan): Promise<void> {
  const whole = join(takeDir, fileName);
  await writeFile(`${whole}.partial`, `${JSON.stringify(planSchema.parse({ format: 1, ...plan }))}\n`);
  await rename(`${whole}.partial`, whole);
}

/** Null when the take, or its plan, is no longer there or cannot be read: then a fresh plan has to do. */
export async function readPlan(takeDir: string): Promise<InteractionPlan | null> {
  const text = await readFile(join(takeDir, fileName), "utf8").catch(() => null);
  if (text === null) return null;
  try {
    return planSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

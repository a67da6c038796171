import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Operation } from "../convex/model/operations.ts";
import { PipelineError } from "./failure.ts";

const ms = z.number();
const anchor = z
  .object({ shotId: z.string(), element: z.string(), elementId: z.string().exactOptional() })
  .exactOptional();
const area = { x: z.number(), y: z.number(), width: z.number(), height: z.number() };
const span = { startMs: ms, endMs: ms };
const stretch = { startMs: ms, durationMs: ms };

const operationSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("crop"),
    ...area,
    follow: z.boolean().exactOptional(),
    shape: z.enum(["16:9", "1:1", "9:16", "4:5"]).exactOptional(),
    anchor,
  }),
  z.strictObject({ type: z.literal("trim"), ...span, anchor }),
  z.strictObject({ type: z.literal("split"), atMs: ms, removeSegment: z.enum(["before", "after"]), anchor }),
  z.strictObject({
    type: z.literal("zoom"),
    intensity: z.number(),
    centerX: z.number(),
    centerY: z.number(),
    ...stretch,
    anchor,
  }),
  z.strictObject({
    type: z.literal("cursor_emphasis"),
    trailLength: z.number(),
    size: z.number(),
    smoothing: z.number(),
    anchor,
  }),
  z.strictObject({
    type: z.literal("style_preset"),
    preset: z.enum(["default", "minimal", "dramatic"]),
    overrides: z
      .strictObject({
        zoomScale: z.number().exactOptional(),
        cornerRadius: z.number().exactOptional(),
        motionSmoothing: z.number().exactOptional(),
      })
      .exactOptional(),
    anchor,
  }),
  z.strictObject({ type: z.literal("cut"), ...span, anchor }),
  z.strictObject({ type: z.literal("speed"), rate: z.number(), ...span, anchor }),
  z.strictObject({
    type: z.literal("caption"),
    text: z.string(),
    ...stretch,
    position: z.enum(["top", "bottom"]),
    anchor,
  }),
  z.strictObject({ type: z.literal("redact"), ...area, ...stretch, anchor }),
]) satisfies z.ZodType<Operation>;

/** A JSON list of operations, or an object with one under `operations`. Throws one sentence that names what is wrong. */
export async function readOperations(file: string): Promise<Operation[]> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new PipelineError("operations_missing", `There is no file of operations at ${file}.`, { cause });
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new PipelineError("operations_damaged", `${file} is not JSON; it holds a list of operations.`, { cause });
  }
  const list = Array.isArray(content) ? content : (content as { operations?: unknown } | null)?.operations;
  const parsed = z.array(operationSchema).safeParse(list);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.length ? ` at ${issue.path.join(".")}` : "";
  throw new PipelineError("operations_damaged", `${file} is not a list of operations: ${issue?.message}${where}.`);
}

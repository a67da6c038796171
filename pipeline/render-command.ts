import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { Operation } from "../convex/model/operations.ts";
import { readEnvironment } from "../environment.ts";
import { PipelineError } from "./failure.ts";
import type { OnProgress } from "./progress.ts";
import { findFfmpeg } from "./provision/ffmpeg.ts";
import { readOperations } from "./readOperations.ts";
import { defaultFps, renderVideo } from "./render.ts";

const usage = "npm run render -- --take DIR --ops FILE --out FILE [--cache DIR] [--size WxH] [--fps N] [--json]";

/** `npm run render`: a take and a file of operations become an MP4. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => stop.abort(new PipelineError("canceled", "The render was stopped.")));
  }
  const operations: Operation[] = options.ops === undefined ? [] : await readOperations(options.ops);
  const rendered = await renderVideo({
    takeDir: options.take,
    operations,
    outFile: options.out,
    cacheDir: options.cache ?? join(readEnvironment().AURA_HOME, "cache"),
    ffmpeg: await findFfmpeg(),
    ...(options.size === undefined ? {} : { size: options.size }),
    fps: options.fps ?? defaultFps,
    signal: stop.signal,
    onProgress: options.json ? undefined : showProgress(),
  });
  if (process.stderr.isTTY && !options.json) process.stderr.write("\n");
  if (options.json) console.log(JSON.stringify(rendered));
  else {
    const { rendered: drawn, reused } = rendered.segments;
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
    console.log(`${rendered.path}: ${seconds(rendered.durationMs)} at ${rendered.width} × ${rendered.height}`);
    console.log(`${drawn} of ${drawn + reused} segments were drawn, in ${seconds(rendered.wallMs)}.`);
  }
}

const flags = z.object({
  take: z.string({ error: `Say which recording: ${usage}` }),
  out: z.string({ error: `Say where the video goes: ${usage}` }),
  ops: z.string().optional(),
  cache: z.string().optional(),
  size: z
    .string()
    .regex(/^\d{2,4}x\d{2,4}$/, "--size is width x height in pixels, such as 1920x1080.")
    .transform((text) => {
      const [width = 0, height = 0] = text.split("x").map(Number);
      return { width, height };
    })
    .refine(({ width, height }) => Math.min(width, height) >= 64 && Math.max(width, height) <= 4096, {
      error: "--size lies between 64 and 4096 pixels on each side.",
    })
    .optional(),
  fps: z.coerce
    .number()
    .refine((fps) => Number.isInteger(fps) && fps >= 10 && fps <= 60, {
      error: "--fps is a whole number between 10 and 60.",
    })
    .optional(),
  json: z.boolean().default(false),
});

function readOptions(args: string[]): z.infer<typeof flags> {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args,
      options: { take: text, ops: text, out: text, cache: text, size: text, fps: text, json: { type: "boolean" } },
    });
    return flags.parse(values);
  } catch (cause) {
    const sentence = cause instanceof z.ZodError ? cause.issues[0]?.message : undefined;
    throw new PipelineError("usage", sentence ?? `${(cause as Error).message} Usage: ${usage}`, { cause });
  }
}

/** One line that fills up on a terminal, a line for each quarter elsewhere. */
function showProgress(): OnProgress {
  let told = -1;
  return ({ stage, fraction }) => {
    const percent = Math.round((fraction ?? 0) * 100);
    if (process.stderr.isTTY) {
      const filled = Math.round(percent / 4);
      process.stderr.write(`\r${stage} ${"█".repeat(filled)}${"░".repeat(25 - filled)} ${percent} %`);
    } else if (Math.floor(percent / 25) > told) {
      told = Math.floor(percent / 25);
      process.stderr.write(`${stage}: ${percent} %\n`);
    }
  };
}

main().catch((error: unknown) => {
  const isKnown = error instanceof PipelineError || (error as NodeJS.ErrnoException).code === "ENOSPC";
  const sentence =
    (error as NodeJS.ErrnoException).code === "ENOSPC"
      ? "The disk is full; free some space and try again."
      : (error as Error).message;
  process.stderr.write(`\n${sentence}\n`);
  if (!isKnown) process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
});

import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { Operation } from "../convex/model/operations.ts";
import { readEnvironment } from "../environment.ts";
import { assembleVideo, type Facecam, type Part } from "./assemble/assemble.ts";
import { runCommand, UsageError } from "./command.ts";
import { writeCaptions } from "./export/captionsFile.ts";
import { requireWritable } from "./outputFile.ts";
import type { OnProgress } from "./progress.ts";
import { findFfmpeg } from "./provision/ffmpeg.ts";
import { renderChecked } from "./quality/renderChecked.ts";
import { readOperations } from "./readOperations.ts";
import { defaultFps, outputSizeOf } from "./render.ts";
import { readTake } from "./take/store.ts";

const usage = `npm run render -- --take DIR --ops FILE --out FILE [--cache DIR] [--size WxH] [--fps N] [--json]
    [--append TAKE|VIDEO …] [--fade-ms N]
    [--facecam VIDEO] [--facecam-corner bottom-right] [--facecam-width 0.18] [--facecam-shape round|rounded]
    [--facecam-end freeze|loop] [--facecam-mute]`;

type Work = { operations: Operation[]; cacheDir: string; signal: AbortSignal; onProgress: OnProgress };

type Options = ReturnType<typeof readOptions>;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

async function render({ take, out, size, fps }: Options, { operations, ...work }: Work) {
  const { operations: shown, ...told } = await renderChecked({
    ...work,
    takeDir: take,
    operations,
    outFile: out,
    ffmpeg: await findFfmpeg(),
    ...(size === undefined ? {} : { size }),
    fps,
    trimsBlankStart: true,
  });
  const captions = await writeCaptions(out, await readTake(take), shown);
  const { rendered, reused } = told.segments;
  const lines = [
    `${told.path}: ${seconds(told.durationMs)} at ${told.width} × ${told.height}`,
    `${rendered} of ${rendered + reused} segments were drawn, in ${seconds(told.wallMs)}.`,
    ...(captions === null ? [] : [`Captions: ${captions}`]),
    ...told.quality.findings.map(({ message }) => message),
  ];
  return { told, lines };
}

async function assemble(options: Options, { operations, ...work }: Work) {
  const { take, out, append, fadeMs, fps } = options;
  const size = options.size ?? outputSizeOf(await readTake(take), operations);
  const next: Part[] = append.map((path) =>
    isVideo(path) ? { file: path, fadeMs } : { takeDir: path, operations: [], fadeMs },
  );
  const ffmpeg = await findFfmpeg();
  const facecam = facecamOf(options);
  const made = await assembleVideo({
    ...work,
    parts: [{ takeDir: take, operations }, ...next],
    ...(facecam && { facecam }),
    outFile: out,
    size,
    fps,
    ffmpeg,
  });
  const sound = made.hasSound ? "with sound" : "without sound";
  const lines = [
    `${made.path}: ${seconds(made.durationMs)} at ${made.width} × ${made.height}, ${sound}, in ${seconds(made.wallMs)}.`,
  ];
  return { told: { ...made, segments: { rendered: next.length + 1, reused: 0 } }, lines };
}

const isVideo = (path: string): boolean => /\.(mp4|mov|m4v|webm|mkv)$/i.test(path);

function facecamOf({
  facecam: file,
  facecamCorner,
  facecamWidth,
  facecamShape,
  facecamEnd,
  facecamMute,
}: Options): Facecam | null {
  if (file === undefined) return null;
  return {
    file,
    ...(facecamCorner && { corner: facecamCorner }),
    ...(facecamWidth !== undefined && { widthShare: facecamWidth }),
    ...(facecamShape && { shape: facecamShape }),
    ...(facecamEnd && { atEnd: facecamEnd }),
    isMuted: facecamMute,
  };
}

function readOptions(args: string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    const { values } = parseArgs({
      args,
      options: {
        ...{ take: text, ops: text, out: text, cache: text, size: text, fps: text, json: flag },
        ...{ append: { ...text, multiple: true }, "fade-ms": text },
        ...{ facecam: text, "facecam-corner": text, "facecam-width": text, "facecam-shape": text },
        ...{ "facecam-end": text, "facecam-mute": flag },
      },
    });
    const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    return flags().parse(Object.fromEntries(Object.entries(values).map(([name, value]) => [camel(name), value])));
  } catch (cause) {
    const sentence = cause instanceof z.ZodError ? cause.issues[0]?.message : undefined;
    throw new UsageError(sentence ?? `${(cause as Error).message} Usage: ${usage}`, { cause });
  }
}

function flags() {
  const wholeNumber = (name: string, least: number, most: number) => {
    const error = `${name} is a whole number between ${least} and ${most}.`;
    return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
  };
  const oneOf = <const Names extends readonly string[]>(name: string, names: Names) =>
    z.enum(names, { error: `${name} is ${names.join(", ").replace(/, ([^,]+)$/, " or $1")}.` }).optional();
  const width = "--facecam-width is a share of the video's width between 0.05 and 0.5, such as 0.18.";
  return z.object({
    take: z.string({ error: `Say which recording: ${usage}` }),
    out: z.string({ error: `Say where the video goes: ${usage}` }),
    ops: z.string().optional(),
    cache: z.string().optional(),
    size: size().optional(),
    fps: wholeNumber("--fps", 10, 60).default(defaultFps),
    json: z.boolean().default(false),
    append: z.array(z.string()).default([]),
    fadeMs: wholeNumber("--fade-ms", 0, 5_000).default(0),
    facecam: z.string().optional(),
    facecamCorner: oneOf("--facecam-corner", ["top-left", "top-right", "bottom-left", "bottom-right"]),
    facecamWidth: z.coerce.number({ error: width }).min(0.05, { error: width }).max(0.5, { error: width }).optional(),
    facecamShape: oneOf("--facecam-shape", ["round", "rounded"]),
    facecamEnd: oneOf("--facecam-end", ["freeze", "loop"]),
    facecamMute: z.boolean().default(false),
  });
}

function size() {
  return z
    .string()
    .regex(/^\d{2,4}x\d{2,4}$/, "--size is width x height in pixels, such as 1920x1080.")
    .transform((text) => {
      const [width = 0, height = 0] = text.split("x").map(Number);
      return { width, height };
    })
    .refine(({ width, height }) => Math.min(width, height) >= 64 && Math.max(width, height) <= 4096, {
      error: "--size lies between 64 and 4096 pixels on each side.",
    });
}

/** `npm run render`: a take and a file of operations become an MP4, alone or joined with others. */
await runCommand(async ({ signal, onProgress, print }) => {
  const options = readOptions(process.argv.slice(2));
  await requireWritable(options.out);
  const operations: Operation[] = options.ops === undefined ? [] : await readOperations(options.ops);
  const work: Work = {
    operations,
    cacheDir: options.cache ?? join(readEnvironment().AURA_HOME, "cache"),
    signal,
    onProgress: options.json ? () => {} : onProgress,
  };
  const isAssembled = options.append.length > 0 || options.facecam !== undefined;
  const { told, lines } = isAssembled ? await assemble(options, work) : await render(options, work);
  if (options.json) print(JSON.stringify(told));
  else for (const line of lines) print(line);
});

import { join } from "node:path";
import { oneOf, readCommandLine, sizeOf, UsageError, wholeNumber } from "../commandLine.ts";
import type { Operation } from "../convex/model/operations.ts";
import { readEnvironment } from "../environment.ts";
import { assembleVideo, type Facecam, type Part } from "./assemble/assemble.ts";
import { runCommand } from "./command.ts";
import { writeCaptions } from "./export/captionsFile.ts";
import { requireWritable } from "./outputFile.ts";
import type { OnProgress } from "./progress.ts";
import { findFfmpeg } from "./provision/ffmpeg.ts";
import { renderChecked } from "./quality/renderChecked.ts";
import { readOperations } from "./readOperations.ts";
import { defaultFps, outputSizeOf } from "./render.ts";
import { readTake } from "./take/store.ts";

const corners = ["top-left", "top-right", "bottom-left", "bottom-right"] as const;
const shapes = ["round", "rounded"] as const;
const ends = ["freeze", "loop"] as const;

const text = { type: "string" } as const;
const command = {
  name: "npm run render",
  ways: ["-- --take DIR --out FILE [--ops FILE]"],
  does: "A take and its operations as a video, alone or with others after it and a face in a corner.",
  options: {
    take: { ...text, value: "DIR", help: "the recording" },
    ops: { ...text, value: "FILE", help: "a JSON list of operations (default: none)" },
    out: { ...text, value: "FILE", help: "the MP4 to write" },
    cache: { ...text, value: "DIR", help: "where drawn segments are kept (default: AURA_HOME/cache)" },
    size: { ...text, value: "WxH", help: "the video's size (default: as its shape needs)" },
    fps: { ...text, value: "N", help: `frames a second, 10 to 60 (default: ${defaultFps})` },
    append: {
      ...text,
      value: "PATH",
      multiple: true,
      help: "a take or a video that comes after it; may be given again",
    },
    "fade-ms": { ...text, value: "N", help: "how long one fades into the next (default: 0)" },
    facecam: { ...text, value: "VIDEO", help: "a face in a corner" },
    "facecam-corner": { ...text, value: "CORNER", help: corners.join(", ") },
    "facecam-width": { ...text, value: "SHARE", help: "of the video's width, 0.05 to 0.5" },
    "facecam-shape": { ...text, value: "SHAPE", help: shapes.join(", ") },
    "facecam-end": { ...text, value: "END", help: ends.join(", ") },
    "facecam-mute": { type: "boolean", help: "without its sound" },
    json: { type: "boolean", help: "what was made as JSON" },
  },
} as const;

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

function readOptions(args: readonly string[]) {
  const { values } = readCommandLine(command, args);
  const { take, out } = values;
  if (!take || !out)
    throw new UsageError(`Say which recording, and where the video goes: ${command.name} ${command.ways[0]}.`);
  return {
    ...{ take, out, ops: values.ops, cache: values.cache, json: values.json ?? false },
    size: sizeOf("--size", values.size, { least: 64, most: 4096 }),
    fps: wholeNumber("--fps", values.fps, 10, 60) ?? defaultFps,
    append: values.append ?? [],
    fadeMs: wholeNumber("--fade-ms", values["fade-ms"], 0, 5_000) ?? 0,
    facecam: values.facecam,
    facecamCorner: oneOf("--facecam-corner", values["facecam-corner"], corners),
    facecamWidth: shareOf("--facecam-width", values["facecam-width"]),
    facecamShape: oneOf("--facecam-shape", values["facecam-shape"], shapes),
    facecamEnd: oneOf("--facecam-end", values["facecam-end"], ends),
    facecamMute: values["facecam-mute"] ?? false,
  };
}

function shareOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const share = Number(text);
  if (share >= 0.05 && share <= 0.5) return share;
  throw new UsageError(`${option} is a share of the video's width between 0.05 and 0.5, such as 0.18, not "${text}".`);
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

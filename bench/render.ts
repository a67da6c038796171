import { readFileSync } from "node:fs";
import { mkdtemp, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Operation } from "../convex/model/operations.ts";
import { drawFrames } from "../pipeline/compose/drawFrames.ts";
import { encodeSegments } from "../pipeline/encode/encodeSegments.ts";
import { startFfmpeg } from "../pipeline/encode/ffmpeg.ts";
import { defaultVideoSettings, encoderArguments } from "../pipeline/encode/settings.ts";
import { findFfmpeg } from "../pipeline/provision/ffmpeg.ts";
import { exportVideo, renderVideo } from "../pipeline/render.ts";
import type { Take } from "../pipeline/take/take.ts";
import { writeSyntheticTake } from "../pipeline/timeline/fixtures/syntheticTake.ts";
import { timelineOf } from "../pipeline/timeline/timeline.ts";

type Row = Record<string, unknown>;
const size = { width: 1920, height: 1080 };
const fps = 30;
const rounds = 3;

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
const seconds = (ms: number): number => Number((ms / 1000).toFixed(2));
const ratio = (value: number): number => Number(value.toFixed(3));

type Timed<Result> = { ms: number; cpuMs: number | null; result: Result };

/** Wall time, and the processor time of this process and the children that ended meanwhile. */
async function timed<Result>(work: () => Promise<Result>): Promise<Timed<Result>> {
  const startedAt = performance.now();
  const cpuBefore = cpuTimeMs();
  const result = await work();
  const ms = performance.now() - startedAt;
  const cpuAfter = cpuTimeMs();
  return { ms, cpuMs: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore, result };
}

/** On a busy machine it says more than the clock. Null where there is no /proc. */
function cpuTimeMs(): number | null {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ").pop()?.split(" ") ?? [];
    // User and system time, our own and our children's, in hundredths of a second.
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
  } catch {
    return null;
  }
}

async function inFolder<Result>(work: (dir: string) => Promise<Result>): Promise<Result> {
  const dir = await mkdtemp(join(tmpdir(), "aura-bench-"));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * A cold render of 20 s against its floors: the same finished frames, ready in a file, through the same encoder, once fed by us
 * and once read by the encoder itself; and beside it the one-graph way, in which ffmpeg zooms the pictures. All are measured in
 * turn, three times; the medians are compared.
 */
export const benchRender = (): Promise<Row[]> =>
  inFolder(async (dir) => {
    const ffmpeg = await findFfmpeg();
    const takeDir = join(dir, "take");
    const take = await writeSyntheticTake(takeDir, { seconds: 20 });
    const finished = join(dir, "finished.yuv");
    const drawing = await timed(() => writeFrames(takeDir, take, finished));
    const floors: Timed<unknown>[] = [];
    const renders: Timed<unknown>[] = [];
    const bareFloors: Timed<unknown>[] = [];
    const graphs: Timed<unknown>[] = [];
    const pictures = join(dir, "pictures.txt");
    await writeFile(pictures, pictureList(takeDir, take));
    for (let round = 0; round < rounds; round++) {
      floors.push(await timed(() => encodeReady(finished, take, ffmpeg)));
      bareFloors.push(await timed(() => encodeAlone(finished, take, ffmpeg)));
      graphs.push(await timed(() => zoomInOneGraph(pictures, take, ffmpeg)));
      const cacheDir = join(dir, `cache-${round}`);
      const request = { takeDir, operations: [], outFile: join(dir, "out.mp4"), cacheDir, ffmpeg, size, fps };
      renders.push(await timed(() => renderVideo(request)));
    }
    const middle = (runs: Timed<unknown>[]): Middle => ({
      ms: median(runs.map(({ ms }) => ms)),
      cpuMs: median(runs.map(({ cpuMs }) => cpuMs ?? 0)),
    });
    const [floor, bareFloor, graph, render] = [floors, bareFloors, graphs, renders].map(middle) as [
      Middle,
      Middle,
      Middle,
      Middle,
    ];
    const against = (run: Middle): Row => ({
      "× floor": ratio(run.ms / floor.ms),
      "× floor, CPU": ratio(run.cpuMs / floor.cpuMs),
      "× bare floor": ratio(run.ms / bareFloor.ms),
    });
    const frames = Math.round((take.durationMs * fps) / 1000);
    const row = (what: string, { ms, cpuMs }: { ms: number; cpuMs: number | null }): Row => ({
      what,
      seconds: seconds(ms),
      "CPU ms a frame": ratio((cpuMs ?? 0) / frames),
    });
    return [
      { ...row("floor: finished frames → pipe → x264", floor), ...against(floor) },
      { ...row("bare floor: x264 reads the finished frames itself", bareFloor), ...against(bareFloor) },
      { ...row("one ffmpeg graph (zoompan; no cursor, window or captions)", graph), ...against(graph) },
      row("draw and write frames, no encoder", drawing),
      {
        ...row("render", render),
        ...against(render),
        target: "≤ 1.15",
      },
      {
        what: "peak memory of this process, MB",
        value: Math.round(process.resourceUsage().maxRSS / 1024),
        target: "≤ 400 for 60 s",
      },
    ];
  });

async function writeFrames(dir: string, take: Take, file: string): Promise<void> {
  const timeline = timelineOf(take, [], { size, fps });
  const handle = await open(file, "w");
  for await (const frame of drawFrames({ dir, take }, timeline, [{ from: 0, to: timeline.frameCount }])) {
    await handle.write(frame);
  }
  await handle.close();
}

type Middle = { ms: number; cpuMs: number };
type Ffmpeg = Awaited<ReturnType<typeof findFfmpeg>>;

/** The finished frames through the same encoder, which reads them from the file. */
async function encodeAlone(file: string, take: Take, ffmpeg: Ffmpeg): Promise<void> {
  const { segments } = timelineOf(take, [], { size, fps });
  const settings = { ...defaultVideoSettings, ...size, fps };
  const args = encoderArguments(
    settings,
    segments.map(({ from }) => from),
  ).map((argument) => (argument === "pipe:0" ? file : argument));
  await startFfmpeg({ ffmpeg, args }).finish();
}

/** The take's pictures and how long each is seen, as ffmpeg's concat demuxer wants them. */
function pictureList(takeDir: string, take: Take): string {
  const lines = take.pictures.flatMap(({ file, atFrame }, index) => {
    const untilFrame = take.pictures[index + 1]?.atFrame ?? take.frameCount;
    return [`file '${join(takeDir, file)}'`, `duration ${((untilFrame - atFrame) / take.fps).toFixed(6)}`];
  });
  return ["ffconcat version 1.0", ...lines].join("\n");
}

/** What people write by hand: one graph that zooms in and out again every 8 s, and the same encoder settings. */
async function zoomInOneGraph(pictures: string, take: Take, ffmpeg: Ffmpeg): Promise<void> {
  const wave = "1+0.25*(1-cos(2*PI*on/240))";
  const { crf, x264Preset } = defaultVideoSettings;
  const graph = [
    `fps=${fps}`,
    `zoompan=z='${wave}':x='0.6*(iw-iw/zoom)':y='0.6*(ih-ih/zoom)':d=1:s=${size.width}x${size.height}:fps=${fps}`,
    "format=yuv420p",
  ].join(",");
  const args = [
    ...["-hide_banner", "-nostats", "-loglevel", "error", "-safe", "0", "-f", "concat", "-i", pictures],
    ...["-vf", graph, "-frames:v", String(Math.round((take.durationMs * fps) / 1000)), "-c:v", "libx264"],
    ...["-preset", x264Preset, "-crf", String(crf), "-f", "null", "-"],
  ];
  // It says nothing until its end.
  await startFfmpeg({ ffmpeg, args, stallMs: 600_000 }).finish();
}

async function encodeReady(file: string, take: Take, ffmpeg: Awaited<ReturnType<typeof findFfmpeg>>): Promise<void> {
  const { segments } = timelineOf(take, [], { size, fps });
  await encodeSegments({
    ffmpeg,
    settings: { ...defaultVideoSettings, ...size, fps },
    frameCounts: segments.map(({ from, to }) => to - from),
    frames: readFrames(file),
    framesInFlight: 3,
    onSegment: () => {},
  });
}

/** Frames from a file into a few buffers in turn, as the compositor gives them. */
async function* readFrames(file: string): AsyncGenerator<Uint8Array> {
  const buffers = Array.from({ length: 4 }, () => Buffer.allocUnsafe((size.width * size.height * 3) / 2));
  const handle = await open(file);
  for (let turn = 0; ; turn++) {
    const buffer = buffers[turn % buffers.length] as Buffer;
    const { bytesRead } = await handle.read(buffer, 0, buffer.length);
    if (bytesRead < buffer.length) break;
    yield buffer;
  }
  await handle.close();
}

const edits: { what: string; target: string; operations: Operation[] }[] = [
  { what: "trim the first 5 s", target: "≤ 0.015", operations: [{ type: "trim", startMs: 5_000, endMs: 60_000 }] },
  {
    what: "trim the first 4.3 s",
    target: "≤ 0.015",
    operations: [{ type: "trim", startMs: 4_300, endMs: 60_000 }],
  },
  { what: "cut 3 s in the middle", target: "≤ 0.015", operations: [{ type: "cut", startMs: 31_000, endMs: 34_000 }] },
  {
    what: "a 3 s zoom",
    target: "≤ 0.06",
    operations: [{ type: "zoom", intensity: 2, centerX: 300, centerY: 200, startMs: 29_700, durationMs: 3_000 }],
  },
  {
    what: "a 3 s caption",
    target: "",
    operations: [
      { type: "caption", text: "Coupons in the cart", startMs: 20_100, durationMs: 3_000, position: "bottom" },
    ],
  },
  {
    what: "twice as fast from 10 to 14 s",
    target: "",
    operations: [{ type: "speed", rate: 2, startMs: 10_000, endMs: 14_000 }],
  },
  { what: "another style", target: "", operations: [{ type: "style_preset", preset: "dramatic" }] },
];

/** Edits of a 60 s video, each as a share of the full render. */
export const benchEdits = (): Promise<Row[]> =>
  inFolder(async (dir) => {
    const ffmpeg = await findFfmpeg();
    const takeDir = join(dir, "take");
    await writeSyntheticTake(takeDir, { seconds: 60 });
    const render = (operations: Operation[]) => {
      const request = {
        takeDir,
        operations,
        outFile: join(dir, "out.mp4"),
        cacheDir: join(dir, "cache"),
        ffmpeg,
        size,
        fps,
      };
      return timed(() => renderVideo(request));
    };
    const full = await render([]);
    const again = await render([]);
    const rows: Row[] = [
      { what: "full render of 60 s", seconds: seconds(full.ms), share: 1, segments: segmentsOf(full.result) },
      {
        what: "nothing changed",
        seconds: seconds(again.ms),
        share: ratio(again.ms / full.ms),
        segments: segmentsOf(again.result),
      },
    ];
    for (const { what, target, operations } of edits) {
      const edit = await render(operations);
      rows.push({
        what,
        seconds: seconds(edit.ms),
        share: ratio(edit.ms / full.ms),
        "share of CPU": ratio((edit.cpuMs ?? 0) / (full.cpuMs ?? 1)),
        target,
        segments: segmentsOf(edit.result),
      });
    }
    rows.push({
      what: "peak memory of this process, MB",
      value: Math.round(process.resourceUsage().maxRSS / 1024),
      target: "≤ 400",
    });
    return rows;
  });

const segmentsOf = ({ segments }: { segments: { rendered: number; reused: number } }): string =>
  `${segments.rendered} of ${segments.rendered + segments.reused}`;

/** A gif of 10 s, 800 pixels wide, free and under a cap. */
export const benchGif = (): Promise<Row[]> =>
  inFolder(async (dir) => {
    const ffmpeg = await findFfmpeg();
    const takeDir = join(dir, "take");
    await writeSyntheticTake(takeDir, { seconds: 10 });
    const outFile = join(dir, "out.gif");
    const rows: Row[] = [];
    for (const maxFileSizeMb of [undefined, 0.6]) {
      const { ms, result } = await timed(() =>
        exportVideo({
          takeDir,
          operations: [],
          outFile,
          format: "gif",
          width: 800,
          height: 450,
          fps: 15,
          quality: "web",
          cacheDir: join(dir, "cache"),
          ffmpeg,
          ...(maxFileSizeMb === undefined ? {} : { maxFileSizeMb }),
        }),
      );
      const { size: sizeBytes } = await stat(outFile);
      rows.push({
        what: maxFileSizeMb === undefined ? "no cap" : `under ${maxFileSizeMb} MB`,
        seconds: seconds(ms),
        MB: ratio(sizeBytes / 1e6),
        width: result.width,
        isGif: (await readFile(outFile)).toString("latin1", 0, 6) === "GIF89a",
        ...(maxFileSizeMb === undefined
          ? {}
          : { "share of the cap": ratio(sizeBytes / 1e6 / maxFileSizeMb), target: "0.85–1" }),
      });
    }
    return rows;
  });

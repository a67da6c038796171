import { type FfmpegProgram, startFfmpeg } from "../encode/ffmpeg.ts";
import { inputArguments } from "./media.ts";

/** A file whose sound is heard from `startMs` of the video on, for at most `durationMs`. */
export type Sound = {
  file: string;
  startMs: number;
  durationMs: number;
  isLooped: boolean;
  /** Length of the cross-fades at its ends; 0 for a cut. */
  fadeInMs: number;
  fadeOutMs: number;
};

/** Speech as loud as streaming services play it: EBU R128, -16 LUFS, true peak at most -1.5 dB. */
const targetLoudness = { lufs: -16, peakDb: -1.5, range: 11 } as const;
const sampleRate = 48_000;
const stereo = "aformat=sample_fmts=fltp:channel_layouts=stereo";

type Muxing = {
  ffmpeg: FfmpegProgram;
  videoFile: string;
  outFile: string;
  durationMs: number;
  signal?: AbortSignal | undefined;
};

/** Puts the sounds, mixed and levelled, under a video without touching its pictures. The sound is exactly as long as the video. */
export async function addSound(sounds: readonly Sound[], muxing: Muxing): Promise<void> {
  const { ffmpeg, videoFile, outFile, durationMs, signal } = muxing;
  const run = startFfmpeg({
    ffmpeg,
    args: [
      ...["-hide_banner", "-nostats", "-loglevel", "error", "-y"],
      ...["-i", `file:${videoFile}`],
      ...sounds.flatMap(({ file, isLooped }) => inputArguments(file, { isLooped })),
      ...["-filter_complex", graphOf(sounds, durationMs)],
      ...["-map", "0:v:0", "-map", "[sound]", "-c:v", "copy"],
      ...["-c:a", "aac", "-b:a", "160k", "-ar", String(sampleRate)],
      ...["-movflags", "+faststart", "-f", "mp4", outFile],
    ],
    signal,
    // It writes nothing to us while it works; the levelling of an hour takes a minute or two.
    stallMs: Math.max(60_000, durationMs / 4),
  });
  await run.finish();
}

/** Numbers only. Every sound is made as long as the whole, so that mixing never changes their levels in between. */
function graphOf(sounds: readonly Sound[], totalMs: number): string {
  const total = seconds(totalMs);
  const tracks = sounds.map(({ startMs, durationMs, fadeInMs, fadeOutMs }, index) => {
    const fades = [
      ...(fadeInMs > 0 ? [`afade=t=in:st=0:d=${seconds(fadeInMs)}`] : []),
      ...(fadeOutMs > 0
        ? [`afade=t=out:st=${seconds(Math.max(0, durationMs - fadeOutMs))}:d=${seconds(fadeOutMs)}`]
        : []),
    ];
    const delay = Math.round(startMs);
    return [
      `[${index + 1}:a:0]aresample=${sampleRate}:async=1:first_pts=0`,
      stereo,
      `atrim=0:${seconds(durationMs)}`,
      "asetpts=PTS-STARTPTS",
      ...fades,
      ...(delay > 0 ? [`adelay=${delay}|${delay}`] : []),
      "apad",
      `atrim=0:${total}[part${index}]`,
    ].join(",");
  });
  const inputs = sounds.map((_, index) => `[part${index}]`).join("");
  const mixed = sounds.length === 1 ? "" : `amix=inputs=${sounds.length}:duration=longest,volume=${sounds.length},`;
  const { lufs, peakDb, range } = targetLoudness;
  const levelled = `loudnorm=I=${lufs}:TP=${peakDb}:LRA=${range},aresample=${sampleRate},${stereo}`;
  return `${tracks.join(";")};${inputs}${mixed}${levelled},apad,atrim=0:${total},asetpts=N/SR/TB[sound]`;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(6);

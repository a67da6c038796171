import { type Environment, readEnvironment } from "../../environment.ts";
import { PipelineError } from "../failure.ts";
import type { OnProgress } from "../progress.ts";
import { programCacheDir } from "./cacheDir.ts";
import { downloadFfmpeg } from "./ffmpegDownload.ts";
import { shippedFfmpegPath, staticFfmpegInstaller, staticFfmpegPath } from "./ffmpegPlaces.ts";
import { isFile, onPath, probe } from "./program.ts";

export type FfmpegInUse = { path: string; version: string; why: string };

export type FindFfmpegOptions = {
  environment?: Pick<Environment, "FFMPEG_BIN">;
  onProgress?: OnProgress;
  cacheDir?: string;
  places?: FfmpegPlaces;
};

/** Where to look; replaced in tests. */
export type FfmpegPlaces = {
  staticPath: () => string | null;
  staticInstaller: () => string | null;
  systemPath: () => string | null;
  shippedPath: () => string | null;
};

const onThisMachine: FfmpegPlaces = {
  staticPath: staticFfmpegPath,
  staticInstaller: staticFfmpegInstaller,
  systemPath: () => onPath("ffmpeg"),
  shippedPath: shippedFfmpegPath,
};

/**
 * The ffmpeg to encode with: FFMPEG_BIN, ffmpeg-static's, the one on PATH, ffmpeg-static's download, the shipped one.
 * Each is run before it is chosen, and must have x264. Throws one sentence when FFMPEG_BIN is wrong or nothing runs.
 */
export async function findFfmpeg({
  environment = readEnvironment(),
  onProgress = () => {},
  cacheDir = programCacheDir(),
  places = onThisMachine,
}: FindFfmpegOptions = {}): Promise<FfmpegInUse> {
  if (environment.FFMPEG_BIN !== undefined) return await fromVariable(environment.FFMPEG_BIN);

  const passedOver: string[] = [];
  const ways: { path: () => string | null | Promise<string | null>; why: string }[] = [
    { path: () => existing(places.staticPath()), why: "from ffmpeg-static" },
    { path: places.systemPath, why: "the one on PATH" },
    {
      path: () => downloaded(places, cacheDir, onProgress, passedOver),
      why: "downloaded by ffmpeg-static",
    },
    { path: places.shippedPath, why: "shipped with Aura (@ffmpeg-installer/ffmpeg)" },
  ];
  for (const way of ways) {
    const path = await way.path();
    if (path === null) continue;
    const examined = await examine(path);
    if (examined.ok) return { path, version: examined.version, why: `${way.why}${remarks(passedOver)}` };
    passedOver.push(`${path} ${examined.reason}`);
  }
  throw new PipelineError(
    "ffmpeg_missing",
    `No ffmpeg with x264 was found; install ffmpeg, or set FFMPEG_BIN to one.${remarks(passedOver)}`,
  );
}

async function fromVariable(path: string): Promise<FfmpegInUse> {
  const examined = isFile(path) ? await examine(path) : { ok: false as const, reason: "is not a file" };
  if (examined.ok) return { path, version: examined.version, why: "FFMPEG_BIN says so" };
  throw new PipelineError(
    "ffmpeg_bin_wrong",
    `FFMPEG_BIN is ${path}, which ${examined.reason}; set it to an ffmpeg program with x264, or remove it.`,
  );
}

type Examined = { ok: true; version: string } | { ok: false; reason: string };

async function examine(path: string): Promise<Examined> {
  const [named, encoders] = await Promise.all([probe(path, ["-version"]), probe(path, ["-hide_banner", "-encoders"])]);
  if (!named.ok) return named;
  const version = /^ffmpeg version (\S+)/m.exec(named.output)?.[1];
  if (version === undefined) return { ok: false, reason: "is not ffmpeg" };
  if (!encoders.ok) return encoders;
  if (!/^\s*V\S*\s+libx264\s/m.test(encoders.output)) return { ok: false, reason: "has no x264 encoder" };
  return { ok: true, version };
}

async function downloaded(
  places: FfmpegPlaces,
  cacheDir: string,
  onProgress: OnProgress,
  passedOver: string[],
): Promise<string | null> {
  const [target, installer] = [places.staticPath(), places.staticInstaller()];
  // A file that is there was examined already, or is being written by another process.
  if (target === null || installer === null || isFile(target)) return null;
  const failure = await downloadFfmpeg({ installer, target, cacheDir, onProgress });
  if (failure === null) return target;
  passedOver.push(`ffmpeg-static: ${failure}`);
  return null;
}

const existing = (path: string | null): string | null => (path !== null && isFile(path) ? path : null);

function remarks(passedOver: string[]): string {
  return passedOver.length === 0 ? "" : ` (passed over: ${passedOver.join("; ")})`;
}

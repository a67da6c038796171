import { createWriteStream, existsSync } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { EditVersion, ExportJob, Run } from "../../convex/model/documents.ts";
import { DoorError } from "../failure.ts";
import { type NameClaims, openNames } from "./names.ts";

/** The results of this machine as files in one folder, so that every reply can name a path. */
export type Library = {
  /** Fetches what is not there yet; a file appears under its name only when it is whole. */
  versionFiles(run: Run, version: EditVersion): Promise<{ filePath: string; posterPath: string | null }>;
  exportFile(run: Run, version: EditVersion | null, exportJob: ExportJob): Promise<string>;
};

const UNFINISHED = ".unfinished-";

/** `videosDir` belongs to this library alone. Throws DoorError `result_gone` when the store no longer has a file. */
export async function openLibrary(videosDir: string): Promise<Library> {
  for (const name of await readdir(videosDir)) {
    if (name.startsWith(UNFINISHED)) await rm(join(videosDir, name), { force: true });
  }
  const names = openNames(videosDir);
  const underWay = new Map<string, Promise<string>>();

  const fetchOnce = (name: string, url: string | null): Promise<string> => {
    const path = join(videosDir, name);
    if (existsSync(path)) return Promise.resolve(path);
    if (url === null) return Promise.reject(gone());
    const known = underWay.get(path);
    if (known) return known;
    const fetching = download(url, path, join(videosDir, UNFINISHED + name)).finally(() => underWay.delete(path));
    underWay.set(path, fetching);
    return fetching;
  };

  return {
    versionFiles: async (run, version) => {
      const stem = stemOf(names, run);
      const name = names.claim(version._id, [`${stem}-v${version.version}.mp4`]);
      const filePath = await fetchOnce(name, version.videoUrl);
      if (version.posterUrl === null) return { filePath, posterPath: null };
      const posterPath = await fetchOnce(name.replace(/mp4$/, "jpg"), version.posterUrl).catch(() => null);
      return { filePath, posterPath };
    },
    exportFile: async (run, version, exportJob) => {
      const { format, width, height, fps } = exportJob;
      const stem = `${stemOf(names, run)}-v${version?.version ?? 1}`;
      const sized = `${stem}-${width}x${height}`;
      const plain = format === "gif" ? [`${stem}.gif`] : [];
      const candidates = [...plain, `${sized}.${format}`, `${sized}-${fps}fps.${format}`];
      return fetchOnce(names.claim(exportJob._id, candidates), exportJob.outputUrl);
    },
  };
}

/** "shop-pr1"; another recording of the same pull request is "shop-pr1-2". */
function stemOf(names: NameClaims, run: Run): string {
  const subject = run.repo?.split("/").at(-1) ?? hostOf(run.request?.url) ?? "video";
  const what = run.pr === undefined ? "" : `-pr${run.pr}`;
  return names.claim(run._id, [`${fileSafe(subject)}${what}`]);
}

const fileSafe = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[.-]+/, "")
    .slice(0, 60) || "video";

function hostOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname : null;
}

const gone = (): DoorError =>
  new DoorError("result_gone", "The store no longer has this file; ask for it once more, and it is made again.");

async function download(url: string, path: string, unfinishedPath: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok || !answer.body) throw gone();
  try {
    await pipeline(answer.body, createWriteStream(unfinishedPath));
    await rename(unfinishedPath, path);
  } catch (error) {
    await rm(unfinishedPath, { force: true });
    throw error;
  }
  return path;
}

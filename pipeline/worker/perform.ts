import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { api } from "../../convex/_generated/api.js";
import type { TakeSummary } from "../../convex/model/recording.ts";
import { comparisonShares } from "../beforeAfter/recordBeforeAndAfter.ts";
import { forecastInWords } from "../export/forecast.ts";
import { type OnProgress, overall } from "../progress.ts";
import { type CheckedRequest, renderChecked } from "../quality/renderChecked.ts";
import { tourShares } from "../recordAddress.ts";
import { recordingShares } from "../recordPullRequest.ts";
import { exportVideo, outputSizeOf, renderPoster } from "../render.ts";
import { seenElements } from "../take/elements.ts";
import { readTake } from "../take/store.ts";
import type { Take } from "../take/take.ts";
import { carriedEdits, earlierRecording } from "./earlier.ts";
import { filmReel } from "./filmReel.ts";
import type { Claim, JobKind, Perform } from "./lane.ts";
import { recordRun } from "./recordRun.ts";
import type { Workshop } from "./workshop.ts";

const videoFps = 30;
const rendering = "Rendering the video";
const uploading = "Saving the video";

/** The deeds of a worker, one for each kind of job. */
export const performers = (workshop: Workshop): Record<JobKind, Perform> => ({
  record: (claim, work) => record(workshop, claim, work),
  render: (claim, work) => render(workshop, claim, work),
  export: (claim, work) => exportFile(workshop, claim, work),
  reel: (claim, work) => filmReel(workshop, claim, work),
});

const record = async (workshop: Workshop, claim: Claim, { signal, report }: Parameters<Perform>[1]) => {
  const { jobId, attempt, run } = claim;
  const { kind = "pr", compare, preset } = run.request ?? {};
  const shares = kind !== "pr" ? tourShares : compare ? comparisonShares : recordingShares;
  const onProgress = overall({ ...shares, [rendering]: 8, [uploading]: 1 }, report);
  const takeRef = `${run._id}-${attempt}`;
  const takeDir = workshop.takes.folderOf(takeRef);
  await rm(takeDir, { recursive: true, force: true });
  const earlier = await earlierRecording(workshop, run, signal);
  const {
    take,
    summary,
    operations: given,
  } = await recordRun(workshop, claim, { outDir: takeDir, earlier, signal, onProgress });
  const told = summaryOf(take);
  const edits = earlier && carriedEdits(earlier, told);
  const operations = [...(preset ? [{ type: "style_preset" as const, preset }] : []), ...given];
  const [video] = await Promise.all([
    makeVideo(workshop, { takeDir, operations, trimsBlankStart: true }, { signal, onProgress }),
    share(workshop, { runId: run._id, takeRef }, signal),
  ]);
  await workshop.store.mutation(api.jobs.finishRecording, {
    jobId,
    attempt,
    take: { ...told, summary: [summary, edits?.inWords ?? ""].filter(Boolean).join(" ") },
    takeRef,
    routesTested: [...new Set(take.shots.map((shot) => shot.route))],
    ...video,
    ...(edits && { carried: edits.carried }),
  });
};

/** A video whose take the other workers could not be given is still worth showing; the upkeep tries again. */
async function share(
  { takes, log }: Workshop,
  { runId, takeRef }: { runId: Claim["run"]["_id"]; takeRef: string },
  signal: AbortSignal,
): Promise<void> {
  try {
    await takes.share(runId, takeRef, signal);
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error, runId, takeRef }, "the recording could not be shared yet");
  }
}

const render = async (
  workshop: Workshop,
  { jobId, attempt, run, version }: Claim,
  { signal, report }: Parameters<Perform>[1],
) => {
  if (!version) throw new Error("a render job without its version");
  const onProgress = overall({ [rendering]: 10, [uploading]: 1 }, report);
  const takeDir = await workshop.takes.open(run, signal);
  const source = { takeDir, operations: version.operations };
  const { operations: _, ...video } = await makeVideo(workshop, source, { signal, onProgress });
  await workshop.store.mutation(api.jobs.finishRender, { jobId, attempt, ...video });
};

const exportFile = async (
  workshop: Workshop,
  { jobId, attempt, run, version, exportJob }: Claim,
  { signal, report }: Parameters<Perform>[1],
) => {
  if (!exportJob) throw new Error("an export job without its export");
  const exporting = exportJob.format === "gif" ? "Making the GIF" : "Making the file";
  let expected = "";
  const onProgress = overall({ [exporting]: 10, [uploading]: 1 }, (progress) =>
    report(progress.stage === exporting ? { ...progress, stage: exporting + expected } : progress),
  );
  const takeDir = await workshop.takes.open(run, signal);
  await inScratch(workshop, async (scratch) => {
    const file = await exportVideo({
      takeDir,
      operations: version?.operations ?? [],
      outFile: join(scratch, `export.${exportJob.format}`),
      format: exportJob.format,
      width: exportJob.width,
      height: exportJob.height,
      fps: exportJob.fps,
      quality: exportJob.quality,
      ...(exportJob.maxFileSizeMb !== undefined && { maxFileSizeMb: exportJob.maxFileSizeMb }),
      cacheDir: workshop.cacheDir,
      ffmpeg: await workshop.ffmpeg(),
      signal,
      onProgress: ({ fraction }) => onProgress({ stage: exporting, fraction }),
      onForecast: (forecast) => {
        expected = ` (${forecastInWords(forecast)})`;
        onProgress({ stage: exporting, fraction: 0 });
      },
    });
    onProgress({ stage: uploading, fraction: 0 });
    const outputStorageId = await workshop.store.upload(
      file.path,
      exportJob.format === "gif" ? "image/gif" : "video/mp4",
    );
    await workshop.store.mutation(api.jobs.finishExport, {
      jobId,
      attempt,
      outputStorageId,
      fileSizeBytes: file.sizeBytes,
      ...(file.note !== undefined && { note: file.note }),
    });
  });
};

type VideoSource = Pick<CheckedRequest, "takeDir" | "operations" | "trimsBlankStart">;
type Work = { signal: AbortSignal; onProgress: OnProgress };

/** Renders a version, looks at it, and stores it with its poster. `operations` are those that the video shows. */
async function makeVideo(workshop: Workshop, source: VideoSource, { signal, onProgress }: Work) {
  const ffmpeg = await workshop.ffmpeg();
  return await inScratch(workshop, async (scratch) => {
    const size = outputSizeOf(await readTake(source.takeDir), source.operations);
    const shared = { ...source, size, cacheDir: workshop.cacheDir, ffmpeg, signal };
    const rendered = await renderChecked({
      ...shared,
      fps: videoFps,
      outFile: join(scratch, "video.mp4"),
      onProgress: ({ fraction }) => onProgress({ stage: rendering, fraction }),
    });
    const { operations, quality } = rendered;
    const poster = await renderPoster({ ...shared, operations, outFile: join(scratch, "poster.jpg") });
    onProgress({ stage: uploading, fraction: 0 });
    const [videoStorageId, posterStorageId] = await Promise.all([
      workshop.store.upload(rendered.path, "video/mp4"),
      workshop.store.upload(poster.path, "image/jpeg"),
    ]);
    const { size: sizeBytes } = await stat(rendered.path);
    const video = { videoStorageId, posterStorageId, videoDurationMs: rendered.durationMs, sizeBytes };
    return { ...video, operations: [...operations], quality };
  });
}

const summaryOf = ({
  durationMs,
  width,
  height,
  fps,
  shots,
  idle,
  title,
  summary,
  notShown,
  coverage,
  elements,
}: Take): TakeSummary => ({
  durationMs,
  width,
  height,
  fps,
  shots,
  idle,
  title,
  summary,
  notShown,
  ...(coverage && { coverage }),
  ...(elements && { elements: seenElements(elements, { width, height, durationMs }) }),
});

async function inScratch<T>({ scratchDir }: Workshop, work: (scratch: string) => Promise<T>): Promise<T> {
  await mkdir(scratchDir, { recursive: true });
  const scratch = await mkdtemp(join(scratchDir, "job-"));
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

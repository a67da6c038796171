import { readFile, stat } from "node:fs/promises";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { TakeSummary } from "../../convex/model/recording.ts";
import { outputDurationMs, timeMapOf } from "../../convex/model/timeMap.ts";
import type { Claim } from "../store/support.ts";
import { fixtureVideo } from "./fixtureVideo.ts";

export type FakeWorker = {
  /** Work is claimed, but goes no further than this stage until `go`. */
  pause(): void;
  go(): void;
  /** The next job fails so. */
  failNext(failure: { code: string; message: string }): void;
  readonly done: string[];
  stop(): Promise<void>;
};

const stages = {
  record: ["Starting the app", "Recording"],
  render: ["Rendering"],
  export: ["Making the file"],
  reel: ["Cutting the reel"],
} as const;

/**
 * Does every job as the pipeline's worker would, through the same store calls, with a test picture instead of a recording. It
 * lets the doors be tested without a recorder; the pipeline has its own tests.
 */
export function startFakeWorker(store: Store, take: TakeSummary): FakeWorker {
  const done: string[] = [];
  let failure: { code: string; message: string } | null = null;
  let gate = Promise.resolve();
  let openGate = (): void => undefined;
  let isStopped = false;
  let wake = (): void => undefined;
  const stopWatching = store.watch(api.jobs.ready, {}, () => wake());
  const running = run();

  async function run(): Promise<void> {
    while (!isStopped) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const claim = await store.mutation(api.jobs.claim, { workerId: "fake" });
      if (claim) await perform(claim);
      else await woken;
    }
  }

  async function perform(claim: Claim): Promise<void> {
    const held = { jobId: claim.jobId, attempt: claim.attempt };
    for (const [index, stage] of stages[claim.kind].entries()) {
      const progress = Math.round(((index + 0.5) / stages[claim.kind].length) * 100);
      const beat = await store.mutation(api.jobs.heartbeat, { ...held, stage, progress, etaMs: 4_000 });
      await gate;
      if (isStopped || !beat.continue) return;
    }
    const { continue: goesOn } = await store.mutation(api.jobs.heartbeat, held);
    if (!goesOn) return;
    if (failure) {
      const told = failure;
      failure = null;
      await store.mutation(api.jobs.fail, { ...held, ...told, retryable: false });
      return;
    }
    await finish(claim, held);
    done.push(claim.kind);
  }

  async function finish(claim: Claim, held: Pick<Claim, "jobId" | "attempt">): Promise<void> {
    const operations = claim.version?.operations ?? [];
    const durationMs = outputDurationMs(timeMapOf(operations, take.durationMs));
    const { videoPath, posterPath } = await fixtureVideo(Math.round(durationMs / 1000));
    const videoStorageId = await store.upload(videoPath, "video/mp4");
    if (claim.kind === "export") {
      const { size: fileSizeBytes } = await stat(videoPath);
      await store.mutation(api.jobs.finishExport, { ...held, outputStorageId: videoStorageId, fileSizeBytes });
      return;
    }
    const posterStorageId = await store.upload(await readFile(posterPath), "image/jpeg");
    const video = {
      videoStorageId,
      posterStorageId,
      videoDurationMs: durationMs,
      sizeBytes: (await stat(videoPath)).size,
    };
    if (claim.kind === "render") await store.mutation(api.jobs.finishRender, { ...held, ...video });
    else {
      await store.mutation(api.jobs.finishRecording, {
        ...held,
        ...video,
        take,
        takeRef: "take",
        routesTested: ["/cart"],
      });
    }
  }

  return {
    pause: () => {
      gate = new Promise((resolve) => {
        openGate = resolve;
      });
    },
    go: () => openGate(),
    failNext: (told) => {
      failure = told;
    },
    done,
    stop: async () => {
      isStopped = true;
      stopWatching();
      openGate();
      wake();
      await running;
    },
  };
}

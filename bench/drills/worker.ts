import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { pino } from "pino";
import { api } from "../../convex/_generated/api.js";
import { connectStore } from "../../convex/client.ts";
import { cleanEnvironment } from "../../environment.ts";
import { startGuarded } from "../../pipeline/process/guarded.ts";
import { type Perform, runLane } from "../../pipeline/worker/lane.ts";
import { obeyInput } from "./clock.ts";
import { openWork, TAKE_MS, type WorkKind } from "./work.ts";

/** The worker's own loop with small work. A child runs under the guard beside it, as the app under test does. */
const [url = "", kind = "tiny", dir = ""] = process.argv.slice(2);
const stop = new AbortController();
obeyInput({ onEnd: () => stop.abort() });
const store = connectStore({ url, key: "the worker's key", kind: "worker" });
const app = startGuarded({ command: "sleep", args: ["3600"], cwd: process.cwd(), env: cleanEnvironment() });
const work = await openWork(kind as WorkKind, dir);

const perform: Perform = async ({ jobId, attempt, kind, version }, { signal }) => {
  if (kind === "record") await work.record(signal);
  const content = await work.video(version?.operations ?? [], signal);
  const files = {
    videoStorageId: await store.upload(content, "video/mp4"),
    posterStorageId: await store.upload(new TextEncoder().encode("a poster"), "image/jpeg"),
  };
  const video = { jobId, attempt, ...files, videoDurationMs: TAKE_MS, sizeBytes: content.length };
  if (kind === "render") await store.mutation(api.jobs.finishRender, video);
  else
    await store.mutation(api.jobs.finishRecording, { ...video, take, takeRef: `take-${jobId}`, routesTested: ["/"] });
};
const take = {
  ...{ durationMs: TAKE_MS, width: 320, height: 180, fps: 30, title: "A drill", summary: "A drill." },
  ...{ shots: [], idle: [], notShown: [] },
};

console.log("ready");
const workerId = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
const lane = { store, workerId, log: pino({ enabled: false }), signal: stop.signal, perform };
await Promise.all([runLane({ ...lane, kinds: ["record"] }), runLane({ ...lane, kinds: ["render"] })]);
await app.end();
process.exit(0);

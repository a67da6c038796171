import { setTimeout as delay } from "node:timers/promises";
import { pino } from "pino";
import { api } from "../../convex/_generated/api.js";
import { connectStore } from "../../convex/client.ts";
import { cleanEnvironment } from "../../environment.ts";
import { startGuarded } from "../../pipeline/process/guarded.ts";
import { type Perform, runLane } from "../../pipeline/worker/lane.ts";

/**
 * The worker's own loop with tiny work: a "video" is the list of the operations that it shows. A child runs under the guard
 * beside it, as the app under test does.
 */
const [url = ""] = process.argv.slice(2);
const stop = new AbortController();
const store = connectStore({ url, key: "the worker's key", kind: "worker" });
const app = startGuarded({ command: "sleep", args: ["3600"], cwd: process.cwd(), env: cleanEnvironment() });
const WORK_MS = 40;

const perform: Perform = async ({ jobId, attempt, kind, version }, { signal }) => {
  await delay(WORK_MS, null, { signal });
  const upload = (text: string) => store.upload(new TextEncoder().encode(text), "video/mp4");
  const content = JSON.stringify(version?.operations ?? []);
  const files = { videoStorageId: await upload(content), posterStorageId: await upload("a poster") };
  const video = { jobId, attempt, ...files, videoDurationMs: 20_000, sizeBytes: content.length };
  if (kind === "render") await store.mutation(api.jobs.finishRender, video);
  else
    await store.mutation(api.jobs.finishRecording, { ...video, take, takeRef: `take-${jobId}`, routesTested: ["/"] });
};
const take = {
  ...{ durationMs: 20_000, width: 1280, height: 720, fps: 30, title: "A drill", summary: "A drill." },
  ...{ shots: [], idle: [], notShown: [] },
};

process.stdin.resume().on("end", () => stop.abort());
console.log("ready");
const workerId = `drill-${process.pid}`;
await runLane({
  store,
  workerId,
  kinds: ["record", "render"],
  log: pino({ enabled: false }),
  signal: stop.signal,
  perform,
});
await app.end();
process.exit(0);

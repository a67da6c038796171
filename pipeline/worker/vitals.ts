import { setTimeout as delay } from "node:timers/promises";
import type { FunctionReturnType } from "convex/server";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { api } from "../../convex/_generated/api.js";
import { type Store, storeErrorOf } from "../../convex/client.ts";
import { freeBytesOf, NEEDED_BYTES } from "./disk.ts";
import type { JobKind, Perform } from "./lane.ts";

/** A busy worker beats every second, and whoever asks how it is makes an idle one ask the store: this much silence is the store's. */
const STORE_AWAY_MS = 30_000;
/** What the store said so lately need not be asked again. */
const FRESH_MS = 2_000;
/** Whoever asks for a worker's health waits no longer for the store's answer. */
const ANSWER_LIMIT_MS = 1_000;

/** `oldestWaitingMs` is null while nothing waits, `diskFreeBytes` when the disk cannot be asked. */
export type HealthReport = {
  status: "ok" | "store_away" | "disk_full";
  workerId: string;
  /** Since the store last answered this worker. */
  heartbeatAgeMs: number;
  queueDepth: number;
  oldestWaitingMs: number | null;
  diskFreeBytes: number | null;
  jobs: { jobId: string; runId: string; kind: JobKind; attempt: number; runningMs: number; stage: string | null }[];
};

export type Vitals = {
  /** The same store; each of its answers to a mutation is a sign of life. */
  hears(store: Store): Store;
  /** The same work; what is under way and how it ended are counted. */
  counts(perform: Perform): Perform;
  sawQueue(queue: FunctionReturnType<typeof api.jobs.ready>): void;
  report(): Promise<HealthReport>;
  /** Everything as Prometheus reads it. */
  metrics(): Promise<{ contentType: string; text: string }>;
};

type VitalsOptions = {
  workerId: string;
  /** A folder of the disk that the worker fills. */
  dir: string;
  /** Asks the store something small, while nothing else does. */
  ask?: () => Promise<unknown>;
  neededBytes?: number;
  /** Never goes back, unlike the clock of the wall. */
  elapsedMs?: () => number;
  nowMs?: () => number;
};

/** What one worker knows of itself. */
export function openVitals(options: VitalsOptions): Vitals {
  const { workerId, dir, ask, neededBytes = NEEDED_BYTES } = options;
  const { elapsedMs = () => performance.now(), nowMs = Date.now } = options;
  let heardAtMs = elapsedMs();
  let queue: { count: number; oldestAt: number | null } = { count: 0, oldestAt: null };
  const jobs = new Map<string, Omit<HealthReport["jobs"][number], "runningMs"> & { startedAtMs: number }>();

  let asking: Promise<unknown> | null = null;
  const hear = () => {
    heardAtMs = elapsedMs();
  };
  const askStore = async () => {
    if (ask === undefined || elapsedMs() - heardAtMs < FRESH_MS) return;
    // One question at a time: while the store is away, it waits.
    asking ??= ask()
      .then(hear, (error: unknown) => storeErrorOf(error) && hear())
      .finally(() => (asking = null));
    await Promise.race([asking, delay(ANSWER_LIMIT_MS, undefined, { ref: false })]);
  };

  const report = async (): Promise<HealthReport> => {
    await askStore();
    const heartbeatAgeMs = Math.round(elapsedMs() - heardAtMs);
    const diskFreeBytes = await freeBytesOf(dir).catch(() => null);
    const isFull = diskFreeBytes !== null && diskFreeBytes < neededBytes;
    return {
      status: heartbeatAgeMs > STORE_AWAY_MS ? "store_away" : isFull ? "disk_full" : "ok",
      workerId,
      heartbeatAgeMs,
      queueDepth: queue.count,
      oldestWaitingMs: queue.oldestAt === null ? null : Math.max(0, Math.round(nowMs() - queue.oldestAt)),
      diskFreeBytes,
      jobs: [...jobs.values()].map(({ startedAtMs, ...job }) => ({
        ...job,
        runningMs: Math.round(elapsedMs() - startedAtMs),
      })),
    };
  };
  const { registry, ended } = openMetrics(report);

  return {
    hears: (store) => ({
      ...store,
      mutation: async (fn, args) => {
        try {
          const answer = await store.mutation(fn, args);
          hear();
          return answer;
        } catch (error) {
          if (storeErrorOf(error)) hear();
          throw error;
        }
      },
    }),
    counts: (perform) => async (claim, work) => {
      const { jobId, attempt, kind, run } = claim;
      const key = `${jobId}-${attempt}`;
      const job = { jobId, runId: run._id, kind, attempt, stage: null as string | null, startedAtMs: elapsedMs() };
      jobs.set(key, job);
      const end = (outcome: Outcome) => ended(kind, outcome, (elapsedMs() - job.startedAtMs) / 1000);
      try {
        await perform(claim, {
          ...work,
          report: (progress) => {
            job.stage = progress.stage;
            work.report(progress);
          },
        });
        end("succeeded");
      } catch (error) {
        end(work.signal.aborted ? "dropped" : "failed");
        throw error;
      } finally {
        jobs.delete(key);
      }
    },
    sawQueue: ({ count, oldestAt }) => {
      queue = { count, oldestAt };
    },
    report,
    metrics: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

/** `dropped` is work that was canceled, handed back at the worker's end, or given to another worker. */
type Outcome = "succeeded" | "failed" | "dropped";

function openMetrics(report: () => Promise<HealthReport>) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: (report: HealthReport) => number) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(value(await report()));
      },
    });
  gauge("aura_worker_healthy", "1 while the store answers and the disk has room, else 0", ({ status }) =>
    Number(status === "ok"),
  );
  gauge("aura_worker_heartbeat_age_seconds", "Since the store last answered", (now) => now.heartbeatAgeMs / 1000);
  gauge("aura_worker_jobs", "Jobs under way on this worker", ({ jobs }) => jobs.length);
  gauge("aura_queue_depth", "Jobs that wait for a worker; at most 100 are counted", ({ queueDepth }) => queueDepth);
  gauge(
    "aura_queue_oldest_seconds",
    "How long the oldest waiting job has waited; 0 while none waits",
    ({ oldestWaitingMs }) => (oldestWaitingMs ?? 0) / 1000,
  );
  gauge(
    "aura_worker_disk_free_bytes",
    "Room on the disk of the worker's home",
    ({ diskFreeBytes }) => diskFreeBytes ?? Number.NaN,
  );
  const jobsTotal = new Counter({
    name: "aura_worker_jobs_total",
    help: "Jobs that this worker has ended, by how",
    labelNames: ["kind", "outcome"] as const,
    registers,
  });
  const jobSeconds = new Histogram({
    name: "aura_worker_job_seconds",
    help: "How long jobs that succeeded took",
    labelNames: ["kind"] as const,
    buckets: [1, 2, 5, 10, 20, 40, 80, 160, 320, 640],
    registers,
  });
  const ended = (kind: JobKind, outcome: Outcome, seconds: number) => {
    jobsTotal.inc({ kind, outcome });
    if (outcome === "succeeded") jobSeconds.observe({ kind }, seconds);
  };
  return { registry, ended };
}

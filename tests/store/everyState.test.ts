import { ConvexHttpClient } from "convex/browser";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { JobState } from "../../convex/model/states.ts";
import { LEASE_MS, MAX_EXPIRIES, MAX_FAILURES } from "../../convex/queue/policy.ts";
import {
  type Claim,
  codeOf,
  finishRecording,
  held,
  newThread,
  openStore,
  queueRun,
  type StoreUnderTest,
} from "./support.ts";

const deeds = ["beat", "finish", "fail", "bury", "release"] as const;
type Deed = (typeof deeds)[number];
type Step =
  | { kind: "ask" | "claim" | "tick" | "silence" }
  | { kind: "cancel"; job: number }
  | { kind: Deed; job: number; isLate: boolean };

/** What is known of a job from outside; `claims` are all that were given out for it. */
type Modelled = {
  runId: Id<"runs">;
  state: JobState;
  claims: Claim[];
  failures: number;
  expiries: number;
  leaseUntil: number;
};

const statusOf = {
  ...{ waiting: "queued", delayed: "queued", running: "running" },
  ...{ succeeded: "completed", dead: "failed", canceled: "canceled" },
} as const;
/** Longer than the longest pause before a third try, shorter than a lease. */
const TICK_MS = 5_000;
const MOST_JOBS = 4;

let store: StoreUnderTest;
/** Asks anew each time; a live connection may answer with what it heard a moment ago. */
let direct: ConvexHttpClient;
const caller = { kind: "bot", key: "the bot's key" } as const;
let commits = 0;
beforeAll(async () => {
  // As a deployment does with mutations that touch the same rows.
  store = await openStore(undefined, { isInConflict: () => (commits++ * 7) % 10 < 3 });
  direct = new ConvexHttpClient(store.host.url, { skipConvexDeploymentUrlCheck: true });
});
afterAll(async () => {
  vi.useRealTimers();
  await store.close();
});

/** The queue of one thread, and what it should be. */
async function openHistory() {
  const thread = await newThread(store);
  const jobs: Modelled[] = [];
  let now = Date.now();
  const setNow = (to: number) => {
    now = to;
    vi.useFakeTimers({ toFake: ["Date"], now });
  };
  setNow(now);

  const expire = (job: Modelled) => {
    job.expiries += 1;
    job.state = job.expiries >= MAX_EXPIRIES ? "dead" : "waiting";
  };
  const sweepModel = () => {
    for (const job of jobs) if (job.state === "running" && job.leaseUntil <= now) expire(job);
  };
  const pass = async (ms: number) => {
    setNow(now + ms);
    await store.host.runInternal("jobs:sweep");
    sweepModel();
    for (const job of jobs) if (job.state === "delayed") job.state = "waiting";
  };

  const act = (deed: Deed, claimed: Claim): Promise<unknown> => {
    const failure = { ...held(claimed), code: "browser_died", message: "The browser ended." };
    switch (deed) {
      case "beat":
        return store.worker.mutation(api.jobs.heartbeat, held(claimed));
      case "finish":
        return finishRecording(store, claimed);
      case "fail":
      case "bury":
        return store.worker.mutation(api.jobs.fail, { ...failure, retryable: deed === "fail" });
      case "release":
        return store.worker.mutation(api.jobs.release, held(claimed));
    }
  };
  const whatFollows = (deed: Deed, job: Modelled): void => {
    switch (deed) {
      case "beat":
        job.leaseUntil = now + LEASE_MS;
        return;
      case "finish":
        job.state = "succeeded";
        return;
      case "release":
        job.state = "waiting";
        return;
      case "fail":
      case "bury":
        job.failures += 1;
        job.state = deed === "bury" || job.failures >= MAX_FAILURES ? "dead" : "delayed";
    }
  };

  const doDeed = async (deed: Deed, job: Modelled, isLate: boolean) => {
    const claimed = isLate ? job.claims.at(-2) : job.claims.at(-1);
    if (!claimed) return;
    const isHeld = job.state === "running" && !isLate;
    const refusal = job.state === "canceled" ? "canceled" : "superseded";
    if (deed === "beat") {
      expect(await act(deed, claimed)).toEqual(isHeld ? { continue: true } : { continue: false, reason: refusal });
      if (isHeld) whatFollows(deed, job);
      return;
    }
    const isToldTwice = job.state === "succeeded" && !isLate;
    if (isHeld || isToldTwice) await act(deed, claimed);
    else expect(await codeOf(act(deed, claimed))).toBe(job.state === "canceled" ? "canceled" : "stale_attempt");
    if (isHeld) whatFollows(deed, job);
  };

  const doStep = async (step: Step) => {
    switch (step.kind) {
      case "ask": {
        if (jobs.length >= MOST_JOBS) return;
        const { runId } = await queueRun(store, thread);
        jobs.push({ runId, state: "waiting", claims: [], failures: 0, expiries: 0, leaseUntil: 0 });
        return;
      }
      case "claim": {
        const claimed = await store.worker.mutation(api.jobs.claim, { workerId: "w1" });
        const next = jobs.find(({ state }) => state === "waiting");
        expect(claimed?.run._id).toBe(next?.runId);
        if (!claimed || !next) return;
        next.claims.push(claimed);
        expect(claimed.attempt).toBe(next.claims.length);
        Object.assign(next, { state: "running", leaseUntil: now + LEASE_MS });
        return;
      }
      case "tick":
        return await pass(TICK_MS);
      case "silence":
        return await pass(LEASE_MS + 1);
    }
    const job = jobs[step.job % Math.max(1, jobs.length)];
    if (!job) return;
    if (step.kind !== "cancel") return await doDeed(step.kind, job, step.isLate);
    await store.bot.mutation(api.runs.cancel, { id: job.runId });
    if (["waiting", "delayed", "running"].includes(job.state)) job.state = "canceled";
  };

  /** What a thread is told, after each step. */
  const compareActivity = async () => {
    const active = await direct.query(api.jobs.activity, { threadId: thread.threadId, caller });
    const isOpen = ({ state }: Modelled) => ["waiting", "delayed", "running"].includes(state);
    const shown = ({ runId, state }: { runId: string; state: string }) => `${runId} ${state}`;
    expect(active.map(shown).toSorted()).toEqual(jobs.filter(isOpen).map(shown).toSorted());
  };
  /** What is left at the end. The queue is empty then, for the next history. */
  const compareRuns = async () => {
    for (const { runId, state } of jobs) {
      expect(await direct.query(api.runs.get, { id: runId, caller })).toMatchObject({ status: statusOf[state] });
      const versions = await direct.query(api.edits.listVersions, { runId, caller });
      expect(versions).toHaveLength(state === "succeeded" ? 1 : 0);
    }
  };
  const end = async () => {
    for (const { runId } of jobs) await store.bot.mutation(api.runs.cancel, { id: runId });
  };
  return {
    end,
    async follow(steps: readonly Step[]) {
      for (const step of steps) {
        await doStep(step);
        await compareActivity();
      }
      await compareRuns();
    },
  };
}

async function followed(steps: readonly Step[]): Promise<void> {
  const { follow, end } = await openHistory();
  try {
    await follow(steps);
  } finally {
    await end();
  }
}

/** Claimed twice, so that there is one who held it before; then on to each state. */
const claimedTwice = ["ask", "claim", "silence", "claim"] as const;
const waysTo: Record<JobState, readonly Step["kind"][]> = {
  ...{ running: [], waiting: ["release"], delayed: ["fail"], succeeded: ["finish"], dead: ["bury"] },
  canceled: ["cancel"],
};
const stepOf = (kind: Step["kind"], isLate = false): Step => ({ kind, job: 0, isLate }) as Step;

it.for(Object.keys(waysTo) as JobState[])("lets nobody but its holder move a job that is %s", async (state) => {
  const there = [...claimedTwice, ...waysTo[state]].map((kind) => stepOf(kind));
  const late = deeds.map((deed) => stepOf(deed, true));
  // Only of a running job a deed of its holder changes anything; there each has a job of its own.
  const own = deeds.map((deed) => stepOf(deed));
  if (state !== "running") return await followed([...there, ...late, ...own]);
  for (const deed of own) await followed([...there, ...late, deed]);
});

const anyJob = fc.nat({ max: MOST_JOBS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom("ask" as const, "claim" as const, "claim" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("tick" as const, "tick" as const, "silence" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("cancel" as const), job: anyJob }) },
  { weight: 7, arbitrary: fc.record({ kind: fc.constantFrom(...deeds), job: anyJob, isLate: fc.boolean() }) },
);

it("follows the model in random histories", async () => {
  const histories = fc.array(step, { minLength: 40, maxLength: 40 });
  await fc.assert(fc.asyncProperty(histories, followed), { seed: 7, numRuns: 6, endOnFailure: true });
});

import { readFile } from "node:fs/promises";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api.js";
import { connectStore, type Store } from "../../convex/client.ts";
import type { Environment } from "../../environment.ts";
import { DoorError, failureOf } from "../failure.ts";
import { type Home, openHome, readKeys } from "../home/home.ts";
import { lockHome } from "../home/lock.ts";

const ANSWER_LIMIT_MS = 10_000;
const PAGE = 50;

type OpenJob = FunctionReturnType<typeof api.jobs.open>[number];
type DeadJob = FunctionReturnType<typeof api.jobs.dead>["page"][number];

/** The store that is running: the deployment at CONVEX_URL, or this machine's. Throws DoorError `not_running`. */
export async function connectToRunning({
  CONVEX_URL,
  AURA_HOME,
}: Pick<Environment, "CONVEX_URL" | "AURA_HOME">): Promise<Store> {
  const home = openHome(AURA_HOME);
  const url = CONVEX_URL ?? (await urlOfRunningHost(home));
  return connectStore({ url, key: readKeys(home).bot, kind: "bot" });
}

/** The file with the address outlives a killed host; only the home's lock says that one lives. */
async function urlOfRunningHost(home: Home): Promise<string> {
  try {
    lockHome(home.dir).release();
  } catch (error) {
    if (failureOf(error).code !== "home_in_use") throw error;
    const url = await readFile(home.storeUrlFile, "utf8").catch(() => null);
    if (url) return url;
    throw new DoorError("not_ready", "Aura is just starting; ask again in a moment.", { cause: error });
  }
  throw new DoorError(
    "not_running",
    `Aura does not run in ${home.dir}; start it with npm start or npm run bot, then ask again.`,
  );
}

/** What waits, runs and is dead (the newest 50 of those), as lines for a terminal. Throws `store_away` after ten seconds. */
export async function describeJobs(store: Store, now = Date.now()): Promise<string> {
  const paginationOpts = { numItems: PAGE, cursor: null };
  const asked = [
    store.query(api.jobs.open, {}),
    store.query(api.jobs.dead, { paginationOpts }),
    store.query(api.jobs.limit, {}),
  ] as const;
  const [open, dead, limit] = await answered(Promise.all(asked));
  const limited = limit === null ? "" : `\n\n${inLimit(limit)} (npm run jobs -- limit none ends that).`;
  return tell(open, dead.page, now) + limited;
}

const inLimit = (limit: number) => `No more than ${limit} ${limit === 1 ? "is" : "are"} under way at once`;

/** Sets how many may be under way at once, of all workspaces together: a number, or "none". Throws what the store refuses. */
export async function limitJobs(store: Store, words: string): Promise<string> {
  const activeJobs = words === "none" ? null : Number(words);
  await answered(store.mutation(api.jobs.setLimit, { activeJobs }));
  return activeJobs === null ? "As many are under way as there are workers for." : `${inLimit(activeJobs)}.`;
}

/** Asks once more for what a dead job was to make. Throws `no_such_job` when none has this id. */
export async function reviveJob(store: Store, id: string): Promise<string> {
  const job = await answered(findDead(store, id));
  if (job === null) {
    throw new DoorError("no_such_job", `No dead job has the id ${id}; npm run jobs lists them.`);
  }
  await store.mutation(api.jobs.revive, { jobId: job.jobId });
  return `Asked once more for ${named(job)}.`;
}

async function findDead(store: Store, id: string): Promise<DeadJob | null> {
  for (let cursor: string | null = null; ; ) {
    const { page, isDone, continueCursor }: FunctionReturnType<typeof api.jobs.dead> = await store.query(
      api.jobs.dead,
      { paginationOpts: { numItems: PAGE, cursor } },
    );
    const job = page.find(({ jobId }) => jobId === id);
    if (job || isDone) return job ?? null;
    cursor = continueCursor;
  }
}

/** A store that is away would be waited for; a command tells it instead. */
async function answered<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DoorError("store_away", "The store does not answer; see whether it runs and CONVEX_URL is right."));
    }, ANSWER_LIMIT_MS);
  });
  // Whichever loses the race fails unheard.
  answer.catch(() => undefined);
  return await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

const makes = { record: "recording", render: "edit", export: "export", reel: "reel" } as const;
const named = ({ kind, title }: Pick<OpenJob, "kind" | "title">) => `${makes[kind]} of ${title ?? "a removed run"}`;
const at = (time: number) => `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;

function tell(open: readonly OpenJob[], dead: readonly DeadJob[], now: number): string {
  const running = open.filter(({ state }) => state === "running");
  const waiting = open.filter(({ state }) => state === "waiting");
  const delayed = open.filter(({ state }) => state === "delayed");
  const seconds = (ms: number) => `${Math.max(0, Math.round(ms / 1000))} s`;
  const sections = [
    section("running", running, ({ stage, progress, workerId }) =>
      [`${stage ?? "Starting"}${progress === null ? "" : `, ${Math.round(progress)} %`}`, `on ${workerId}`].join(" "),
    ),
    section("waiting", waiting, ({ createdAt, lastError }) =>
      [`asked for ${seconds(now - createdAt)} ago`, lastError ?? ""].filter(Boolean).join("; before: "),
    ),
    section("paused before another try", delayed, ({ notBefore, lastError }) =>
      [`goes on in ${seconds(notBefore - now)}`, lastError ?? ""].filter(Boolean).join("; before: "),
    ),
    section("dead", dead, ({ finishedAt, message, revivedAt }) =>
      [`since ${at(finishedAt)}: ${message}`, revivedAt === null ? "" : `(asked for again ${at(revivedAt)})`]
        .filter(Boolean)
        .join(" "),
    ),
  ];
  const canRevive = dead.some(({ revivedAt }) => revivedAt === null);
  const hint = canRevive ? "npm run jobs -- revive ID asks for a dead one once more." : "";
  return [...sections, hint].filter(Boolean).join("\n\n") || "Nothing waits, runs or is dead.";
}

type Listed = Pick<OpenJob, "jobId" | "kind" | "title">;

function section<Job extends Listed>(heading: string, jobs: readonly Job[], detail: (job: Job) => string): string {
  if (jobs.length === 0) return "";
  // Titles and messages come from pull requests: no control character of theirs reaches the terminal.
  const lines = jobs.map((job) => `  ${job.jobId}  ${named(job)}\n    ${detail(job)}`.replace(/[^\P{Cc}\n]/gu, " "));
  return [`${jobs.length} ${heading}`, ...lines].join("\n");
}

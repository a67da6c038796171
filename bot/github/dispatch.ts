import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Run } from "../../convex/model/documents.ts";
import type { RecordRequest } from "../../convex/model/request.ts";
import type { Conductor } from "../conversation/conductor.ts";
import type { Publish } from "../forge/publish.ts";
import { isCollaborator, recordLabel } from "./events.ts";
import { allowedRepos, isAmong, type Pull, pullOf } from "./forge.ts";
import type { Commits } from "./mirror.ts";
import { nameOf, type Repo } from "./octokit.ts";
import { findPreview } from "./previews.ts";
import { type RepoSettings, readRepoSettings, settingsFile, unwantedBy } from "./repoSettings.ts";
import type { Repositories } from "./repositories.ts";

/** Somebody or something asks for a recording. `record` and `rerun` are a collaborator's own words, `label` was set by one. */
export type Ask = {
  repo: Repo;
  number: number;
  by: "event" | "label" | "record" | "rerun";
  /** What the label was set at: it vouches for no later commit. */
  headSha?: string;
  delivery: string;
};

/** As the API reference has it; `reason` is for whoever reads the webhook's deliveries. */
export type Dispatched = { dispatched: boolean; reason: string; runId?: string };

/** Runs of a pull request that are looked at. */
const RUNS_LOOKED_AT = 20;

type Parts = Pick<Repositories, "github" | "mirrors"> & {
  store: Store;
  conductor: () => Conductor;
  repos: readonly string[];
  publish: Publish;
  /** Says in the pull request why nothing is recorded, when a person has to do something about it. */
  tell: (thread: { id: Id<"threads">; workspaceId: Id<"workspaces">; repo: Repo; number: number }, why: string) => void;
};

type Threaded = Ask & { threadId: Id<"threads">; workspaceId: Id<"workspaces"> };

const no = (reason: string): Dispatched => ({ dispatched: false, reason });

/**
 * Begins the recording that a delivery asks for, once: the run carries the delivery's id, so that a redelivery, also after a
 * crash in between, finds it. Deliveries about one pull request are taken one after the other.
 */
export function openDispatch(parts: Parts): (ask: Ask) => Promise<Dispatched> {
  const { store, mirrors, github, conductor, repos, publish, tell } = parts;
  const lines = new Map<string, Promise<unknown>>();

  return (ask) => {
    const key = `${nameOf(ask.repo)}#${ask.number}`;
    const next = (lines.get(key) ?? Promise.resolve()).then(() => dispatch(ask));
    const end = next
      .catch(() => undefined)
      .finally(() => {
        if (lines.get(key) === end) lines.delete(key);
      });
    lines.set(key, end);
    return next;
  };

  async function dispatch(ask: Ask): Promise<Dispatched> {
    const { repo, number } = ask;
    const name = nameOf(repo);
    const workspace = { platform: "github", workspaceId: repo.owner };
    const workspaceId = await conductor().workspaceOf(workspace);
    if (!isAmong(await allowedRepos({ store, repos }, workspaceId), name)) {
      return no(`${name} is not among the repositories that Aura may record; add it to AURA_REPOS.`);
    }
    const pull = await pullOf(github, repo, number);
    if (pull === null) return no(`There is no PR #${number} in ${name}.`);
    if (pull.state !== "open") return no(`PR #${number} is closed.`);
    const threadId = await conductor().threadOf({ ...workspace, channel: name, threadKey: String(number) });
    const refusal = refusalOf(pull, ask);
    if (refusal === null) return await begin({ ...ask, threadId, workspaceId }, pull);
    // Where a video is shown already, it stays.
    if ((await runsOf(threadId)).length === 0) tell({ id: threadId, workspaceId, repo, number }, refusal);
    return no(refusal);
  }

  async function begin(ask: Threaded, pull: Pull): Promise<Dispatched> {
    const { repo, number, delivery, threadId, workspaceId } = ask;
    const runs = await runsOf(threadId);
    const idempotencyKey = `github:${delivery}`;
    const known = runs.find((run) => run.idempotencyKey === idempotencyKey);
    if (known) {
      await conductor().follow(threadId);
      return dispatched(ask, known._id);
    }
    const head = { number, baseRef: pull.base.ref, headSha: pull.head.sha };
    const commits = await mirrors.fetch(repo, head);
    const settings = readRepoSettings(await mirrors.read(commits.dir, commits.baseTip, settingsFile));
    if ("problem" in settings) {
      tell({ id: threadId, workspaceId, repo, number }, `Nothing is recorded until it is mended. ${settings.problem}`);
      return no(settings.problem);
    }
    const unwanted = ask.by === "event" ? await unwantedNow(settings, pull, commits) : null;
    if (unwanted !== null) return no(unwanted);
    const covering = runs.find((run) => run.commitSha === commits.headSha && !isOver(run));
    if (covering && ask.by === "event") {
      return no(`PR #${number} is recorded at ${commits.headSha.slice(0, 7)} already.`);
    }
    const preview = await previewOf(ask, commits, settings);
    if (preview === null && settings.preview === "wait" && ask.by === "event") {
      return no(`PR #${number} waits for its preview deployment; .aura.yml says so.`);
    }
    const runId = await start(ask, { pull, commits, settings, preview, latest: runs[0], idempotencyKey });
    for (const run of runs) {
      if (run.status === "queued" && run._id !== runId) await store.mutation(api.runs.cancel, { id: run._id });
    }
    await conductor().follow(threadId);
    return dispatched(ask, runId);
  }

  async function runsOf(threadId: Id<"threads">): Promise<Run[]> {
    const paginationOpts = { numItems: RUNS_LOOKED_AT, cursor: null };
    return (await store.query(api.runs.listByThread, { threadId, paginationOpts })).page;
  }

  async function unwantedNow(settings: RepoSettings, pull: Pull, { dir, baseSha, headSha }: Commits) {
    const labels = pull.labels.map(({ name }) => name);
    const changedPaths = await mirrors.changedPaths(dir, baseSha, headSha);
    return unwantedBy(settings, { isDraft: pull.draft === true, labels, changedPaths });
  }

  async function previewOf(
    { repo, number }: Ask,
    { headSha }: Commits,
    settings: RepoSettings,
  ): Promise<string | null> {
    if (settings.preview === "off") return null;
    return await findPreview(await github.of(repo), { repo, number, headSha });
  }

  /** A pull request that was recorded before keeps its edits. */
  async function start(ask: Threaded, { pull, commits, settings, preview, latest, idempotencyKey }: Beginning) {
    const { dir: repoUrl, headSha: commitSha, baseSha } = commits;
    await publish(ask.workspaceId, { repoUrl, headSha: commitSha, baseSha });
    const request = { ...requestOf(settings), ...(preview === null ? {} : { url: preview }) };
    if (latest) {
      const again = { id: latest._id, commitSha, baseSha, request, idempotencyKey };
      return await store.mutation(api.runs.rerecord, again);
    }
    const { workspaceId, threadId, repo, number } = ask;
    return await store.mutation(api.runs.create, {
      ...{ workspaceId, threadId, commitSha, baseSha, idempotencyKey },
      ...{ repo: nameOf(repo), repoUrl, pr: number, branch: pull.head.ref, title: pull.title },
      ...{ timestamp: Date.now(), status: "queued", source: "pr", summary: `Recording PR ${number}` },
      request,
    });
  }
}

type Beginning = {
  pull: Pull;
  commits: Commits;
  settings: RepoSettings;
  /** Where the head commit runs already. */
  preview: string | null;
  latest: Run | undefined;
  idempotencyKey: string;
};

/** Why code of this pull request is not run; null when it may be. */
function refusalOf(pull: Pull, { by, headSha, number, repo }: Ask): string | null {
  if (by === "record" || by === "rerun") return null;
  if (pull.head.repo?.full_name.toLowerCase() !== nameOf(repo).toLowerCase()) {
    return `PR #${number} comes from a fork, whose code never runs by itself; a member can say /aura record in a comment.`;
  }
  if (isCollaborator(pull.author_association)) return null;
  if (by === "label" && pull.head.sha === headSha) return null;
  return `PR #${number} is not by a collaborator; a member can set the label ${recordLabel} for what is in it now, or comment /aura record.`;
}

const isOver = ({ status }: Run): boolean => status === "failed" || status === "canceled";

const dispatched = ({ by, number }: Ask, runId: Id<"runs">): Dispatched => ({
  dispatched: true,
  reason: `${by === "rerun" ? "Re-run" : "Job"} dispatched for PR #${number}`,
  runId,
});

function requestOf({ compare, focus, preset, maxDuration }: RepoSettings): RecordRequest {
  return {
    kind: "pr",
    ...(compare === undefined ? {} : { compare }),
    ...(focus === undefined ? {} : { focus }),
    ...(preset === undefined ? {} : { preset }),
    ...(maxDuration === undefined ? {} : { maxDurationMs: maxDuration * 1000 }),
  };
}

import type { Octokit } from "@octokit/rest";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { Run } from "../../convex/model/documents.ts";
import type { Log } from "../log.ts";
import type { ThreadAddress } from "../platform.ts";
import { type GitHub, inRepo, type Repo } from "./octokit.ts";

/** A status's description may be so long (https://docs.github.com/rest/commits/statuses). */
const DESCRIPTION = 140;
const checkName = "Aura";

type Shown = { repo: Repo; sha: string; run: Run; watchUrl: string | null };

/**
 * How a recording stands, at its commit: as a check run, which only an App may make, or as a commit status. Neither is needed
 * for anything else; what GitHub does not let Aura write is in the log.
 */
export function openVerdicts({ github, store, log }: { github: GitHub; store: Store; log: Log }) {
  const written = new Map<string, string>();

  async function writeCheck(
    octokit: Octokit,
    thread: ThreadAddress,
    { repo, sha, run, watchUrl }: Shown,
  ): Promise<void> {
    const key = `check:${run._id}`;
    const known = await store.query(api.posts.find, { threadId: thread.id, key });
    const state = {
      ...checkStateOf(run),
      ...(watchUrl === null ? {} : { details_url: watchUrl }),
      output: { title: descriptionOf(run), summary: run.status === "completed" ? run.summary : descriptionOf(run) },
    };
    if (known !== null) {
      await octokit.rest.checks.update({ ...inRepo(repo), check_run_id: Number(known), ...state });
      return;
    }
    const made = await octokit.rest.checks.create({ ...inRepo(repo), name: checkName, head_sha: sha, ...state });
    await store.mutation(api.posts.record, { threadId: thread.id, key, externalId: String(made.data.id) });
  }

  async function writeStatus(octokit: Octokit, { repo, sha, run, watchUrl }: Shown): Promise<void> {
    await octokit.rest.repos.createCommitStatus({
      ...inRepo(repo),
      ...{ sha, state: statusOfRun(run), context: "aura", description: descriptionOf(run) },
      ...(watchUrl === null ? {} : { target_url: watchUrl }),
    });
  }

  return {
    show: async (thread: ThreadAddress, { repo, run, watchUrl }: Omit<Shown, "sha">): Promise<void> => {
      const { commitSha: sha } = run;
      const state = `${run._id}:${run.status}`;
      if (sha === undefined || written.get(thread.id) === state) return;
      written.set(thread.id, state);
      const shown = { repo, sha, run, watchUrl };
      try {
        const octokit = await github.of(repo);
        if (github.isApp) {
          const isWritten = await writeCheck(octokit, thread, shown).then(
            () => true,
            (error: unknown) => {
              log.warn({ err: error, repo }, "the check run was not written; the App may lack the right to checks");
              return false;
            },
          );
          if (isWritten) return;
        }
        await writeStatus(octokit, shown);
      } catch (error) {
        // A token without the right to statuses still comments.
        log.warn({ err: error, repo }, "the commit's status was not set");
      }
    },
  };
}

function descriptionOf({ status, error }: Run): string {
  const words: Record<Run["status"], string> = {
    queued: "Waiting to record",
    running: "Recording",
    uploading: "Recording",
    completed: "Recorded",
    failed: error ?? "Not recorded",
    canceled: "Recording stopped",
  };
  return words[status].slice(0, DESCRIPTION);
}

function statusOfRun({ status }: Run): "pending" | "success" | "failure" {
  if (status === "completed") return "success";
  return status === "failed" || status === "canceled" ? "failure" : "pending";
}

function checkStateOf({ status }: Run) {
  switch (status) {
    case "queued":
      return { status: "queued" as const };
    case "running":
    case "uploading":
      return { status: "in_progress" as const };
    case "completed":
      return { status: "completed" as const, conclusion: "success" as const };
    case "failed":
      return { status: "completed" as const, conclusion: "failure" as const };
    case "canceled":
      return { status: "completed" as const, conclusion: "cancelled" as const };
  }
}

import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { EditVersion, ExportJob, Run } from "../../convex/model/documents.ts";
import type { Log } from "../log.ts";
import type { Platform, ThreadAddress } from "../platform.ts";
import { commentMarker, commentOf, type Links, markdown, refusalComment } from "./comment.ts";
import { openEdits } from "./edits.ts";
import { type GitHub, inRepo, type Repo, repoOf, statusOf } from "./octokit.ts";
import { commentKey } from "./postKeys.ts";
import { openVerdicts } from "./verdict.ts";

/** GitHub asks for a second between writes; a comment that changes more often than this only makes noise. */
const EDIT_INTERVAL_MS = 5_000;
/** GitHub's image proxy hands on nothing above 5 MiB. */
const preview = { format: "gif", fps: 12, width: 640, quality: "preview", maxFileSizeMb: 5 } as const;
const previewKey = (versionId: EditVersion["_id"]): string => `github-preview:${versionId}`;

export type GitHubPlatform = Platform & {
  /** Says in the pull request why nothing is recorded. */
  refuse(thread: ThreadAddress, why: string): Promise<void>;
  close(): void;
};

type Found = { repo: Repo; number: number };

/**
 * A pull request as a place to post to: one comment, which says how things stand in the store and is edited in place, and a
 * status or check run at the commit. Whatever is posted makes it be written anew, so that nothing is there twice.
 */
export function openGitHubPlatform(options: {
  github: GitHub;
  store: Store;
  log: Log;
  linksOf: (thread: ThreadAddress, runId: Run["_id"]) => Promise<Links | null>;
  editIntervalMs?: number;
}): GitHubPlatform {
  const { github, store, log, linksOf, editIntervalMs = EDIT_INTERVAL_MS } = options;
  const edits = openEdits(editIntervalMs);
  const written = new Map<string, string>();
  const verdicts = openVerdicts({ github, store, log });

  const refresh = (thread: ThreadAddress): Promise<void> =>
    edits.request(thread.id, "state", async () => {
      const context = await store.query(api.threads.context, { id: thread.id });
      const { run, currentVersion } = context;
      if (run === null) return;
      const links = run.status === "completed" ? await linksOf(thread, run._id) : null;
      if (links && currentVersion?.status === "completed") await askForPreview(run, currentVersion._id);
      await write(thread, commentOf({ ...context, run, links, preview: previewIn(context) }));
      await verdicts.show(thread, { repo: placeOf(thread).repo, run, watchUrl: links?.watch ?? null });
    });

  /** Asked for once for each version; the comment shows it when it is made. */
  async function askForPreview({ _id: runId, width = 16, height = 9 }: Run, editVersionId: EditVersion["_id"]) {
    const heightPx = Math.max(2, 2 * Math.round((preview.width * height) / width / 2));
    const idempotencyKey = previewKey(editVersionId);
    await store.mutation(api.exports.create, { ...preview, height: heightPx, runId, editVersionId, idempotencyKey });
  }

  async function write(thread: ThreadAddress, body: string): Promise<void> {
    if (written.get(thread.id) === body) return;
    const place = placeOf(thread);
    const octokit = await github.of(place.repo);
    const known = await findComment(thread, place);
    if (known !== null) {
      try {
        await octokit.rest.issues.updateComment({ ...inRepo(place.repo), comment_id: known, body });
        written.set(thread.id, body);
        return await remember(thread, known);
      } catch (error) {
        // Somebody has deleted it.
        if (statusOf(error) !== 404) throw error;
      }
    }
    const { data } = await octokit.rest.issues.createComment({
      ...inRepo(place.repo),
      issue_number: place.number,
      body,
    });
    written.set(thread.id, body);
    await remember(thread, data.id);
  }

  const remember = async (thread: ThreadAddress, id: number): Promise<void> => {
    const place = { threadId: thread.id, key: commentKey, externalId: String(id), replace: true };
    await store.mutation(api.posts.record, place);
  };

  /** As the store remembers, or by its marker among the pull request's comments: Aura's own only, whoever copies the marker. */
  async function findComment(thread: ThreadAddress, { repo, number }: Found): Promise<number | null> {
    const known = await store.query(api.posts.find, { threadId: thread.id, key: commentKey });
    if (known !== null) return Number(known);
    const [octokit, login] = await Promise.all([github.of(repo), github.login()]);
    const listed = { ...inRepo(repo), issue_number: number, per_page: 100 };
    for await (const { data } of octokit.paginate.iterator(octokit.rest.issues.listComments, listed)) {
      const own = data.find(
        ({ body, user }) =>
          body?.startsWith(commentMarker) && (login === null ? user?.type === "Bot" : user?.login === login),
      );
      if (own) return own.id;
    }
    return null;
  }

  /** A person's reply, which has a comment of its own; its key hides in it so that it is there once. */
  async function reply(thread: ThreadAddress, key: string, text: string): Promise<void> {
    if ((await store.query(api.posts.find, { threadId: thread.id, key })) !== null) return;
    const { repo, number } = placeOf(thread);
    const body = markdown(text.replaceAll("**", ""));
    const { data } = await (await github.of(repo)).rest.issues.createComment({
      ...inRepo(repo),
      issue_number: number,
      body,
    });
    await store.mutation(api.posts.record, { threadId: thread.id, key, externalId: String(data.id) });
  }

  return {
    name: "github",
    capabilities: { maxUploadBytes: null, editsMessages: true },
    postReply: ({ thread, key, text }) => reply(thread, key, text),
    showProgress: refresh,
    postVideo: ({ thread }) => refresh(thread),
    postFile: ({ thread }) => refresh(thread),
    postError: ({ thread }) => refresh(thread),
    refuse: (thread, why) => edits.request(thread.id, why, () => write(thread, refusalComment(why))),
    close: () => edits.close(),
  };
}

type Shown = { currentVersion: EditVersion | null; exports: readonly ExportJob[] };

/** The GIF of the current version, when it is made. */
function previewIn({ currentVersion, exports }: Shown): ExportJob | null {
  const key = currentVersion && previewKey(currentVersion._id);
  return exports.find((job) => job.idempotencyKey === key && job.status === "completed") ?? null;
}

function placeOf({ channel, threadKey }: ThreadAddress): Found {
  const repo = repoOf(channel);
  const number = Number(threadKey);
  if (repo === null || !Number.isSafeInteger(number)) throw new Error(`${channel} ${threadKey} is no pull request.`);
  return { repo, number };
}

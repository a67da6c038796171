import type { types, webApi } from "@slack/bolt";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Run } from "../../convex/model/documents.ts";
import { duration } from "../words.ts";
import { cut, limits, mrkdwn } from "./mrkdwn.ts";

const RUNS_SHOWN = 20;

const marks: Record<Run["status"], string> = {
  queued: ":hourglass:",
  running: ":red_circle:",
  uploading: ":arrow_up:",
  completed: ":white_check_mark:",
  failed: ":warning:",
  canceled: ":heavy_minus_sign:",
};

/** App Home: the workspace's newest recordings, and how to ask for one. */
export async function publishHome(options: {
  client: webApi.WebClient;
  store: Store;
  workspaceId: Id<"workspaces">;
  userId: string;
}): Promise<void> {
  const { client, store, workspaceId, userId } = options;
  const paginationOpts = { numItems: RUNS_SHOWN, cursor: null };
  const { page } = await store.query(api.runs.listByWorkspace, { workspaceId, paginationOpts });
  await client.views.publish({ user_id: userId, view: { type: "home", blocks: homeBlocks(page) } });
}

/** The newest first, as App Home shows them. */
export function homeBlocks(runs: readonly Run[]): types.KnownBlock[] {
  const words = (text: string): types.KnownBlock => ({
    type: "section",
    text: { type: "mrkdwn", text: cut(text, limits.sectionText) },
  });
  const how = "Write `/aura record PR 123` in a channel, or mention me there. Then talk to me in the thread.";
  const list = runs.length > 0 ? runs.map((run) => words(line(run))) : [words("_Nothing has been recorded yet._")];
  return [
    { type: "header", text: { type: "plain_text", text: "Recordings" } },
    words(how),
    { type: "divider" },
    ...list,
  ];
}

function line(run: Run): string {
  const { status, title, summary, repo, pr, stage, takeDurationMs, error, timestamp } = run;
  const what = [repo, pr === undefined ? undefined : `PR ${pr}`].filter((part) => part !== undefined).join(" ");
  const state =
    status === "completed" && takeDurationMs !== undefined
      ? duration(takeDurationMs)
      : status === "failed"
        ? (error ?? "failed")
        : (stage ?? status);
  const when = `<!date^${Math.floor(timestamp / 1000)}^{date_short_pretty} {time}|${new Date(timestamp).toISOString()}>`;
  return `${marks[status]}  *${mrkdwn(title ?? summary)}*\n${[mrkdwn(what), mrkdwn(state), when].filter(Boolean).join("  ·  ")}`;
}

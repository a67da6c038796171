import type { Store } from "../../convex/client.ts";
import type { Conductor } from "../conversation/conductor.ts";
import type { Gate } from "../gate/gate.ts";
import type { Dispatched } from "./dispatch.ts";
import { allowedRepos, isAmong } from "./forge.ts";
import { nameOf, type Repo } from "./octokit.ts";
import type { GitHubPlatform } from "./platform.ts";

/** What a collaborator says to Aura in a comment of a pull request: "make it shorter". */
export type Said = { repo: Repo; number: number; text: string; login: string; isOwner: boolean; id: string };

type Parts = {
  store: Store;
  conductor: () => Conductor;
  gate: Gate;
  platform: GitHubPlatform;
  repos: readonly string[];
};

/** Hands words on to the conversation of their pull request, once for each comment. */
export function openWords({ store, conductor, gate, platform, repos }: Parts): (said: Said) => Promise<Dispatched> {
  return async ({ repo, number, text, login, isOwner, id }) => {
    const channel = nameOf(repo);
    const threadKey = String(number);
    const workspace = { platform: platform.name, workspaceId: repo.owner };
    const workspaceId = await conductor().workspaceOf(workspace);
    if (!isAmong(await allowedRepos({ store, repos }, workspaceId), channel)) {
      return { dispatched: false, reason: `${channel} is not among the repositories of Aura; add it to AURA_REPOS.` };
    }
    const admission = await gate.admit({ workspaceId, userId: login, name: login, channel, requestId: id, isOwner });
    if (!admission.admitted) {
      const threadId = await conductor().threadOf({ ...workspace, channel, threadKey });
      const thread = { id: threadId, workspaceId, channel, threadKey };
      await platform.postReply({ thread, key: `refusal:${id}`, text: admission.message });
      return { dispatched: false, reason: admission.message };
    }
    const author = { id: login, name: login };
    const message = { ...workspace, id, channel, threadKey, author, text, receivedAtMs: Date.now() };
    await conductor().accept(message);
    return { dispatched: true, reason: `Said in PR #${number}.` };
  };
}

import type { Forge } from "../../agent/forge.ts";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { LocalForge } from "./local.ts";

/** The local repository by its name, and every other by the forge beside it. The local one is the default. */
export function besideLocal(local: LocalForge, remote: Forge): Forge {
  const isLocal = (repo: string): boolean => repo.toLowerCase() === local.defaultRepo.toLowerCase();
  const forgeOf = (repo: string): Forge => (isLocal(repo) ? local : remote);
  const { in: inWorkspace } = remote;
  return {
    defaultRepo: local.defaultRepo,
    listPullRequests: (repo = local.defaultRepo) => forgeOf(repo).listPullRequests(repo),
    getPullRequest: (repo, number) => forgeOf(repo).getPullRequest(repo, number),
    ...(inWorkspace ? { in: (workspaceId: Id<"workspaces">) => besideLocal(local, inWorkspace(workspaceId)) } : {}),
  };
}

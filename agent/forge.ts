import type { Id } from "../convex/_generated/dataModel.js";

/** A pull request as the agent needs it to start a run. */
export type PullRequest = {
  number: number;
  title: string;
  branch: string;
  headSha: string;
  baseSha: string;
  /** Where the worker clones from: an address or a local folder. */
  repoUrl: string;
  /** Where its head commit runs already, for everybody to see. */
  previewUrl?: string;
};

/** Where pull requests come from; the doors implement it for a local folder and for GitHub. */
export type Forge = {
  /** owner/name, or a local folder's name. */
  defaultRepo: string;
  listPullRequests(repo?: string): Promise<PullRequest[]>;
  /** null when there is none of that number. Throws when the repository is unknown or not allowed. */
  getPullRequest(repo: string, number: number): Promise<PullRequest | null>;
  /** The same for one workspace, which may allow repositories of its own. */
  in?(workspaceId: Id<"workspaces">): Forge;
};

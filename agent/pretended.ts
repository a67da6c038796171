import type { ThreadActions } from "./actions.ts";
import type { Forge, PullRequest } from "./forge.ts";

/** What is said where a delivery has no back end yet: the truth, and what works instead. */
export const notSetUp = {
  share: (channel: string): string => {
    const way =
      channel === "email"
        ? "by e-mail"
        : channel === "webhook"
          ? "to a web hook"
          : `to ${channel.charAt(0).toUpperCase()}${channel.slice(1)}`;
    return `Sending ${way} is not set up here yet: pass on the file that **export** makes.`;
  },
  review: "Approvals are not set up here yet: the version is kept as it is, and **export** makes the file.",
  digest: "Digests by mail are not set up here yet, so nothing is scheduled.",
} as const;

/** Actions that only pretend, for trying out phrases: everything goes through, nothing is stored. */
export function pretendedActions(): ThreadActions {
  let versions = 100;
  const made = () => ({ versionId: `version_${versions + 1}`, version: ++versions });
  return {
    startRun: async () => ({ runId: "run_new" }),
    cancelRun: async () => ({ canceled: true }),
    replan: async () => undefined,
    rerecord: async () => ({ runId: "run_new" }),
    showVideo: async () => null,
    applyEdits: async () => made(),
    revert: async () => made(),
    createExport: async () => ({ exportId: "export_new" }),
    reach: async ({ what, channel }) => ({
      done: false,
      message: what === "digest" ? notSetUp.digest : notSetUp.share(channel),
    }),
    share: async ({ channel }) => ({ done: false, message: notSetUp.share(channel) }),
    review: async () => ({ done: false, message: notSetUp.review }),
    scheduleDigest: async () => ({ done: false, message: notSetUp.digest }),
    listDigests: async () => [],
    cancelDigest: async () => undefined,
    preferences: async () => ({
      ...{
        emailAddress: "you@example.com",
        address: "confirmed",
        channels: [],
        fallbackToEmail: true,
        quietHours: null,
      },
    }),
    prefer: async () => ({ isAsked: false }),
  };
}

/** A forge in which every pull request exists. */
export function pretendedForge(defaultRepo: string): Forge {
  const pullRequest = (number: number): PullRequest => ({
    number,
    title: "",
    branch: `pull/${number}`,
    headSha: "",
    baseSha: "",
    repoUrl: "",
  });
  return {
    defaultRepo,
    listPullRequests: async () => [],
    getPullRequest: async (_repo, number) => pullRequest(number),
  };
}

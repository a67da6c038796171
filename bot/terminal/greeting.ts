import type { PullRequest } from "../../agent/forge.ts";

export const exampleWords = `Things to ask for:
  record PR 1
  make it shorter and zoom the button
  add a caption "Now with coupons" at the start
  undo that
  export as gif under 5 MB`;

const PULL_REQUESTS_SHOWN = 8;

export type Surroundings = {
  repo: string;
  pullRequests: readonly PullRequest[];
  url: string;
  /** How many earlier conversations there are. */
  threads: number;
};

/** What stands above the first prompt. */
export function greeting({ repo, pullRequests, url, threads }: Surroundings): string {
  const shown = pullRequests.slice(0, PULL_REQUESTS_SHOWN);
  const lines = shown.map(({ number, title }) => `  ${String(number).padStart(2)}  ${title}`);
  const more = pullRequests.length - shown.length;
  const [first] = pullRequests;
  return [
    `**Aura** on ${repo}: ${pullRequests.length > 0 ? "pull requests" : "no pull requests yet; make a branch with a commit."}`,
    ...lines,
    ...(more > 0 ? [`      and ${more} more`] : []),
    "",
    `On the web: **${url}**`,
    ...(threads > 0 ? [`${threads} earlier conversation${threads === 1 ? "" : "s"}: /threads`] : []),
    first ? `Say what you want, for example **record PR ${first.number}**. /help lists more.` : "/help lists more.",
  ].join("\n");
}

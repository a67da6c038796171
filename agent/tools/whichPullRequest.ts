import type { Forge, PullRequest } from "../forge.ts";
import type { Offer } from "../resolve/offers.ts";
import { pullRequestNamed } from "../resolve/pullRequest.ts";
import { listed } from "../words.ts";
import type { ToolInput } from "./inputs.ts";
import { plain } from "./plain.ts";

export const WHAT_TO_RECORD =
  "What should I record: a pull request (**record PR 12**), a page (**record https://example.com**) or a video for a lead (**Jane Doe at acme.com**)?";

/** What to ask when no pull request is meant plainly, and which ones the question names. */
export type WhichOne = { question: string; offers: Offer[] };

/** The pull request that is meant, by its number or by words of its title; else what to ask. Throws when the repository is unknown. */
export async function whichPullRequest(
  forge: Forge,
  repo: string,
  { pr, title }: Pick<ToolInput<"record">, "pr" | "title">,
): Promise<PullRequest | WhichOne> {
  if (pr !== undefined) return (await forge.getPullRequest(repo, pr)) ?? (await noSuchPullRequest(forge, repo, pr));
  const open = await forge.listPullRequests(repo).catch((): PullRequest[] => []);
  if (title === undefined) return among(open, `${known(open)}Which pull request should I record?`);
  const named = pullRequestNamed(title, open);
  switch (named.kind) {
    case "found":
      return named.pullRequest;
    case "likely":
      return among(
        named.pullRequests,
        named.pullRequests.length === 1
          ? `Do you mean ${names(named.pullRequests)}?`
          : `${known(named.pullRequests)}Which one should I record?`,
      );
    case "unknown":
      if (open.length === 0) return among([], WHAT_TO_RECORD);
      return among(
        open,
        `I find no pull request by that name. ${known(open)}Which one should I record, or is it a page (**record https://example.com**)?`,
      );
  }
}

async function noSuchPullRequest(forge: Forge, repo: string, wanted: number): Promise<WhichOne> {
  const all = await forge.listPullRequests(repo);
  if (all.length === 0)
    return among(all, `${repo} has no open pull requests, so there is no PR ${wanted}. Is it in another repository?`);
  const question = `There is no PR ${wanted} in ${repo}; there ${all.length === 1 ? "is" : "are"} ${names(all)}. Which one should I record?`;
  return among(all, question);
}

const among = (all: readonly PullRequest[], question: string): WhichOne => ({
  question,
  offers: all.slice(0, SHOWN).map(({ number, title }) => ({ name: `${number}`, value: `${number}`, title })),
});

const known = (all: readonly PullRequest[]): string =>
  all.length > 0 ? `There ${all.length === 1 ? "is" : "are"} ${names(all)}. ` : "";

const SHOWN = 6;
const names = (all: readonly PullRequest[]): string => {
  const shown = all.slice(0, SHOWN).map((one) => `**${one.number}** (${plain(one.title)})`);
  return all.length > SHOWN ? `${shown.join(", ")} and ${all.length - SHOWN} more` : listed(shown, "and");
};

import {
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from "discord.js";
import type { Forge, PullRequest } from "../../agent/forge.ts";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import type { Log } from "../log.ts";
import { cut, limits } from "./markdown.ts";

export const commands: RESTPutAPIApplicationCommandsJSONBody = [
  {
    name: "aura",
    description: "Record a pull request, or change a recording, in your own words",
    type: ApplicationCommandType.ChatInput,
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    options: [
      {
        name: "request",
        description: "Such as: record PR 1, make it shorter, export as gif",
        type: ApplicationCommandOptionType.String,
        required: true,
        autocomplete: true,
        max_length: 2000,
      },
    ],
  },
];

type Choice = APIApplicationCommandOptionChoice<string>;

/** Discord waits three seconds for choices; what is not known by then is left out. */
const CHOICES_WITHIN_MS = 1500;
const PULL_REQUESTS_KEPT_MS = 30_000;
const VERSIONS_OFFERED = 10;

/** What may be meant by what has been typed: open pull requests, and in a conversation the versions to go back to. */
export function openChoices({ forge, store, log }: { forge: Forge; store: Store; log: Log }) {
  let listed: { atMs: number; pullRequests: Promise<PullRequest[]> } | null = null;

  function pullRequests(): Promise<PullRequest[]> {
    if (listed && Date.now() - listed.atMs < PULL_REQUESTS_KEPT_MS) return listed.pullRequests;
    const asked = forge.listPullRequests().catch((error: unknown) => {
      log.warn({ err: error }, "pull requests could not be listed for Discord");
      listed = null;
      return [];
    });
    listed = { atMs: Date.now(), pullRequests: asked };
    return asked;
  }

  async function versionChoices(threadId: Id<"threads">): Promise<Choice[]> {
    const { versions } = await store.query(api.threads.context, { id: threadId });
    const done = versions.filter(({ status }) => status === "completed").slice(-VERSIONS_OFFERED);
    return done.toReversed().map(({ version, summary }) => {
      const words = `go back to version ${version}`;
      return { name: cut(summary ? `${words}: ${summary}` : words, limits.choice), value: words };
    });
  }

  return async (typed: string, threadId: Id<"threads"> | null): Promise<Choice[]> => {
    const prs = pullRequests().then((found) =>
      found.map(({ number, title }) => ({
        name: cut(`record PR ${number}: ${title}`, limits.choice),
        value: `record PR ${number}`,
      })),
    );
    const versions = threadId === null ? [] : versionChoices(threadId);
    const found = await within([versions, prs], CHOICES_WITHIN_MS);
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    const fitting = found.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
    // What was typed stays first, so that it can be sent as it is.
    const own = typed.trim();
    const first = own && own.length <= limits.choice ? [{ name: own, value: own }] : [];
    return [...first, ...fitting.filter(({ value }) => value !== own)].slice(0, limits.choices);
  };
}

async function within(lists: readonly (Choice[] | Promise<Choice[]>)[], timeoutMs: number): Promise<Choice[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Choice[]>((resolve) => {
    timer = setTimeout(() => resolve([]), timeoutMs);
  });
  const each = lists.map((list) => Promise.race([Promise.resolve(list).catch(() => []), late]));
  return (await Promise.all(each).finally(() => clearTimeout(timer))).flat();
}

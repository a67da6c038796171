import type { Id } from "../convex/_generated/dataModel.js";
import type { Store } from "../convex/client.ts";
import type { Author } from "../convex/model/message.ts";
import type { Environment } from "../environment.ts";
import { chooseModel } from "./chooseModel.ts";
import type { Forge } from "./forge.ts";
import { type Response, respond } from "./loop.ts";
import { loadThread, storeActions } from "./store.ts";

export type AgentRequest = {
  threadId: Id<"threads">;
  /** The person's message, which is in the store already. */
  messageId: Id<"messages">;
  text: string;
  author: Author;
  signal?: AbortSignal;
};

/** `ok` is false when nothing that was asked for could be done. */
export type AgentReply = { text: string; ok: boolean; versionId?: string; runId?: string; exportIds: string[] };

export type AgentParts = {
  store: Store;
  forge: Forge;
  environment: Pick<Environment, "OPENAI_API_KEY" | "OPENAI_BASE_URL" | "AURA_MODEL">;
  /** Hears of what a person is not told: why a language model was not heard, what it cost. */
  log?: { warn(details: object, message: string): void; info(details: object, message: string): void };
};

/** The agent of a house: answers messages of threads that are in the store. The door posts and stores the reply. */
export function createAgent({ store, forge, environment, log }: AgentParts) {
  const model = chooseModel(environment);
  return {
    async respond({ threadId, text, author, signal }: AgentRequest): Promise<AgentReply> {
      const loaded = await loadThread(store, threadId, forge.defaultRepo);
      const actions = storeActions(store, loaded, author);
      const response = await respond({
        message: { text, author },
        context: loaded.context,
        actions,
        forge,
        model,
        ...(signal ? { signal } : {}),
      });
      if (log) report(log, response);
      const { reply, ok, versionId, runId, exportIds } = response;
      return { text: reply, ok, exportIds, ...(versionId ? { versionId } : {}), ...(runId ? { runId } : {}) };
    },
  };
}

function report(log: NonNullable<AgentParts["log"]>, { failure, answeredBy, calls, tokens }: Response): void {
  if (failure !== undefined) log.warn({ err: failure }, "the language model failed");
  log.info({ answeredBy, tools: calls.map((call) => call.tool), tokens }, "answered");
}

import type { Id } from "../convex/_generated/dataModel.js";
import type { Store } from "../convex/client.ts";
import type { Author, MessagePart } from "../convex/model/message.ts";
import type { Environment } from "../environment.ts";
import { chooseModel } from "./chooseModel.ts";
import type { ThreadContext } from "./context.ts";
import type { Couriers } from "./couriers.ts";
import type { Forge } from "./forge.ts";
import { type LoadedThread, loadThread } from "./loadThread.ts";
import { type Response, respond } from "./loop.ts";
import { openMemory, type RunContext } from "./memory.ts";
import { reviewPlans } from "./planReview.ts";
import { storeActions } from "./store.ts";
import { noTracing, startTracing } from "./tracing.ts";

export type AgentRequest = {
  threadId: Id<"threads">;
  /** The person's message, which is in the store already. */
  messageId: Id<"messages">;
  text: string;
  author: Author;
  /** The recording that it waited for; else it is said of the thread's current one. */
  runId?: Id<"runs">;
  signal?: AbortSignal;
  /** Hears the reply while a language model writes it; see `Ask` in loop.ts. */
  onText?: (text: string) => void;
};

/** `ok` is false when nothing that was asked for could be done. */
export type AgentReply = {
  text: string;
  ok: boolean;
  versionId?: string;
  runId?: string;
  exportIds: string[];
  parts: MessagePart[];
};

export type AgentParts = {
  store: Store;
  forge: Forge;
  /** The ways out of the house; without them nothing is sent. */
  couriers?: Couriers;
  environment: Pick<Environment, "OPENAI_API_KEY" | "OPENAI_BASE_URL" | "AURA_MODEL"> &
    Partial<Pick<Environment, "AURA_MODEL_PRICE">> &
    Parameters<typeof startTracing>[0] &
    Parameters<typeof openMemory>[0];
  /** Hears of what a person is not told: why a language model was not heard, what it cost. */
  log?: { warn(details: object, message: string): void; info(details: object, message: string): void };
};

/** The agent of a house: answers messages of threads that are in the store. The door posts and stores the reply. */
export function createAgent({ store, forge, couriers, environment, log }: AgentParts) {
  const model = chooseModel(environment);
  // Its default is to print on the screen of the conversation.
  globalThis.AI_SDK_LOG_WARNINGS = ({ warnings }) => log?.info({ warnings }, "the language model's client warns");
  const memory = openMemory(environment, (error) => log?.warn({ err: error }, "the memory did not answer"));
  const opening = startTracing(environment);
  opening.catch((error: unknown) => log?.warn({ err: error }, "tracing could not start"));
  const tracing = opening.catch(() => noTracing);
  const remembered = new Set<string>();
  const stopReviewing = reviewPlans(store, model, (error) => log?.warn({ err: error }, "a plan could not be named"));

  /** A finished recording is remembered once, while the answer is being made; whom a video was made for is nobody else's business. */
  function rememberRun({ stored, context }: LoadedThread): void {
    const { run } = context;
    if (run?.status !== "completed" || run.source === "lead" || remembered.has(run.id)) return;
    remembered.add(run.id);
    void memory.remember(stored.thread.workspaceId, contextOfRun(context, run));
  }

  return {
    async respond(request: AgentRequest): Promise<AgentReply> {
      const { messageId, text, author, signal, onText } = request;
      const loaded = await loadThread(store, request, forge.defaultRepo);
      rememberRun(loaded);
      // The built-in model reads no prose, so nothing is fetched for it.
      const { entries } = model.builtin ? { entries: [] } : await memory.recall(loaded.stored.thread.workspaceId, text);
      const { inTrace } = await tracing;
      const response = await inTrace((traceId) =>
        respond({
          message: { text, author },
          context: loaded.context,
          actions: storeActions(store, loaded, { messageId, author, traceId, ...(couriers ? { couriers } : {}) }),
          forge: forge.in?.(loaded.stored.thread.workspaceId) ?? forge,
          model,
          memories: entries,
          ...(signal ? { signal } : {}),
          ...(onText ? { onText } : {}),
        }),
      );
      if (log) report(log, response);
      const { reply, ok, versionId, runId, exportIds, parts } = response;
      return { text: reply, ok, exportIds, parts, ...(versionId ? { versionId } : {}), ...(runId ? { runId } : {}) };
    },
    /** Sends what is still to be traced. */
    close: async (): Promise<void> => {
      stopReviewing();
      await (await tracing).close();
    },
  };
}

function contextOfRun({ shots }: ThreadContext, run: NonNullable<ThreadContext["run"]>): RunContext {
  return {
    sessionId: run.id,
    routes: [...new Set(shots.map(({ route }) => route))],
    components: [...new Set(shots.filter(({ changed }) => changed).map(({ label }) => label))],
    summary: run.title ?? "",
    timestamp: Date.now(),
  };
}

function report(log: NonNullable<AgentParts["log"]>, { failure, answeredBy, calls, tokens }: Response): void {
  if (failure !== undefined) log.warn({ err: failure }, "the language model failed");
  log.info({ answeredBy, tools: calls.map((call) => call.tool), tokens }, "answered");
}

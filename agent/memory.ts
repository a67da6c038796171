import { z } from "zod";
import type { Environment } from "../environment.ts";

type Settings = Partial<Pick<Environment, "SUPERMEMORY_API_KEY" | "SUPERMEMORY_BASE_URL">>;

/** What was recorded once, as it is remembered across threads. `timestamp` in epoch milliseconds. */
export type RunContext = {
  sessionId: string;
  branch?: string;
  routes: string[];
  components: string[];
  summary: string;
  timestamp: number;
};

export type RetrievedContext = { entries: RunContext[]; relevanceScores: number[] };

/** Memory across threads. Both never throw: a memory that is away is no memory. */
export type Memory = {
  remember(workspaceId: string, run: RunContext): Promise<void>;
  recall(workspaceId: string, about: string): Promise<RetrievedContext>;
};

const SUPERMEMORY = "https://api.supermemory.ai";
const TIMEOUT_MS = 4000;
const MOST_RESULTS = 5;
const nothing: RetrievedContext = { entries: [], relevanceScores: [] };

export const noMemory: Memory = { remember: async () => {}, recall: async () => nothing };

const foundSchema = z.object({
  results: z.array(z.object({ score: z.number().default(0), metadata: z.record(z.string(), z.unknown()).nullish() })),
});
const list = (value: unknown): string[] => (typeof value === "string" && value !== "" ? value.split("\n") : []);

/** Supermemory over its HTTP API (documents and search); without a key there is none, at no cost. */
export function openMemory(settings: Settings, onFailure: (error: unknown) => void = () => {}): Memory {
  const { SUPERMEMORY_API_KEY: key, SUPERMEMORY_BASE_URL: base } = settings;
  if (!key) return noMemory;
  const root = (base ?? SUPERMEMORY).replace(/\/+$/, "");
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${root}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`Supermemory answered ${response.status} to ${path}.`);
    return await response.json();
  };

  return {
    async remember(workspaceId, run) {
      const { routes, components, ...rest } = run;
      // Metadata holds single values only, so lists go in as lines.
      const metadata = { ...rest, routes: routes.join("\n"), components: components.join("\n") };
      const content = `${run.summary}\nRoutes: ${routes.join(", ")}\nOn screen: ${components.join(", ")}`;
      const document = { content, customId: run.sessionId, containerTag: workspaceId, metadata };
      await post("/v3/documents", document).catch(onFailure);
    },
    async recall(workspaceId, about) {
      try {
        const query = { q: about, containerTags: [workspaceId], limit: MOST_RESULTS };
        const { results } = foundSchema.parse(await post("/v3/search", query));
        const known = results.flatMap(({ score, metadata }) => (metadata ? [{ score, entry: entryOf(metadata) }] : []));
        return { entries: known.map(({ entry }) => entry), relevanceScores: known.map(({ score }) => score) };
      } catch (error) {
        onFailure(error);
        return nothing;
      }
    },
  };
}

const entryOf = (metadata: Record<string, unknown>): RunContext => ({
  sessionId: String(metadata.sessionId ?? ""),
  ...(typeof metadata.branch === "string" ? { branch: metadata.branch } : {}),
  routes: list(metadata.routes),
  components: list(metadata.components),
  summary: String(metadata.summary ?? "").slice(0, 500),
  timestamp: Number(metadata.timestamp ?? 0),
});

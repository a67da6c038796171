import { afterEach, describe, expect, it } from "vitest";
import { readThread } from "../tests/phrases/check.ts";
import { chooseModel } from "./chooseModel.ts";
import { threadContextSchema } from "./context.ts";
import { type JsonServer, jsonServer } from "./fixtures/jsonServer.ts";
import { openAiServer } from "./fixtures/openaiServer.ts";
import { respond } from "./loop.ts";
import { noMemory, openMemory } from "./memory.ts";
import { pretendedActions, pretendedForge } from "./pretended.ts";
import { noTracing, startTracing } from "./tracing.ts";

const context = threadContextSchema.parse(readThread("coupon.context.json"));
let peer: JsonServer | undefined;
afterEach(async () => {
  await peer?.close();
  peer = undefined;
});

describe("tracing", () => {
  it("is nothing at all without a collector", async () => {
    expect(await startTracing({})).toBe(noTracing);
  });

  it("sends the spans of a model's answer to the collector and to Laminar, under one trace id", async () => {
    peer = await jsonServer(() => ({ status: 200, body: {} }));
    const model = await openAiServer([{ text: "Hello!" }]);
    const tracing = await startTracing({
      OTEL_EXPORTER_OTLP_ENDPOINT: peer.url,
      LMNR_PROJECT_API_KEY: "lmnr-key",
      LMNR_BASE_URL: peer.url,
    });
    const settings = { OPENAI_API_KEY: "k", OPENAI_BASE_URL: model.baseURL, AURA_MODEL: "chat:gpt-test" };
    let used: string | null = null;
    await tracing.inTrace(async (traceId) => {
      used = traceId;
      return await respond({
        message: { text: "hello" },
        context,
        actions: pretendedActions(),
        forge: pretendedForge("acme/shop"),
        model: chooseModel(settings),
      });
    });
    await tracing.close();
    await model.close();
    expect(used).toMatch(/^[0-9a-f]{32}$/);
    expect(peer.heard.map(({ path }) => path)).toEqual(["/v1/traces", "/v1/traces"]);
    expect(peer.heard.map(({ headers }) => headers.authorization).sort()).toEqual(
      ["Bearer lmnr-key", undefined].sort(),
    );
    const sent = JSON.parse(peer.heard[0]?.body.toString() ?? "{}") as {
      resourceSpans: { scopeSpans: { spans: { traceId: string }[] }[] }[];
    };
    const ids = sent.resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) => spans.map(({ traceId }) => traceId)),
    );
    expect(new Set(ids)).toEqual(new Set([used]));
  });
});

describe("memory", () => {
  const run = { sessionId: "run_1", routes: ["/cart"], components: ["Apply coupon"], summary: "Coupons", timestamp: 5 };

  it("is none without a key", () => {
    expect(openMemory({})).toBe(noMemory);
  });

  it("remembers a run in its workspace, and finds it again", async () => {
    const metadata = {
      sessionId: "run_1",
      routes: "/cart",
      components: "Apply coupon",
      summary: "Coupons",
      timestamp: 5,
    };
    peer = await jsonServer((path) =>
      path === "/v3/search"
        ? { status: 200, body: { results: [{ score: 0.8, metadata }, { score: 0.1 }], total: 2, timing: 3 } }
        : { status: 200, body: { id: "d1", status: "queued" } },
    );
    const memory = openMemory({ SUPERMEMORY_API_KEY: "sm-key", SUPERMEMORY_BASE_URL: peer.url });
    await memory.remember("w1", run);
    expect(await memory.recall("w1", "the coupon field")).toEqual({ entries: [run], relevanceScores: [0.8] });
    const [stored, searched] = peer.heard.map(({ body }) => JSON.parse(body.toString()));
    expect(stored).toMatchObject({ customId: "run_1", containerTag: "w1" });
    expect(searched).toMatchObject({ q: "the coupon field", containerTags: ["w1"] });
    expect(peer.heard[0]?.headers.authorization).toBe("Bearer sm-key");
  });

  it("is no memory while it is away", async () => {
    peer = await jsonServer(() => ({ status: 503, body: {} }));
    const failures: unknown[] = [];
    const settings = { SUPERMEMORY_API_KEY: "sm-key", SUPERMEMORY_BASE_URL: peer.url };
    const memory = openMemory(settings, (error) => failures.push(error));
    await memory.remember("w1", run);
    expect(await memory.recall("w1", "coupons")).toEqual({ entries: [], relevanceScores: [] });
    expect(failures).toHaveLength(2);
  });
});

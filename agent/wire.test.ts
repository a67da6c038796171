import { streamText } from "ai";
import { afterEach, describe, expect, it } from "vitest";
import { readThread } from "../tests/phrases/check.ts";
import { chooseModel, modelName } from "./chooseModel.ts";
import { threadContextSchema } from "./context.ts";
import { failure, type OpenAiServer, openAiServer, type Scripted } from "./fixtures/openaiServer.ts";
import { respond } from "./loop.ts";
import { pretendedActions, pretendedForge } from "./pretended.ts";
import { inputs } from "./tools/inputs.ts";

const context = threadContextSchema.parse(readThread("coupon.context.json"));
let server: OpenAiServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Wire = { api: "chat" | "responses"; path: string };
const wires: Wire[] = [
  { api: "chat", path: "/chat/completions" },
  { api: "responses", path: "/responses" },
];

/** A message answered by a server that follows a script. */
async function ask(
  api: Wire["api"],
  text: string,
  script: readonly Scripted[],
  limits = { timeoutMs: 20_000, maxRetries: 2 },
) {
  server = await openAiServer(script);
  const settings = {
    OPENAI_API_KEY: "sk-test",
    OPENAI_BASE_URL: server.baseURL,
    AURA_MODEL: `${api}:gpt-test`,
    AURA_MODEL_PRICE: "0.25/2",
  };
  const stored: unknown[] = [];
  const actions = pretendedActions();
  const response = await respond({
    message: { text, author: { id: "u1", name: "Ana" } },
    context,
    actions: {
      ...actions,
      applyEdits: async (edit) => {
        stored.push(edit);
        return await actions.applyEdits(edit);
      },
    },
    forge: pretendedForge("acme/shop"),
    model: chooseModel(settings, limits),
  });
  return { response, stored, received: server.received };
}

describe.each(wires)("the $api API", ({ api, path }) => {
  it("loops over tool calls, in the order in which they were made, into one version", async () => {
    const { response, stored, received } = await ask(api, "shorter, and zoom on the button", [
      {
        calls: [
          { name: "shorten", arguments: {} },
          { name: "zoom", arguments: { target: "Apply coupon" } },
        ],
      },
      { text: "Done: shorter, with a zoom on **Apply coupon**." },
    ]);
    expect(response).toMatchObject({
      reply: "Done: shorter, with a zoom on **Apply coupon**.",
      answeredBy: "gpt-test",
      ok: true,
    });
    expect(response.calls.map((call) => call.tool)).toEqual(["shorten", "zoom"]);
    expect(stored).toHaveLength(1);
    expect(stored[0]).toMatchObject({
      parent: 3,
      operations: [{ type: "cut" }, { type: "cut" }, { type: "zoom", startMs: 27_300 }],
    });
    expect(response.tokens).toEqual({ input: 200, output: 40 });
    expect(response.parts.at(-1)).toEqual({
      ...{ type: "usage", model: "gpt-test", inputTokens: 200, outputTokens: 40 },
      costUsd: (200 * 0.25 + 40 * 2) / 1_000_000,
    });

    expect(received.map((one) => one.path)).toEqual([path, path]);
    expect(received[0]?.headers.authorization).toBe("Bearer sk-test");
    expect(received[0]?.body.model).toBe("gpt-test");
    const tools = received[0]?.body.tools as {
      name?: string;
      function?: { name: string; description: string; parameters: object };
    }[];
    expect(tools).toHaveLength(Object.keys(inputs).length);
    const sent = JSON.stringify(received[1]?.body);
    expect(sent).toContain("call_1_0");
    expect(sent).toMatch(/zoom on \*\*Apply coupon\*\*/);
  });

  it("tells the model what is on screen inside a marked slot, and nobody's secrets", async () => {
    const { received } = await ask(api, "hello", [{ text: "Hello Ana!" }]);
    const sent = JSON.stringify(received[0]?.body);
    expect(sent).toContain('<data name=\\"video\\">');
    expect(sent).toMatch(/click button \\"Apply coupon\\" on \/cart/);
    expect(sent).not.toContain("sk-test");
  });

  it("passes a tool's question on, and does nothing", async () => {
    const { response, stored, received } = await ask(api, "zoom on coupon", [
      { calls: [{ name: "zoom", arguments: { target: "coupon" } }] },
      { text: "Which one do you mean, **Coupon code** or **Apply coupon**?" },
    ]);
    expect(response.reply).toMatch(/\?$/);
    expect(response.calls).toEqual([]);
    expect(stored).toEqual([]);
    expect(JSON.stringify(received[1]?.body)).toMatch(/Which one should I zoom on/);
  });

  it("gives a wrong input back to the model, which mends it", async () => {
    const { response } = await ask(api, "cut 2 to 5", [
      { calls: [{ name: "cut", arguments: { startMs: "two", endMs: 5000 } }] },
      { calls: [{ name: "cut", arguments: { startMs: 2000, endMs: 5000 } }] },
      { text: "Cut 0:02–0:05." },
    ]);
    expect(response.calls).toEqual([{ tool: "cut", input: { startMs: 2000, endMs: 5000 } }]);
    expect(response.operations).toEqual([{ type: "cut", startMs: 2000, endMs: 5000 }]);
  });

  it("writes the reply itself when the model says nothing", async () => {
    const { response } = await ask(api, "cut 2 to 5", [
      { calls: [{ name: "cut", arguments: { startMs: 2000, endMs: 5000 } }] },
      { text: "" },
    ]);
    expect(response.reply).toMatch(/^Cut 0:02–0:05: 3 s shorter, now 0:39/);
  });

  it("stops a model that calls for ever", async () => {
    const forever = Array.from({ length: 20 }, () => ({ calls: [{ name: "status", arguments: {} }] }));
    const { response, received } = await ask(api, "status", forever);
    expect(received.length).toBeLessThanOrEqual(6);
    expect(response.reply).toMatch(/All done/);
  });

  it("tries again after 429 and 500", async () => {
    const busy = {
      status: 429,
      headers: { "retry-after-ms": "10" },
      body: failure("Slow down.", "rate_limit_error", "rate_limit_exceeded"),
    };
    const broken = { status: 500, headers: { "retry-after-ms": "10" } };
    const { response, received } = await ask(api, "hello", [busy, broken, { text: "Hello!" }]);
    expect(received).toHaveLength(3);
    expect(response).toMatchObject({ reply: "Hello!", answeredBy: "gpt-test" });
  });

  it.each([
    [
      "a refused key",
      [{ status: 401, body: failure("Incorrect API key provided.", "invalid_request_error", "invalid_api_key") }],
    ],
    ["lasting trouble", [500, 500].map((status) => ({ status, headers: { "retry-after-ms": "5" } }))],
    ["an answer that is none", [{ raw: "<html>proxy</html>", contentType: "text/html" }]],
    ["silence", [{ silence: true as const }]],
  ])("lets the built-in model answer after %s, and says so", async (_, script) => {
    const { response, stored } = await ask(api, "make it shorter", script, { timeoutMs: 600, maxRetries: 1 });
    expect(response).toMatchObject({ answeredBy: "builtin", ok: true });
    expect(response.reply).toMatch(/8\.9 s shorter.*The language model did not answer/s);
    expect(response.failure).toBeInstanceOf(Error);
    expect(stored).toHaveLength(1);
  });

  it("keeps what was done when the model fails in the middle, and does it once", async () => {
    const { response, stored } = await ask(
      api,
      "cut 2 to 5",
      [
        { calls: [{ name: "cut", arguments: { startMs: 2000, endMs: 5000 } }] },
        { status: 400, body: failure("No.", "invalid_request_error") },
      ],
      { timeoutMs: 5000, maxRetries: 0 },
    );
    expect(stored).toHaveLength(1);
    expect(response.reply).toMatch(/^Cut 0:02–0:05/);
  });

  it("streams words", async () => {
    server = await openAiServer([{ text: "One two three." }]);
    const { model } = chooseModel({
      OPENAI_API_KEY: "k",
      OPENAI_BASE_URL: server.baseURL,
      AURA_MODEL: `${api}:gpt-test`,
    });
    const parts: string[] = [];
    for await (const delta of streamText({ model, prompt: "count" }).textStream) parts.push(delta);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join("")).toBe("One two three.");
  });
});

describe("the choice of a model", () => {
  it("is the built-in one without key and address", () => {
    expect(
      chooseModel({ OPENAI_API_KEY: undefined, OPENAI_BASE_URL: undefined, AURA_MODEL: "gpt-5-mini" }).builtin,
    ).toBe(true);
  });
  it("speaks chat completions to a server of one's own, unless told", () => {
    expect(modelName("gpt-5-mini", false)).toEqual({ api: "responses", model: "gpt-5-mini" });
    expect(modelName("llama", true)).toEqual({ api: "chat", model: "llama" });
    expect(modelName("responses:gpt-5", true)).toEqual({ api: "responses", model: "gpt-5" });
    expect(modelName("chat:gpt-5", false)).toEqual({ api: "chat", model: "gpt-5" });
  });
});

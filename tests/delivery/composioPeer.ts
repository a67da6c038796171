import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { usedTools } from "../../bot/delivery/routes/composioTools.ts";

const apiKey = "the Composio key of the test";

/** What a tool does behind Composio: its answer's `data`, or an error of the service. */
export type Behind = (given: Record<string, unknown>) => Promise<{ data: unknown } | { error: string }>;
/** How the next calls of Composio itself end. `lost`: it was done, and the answer is lost. */
export type Weather = "fine" | "lost" | { status: number; headers?: Record<string, string> };
export type Executed = { slug: string; userId: string; version: string; arguments: Record<string, unknown> };

/**
 * Composio's v3.1 API as its own client speaks it: tools with their schemas, connected accounts, and tools that are executed. An
 * answer of a failed tool is a 200 with `successful: false`.
 */
export async function openComposioPeer() {
  const executed: Executed[] = [];
  const behind = new Map<string, Behind>();
  const accounts: { userId: string; toolkit: string }[] = [];
  const withdrawn = new Set<string>();
  let weather: Weather = "fine";

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, failure(500, String(error))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://composio");
    if (request.headers["x-api-key"] !== apiKey) return send(response, 401, failure(401, "Invalid API key"));
    const [, slug = ""] = /^\/api\/v3(?:\.1)?\/tools\/execute\/(\w+)$/.exec(pathname) ?? [];
    if (slug !== "") return await execute(slug, request, response);
    if (/\/connected_accounts$/.test(pathname)) return send(response, 200, listed(searchParams));
    const [, asked = ""] = /^\/api\/v3(?:\.1)?\/tools\/(\w+)$/.exec(pathname) ?? [];
    const tool = usedTools.find((one) => one.slug === asked);
    if (!tool || withdrawn.has(asked)) return send(response, 404, failure(404, `Tool ${asked} not found`));
    send(response, 200, described(tool));
  }

  async function execute(slug: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await json(request)) as { user_id: string; version: string; arguments: Record<string, unknown> };
    if (typeof weather === "object")
      return send(response, weather.status, failure(weather.status, "down"), weather.headers);
    const call = { slug, userId: body.user_id, version: body.version, arguments: body.arguments };
    const toolkit = usedTools.find((one) => one.slug === slug)?.toolkit;
    if (!accounts.some((one) => one.userId === call.userId && one.toolkit === toolkit)) {
      return send(response, 200, done({ error: `No connected account found for user ${call.userId}` }));
    }
    const outcome = await (behind.get(slug) ?? (async () => ({ error: "Tool is not available" })))(call.arguments);
    executed.push(call);
    if (weather === "lost") return void response.destroy();
    send(response, 200, done(outcome));
  }

  function listed(wanted: URLSearchParams) {
    const of = (name: string) =>
      [...wanted].filter(([key]) => key.replace(/\[\d*\]$/, "") === name).flatMap(([, value]) => value.split(","));
    const [users, toolkits] = [of("user_ids"), of("toolkit_slugs")];
    const found = accounts.filter(
      ({ userId, toolkit }) =>
        (users.length === 0 || users.includes(userId)) && (toolkits.length === 0 || toolkits.includes(toolkit)),
    );
    return { items: found.map(account), total_pages: 1, current_page: 1, total_items: found.length, next_cursor: null };
  }

  return {
    environment: { COMPOSIO_API_KEY: apiKey, COMPOSIO_BASE_URL: `http://127.0.0.1:${port}` },
    executed,
    connect: (userId: string, toolkit: string, tools: Record<string, Behind>) => {
      accounts.push({ userId, toolkit });
      for (const [slug, does] of Object.entries(tools)) behind.set(slug, does);
    },
    disconnect: (userId: string) => {
      for (const one of accounts.filter((account) => account.userId === userId))
        accounts.splice(accounts.indexOf(one), 1);
    },
    withdraw: (slug: string) => withdrawn.add(slug),
    turn: (next: Weather) => {
      weather = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type ComposioPeer = Awaited<ReturnType<typeof openComposioPeer>>;

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

const failure = (status: number, message: string) => ({
  error: { message, code: status * 10, slug: "Error", status, request_id: "r1" },
});

const done = (outcome: { data: unknown } | { error: string }) =>
  "error" in outcome
    ? { data: {}, error: outcome.error, successful: false, log_id: "l1" }
    : { data: outcome.data, error: null, successful: true, log_id: "l1" };

const described = ({ slug, toolkit, version, fields }: (typeof usedTools)[number]) => ({
  slug,
  name: slug,
  description: slug,
  version,
  available_versions: [version],
  toolkit: { slug: toolkit, name: toolkit, logo: "" },
  input_parameters: {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field, { type: "string" }])),
  },
  output_parameters: { type: "object", properties: {} },
  ...{ tags: [], scopes: [], no_auth: false, is_deprecated: false, scope_requirements: null },
  deprecated: {
    available_versions: [version],
    displayName: slug,
    is_deprecated: false,
    toolkit: { logo: "" },
    version,
  },
});

const account = ({ userId, toolkit }: { userId: string; toolkit: string }, at: number) => ({
  id: `ca_${at}`,
  user_id: userId,
  status: "ACTIVE",
  status_reason: null,
  alias: null,
  word_id: `w${at}`,
  toolkit: { slug: toolkit },
  auth_config: { id: "ac_1", auth_scheme: "OAUTH2", is_composio_managed: true, is_disabled: false },
  data: {},
  state: { authScheme: "OAUTH2", val: { status: "ACTIVE", access_token: "x" } },
  is_disabled: false,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
  test_request_endpoint: "",
});

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { EmbeddedHostError, messageOf, unsupported } from "../errors.ts";
import { limits } from "../limits.ts";
import { FunctionFailure } from "../run/failure.ts";
import type { FunctionLog } from "../run/log.ts";
import type { Runtime } from "../run/runtime.ts";
import type { Json } from "../values/json.ts";
import { type Admin, takeSnapshot } from "./admin.ts";
import { errorForClient, newRequestId, soleArgument } from "./answers.ts";
import { isAllowed } from "./guard.ts";
import { RequestProblem } from "./problem.ts";
import { serveFile, takeUpload } from "./storage.ts";

/** Convex's own status for "the function failed", which its client tells from a failed request. */
const FUNCTION_FAILED = 560;

export type Serving = {
  runtime: Runtime;
  log: FunctionLog;
  allowedOrigins: ReadonlySet<string>;
  /** What the holder of the key may ask of the host itself; null when nobody may. */
  admin: Admin | null;
};
type CallKind = "query" | "mutation" | "action";

export function createHttpServer(serving: Serving): Server {
  const server = createServer((request, response) => {
    void respond(serving, request, response).catch((failure: unknown) => refuse(serving, request, response, failure));
  });
  // Uploads have their own limit; everything else is short.
  server.requestTimeout = limits.uploadMs + 10_000;
  return server;
}

async function respond(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isAllowed(request, serving.allowedOrigins))
    throw new RequestProblem(403, "This address is for programs on this machine only.");
  allowOrigin(request, response);
  const url = new URL(request.url ?? "/", "http://loopback");
  const { pathname } = url;
  if (request.method === "OPTIONS") return void response.writeHead(204).end();
  if (request.method === "POST") {
    if (pathname === "/api/storage/upload")
      return takeUpload(serving, request, response, url.searchParams.get("token") ?? "");
    const kind = /^\/api\/(query|mutation|action)$/.exec(pathname)?.[1];
    if (kind !== undefined) return callFunction(serving, request, response, kind as CallKind);
    if (pathname === "/api/snapshot" && serving.admin !== null) {
      await takeSnapshot(serving.admin, request.headers.authorization, await readBody(request));
      return sendJson(response, 200, "{}");
    }
    if (/^\/api\/(query_ts|query_at_ts)$/.test(pathname)) throw unsupported("`consistentQuery`");
    if (pathname === "/api/function") throw unsupported("Calling a function of unknown kind");
  }
  if (request.method === "GET" || request.method === "HEAD") {
    const token = /^\/api\/storage\/([\w-]+)$/.exec(pathname)?.[1];
    if (token !== undefined) return serveFile(serving, request, response, token);
    if (pathname === "/version") return void response.end("embedded");
  }
  throw new RequestProblem(404, `There is nothing at ${request.method} ${pathname}.`);
}

async function callFunction(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
  kind: CallKind,
): Promise<void> {
  const { path, args } = parseCall(await readBody(request));
  const requestId = newRequestId();
  try {
    const value = await callByKind(serving.runtime, kind, path, args, requestId);
    sendJson(response, 200, `{"status":"success","value":${value},"logLines":[]}`);
  } catch (failure) {
    const error = errorForClient(path, requestId, failure, serving.log);
    sendJson(response, FUNCTION_FAILED, JSON.stringify({ status: "error", ...error, logLines: [] }));
  }
}

async function callByKind(
  runtime: Runtime,
  kind: CallKind,
  path: string,
  args: Json,
  requestId: string,
): Promise<string> {
  const options = { isClient: true, requestId };
  if (kind === "query") return runtime.runQuery(path, args, options);
  if (kind === "mutation") return (await runtime.runMutation(path, args, options)).text;
  return runtime.runAction(path, args, options);
}

function parseCall(body: string): { path: string; args: Json } {
  let call: { path?: unknown; format?: unknown; args?: unknown };
  try {
    call = JSON.parse(body) as typeof call;
  } catch {
    throw new RequestProblem(400, "The request's body is not JSON.");
  }
  if (typeof call?.path !== "string")
    throw new RequestProblem(400, "The request names no function: give it as `path`.");
  if (call.format === "convex_encoded_json") return { path: call.path, args: soleArgument(call.args) };
  throw new RequestProblem(400, "The request's `format` must be `convex_encoded_json`.");
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  // Not destroyed when it is refused half-way: the answer goes out on the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > limits.argsBytes) throw new RequestProblem(413, "The arguments are larger than 16 MiB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function sendJson(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" }).end(body);
}

function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  if (origin === undefined) return;
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("vary", "origin");
  response.setHeader("access-control-allow-headers", "content-type, convex-client, authorization, digest, range");
  response.setHeader("access-control-allow-methods", "GET, HEAD, POST");
}

function refuse(serving: Serving, request: IncomingMessage, response: ServerResponse, failure: unknown): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  request.resume();
  const known = statusOf(failure);
  if (known !== null) {
    response.writeHead(known, { connection: "close" }).end(messageOf(failure));
    return;
  }
  serving.log({ kind: "host", message: `${request.method} ${request.url?.split("?")[0]} failed.`, error: failure });
  response.writeHead(500, { connection: "close" }).end("The store could not answer; its log says why.");
}

/** The status of a failure whose words may go out, or null. */
function statusOf(failure: unknown): number | null {
  if (failure instanceof RequestProblem) return failure.status;
  const isForClients = failure instanceof EmbeddedHostError || (failure instanceof FunctionFailure && failure.isPublic);
  return isForClients ? 400 : null;
}

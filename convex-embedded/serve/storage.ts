import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { StoredFile } from "../files/files.ts";
import { limits } from "../limits.ts";
import { withDeadline } from "../run/deadline.ts";
import type { Serving } from "./http.ts";
import { RequestProblem } from "./problem.ts";

type Span = { start: number; end: number };

/** `POST` to a URL of `generateUploadUrl`: the body is the file. Answers `{ storageId }`. */
export async function takeUpload(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
): Promise<void> {
  const { files } = serving.runtime;
  if (!files.mayUpload(token))
    throw new RequestProblem(403, "This upload URL is not valid any more: ask for a new one.");
  const digest = request.headers.digest;
  const sha256 = typeof digest === "string" ? (/^sha-256=(.+)$/i.exec(digest)?.[1] ?? null) : null;
  // Not destroyed when it cannot be stored: the answer goes out on the same connection.
  const bytes: AsyncIterable<Uint8Array> = request.iterator({ destroyOnReturn: false });
  let isUnderWay = true;
  const details = { contentType: request.headers["content-type"] ?? null, sha256 };
  const storing = files.store(bytes, details).finally(() => {
    isUnderWay = false;
  });
  const storageId = await withDeadline(storing, limits.uploadMs, "The upload").catch((failure: unknown) => {
    if (isUnderWay) request.destroy();
    throw failure;
  });
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ storageId }));
}

/** `GET` or `HEAD` of a URL of `getUrl`, whole or one range of bytes. Files never change, so they may be cached. */
export async function serveFile(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
): Promise<void> {
  const file = await serving.runtime.read((transaction) => serving.runtime.files.findByToken(transaction, token));
  if (file === null) throw new RequestProblem(404, "There is no such file.");
  const etag = `"${file.sha256}"`;
  const headers = {
    "content-type": file.contentType ?? "application/octet-stream",
    "x-content-type-options": "nosniff",
    ...sandboxOf(file.contentType),
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=2592000, immutable",
    etag,
  };
  if (request.headers["if-none-match"] === etag) return void response.writeHead(304, headers).end();
  const span = requestedSpan(request, file, etag);
  if (span === "unsatisfiable") {
    return void response.writeHead(416, { "content-range": `bytes */${file.sizeBytes}` }).end();
  }
  const length = span === null ? file.sizeBytes : span.end - span.start + 1;
  const range = span === null ? {} : { "content-range": `bytes ${span.start}-${span.end}/${file.sizeBytes}` };
  response.writeHead(span === null ? 200 : 206, { ...headers, ...range, "content-length": length });
  if (request.method === "HEAD" || length === 0) return void response.end();
  await pipeline(createReadStream(file.path, span ?? {}), response).catch(() => response.destroy());
}

function requestedSpan(request: IncomingMessage, file: StoredFile, etag: string): Span | null | "unsatisfiable" {
  const { range, "if-range": ifRange } = request.headers;
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return null;
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? [];
  // Several ranges, or another unit: the whole file is a correct answer.
  if (first === undefined || last === undefined || first + last === "") return null;
  const size = file.sizeBytes;
  if (first === "")
    return Number(last) === 0 || size === 0
      ? "unsatisfiable"
      : { start: Math.max(size - Number(last), 0), end: size - 1 };
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start >= size || end < start ? "unsatisfiable" : { start, end };
}

/** A stored page must not run as a page of this origin; pictures, sound and film open as they are. */
function sandboxOf(contentType: string | null): Record<string, string> {
  const isPlain = contentType !== null && /^(video|audio|image)\/(?!svg)/.test(contentType);
  return isPlain ? {} : { "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'" };
}

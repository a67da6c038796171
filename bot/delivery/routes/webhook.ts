import { createHmac } from "node:crypto";
import { lookup as dnsLookup, type LookupAddress } from "node:dns";
import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { publicAddress } from "../../../agent/tools/publicAddress.ts";
import { isPrivateAddress } from "../../../privateAddresses.ts";
import { DeliveryError, failureOfStatus } from "../failure.ts";
import type { Parcel } from "../parcel.ts";
import type { Route } from "../route.ts";

/** By which means requests go out; tests reach a server of this machine. */
export type WebhookMeans = { request: typeof httpsRequest; lookup: LookupFunction };

const TIMEOUT_MS = 20_000;
const ANSWER_READ_BYTES = 2_000;

/**
 * A signed JSON object to an https address of anybody's. `aura-signature` is `t=<seconds>,v1=<hex>`: HMAC-SHA256 of
 * `<seconds>.<body>` by the secret. `idempotency-key` is the same at each attempt.
 */
export function openWebhook({ secret }: { secret: string }, means: Partial<WebhookMeans> = {}): Route {
  const { request = httpsRequest, lookup = publicLookup() } = means;
  return {
    name: "webhook",
    refuses: async ({ to }) => refusalOfHook(to),
    send: async (parcel, signal) => {
      const body = JSON.stringify(bodyOf(parcel));
      const url = new URL(parcel.to);
      const headers = {
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(body)),
        "user-agent": "Aura",
        "idempotency-key": parcel.delivery.marker,
        "aura-signature": signatureOf(body, secret, Math.floor(Date.now() / 1000)),
      };
      await post({
        url,
        headers,
        body,
        request,
        lookup,
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      return {};
    },
    // Whoever listens tells copies apart by the idempotency key; we cannot ask.
    find: async () => ({ kind: "unknown" }),
  };
}

const signatureOf = (body: string, secret: string, atSeconds: number): string =>
  `t=${atSeconds},v1=${createHmac("sha256", secret).update(`${atSeconds}.${body}`).digest("hex")}`;

function refusalOfHook(to: string): DeliveryError | null {
  const refused = (message: string) => new DeliveryError("permanent", "invalid_address", message);
  const address = publicAddress(to);
  if ("refusal" in address) return refused(address.refusal);
  const url = URL.parse(to);
  if (url?.protocol !== "https:") return refused("A web hook needs an https address.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isLiteral = /^[\d.]+$/.test(host) || host.includes(":");
  return isLiteral && isPrivateAddress(host) ? refused(privateHost(host)) : null;
}

const privateHost = (host: string): string => `${host} is a private address, and web hooks go to public ones only.`;

/** The run in the words of the delivery contract, and where to see it. */
function bodyOf({ delivery, content, workspace }: Parcel): Record<string, unknown> {
  const base = { id: delivery.marker, purpose: delivery.purpose, workspace: workspace.name };
  if (content.kind !== "video") return { ...base, text: content.kind === "notice" ? content.text : "" };
  const { run, post, link, note } = content;
  return {
    ...base,
    runId: run._id,
    status: "completed",
    title: post.run.title,
    summary: post.summary,
    ...(link === null ? {} : { dashboardUrl: link.watch, videoUrl: `${link.watch}/video.mp4`, posterUrl: link.poster }),
    version: post.version.number,
    durationMs: post.version.durationMs,
    ...(run.repo === undefined ? {} : { repo: run.repo }),
    ...(run.branch === undefined ? {} : { branch: run.branch }),
    ...(run.pr === undefined ? {} : { pr: run.pr }),
    ...(run.routesTested === undefined ? {} : { routesTested: run.routesTested }),
    chapters: post.chapters.map(({ label, startMs, changed }) => ({
      title: label,
      atMs: startMs,
      changed: changed === true,
    })),
    notShown: post.notShown,
    ...(note === null ? {} : { note }),
  };
}

type Post = { url: URL; headers: Record<string, string>; body: string; signal: AbortSignal } & WebhookMeans;

function post({ url, headers, body, signal, request, lookup }: Post): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOut = false;
    const sending = request(url, { method: "POST", headers, signal, lookup, agent: false }, (answer) => {
      readSome(answer).then(
        (said) => {
          const failure = failureOfAnswer(answer, said);
          if (failure) reject(failure);
          else resolve();
        },
        (error: unknown) => reject(noAnswer(error)),
      );
    });
    sending.once("finish", () => {
      isOut = true;
    });
    sending.once("error", (error) =>
      reject(error instanceof DeliveryError ? error : failureOfConnection(error, isOut)),
    );
    sending.end(body);
  });
}

async function readSome(answer: IncomingMessage): Promise<string> {
  let said = "";
  for await (const chunk of answer) if (said.length < ANSWER_READ_BYTES) said += String(chunk);
  return said.slice(0, ANSWER_READ_BYTES);
}

function failureOfAnswer(answer: IncomingMessage, said: string): DeliveryError | null {
  const status = answer.statusCode ?? 0;
  if (status >= 200 && status < 300) return null;
  const cause = new Error(`${status}: ${said}`);
  if (status >= 300 && status < 400) {
    const message = "The web hook points somewhere else, and that is not followed; give me its final address.";
    return new DeliveryError("permanent", "redirected", message, { cause });
  }
  return failureOfStatus("The web hook", status, { retryAfter: answer.headers["retry-after"] ?? null, cause });
}

const noAnswer = (cause: unknown): DeliveryError =>
  new DeliveryError("open", "no_answer", "The web hook did not say whether it took it.", { cause });

function failureOfConnection(error: Error & { code?: string }, isOut: boolean): DeliveryError {
  if (error.code === "EPRIVATE")
    return new DeliveryError("permanent", "invalid_address", error.message, { cause: error });
  if (error.code === "ENOTFOUND") {
    return new DeliveryError("permanent", "invalid_address", "There is no such address; check the web hook's name.", {
      cause: error,
    });
  }
  if (isOut) return noAnswer(error);
  return new DeliveryError("temporary", "unreachable", "The web hook does not answer.", { cause: error });
}

/** `dns.lookup` that knows public addresses alone: a name that leads into a private network is refused at the connection. */
export function publicLookup(resolve: typeof dnsLookup = dnsLookup): LookupFunction {
  return (hostname, options, answer) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const found: LookupAddress[] = error ? [] : addresses;
      const [first] = found;
      if (error || first === undefined) return answer(error ?? new Error(`${hostname} has no address.`), "");
      if (found.some(({ address }) => isPrivateAddress(address))) {
        return answer(Object.assign(new Error(privateHost(hostname)), { code: "EPRIVATE" }), "");
      }
      if (options.all) answer(null, found);
      else answer(null, first.address, first.family);
    });
  };
}

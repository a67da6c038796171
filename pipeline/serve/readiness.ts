import { setTimeout as delay } from "node:timers/promises";
import { PipelineError } from "../failure.ts";
import type { GuardedProcess, ProcessEnd } from "../process/guarded.ts";
import { tellingLines } from "./quote.ts";

/** A page's first answer may take a compiler's whole first run. */
const answerTimeoutMs = 60_000;

/** A server that is still starting fails for a shorter while. */
const longestFailureMs = 20_000;

/** `slow`: somebody listens there, and takes longer than an answer may. */
type Answer = { kind: "page" | "none" | "slow" } | { kind: "error"; status: number };

/**
 * Polls until the server answers with a page, and gives its address. The server's own word about where it listens is
 * followed when it does not listen where it was told to.
 */
export async function awaitAnswer({
  server,
  note,
  port,
  timeoutMs,
  pollIntervalMs,
  signal,
  onProgress,
}: {
  server: GuardedProcess;
  /** What else may be why it does not start, as a sentence with a space before it; or "". */
  note: string;
  port: number;
  timeoutMs: number;
  pollIntervalMs: number;
  signal?: AbortSignal;
  onProgress: (fraction: number) => void;
}): Promise<string> {
  const stopping = new AbortController();
  const stop = AbortSignal.any([stopping.signal, ...(signal ? [signal] : [])]);
  const startedAt = performance.now();
  let lastStatus = 0;
  let isCompiling = false;
  let failingSince: number | null = null;
  const poll = async (): Promise<string> => {
    for (;;) {
      const elapsedMs = performance.now() - startedAt;
      // Who keeps the line open is at work: an old bundler holds every answer back until it has compiled all.
      const limitMs = isCompiling ? timeoutMs * 2 : timeoutMs;
      if (elapsedMs > limitMs) throw silent(server, note, limitMs, lastStatus);
      onProgress(elapsedMs / (elapsedMs + 5_000));
      for (const url of addresses(server, port)) {
        const answer = await ask(url, stop, Math.min(answerTimeoutMs, limitMs));
        if (answer.kind === "page") return url;
        isCompiling ||= answer.kind === "slow";
        if (answer.kind !== "error") continue;
        lastStatus = answer.status;
        failingSince ??= elapsedMs;
        // It runs: its first page needs what is not there (an API, say), and others may not.
        if (elapsedMs - failingSince > Math.min(longestFailureMs, timeoutMs / 2)) return url;
      }
      await delay(pollIntervalMs, null, { signal: stop });
    }
  };
  try {
    return await Promise.race([
      poll(),
      server.ended.then((end): never => {
        throw exited(server, note, end, port);
      }),
    ]);
  } finally {
    stopping.abort();
  }
}

/** Where to ask: where the server was told to listen, then where it says it does. */
function addresses(server: GuardedProcess, port: number): string[] {
  const announced = server.log
    .lines()
    .flatMap((line) => [...line.matchAll(/https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):(\d{2,5})/g)])
    .map((match) => Number(match[1]));
  return [port, ...new Set(announced.filter((one) => one !== port))].flatMap((one) => [
    `http://127.0.0.1:${one}`,
    `http://[::1]:${one}`,
  ]);
}

async function ask(url: string, stop: AbortSignal, timeoutMs: number): Promise<Answer> {
  try {
    const response = await fetch(url, {
      headers: { accept: "text/html,application/xhtml+xml,*/*" },
      redirect: "manual",
      signal: AbortSignal.any([stop, AbortSignal.timeout(Math.max(1, timeoutMs))]),
    });
    await response.body?.cancel();
    if (response.status >= 500) return { kind: "error", status: response.status };
    const isPage =
      (response.headers.get("content-type") ?? "").includes("html") ||
      (response.status >= 300 && response.status < 400);
    return isPage ? { kind: "page" } : { kind: "none" };
  } catch (error) {
    return { kind: error instanceof DOMException && error.name === "TimeoutError" ? "slow" : "none" };
  }
}

const quote = (server: GuardedProcess): string => {
  const lines = tellingLines(server.log.last(400), 6);
  return lines.length === 0 ? "It printed nothing." : `It said:\n${lines.join("\n")}`;
};

/** The port that a server complains about: the last number of the complaint that can be one. */
function portInUse(lines: readonly string[]): string | null {
  const complaint = lines.findLast((line) => /in use/i.test(line)) ?? "";
  return [...complaint.matchAll(/(?::|port )(\d{2,5})\b/gi)].at(-1)?.[1] ?? null;
}

function exited(server: GuardedProcess, note: string, end: ProcessEnd, port: number): PipelineError {
  const log = server.log.lines().join("\n");
  if (/EADDRINUSE|(?:address|port \d+ is) already in use|port \d+ is in use/i.test(log)) {
    const wanted = portInUse(server.log.lines()) ?? port;
    return new PipelineError(
      "port_in_use",
      `The app wants port ${wanted}, which another program uses; end that program and ask again.`,
      { cause: log, isRetryable: true },
    );
  }
  if (end.failedToStart !== null) {
    return new PipelineError(
      "server_exited",
      `The app's dev script could not be started (${end.failedToStart}); check the script in package.json.`,
      { cause: log },
    );
  }
  const how = end.code === null ? `signal ${end.signal}` : `exit code ${end.code}`;
  return new PipelineError(
    "server_exited",
    `The app ended while it was starting (${how}); make its dev script run and ask again.${note} ${quote(server)}`,
    { cause: log },
  );
}

function silent(server: GuardedProcess, note: string, timeoutMs: number, lastStatus: number): PipelineError {
  const what = lastStatus === 0 ? "did not answer" : `answered only with error ${lastStatus}`;
  return new PipelineError(
    "server_silent",
    `The app ${what} within ${Math.round(timeoutMs / 1000)} s; check that its dev script serves pages.${note} ${quote(server)}`,
    { cause: server.log.lines().join("\n"), isRetryable: true },
  );
}

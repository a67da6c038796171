import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { get } from "node:https";
import { join } from "node:path";
import { detectWebApp } from "../detect/webApp.ts";
import { PipelineError } from "../failure.ts";
import { isLiteralPrivate, publicLookup } from "../record/guard/publicLookup.ts";
import { checkOut } from "./checkout.ts";
import type { Served } from "./serveRevision.ts";

const answerTimeoutMs = 30_000;

/**
 * A site that runs already (a preview deployment, or a server that somebody started) in place of a server of ours. The revision
 * is checked out all the same: its files say which pages a change reaches. Throws `site_silent` when nothing answers at `url`, and
 * with `isOnlyPublic` `site_refused` for what is no public https address.
 */
export async function useRunningSite({
  url,
  isOnlyPublic = false,
  repoDir,
  revision,
  changedPaths,
  scratchDir,
  signal,
}: {
  url: string;
  /** The address is somebody else's word: nothing on this machine or its network is asked. */
  isOnlyPublic?: boolean;
  repoDir: string;
  revision: string;
  changedPaths: readonly string[];
  scratchDir: string;
  signal?: AbortSignal;
}): Promise<Served> {
  const address = await answering(url, isOnlyPublic, signal);
  await mkdir(scratchDir, { recursive: true });
  const home = await mkdtemp(join(scratchDir, "site-"));
  const stop = () => rm(home, { recursive: true, force: true });
  try {
    const intoDir = join(home, "checkout");
    const { dir, commit } = await checkOut({ repoDir, revision, intoDir, ...(signal ? { signal } : {}) });
    const app = await detectWebApp(dir, changedPaths);
    // Whoever runs the site ends it; it is not for us to know.
    const unending = { ended: new Promise<void>(() => {}), died: new AbortController().signal };
    return { dir, commit, app, url: address, logs: () => "", ...unending, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The site's address without a slash at its end, once it has answered with anything but a server's error. */
async function answering(url: string, isOnlyPublic: boolean, signal: AbortSignal | undefined): Promise<string> {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null || !/^https?:$/.test(address.protocol)) {
    throw new PipelineError("site_silent", `"${url}" is not an address; give one such as https://preview.example.com.`);
  }
  const limits = [AbortSignal.timeout(answerTimeoutMs), ...(signal ? [signal] : [])];
  const ask = isOnlyPublic ? publicStatusOf : statusOf;
  const status = await ask(address, AbortSignal.any(limits)).catch((error: unknown) => {
    signal?.throwIfAborted();
    if (error instanceof PipelineError) throw error;
    throw new PipelineError("site_silent", `${url} does not answer; check the address, and that the site is up.`, {
      cause: error,
      isRetryable: true,
    });
  });
  if (status >= 500) {
    throw new PipelineError("site_silent", `${url} answers with error ${status}; mend the site and ask again.`, {
      isRetryable: true,
    });
  }
  return `${address.origin}${address.pathname.replace(/\/$/, "")}`;
}

async function statusOf(address: URL, signal: AbortSignal): Promise<number> {
  const answer = await fetch(address, { signal, redirect: "manual" });
  await answer.body?.cancel();
  return answer.status;
}

/** Asks a public host only, whatever its name resolves to at this moment. */
async function publicStatusOf(address: URL, signal: AbortSignal): Promise<number> {
  if (address.protocol !== "https:" || isLiteralPrivate(address.hostname)) {
    throw new PipelineError(
      "site_refused",
      `${address.origin} is no public https address; a preview deployment needs one such as https://preview.example.com.`,
    );
  }
  return new Promise((resolve, reject) => {
    get(address, { lookup: publicLookup, signal }, (answer) => {
      answer.destroy();
      resolve(answer.statusCode ?? 0);
    }).once("error", reject);
  });
}

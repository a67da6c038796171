import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { detectWebApp } from "../detect/webApp.ts";
import { PipelineError } from "../failure.ts";
import { checkOut } from "./checkout.ts";
import type { Served } from "./serveRevision.ts";

const answerTimeoutMs = 30_000;

/**
 * A site that runs already (a preview deployment, or a server that somebody started) in place of a server of ours. The revision
 * is checked out all the same: its files say which pages a change reaches. Throws `site_silent` when nothing answers at `url`.
 */
export async function useRunningSite({
  url,
  repoDir,
  revision,
  changedPaths,
  scratchDir,
  signal,
}: {
  url: string;
  repoDir: string;
  revision: string;
  changedPaths: readonly string[];
  scratchDir: string;
  signal?: AbortSignal;
}): Promise<Served> {
  const address = await answering(url, signal);
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
async function answering(url: string, signal: AbortSignal | undefined): Promise<string> {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null || !/^https?:$/.test(address.protocol)) {
    throw new PipelineError("site_silent", `"${url}" is not an address; give one such as https://preview.example.com.`);
  }
  const limits = [AbortSignal.timeout(answerTimeoutMs), ...(signal ? [signal] : [])];
  const answer = await fetch(address, { signal: AbortSignal.any(limits), redirect: "manual" }).catch(
    (error: unknown) => {
      signal?.throwIfAborted();
      throw new PipelineError("site_silent", `${url} does not answer; check the address, and that the site is up.`, {
        cause: error,
        isRetryable: true,
      });
    },
  );
  await answer.body?.cancel();
  if (answer.status >= 500) {
    throw new PipelineError("site_silent", `${url} answers with error ${answer.status}; mend the site and ask again.`, {
      isRetryable: true,
    });
  }
  return `${address.origin}${address.pathname.replace(/\/$/, "")}`;
}

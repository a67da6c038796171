import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readEnvironment } from "../environment.ts";
import { runCommand, UsageError } from "./command.ts";
import { findBrowser } from "./provision/browser.ts";
import { recordPullRequest } from "./recordPullRequest.ts";

const usage = "npm run record -- --repo DIR --base REV --head REV --out DIR [--size WxH] [--json]";

/** `npm run record`: a take of what changed between two commits of a local repository. */
await runCommand(async ({ signal, onProgress, print }) => {
  const { repo, base, head, out, size, json } = parse(process.argv.slice(2));
  const startedAt = performance.now();
  const outDir = resolve(out);
  if ((await readdir(outDir).catch(() => [])).length > 0) {
    throw new UsageError(`${out} is not empty; choose a new folder for the take.`);
  }
  await rm(outDir, { recursive: true, force: true });
  const cacheDir = join(readEnvironment().AURA_HOME, "cache");
  await mkdir(cacheDir, { recursive: true });
  const scratchDir = await mkdtemp(join(tmpdir(), "aura-record-"));
  try {
    const { take } = await recordPullRequest(
      { repoDir: resolve(repo), base, head, outDir, size, deviceScale: 2, fps: 30, maxDurationMs: 60_000 },
      { cacheDir, scratchDir, browser: await findBrowser(), signal, onProgress },
    );
    const wallMs = Math.round(performance.now() - startedAt);
    const { durationMs, shots, notShown } = take;
    print(take.summary);
    for (const one of notShown)
      print(`Not shown: ${one.what} (${one.file}): ${one.detail ?? one.reason.replaceAll("_", " ")}`);
    print(json ? JSON.stringify({ takeDir: outDir, durationMs, wallMs, shots, notShown }) : `The take is in ${outDir}`);
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
});

function parse(argv: string[]) {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: argv,
    options: { repo: text, base: text, head: text, out: text, size: text, json: { type: "boolean", default: false } },
  });
  const { repo, base, head, out } = values;
  if (!repo || !base || !head || !out) throw new UsageError(`Usage: ${usage}`);
  return { repo, base, head, out, size: parseSize(values.size ?? "1280x720"), json: values.json };
}

function parseSize(text: string): { width: number; height: number } {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  const size = { width: Number(width), height: Number(height) };
  const isUsable = size.width >= 320 && size.width <= 3840 && size.height >= 240 && size.height <= 2160;
  if (!isUsable) throw new UsageError(`--size ${text}: expected WIDTHxHEIGHT between 320x240 and 3840x2160.`);
  return size;
}

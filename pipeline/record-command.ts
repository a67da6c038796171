import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readEnvironment } from "../environment.ts";
import { type ComparisonLayout, isComparisonLayout } from "./beforeAfter/layout.ts";
import { recordBeforeAndAfter } from "./beforeAfter/recordBeforeAndAfter.ts";
import { runCommand, UsageError } from "./command.ts";
import { findBrowser } from "./provision/browser.ts";
import { readLogin } from "./record/login/login.ts";
import { recordAddress } from "./recordAddress.ts";
import { type Recording, recordPullRequest, type Workplace } from "./recordPullRequest.ts";
import { writePlan } from "./rerecord/planFile.ts";

const usage =
  "npm run record -- --url URL --out DIR [--focus WORDS] [--size WxH] [--json], or npm run record -- --repo DIR --base REV --head REV --out DIR [--size WxH] [--focus WORDS] [--compare [side|wipe]] [--login FILE] [--url URL [--base-url URL]] [--json]";

const usualSize = { width: 1280, height: 720 };

/** `npm run record`: a take of what changed between two commits of a local repository, or a tour of a page. */
await runCommand(async ({ signal, onProgress, print }) => {
  const wanted = parse(process.argv.slice(2));
  const { out, json } = wanted;
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
    const workplace = { cacheDir, scratchDir, browser: await findBrowser(), signal, onProgress };
    const { take, plan, withoutBase } =
      wanted.kind === "tour" ? await tour(wanted, outDir, workplace) : await change(wanted, outDir, workplace);
    await writePlan(outDir, plan);
    const wallMs = Math.round(performance.now() - startedAt);
    const { durationMs, shots, notShown, coverage = [] } = take;
    print(take.summary);
    for (const one of notShown)
      print(`Not shown: ${one.what} (${one.file}): ${one.detail ?? one.reason.replaceAll("_", " ")}`);
    if (withoutBase) print(`Not compared with the base: ${withoutBase}`);
    const made = { takeDir: outDir, durationMs, wallMs, shots, notShown, coverage };
    print(json ? JSON.stringify(made) : `The take is in ${outDir}`);
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
});

/** Whoever types the address may show what stands on this machine; a page still reaches nothing else on it. */
function tour(
  { url, focus, size }: Wanted & { kind: "tour" },
  outDir: string,
  workplace: Workplace,
): Promise<Recording> {
  const request = { addresses: [url] as const, outDir, focus, size: size ?? usualSize, deviceScale: 2, fps: 30 };
  return recordAddress({ ...request, isOnlyPublic: false }, workplace);
}

async function change(
  { repo, base, head, size, compare, login, url, baseUrl, focus }: Wanted & { kind: "change" },
  outDir: string,
  workplace: Workplace,
): Promise<Recording> {
  const request = {
    ...{ repoDir: resolve(repo), base, head, outDir, fps: 30, maxDurationMs: 60_000, url, baseUrl },
    login: login === undefined ? undefined : await readLogin(resolve(login)),
    ...(focus !== undefined && { focus }),
  };
  return compare
    ? recordBeforeAndAfter({ ...request, layout: compare, ...(size && { size }) }, workplace)
    : recordPullRequest({ ...request, size: size ?? usualSize, deviceScale: 2 }, workplace);
}

type Wanted = ReturnType<typeof parse>;

function parse(argv: string[]) {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: withCompareLayout(argv),
    options: {
      repo: text,
      base: text,
      head: text,
      out: text,
      size: text,
      compare: text,
      login: text,
      "storage-state": text,
      url: text,
      "base-url": text,
      focus: text,
      json: { type: "boolean", default: false },
    },
  });
  const { repo, base, head, out } = values;
  const size = values.size === undefined ? null : parseSize(values.size);
  const { compare, json, focus, url, "base-url": baseUrl } = values;
  const isTour = [repo, base, head, baseUrl, compare, values.login].every((value) => value === undefined);
  if (isTour && url && out) return { kind: "tour" as const, url, out, focus, size, json };
  if (!repo || !base || !head || !out) throw new UsageError(`Usage: ${usage}`);
  // Both kinds of login are files that say themselves what they are.
  const login = values.login ?? values["storage-state"];
  if (compare !== undefined && (url ?? baseUrl) !== undefined) {
    throw new UsageError("--compare serves both revisions by itself; leave out --url and --base-url.");
  }
  const shape = { size, compare: parseLayout(compare) };
  return { kind: "change" as const, repo, base, head, out, ...shape, login, url, baseUrl, focus, json };
}

/** `--compare` alone means side by side. */
function withCompareLayout(argv: readonly string[]): string[] {
  return argv.map((argument, index) => {
    const next = argv[index + 1];
    return argument === "--compare" && (next === undefined || next.startsWith("--")) ? "--compare=side" : argument;
  });
}

function parseLayout(text: string | undefined): ComparisonLayout | null {
  if (text === undefined) return null;
  if (!isComparisonLayout(text)) throw new UsageError(`--compare ${text}: expected side or wipe.`);
  return text;
}

function parseSize(text: string): { width: number; height: number } {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  const size = { width: Number(width), height: Number(height) };
  const isUsable = size.width >= 320 && size.width <= 3840 && size.height >= 240 && size.height <= 2160;
  if (!isUsable) throw new UsageError(`--size ${text}: expected WIDTHxHEIGHT between 320x240 and 3840x2160.`);
  return size;
}

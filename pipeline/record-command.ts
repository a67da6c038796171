import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { oneOf, readCommandLine, sizeOf, UsageError } from "../commandLine.ts";
import { readEnvironment } from "../environment.ts";
import { comparisonLayouts } from "./beforeAfter/layout.ts";
import { recordBeforeAndAfter } from "./beforeAfter/recordBeforeAndAfter.ts";
import { runCommand } from "./command.ts";
import { findBrowser } from "./provision/browser.ts";
import { readLogin } from "./record/login/login.ts";
import { recordAddress } from "./recordAddress.ts";
import { type Recording, recordPullRequest, type Workplace } from "./recordPullRequest.ts";
import { writePlan } from "./rerecord/planFile.ts";

const text = { type: "string" } as const;
const command = {
  name: "npm run record",
  ways: ["-- --repo DIR --base REV --head REV --out DIR", "-- --url URL --out DIR"],
  does: "A take of what changed between two commits of a local repository, or a tour of a page.",
  options: {
    repo: { ...text, value: "DIR", help: "the git repository" },
    base: { ...text, value: "REV", help: "the commit before the change" },
    head: { ...text, value: "REV", help: "the commit with the change" },
    url: { ...text, value: "URL", help: "a page; beside --repo, where head is running already" },
    "base-url": { ...text, value: "URL", help: "where base is running already" },
    out: { ...text, value: "DIR", help: "a new folder for the take" },
    size: { ...text, value: "WxH", help: "the size of the page (default: 1280x720)" },
    focus: { ...text, value: "WORDS", help: "what to look at most" },
    compare: { ...text, value: "LAYOUT", help: "base and head beside each other: side (the usual) or wipe" },
    login: { ...text, value: "FILE", help: "a login, see docs/recorder.md" },
    "storage-state": { ...text, value: "FILE", help: "the same, by its name in Playwright" },
    json: { type: "boolean", help: "what was made as JSON" },
  },
} as const;

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

function parse(argv: readonly string[]) {
  const { values } = readCommandLine(command, withCompareLayout(argv));
  const { repo, base, head, out, focus, url, json = false, "base-url": baseUrl } = values;
  const size = sizeOf("--size", values.size, { least: 320, most: 3840 }) ?? null;
  const compare = oneOf("--compare", values.compare, comparisonLayouts) ?? null;
  // Both kinds of login are files that say themselves what they are.
  const login = values.login ?? values["storage-state"];
  const isTour = [repo, base, head, baseUrl, values.compare, login].every((value) => value === undefined);
  if (isTour && url && out) return { kind: "tour" as const, url, out, focus, size, json };
  if (!repo || !base || !head || !out) {
    throw new UsageError(
      `Say what to record, and where to: ${command.ways.map((way) => `${command.name} ${way}`).join(", or ")}.`,
    );
  }
  if (compare !== null && (url ?? baseUrl) !== undefined) {
    throw new UsageError("--compare serves both revisions by itself; leave out --url and --base-url.");
  }
  return { kind: "change" as const, repo, base, head, out, size, compare, login, url, baseUrl, focus, json };
}

/** `--compare` alone means side by side. */
function withCompareLayout(argv: readonly string[]): string[] {
  return argv.map((argument, index) => {
    const next = argv[index + 1];
    return argument === "--compare" && (next === undefined || next.startsWith("--")) ? "--compare=side" : argument;
  });
}

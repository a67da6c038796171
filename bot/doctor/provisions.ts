import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { z } from "zod";
import { cleanEnvironment, type Environment } from "../../environment.ts";
import type { Finding } from "./finding.ts";

const reportProgram = fileURLToPath(new URL("../../pipeline/provision/report.ts", import.meta.url));
/** Unpacking, or a download, may be part of it. */
const reportTimeoutMs = 240_000;

const reportSchema = z.object({
  browser: z.object({
    found: z
      .object({
        executablePath: z.string(),
        kind: z.enum(["headless-shell", "chromium"]),
        version: z.string(),
        why: z.string(),
        frameControl: z.boolean(),
        missing: z.array(z.string()),
      })
      .nullable(),
    problem: z.string().nullable(),
  }),
  ffmpeg: z.object({
    found: z.object({ path: z.string(), version: z.string(), why: z.string() }).nullable(),
    problem: z.string().nullable(),
  }),
});

type Report = z.infer<typeof reportSchema>;

/** Browser and ffmpeg as the worker would find them. It asks the worker's side as a program: the rooms stay apart. */
export async function examineProvisions(
  environment: Environment,
  onLine: (line: string) => void,
): Promise<[Finding, Finding]> {
  const { AURA_HOME, CHROMIUM_PATH, FFMPEG_BIN } = environment;
  const asked = execa(process.execPath, ["--disable-warning=ExperimentalWarning", reportProgram, "--json"], {
    reject: false,
    stdin: "ignore",
    timeout: reportTimeoutMs,
    extendEnv: false,
    env: cleanEnvironment({
      AURA_HOME,
      ...(CHROMIUM_PATH === undefined ? {} : { CHROMIUM_PATH }),
      ...(FFMPEG_BIN === undefined ? {} : { FFMPEG_BIN }),
    }),
    stderr: ["pipe", lines(onLine)],
  });
  const ended = await asked;
  const report = parseReport(ended.stdout);
  if (!report) return unknown(ended.timedOut ? "the trial did not end" : (ended.stderr.split("\n").at(-1) ?? ""));
  return [browserFinding(report.browser), ffmpegFinding(report.ffmpeg)];
}

const lines = (onLine: (line: string) => void) =>
  function* (line: unknown) {
    onLine(String(line));
    yield line;
  };

function parseReport(output: string): Report | null {
  try {
    return reportSchema.parse(JSON.parse(output.trim().split("\n").at(-1) ?? ""));
  } catch {
    return null;
  }
}

function unknown(reason: string): [Finding, Finding] {
  const help = `The trial of browser and ffmpeg failed (${reason || "it said nothing"}); run "npm ci", then try again.`;
  return [
    { name: "Browser", state: "broken", inUse: "not tried", help },
    { name: "ffmpeg", state: "broken", inUse: "not tried", help },
  ];
}

function browserFinding({ found, problem }: Report["browser"]): Finding {
  if (!found || problem !== null) {
    return { name: "Browser", state: "broken", inUse: found?.version ?? "missing", help: problem ?? "" };
  }
  const kind = found.kind === "headless-shell" ? "headless shell" : "Chromium";
  const said = {
    name: "Browser",
    inUse: `${kind} ${found.version}, ${found.frameControl ? "draws frame by frame" : "films in real time"}`,
    path: found.executablePath,
    why: found.why,
  };
  if (found.missing.length > 0) {
    const help = `It cannot draw ${found.missing.join(", ")}: install fonts for these, or pages show blanks.`;
    return { ...said, state: "warning", help };
  }
  if (!found.frameControl) {
    const help =
      'Exact frames need a headless shell: run "npx playwright-core install chromium-headless-shell", and clear CHROMIUM_PATH.';
    return { ...said, state: "warning", help };
  }
  return { ...said, state: "ok" };
}

function ffmpegFinding({ found, problem }: Report["ffmpeg"]): Finding {
  if (!found || problem !== null) {
    return { name: "ffmpeg", state: "broken", inUse: found?.version ?? "missing", help: problem ?? "" };
  }
  return { name: "ffmpeg", state: "ok", inUse: `${found.version}, with x264`, path: found.path, why: found.why };
}

import { execa } from "execa";
import { cleanEnvironment } from "../../environment.ts";
import type { Finding } from "./finding.ts";

const answerTimeoutMs = 10_000;
const neededNodeMajor = 24;

export function examineNode(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  const found = { name: "Node", inUse: process.versions.node, path: process.execPath };
  if (major < neededNodeMajor) {
    const help = `Aura needs Node ${neededNodeMajor}, which "npm ci" brings: run it, then "npm run doctor".`;
    return { ...found, state: "broken", help };
  }
  const own = /[\\/]node_modules[\\/]/.test(process.execPath);
  return { ...found, state: "ok", why: own ? 'the project\'s own, brought by "npm ci"' : "the one that was started" };
}

export async function examineGit(): Promise<Finding> {
  const version = await versionOf("git", /git version (\S+)/);
  return version
    ? { name: "git", state: "ok", inUse: version, why: "the one on PATH" }
    : {
        name: "git",
        state: "broken",
        inUse: "missing",
        help: "Install git, from git-scm.com or your system's packages.",
      };
}

export async function examineNpm(): Promise<Finding> {
  const version = await versionOf("npm", /^(\d+\.\d+\.\d+)/m);
  const why = "installs what the recorded app needs";
  return version
    ? { name: "npm", state: "ok", inUse: version, why }
    : { name: "npm", state: "broken", inUse: "missing", help: "Install Node with npm, from nodejs.org." };
}

async function versionOf(program: string, pattern: RegExp): Promise<string | null> {
  const ended = await execa(program, ["--version"], {
    reject: false,
    stdin: "ignore",
    timeout: answerTimeoutMs,
    extendEnv: false,
    env: cleanEnvironment(),
  });
  return ended.failed ? null : (pattern.exec(ended.stdout)?.[1] ?? null);
}

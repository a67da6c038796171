import { execa } from "execa";
import { PipelineError } from "../failure.ts";
import { gitCommand } from "./git.ts";

/** Larger files are data or generated; nobody wrote them by hand. */
const largestBytes = 600_000;

/**
 * The texts of many files in one run of git, by their object's hash. Files that are absent, binary, generated or larger
 * than 600 kB are left out.
 */
export async function readBlobs(repoDir: string, hashes: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(hashes)].filter((hash) => /^[0-9a-f]{40,64}$/.test(hash) && !/^0+$/.test(hash));
  if (wanted.length === 0) return new Map();
  const listed = (await batch(repoDir, "--batch-check", wanted)).toString("utf8").split("\n");
  const small = listed.flatMap((line) => {
    const [hash = "", type, size] = line.split(" ");
    return type === "blob" && Number(size) <= largestBytes ? [hash] : [];
  });
  if (small.length === 0) return new Map();
  return split(await batch(repoDir, "--batch", small));
}

async function batch(repoDir: string, mode: "--batch" | "--batch-check", hashes: readonly string[]): Promise<Buffer> {
  const { args, options } = gitCommand(repoDir, ["cat-file", mode]);
  const run = await execa("git", args, { ...options, input: `${hashes.join("\n")}\n`, encoding: "buffer" });
  if (run.exitCode === 0) return Buffer.from(run.stdout);
  throw new PipelineError("git_failed", `git could not read files of ${repoDir}; check that the repository is whole.`, {
    cause: run,
  });
}

/** Each answer is "<hash> blob <size>\n", the bytes, and a line break. */
function split(answer: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf(10, at);
    if (end < 0) break;
    const [hash = "", , size = "0"] = answer.toString("utf8", at, end).split(" ");
    const bytes = answer.subarray(end + 1, end + 1 + Number(size));
    if (!bytes.includes(0)) {
      const text = bytes.toString("utf8");
      if (!isMinified(text)) found.set(hash, text);
    }
    at = end + 1 + Number(size) + 1;
  }
  return found;
}

/** Lines that no person writes. */
const isMinified = (text: string): boolean => text.length > 20_000 && text.length / text.split("\n").length > 1000;

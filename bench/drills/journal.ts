import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { Id } from "../../convex/_generated/dataModel.js";

/** What the bot of a drill has asked for, and what the store has acknowledged: one line each, written at once. */
type Entry =
  | { name: string; step: "asked" }
  | { name: string; step: "run"; runId: Id<"runs"> }
  | { name: string; step: "edit"; versionId: Id<"editVersions"> }
  | { name: string; step: "refused"; code: string };

/** One request, as far as it has come. */
export type Request = {
  name: string;
  runId?: Id<"runs">;
  versionId?: Id<"editVersions">;
  /** The recording failed, and the bot was told why. */
  refusal?: string;
};

export const note = (file: string, entry: Entry): void => appendFileSync(file, `${JSON.stringify(entry)}\n`);

/** In the order in which they were asked. A last line that a kill has cut off does not count. */
export function requestsIn(file: string): Request[] {
  const found = new Map<string, Request>();
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  for (const line of lines.slice(0, -1)) {
    const entry = JSON.parse(line) as Entry;
    const request = found.get(entry.name) ?? { name: entry.name };
    found.set(entry.name, request);
    if (entry.step === "run") request.runId = entry.runId;
    if (entry.step === "edit") request.versionId = entry.versionId;
    if (entry.step === "refused") request.refusal = entry.code;
  }
  return [...found.values()];
}

export const isOver = ({ versionId, refusal }: Request): boolean => versionId !== undefined || refusal !== undefined;

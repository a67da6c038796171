import semver from "semver";
import type { WebAppInfo } from "../detect/types.ts";

/** A sentence, with a space before it, when the project asks for another Node than the one that it runs on; else "". */
export function nodeNote(
  { nodeRange }: Pick<WebAppInfo, "nodeRange">,
  running: string = process.versions.node,
): string {
  const range = nodeRange === null ? null : semver.validRange(nodeRange);
  if (range === null || semver.satisfies(running, range)) return "";
  return ` The project asks for Node ${nodeRange}, and it runs on ${running} here: that may be why.`;
}

const noise = /^\s*(?:$|at\s|npm warn|npm notice|npm error A complete log|warning\s|\^+$|\}|Node\.js v\d)/i;
const telling = /\b(?:error|err!|cannot|can't|could not|failed|not found|missing|unexpected|invalid|enoent|eacces)\b/i;

/** The lines that say most about why a program failed: those about an error and what follows, else the last ones. */
export function tellingLines(lines: readonly string[], count: number): string[] {
  const said = lines.filter((line) => !noise.test(line));
  const first = said.findLastIndex((line, place) => telling.test(line) && !telling.test(said[place - 1] ?? ""));
  return first < 0 ? said.slice(-count) : said.slice(first, first + count);
}

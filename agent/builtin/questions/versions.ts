import type { ThreadContext } from "../../context.ts";
import { fold } from "../../words.ts";
import { currentOf } from "./files.ts";

/** What the versions are that are named by their numbers, or by who made them; null when none is. */
export function versionsAnswer(context: ThreadContext, words: string): string | null {
  const numbers = /\bversions?\b/.test(words) ? (words.match(/\b\d+\b/g) ?? []) : [];
  const authored = context.versions.filter(({ author }) => author && ` ${words} `.includes(` ${fold(author.name)} `));
  const named = numbers.length > 0 ? numbers : authored.map(({ version }) => String(version));
  const told = named.map((number) => versionAnswer(context, `version ${number}`));
  return told.length > 0 ? told.join(" ") : null;
}

/** Which versions there are, and which one to take. */
export function versionAnswer(context: ThreadContext, words: string): string | null {
  const { versions } = context;
  const current = currentOf(context);
  if (!current) return null;
  const asked = /\b(?:version|v) ?(\d+)\b/.exec(words)?.[1];
  const one = asked === undefined ? undefined : versions.find(({ version }) => version === Number(asked));
  if (asked !== undefined && !one)
    return `There is no version ${asked}; the newest is version ${versions.at(-1)?.version ?? 1}.`;
  if (one) {
    const by = one.author ? `, by ${one.author.name}` : "";
    const what = one.operations.length === 0 ? "the video as it was recorded" : (one.summary ?? "an edited one");
    return `Version ${one.version}${by}: ${what}${/[.!?]$/.test(what) ? "" : "."}`;
  }
  const isWaiting = current.status === "pending" || current.status === "processing";
  const state = isWaiting ? "; it is still being rendered" : "";
  if (
    /\b(?:should|shall|hand|use|send|give|take|best|final|deliver|soll|nehmen|geben|debo|deberia|entregar)\b/.test(
      words,
    )
  ) {
    const approved = versions.findLast(({ review }) => review?.state === "approved");
    const word =
      approved === undefined
        ? ""
        : approved === current
          ? ", and it is approved"
          : `. The one that is approved is version ${approved.version}`;
    return `Version ${current.version}, the newest${word}${state}. Say **export** for the file.`;
  }
  const count = versions.length === 1 ? "There is one version" : `There are ${versions.length} versions`;
  const other =
    versions.length < 2 ? "" : ` Say **back to version ${current.version - 1 || 2}**, for example, for another one.`;
  return `${count}; you are looking at version ${current.version}${state}.${other}`;
}

import type { Operation } from "../../convex/model/operations.ts";
import type { ContextVersion } from "../context.ts";

/**
 * What a version has changed. `base` is the video without it, `previous` the version before: they differ where an
 * edit was put in the place of another.
 */
export type LastChange = { base: ContextVersion; previous: ContextVersion; added: readonly Operation[] };

/** What a version has changed; null for the first. */
export function changeOf(current: ContextVersion, versions: readonly ContextVersion[]): LastChange | null {
  const earlier = versions.filter((one) => one.version < current.version && one.status !== "failed");
  const previous = earlier.at(-1);
  if (!previous) return null;
  const [was, now] = [previous.operations, current.operations].map((list) => list.map((one) => JSON.stringify(one)));
  const differs = now?.findIndex((one, at) => one !== was?.[at]) ?? -1;
  const from = differs < 0 ? (now?.length ?? 0) : differs;
  const added = current.operations.slice(from);
  const gone = (was?.length ?? 0) - from;
  const isReplaced = gone > 0 && added.length > 0 && !now?.slice(from).some((one) => was?.includes(one));
  const kept = JSON.stringify(current.operations.slice(0, from));
  const base = isReplaced ? earlier.findLast(({ operations }) => JSON.stringify(operations) === kept) : undefined;
  return { base: base ?? previous, previous, added: base || gone === 0 ? added : [] };
}

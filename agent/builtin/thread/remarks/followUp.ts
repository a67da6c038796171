import type { OperationType } from "../../../../convex/model/operations.ts";
import type { ThreadContext } from "../../../context.ts";
import { changeOf } from "../../../resolve/changeOf.ts";
import { editName, operationTypes } from "../../../resolve/history.ts";
import { isView, openView } from "../../../resolve/view.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { allOf } from "../../fill/history.ts";
import { type Understanding, understand } from "../../understand.ts";
import { amountSaid } from "../../words/amounts.ts";
import { amendment, removedInstead, reworded } from "./amend.ts";

/**
 * What a few words mean after an edit: "a bit more", "less", "the other one", "no, the email field instead", "put it back".
 * Null when the message is none of these, or nothing stands that it could mean.
 */
export function followUp(
  text: string,
  lastCall: () => ToolCall | undefined,
  context: ThreadContext,
): Understanding | null {
  const said = text.trim().replace(/[\s.!]+$/, "");
  const meant = correction.exec(said)?.groups?.rest;
  const newest = context.versions.find(({ version }) => version === context.currentVersion);
  if (meant && newest?.summary?.startsWith("Removed the ")) return removedInstead(meant, context);
  const view = openView(context);
  const removed = isView(view) && allOfThem.test(said) ? newest?.summary && removedType(newest.summary) : undefined;
  const left = isView(view) && removed ? view.seen.operations.filter(({ type }) => type === removed).length : 0;
  if (removed && left > 0) return { kind: "calls", calls: allOf(removed, left) };
  const edit = isView(view) ? view.seen.operations.at(-1) : undefined;
  if (!edit) return null;
  const amount = amountSaid(said);
  if (amount && lastCall()?.tool === "shorten" && !amount.isLess && !ofSize.test(said))
    return understand("make it shorter", context);
  return amendment(said, lastCall, context);
}

/** A few words after an edit that mean one thing, also when Aura has just asked something else. */
export function plainFollowUp(text: string, context: ThreadContext): Understanding | null {
  const said = text.trim().replace(/[\s.!]+$/, "");
  const steps = lastFew.exec(said)?.groups?.count ?? (undoBoth.test(said) ? stepsOfBoth(context) : undefined);
  if (steps) return understand(`undo ${steps} steps`, context);
  const words = otherWords.exec(said)?.groups?.text;
  return words ? reworded(words, context) : null;
}

const allOfThem =
  /^(?:(?:no|nope|yes|yeah|yep|sure|please|ja|s[ií]|and|ok(?:ay)?|i (?:meant?|said)|nein|ich meine|y)[,!\s]+)*(?:remove |delete )?(?:all|both|every one|alle|beide|tod[oa]s|amb[oa]s)(?: of (?:them|these|those|it)| davon| ell[oa]s)?(?: please| bitte)?$/i;

/** The kind of edit that "Removed the zoom on Phone" tells of. */
const removedType = (summary: string): OperationType | undefined =>
  operationTypes.find((type) => summary.startsWith(`Removed the ${editName(type)}`));

const correction =
  /^(?:no|nope|nah|not that(?: one)?|wrong one|i meant?|sorry|nein)[,.!\s]+(?:wait[,.!\s]+)?(?:i meant? |not that(?: one)?[,\s]+|rather )?(?:on |at |to |für )?(?<rest>(?:the|that|das|den|die|der|el|la) .{2,60}?)(?: please)?(?: instead| stattdessen)?$/i;
const lastFew =
  /^(?:please |can you |could you )*(?:undo|revert|take back) (?:the |my )?(?:last|latest) (?<count>two|three|four|five|[2-9])(?: please)?$/i;
const undoBoth =
  /^(?:(?:hm+|no|nope|ok(?:ay)?|please|can you|could you)[,\s]+)*(?:undo|revert|take back|take) (?:them )?both(?: of (?:them|those|these))?(?: back)?(?: please)?$/i;

/** "undo both": the last two changes, or the one that made two edits. */
function stepsOfBoth({ versions, currentVersion }: ThreadContext): string {
  const current = versions.find(({ version }) => version === currentVersion);
  return current && changeOf(current, versions)?.added.length === 2 ? "1" : "2";
}
const otherWords =
  /^(?:(?:and|ok(?:ay)?|no|now|please|can you|could you)[,\s]+)*(?:make|let) (?:the (?:caption|text|title)|it) (?:(?:just|only|simply|say|read|to|into)\s+)*["“”'‘](?<text>[^"“”]{1,300})["“”'’](?: please)?$/i;

/** "bigger" says nothing of a length. */
const ofSize = /bigger|larger|closer|tighter|deeper|nearer|größer|groesser|näher|naeher|enger|grande|cerca/i;

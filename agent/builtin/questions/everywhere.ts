import type { Operation } from "../../../convex/model/operations.ts";
import type { ContextShot, ThreadContext } from "../../context.ts";
import { changeOf } from "../../resolve/changeOf.ts";
import { isGroup, type Seen } from "../../resolve/groups.ts";
import { shortLabel } from "../../resolve/question.ts";
import { readElsewhere } from "../../resolve/readElsewhere.ts";
import { elementOf, thingsOf } from "../../resolve/things.ts";
import { type EditView, timedEdits } from "../../resolve/view.ts";
import { listed } from "../../words.ts";
import { pronouns } from "./asked.ts";
import { editsInWords, isOn, toldTogether } from "./edits.ts";
import { allNamed, membersOf } from "./moments.ts";
import { sightAnswer } from "./sight.ts";

/** Whether that is so of all: of a blur where else the same is to be read, of the last edits whether each was made. */

const asking =
  /\b(?:hidden|covered|blurred|masked|gone|visible|readable|legible|read|reads|see|seen|sees|show[ns]?|everywhere|anywhere|somewhere|else|place|now|can|could|anyone|one|people|they|uberall|irgendwo|verdeckt|todas|partes)\b/;

/** "is it hidden everywhere now?", "can the code be read anywhere else?" */
export function everywhereAnswer(view: EditView, words: string, context: ThreadContext): string | null {
  const named = allNamed(context, words, asking).flatMap(membersOf);
  const blurred = blurredBy(lastMade(context, "redact"), context);
  const things = named.length > 0 ? named : pronouns.test(words) ? blurred : [];
  const isHiding = /\b(?:hidden|covered|blurred|masked|gone|verdeckt|tapad[oa])\b/.test(words);
  const blurs = timedEdits(view).filter(({ type }) => type === "redact");
  const isCovered = (one: Seen): boolean => blurs.some((blur) => isOn(blur, one));
  const own = things.flatMap((one) => elementOf(context, one) ?? []);
  const others = readElsewhere(context, own, (one) => isCovered(one) || own.includes(one));
  const asked = isHiding ? "hidden" : "seen";
  if (others.length === 0 || !own.every(isCovered)) return sightAnswer(view, things, asked);
  const told = sightAnswer(view, things, asked, false) ?? "";
  const list = [...new Set(others.map(({ label, group }) => `**${shortLabel(group ?? label)}**`))].slice(0, MOST_TOLD);
  return `${isHiding ? "No" : "Yes"}: ${told.replace(/\.$/, "")}, but the same can still be read in ${listed(list, "and")}. Say **blur ${list[0]?.replaceAll("*", "")}** for that.`;
}
const MOST_TOLD = 3;

/** "all of them?": what the last edit was made on, one by one; null where it was not made on several things. */
export function ofAllAnswer(view: EditView, context: ThreadContext): string | null {
  const made = [...lastMade(context, "redact"), ...lastMade(context, "zoom"), ...lastMade(context, "caption")];
  const [first] = made;
  if (!first || made.length < 2) return null;
  if (first.type === "redact")
    return sightAnswer(view, blurredBy(made, context), "hidden")?.replace(/^Yes:/, `Yes, all ${made.length}:`) ?? null;
  const told = editsInWords(view)[first.type === "zoom" ? "zoom" : "caption"];
  return `Yes, all ${told.length}: ${toldTogether(told)}.`;
}

/** The edits of a kind that the newest version has made. */
function lastMade({ versions, currentVersion }: ThreadContext, type: Operation["type"]): Operation[] {
  const current = versions.find(({ version }) => version === currentVersion);
  return (current && changeOf(current, versions)?.added.filter((one) => one.type === type)) ?? [];
}

const blurredBy = (blurs: readonly Operation[], context: ThreadContext): ContextShot[] =>
  thingsOf(context).all.filter((one) => !isGroup(one) && blurs.some((blur) => isOn(blur, one)));

import type { ThreadContext } from "../../context.ts";
import { isView, lengthOf, openView } from "../../resolve/view.ts";
import type { Understanding } from "../understand.ts";
import { before, instead, justChanged } from "./lastChange.ts";

const tooShort =
  /^(?:(?:ok(?:ay)?|no|nope|hm+|oh|wait|sorry|now|but|nein|jetzt|ahora)[\s,.!]+)*(?:(?:(?:that|it|this)(?:['’]?s| is| was)|(?:das|es) ist|(?:ahora )?es|est[aá])(?: now| jetzt)? )?(?:(?<little>a (?:little|bit|touch|tad)(?: bit)?|slightly|etwas|ein bisschen|un poco) |way |much |far |viel |mucho )?(?:too (?:short|much)|not (?:that|so) (?:short|much)|longer(?: again)?|zu kurz|nicht so kurz|länger|demasiado corto|no tan corto|m[aá]s largo)(?: now| jetzt| ahora)?(?<rest>[\s,.;:]+.*)?$/isu;
const amountSaid =
  /^[\s,.;:]*(?:(?:make it|give me|add|put|mach|noch|dame)[\s,]+)*(?<n>\d+(?:[.,]\d+)?) ?(?:s|secs?|seconds?|sekunden|segundos)(?: (?:more|longer|back|less(?: cut| off)?|mehr|länger|weniger|m[aá]s|menos))+[\s.!]*$/iu;

/** "a bit too short", "too short, 5 seconds more", right after a shortening: less of that. Null when anything else is said. */
export function lessShortened(said: string, context: ThreadContext): Understanding | null {
  const groups = tooShort.exec(said)?.groups;
  const change = groups ? justChanged(context, said) : null;
  if (!groups || !change) return null;
  const now = openView(context);
  const then = openView(before(context, change));
  if (!isView(now) || !isView(then)) return null;
  const [nowMs, thenMs] = [lengthOf(now.seen.map), lengthOf(then.seen.map)];
  const rest = groups.rest?.trim() ?? "";
  const seconds = amountSaid.exec(rest)?.groups?.n;
  if (rest !== "" && seconds === undefined) return null;
  const share = groups.little ? 0.25 : 0.5;
  const addedMs = seconds === undefined ? (thenMs - nowMs) * share : Number(seconds.replace(",", ".")) * 1000;
  const targetMs = Math.round(nowMs + addedMs);
  return targetMs >= thenMs ? instead(change, []) : instead(change, [{ tool: "shorten", input: { targetMs } }]);
}

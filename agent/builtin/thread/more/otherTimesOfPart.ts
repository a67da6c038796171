import type { ContextShot, ThreadContext } from "../../../context.ts";
import { isView, openView, takeSpanToSeen } from "../../../resolve/view.ts";
import { ordinalNamed } from "../../../resolve/vocabulary.ts";
import type { EditCall } from "../../../tools/inputs.ts";
import { type Understanding, understand } from "../../understand.ts";
import { before, instead, justChanged } from "../lastChange.ts";
import { withoutDenied, withoutProtest } from "../remarks/protest.ts";
import { lastOf } from "../remarks/remarked.ts";

/**
 * "both times", "the second time he goes there as well", "no, the first time": what was quickened, slowed down or cut at one of
 * the times that the same is done, at another or at all of them. Null where it is done once, or something else is said.
 */
export function otherTimesOfPart(text: string, context: ThreadContext): Understanding | null {
  const change = text.length > LONGEST ? null : justChanged(context, text);
  const [edit, ...more] = change?.added ?? [];
  if (!change || (edit?.type !== "speed" && edit?.type !== "cut") || more.length > 0) return null;
  const { against, rest } = withoutProtest(text);
  const said = withoutDenied(rest) || rest;
  const order = which.exec(said)?.groups;
  if (!order || namesMore(text, context)) return null;
  const was = before(context, change);
  const [span] = lastOf(edit, change, was).spans;
  const own = span && context.shots.find((shot) => isAt(shot, span, was));
  const times = own ? context.shots.filter((one) => one.label === own.label && one.role === own.role) : [];
  if (!own || times.length < 2) return null;
  const at = ordinalNamed(order.nth ?? "");
  const named = at === undefined ? times : times.slice(at < 0 ? at : at - 1).slice(0, 1);
  const others = named.filter((one) => one !== own);
  if (others.length === 0) return null;
  const isAnother = order.nth !== undefined && against !== "nothing" && !also.test(said);
  const made = callsFor(edit, others, isAnother ? was : context);
  return isAnother ? instead(change, made) : { kind: "calls", calls: made };
}
const LONGEST = 80;

const deed = "times?|ones?|typings?|hovers?|hovering|visits?|tries|try|attempts?|clicks?";
/** "both", "all of them", "every time"; "the second time", "the other typing". */
const which = new RegExp(
  `(?<!\\p{L})(?:both|(?:all|each|every)(?: (?:of )?(?:the|them|those|these))?(?= (?:${deed})|\\s*[,.!]|$)|the other|(?<nth>first|second|third|last)(?= (?:${deed})(?!\\p{L})))`,
  "iu",
);
const also = /(?<!\p{L})(?:also|too|as well|and|again)(?!\p{L})/iu;

/** A wish of its own that names its part. */
function namesMore(text: string, context: ThreadContext): boolean {
  const alone = understand(text, context);
  return (
    alone.kind === "calls" && alone.calls.some((call) => call.tool !== "speed" || call.input.startMs !== undefined)
  );
}

function isAt(shot: ContextShot, { startMs, endMs }: { startMs: number; endMs: number }, was: ThreadContext): boolean {
  const view = openView(was);
  const seen = isView(view) ? takeSpanToSeen(view, shot) : null;
  return seen !== null && Math.abs(seen.startMs - startMs) < NEAR_MS && Math.abs(seen.endMs - endMs) < NEAR_MS;
}
const NEAR_MS = 300;

/** The same edit there; the later one first, since a cut moves what comes after it. */
function callsFor(
  edit: { type: "cut" } | { type: "speed"; rate: number },
  shots: readonly ContextShot[],
  then: ThreadContext,
): EditCall[] {
  const view = openView(then);
  const spans = isView(view) ? shots.flatMap((shot) => takeSpanToSeen(view, shot) ?? []) : [];
  return spans
    .toSorted((a, b) => b.startMs - a.startMs)
    .map(({ startMs, endMs }): EditCall => {
      const part = { startMs: Math.round(startMs), endMs: Math.round(endMs) };
      return edit.type === "cut"
        ? { tool: "cut", input: part }
        : { tool: "speed", input: { rate: edit.rate, ...part } };
    });
}

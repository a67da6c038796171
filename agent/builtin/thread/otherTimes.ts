import type { Operation } from "../../../convex/model/operations.ts";
import type { ThreadContext } from "../../context.ts";
import { shotIdOf } from "../../context.ts";
import { shortLabel } from "../../resolve/ground.ts";
import { isView, openView } from "../../resolve/view.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { type Understanding, understand } from "../understand.ts";
import { clausesOf, pointedAt } from "./answerWords.ts";
import { timesOf } from "./moved.ts";

type OnThing = Extract<Operation, { type: "zoom" | "redact" }>;

/**
 * "both", "the first one too", "apply coupon, the first time, keep the other zoom": what was done with an element that comes
 * up several times, at others of its times as well. Null when no other time is asked for beside it.
 */
export function otherTimesToo(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  const edit = isView(view) ? view.seen.operations.at(-1) : undefined;
  if (!isView(view) || (edit?.type !== "zoom" && edit?.type !== "redact") || !edit.anchor) return null;
  const times = timesOf(edit.anchor.element, edit.anchor.shotId, context);
  if (times.length < 2) return null;
  const offers = times.map((shot) => ({ name: shortLabel(shot.label), value: shotIdOf(context, shot) }));
  const names = offers.map(({ name }) => name);
  const pointed = pointedAt(clausesOf(text, names), { offers, tool: edit.type }, context);
  if (!pointed || (!pointed.adds && pointed.offers.length < 2)) return null;
  const isDone = (shotId: string): boolean =>
    view.seen.operations.some((one) => one.type === edit.type && one.anchor?.shotId === shotId);
  const calls = pointed.offers.filter(({ value }) => !isDone(value)).map(({ value }) => sameOn(edit, value));
  if (calls.length === 0) return null;
  // "same amount": it is, without being said.
  const rest = pointed.rest.filter((part) => !likeIt.test(part));
  const beside = rest.length > 0 ? understand(rest.join(", "), context) : null;
  if (beside?.kind === "say") return null;
  return { ...beside, kind: "calls", calls: [...calls, ...(beside?.calls ?? [])] };
}

const likeIt =
  /^(?:(?:with|by|at|mit|con) )?(?:the |das |den |el |la )?(?:same|gleichen?|selben?|mism[oa])(?: (?:amount|strength|way|zoom|size|thing|blur|intensity|again|please|stärke))*$/iu;

const sameOn = (edit: OnThing, target: string): ToolCall =>
  edit.type === "zoom"
    ? { tool: "zoom", input: { target, intensity: edit.intensity } }
    : { tool: "redact", input: { target } };

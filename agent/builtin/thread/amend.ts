import type { Operation } from "../../../convex/model/operations.ts";
import type { ThreadContext } from "../../context.ts";
import { isView, openView, timedEdits } from "../../resolve/view.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { type Understanding, understand } from "../understand.ts";
import type { Amount } from "../words/amounts.ts";

const rateSaid =
  /^(?:(?:ok(?:ay)?|no|make (?:it|that)|rather|better|maybe|at)[,\s]+)*(?<rate>\d+(?:\.\d+)?)\s?x(?: please| then)?$/i;
const ratherRate =
  /^(?:(?:no|nope|hmm?|ok(?:ay)?|but|now)[,.\s]+)*(?:that'?s|it'?s|thats|its|(?:half speed|double speed|\d+(?:\.\d+)?\s?x?|this|that)(?: speed)? (?:is|was))?\s*(?:way |a bit |much |still )*too (?:fast|quick|slow|much)[,.;\s]+(?:make it |rather |maybe |try |better |just )*(?<rate>\d+(?:\.\d+)?)\s?x?(?: please| then| is enough)?$/i;
const tooQuick =
  /^(?:(?:that'?s|it'?s|hmm?|now|still|way|a bit|ok|but)[,\s]+)*too (?:fast|quick|(?<slow>slow))(?: now)?$/i;
const secondsSaid =
  /^(?:(?:ok(?:ay)?|no|make (?:it|that)|rather|better|maybe|hold it|for|then|only|just)[,\s]+)+(?<seconds>\d+(?:\.\d+)?)\s?(?<unit>s|secs?|seconds?)?(?: please| then| long)?$/i;
const ratherSeconds =
  /^(?:(?:no|hmm?|that'?s|it'?s)[,.\s]+)*(?:way |a bit |much |still )*too (?:short|long|brief|quick)[,.;\s]+(?:make it |rather |maybe |better |for |just )*(?<seconds>[1-9](?:\.\d+)?|10)\s?(?:s|secs?|seconds?)(?: please| then)?$/i;
const sizeSaid =
  /^(?:(?:ok(?:ay)?|no|hmm?|and|maybe|make it|even|still|way|now|it'?s|that'?s|(?<little>a (?:little )?bit|a (?:little|touch|tad)|slightly))[,\s]+)*(?:(?<much>too )?(?:(?<big>big|bigger|large|larger)|smaller|small|tiny))(?: now| please| again)?$/i;
const limitSaid =
  /^(?:(?:ok(?:ay)?|and|but|make it|no|keep it)[,\s]+)*(?:under|below|max(?:imum)?|at most|less than|at|in)\s[^.!?]{1,20}$/i;

const ofIt =
  /^(?:(?:ok(?:ay)?|and|now|please|can you|could you)[,\s]+)*(?:make|keep|put|move|show|start|have|leave|hold) (?:it|that)\b/i;
const andPutIt = /,? (?:and|then) (?:put|move|place|show|have) (?:it|that)\b/gi;
const LONGEST_CAPTION_S = 10;
type Caption = Extract<Operation, { type: "caption" }>;

/** "make it 5 seconds and put it at the top", right after a caption: that one, unless so long a time can only be the video's. */
function ofCaption(said: string, { text }: Caption, context: ThreadContext): Understanding | null {
  const seconds = /(\d+(?:\.\d+)?)\s?s(?:ec(?:ond)?s?)?\b/i.exec(said)?.[1];
  if (!ofIt.test(said) || Number(seconds ?? 0) > LONGEST_CAPTION_S) return null;
  const meant = understand(said.replace(/\b(?:it|that)\b/i, "the caption").replaceAll(andPutIt, ","), context);
  const isOfCaption =
    meant.kind === "calls" &&
    meant.calls.every((call) => (call.tool === "caption" ? call.input.text === text : call.tool === "remove_edit"));
  return isOfCaption ? meant : null;
}

/** "make that 3x", "too fast", "for 5 seconds", "ok 25", "bigger", "under 5 MB": a value of what was asked for last. */
export function amendment(
  said: string,
  edit: Operation,
  lastCall: () => ToolCall | undefined,
  context: ThreadContext,
): Understanding | null {
  const caption = edit.type === "caption" && lastCall()?.tool === "caption" ? ofCaption(said, edit, context) : null;
  if (caption) return caption;
  const [plain, rather, pace, plainly, timed, size] = [
    rateSaid,
    ratherRate,
    tooQuick,
    secondsSaid,
    ratherSeconds,
    sizeSaid,
  ].map((pattern) => pattern.exec(said)?.groups);
  const rate = plain ?? rather;
  const time = plainly ?? (edit.type === "zoom" || edit.type === "caption" ? timed : undefined);
  if (!rate && !pace && !time && !size && !limitSaid.test(said)) return null;
  const last = lastCall();
  if (last?.tool === "export" && limitSaid.test(said))
    return understand(`export as ${last.input.format} ${said}`, context);
  if (last?.tool === "shorten" && edit.type !== "zoom" && time)
    return understand(`make it ${time.seconds} seconds`, context);
  // "for 5 seconds" alone is a length of the video; after a zoom it was one of that.
  const isOfZoom = edit.type === "zoom" && last?.tool === "shorten";
  if (last?.tool !== edit.type && !isOfZoom) return null;
  if (edit.type === "speed" && (rate || pace)) {
    if (pace) return adjusted(edit, { isLess: (pace.slow === undefined) === edit.rate >= 1, isLittle: false }, context);
    const endMs = Math.round(edit.startMs + (edit.endMs - edit.startMs) / edit.rate);
    return replaced({ tool: "speed", input: { rate: Number(rate?.rate), startMs: edit.startMs, endMs } });
  }
  if (edit.type === "zoom" && time) {
    const { centerX, centerY, startMs, intensity, anchor } = edit;
    const where = anchor ? { target: anchor.element } : { centerX, centerY };
    return replaced({ tool: "zoom", input: { ...where, intensity, startMs, durationMs: Number(time.seconds) * 1000 } });
  }
  if (edit.type === "caption" && time && (timed || /\bfor\b/i.test(said)))
    return understand(`show the caption for ${time.seconds} seconds`, context);
  if (edit.type === "cursor_emphasis" && size) {
    const isBigger = (size.big !== undefined) !== (size.much !== undefined);
    return understand(`${size.little ? "slightly " : ""}${isBigger ? "bigger" : "smaller"} cursor`, context);
  }
  return null;
}

/** The last edit once more, stronger or weaker. */
export function adjusted(edit: Operation, { isLess, isLittle }: Amount, context: ThreadContext): Understanding | null {
  const by = (isLittle ? 1.2 : 1.5) ** (isLess ? -1 : 1);
  switch (edit.type) {
    case "zoom": {
      const { centerX, centerY, startMs, durationMs, anchor } = edit;
      const where = anchor ? { target: anchor.element } : { centerX, centerY };
      const intensity = rounded(Math.min(6, Math.max(1.1, edit.intensity * by)));
      return replaced({ tool: "zoom", input: { ...where, intensity, startMs, durationMs } });
    }
    case "speed": {
      const { startMs } = edit;
      // In the times of the version that is seen the stretch is as long as it plays.
      const endMs = Math.round(startMs + (edit.endMs - startMs) / edit.rate);
      // Less of it is half of what it differs by: never past the speed that it had.
      const more = edit.rate < 1 ? edit.rate / by : edit.rate * by;
      const rate = rounded(isLess ? 1 + (edit.rate - 1) / 2 : Math.min(16, Math.max(0.1, more)));
      return replaced({ tool: "speed", input: { rate, startMs, endMs } });
    }
    case "cursor_emphasis":
      return understand(`${isLittle ? "slightly " : ""}${isLess ? "smaller" : "bigger"} cursor`, context);
    default:
      return null;
  }
}

const rounded = (value: number): number => Number(value.toFixed(2));

/** Half as long again. */
export function heldLonger({ centerX, centerY, intensity, startMs, durationMs, anchor }: Zoom): Understanding {
  const where = anchor ? { target: anchor.element } : { centerX, centerY };
  const input = { ...where, intensity, startMs, durationMs: Math.round(durationMs * 1.5) };
  return replaced({ tool: "zoom", input });
}

type Zoom = Extract<Operation, { type: "zoom" }>;

/** "the whole picture": without the crop, when there is one. */
export function uncropped(context: ThreadContext): Understanding | null {
  const view = openView(context);
  const isCropped = isView(view) && view.seen.operations.some((one) => one.type === "crop");
  return isCropped ? { kind: "calls", calls: [{ tool: "remove_edit", input: { type: "crop" } }] } : null;
}

/** Other words for the caption that was made last. */
export function reworded(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  const edit = isView(view) ? timedEdits(view).findLast(({ type }) => type === "caption") : undefined;
  if (edit?.type !== "caption") return null;
  const { startMs, durationMs, position } = edit;
  return replaced({ tool: "caption", input: { text, startMs, durationMs, position } });
}

/** "no, I meant the caption", after something else was taken away: that comes back, and this goes. */
export function removedInstead(meant: string, context: ThreadContext): Understanding | null {
  const removal = understand(`remove ${meant}`, context);
  const [call] = removal.kind === "calls" ? removal.calls : [];
  if (call?.tool !== "remove_edit") return null;
  return { kind: "calls", calls: [{ tool: "revert", input: { to: "previous" } }, call] };
}

/** An edit that takes the place of the last of its kind. */
export const replaced = (
  call: Extract<ToolCall, { tool: "zoom" | "speed" | "redact" | "caption" }>,
): Understanding => ({
  kind: "calls",
  calls: [{ tool: "remove_edit", input: { type: call.tool } }, call],
});

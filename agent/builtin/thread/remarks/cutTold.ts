import type { Span } from "../../../../convex/model/recording.ts";
import type { ThreadContext } from "../../../context.ts";
import { ordinalNamed } from "../../../resolve/vocabulary.ts";
import type { Understanding } from "../../understand.ts";
import { topicOf } from "../topic/topic.ts";

const cutting =
  /^\s*(?:(?:ok(?:ay)?|and|then|so|please|well|yes|can you|could you)[\s,]+)*(?:cut|remove|delete|drop|lose|skip|trim|take out|schneide?|entferne?|corta|quita)\s+(?<what>(?:[^,;.!?]|\.\d)+?)(?: (?:out|away|off|then|please|too|raus|weg|bitte))*[\s.!]*$/iu;
const pointed =
  /^(?:(?:the|that|this|those|them|these|all|both|it|of|das|die|den|el|la|los|las|first|second|third|last|ones?|pauses?|waits?|bits?|parts?|gaps?|seconds?|secs?|s|\d+(?:\.\d+)?(?:s)?)(?:\s+|$))+$/iu;

/** "cut that 0.3 s then", "remove the first one", "cut those": a stretch that the reply has just told, or that was asked about. */
export function cutTold(text: string, context: ThreadContext): Understanding | null {
  const what = cutting.exec(text)?.groups?.what;
  if (what === undefined || !pointed.test(what)) return null;
  const topic = topicOf(text, context);
  if (!topic || topic.edits.length + topic.gone.length > 0) return null;
  const spans = meantOf(what, topic.spans);
  const lastFirst = spans.toSorted((a, b) => b.startMs - a.startMs);
  return spans.length === 0
    ? null
    : { kind: "calls", calls: lastFirst.map(({ startMs, endMs }) => ({ tool: "cut", input: { startMs, endMs } })) };
}

/** Those of one length, the one of that order, or all of them. */
function meantOf(what: string, spans: readonly Span[]): Span[] {
  const figure = /\d+(?:\.\d+)?/.exec(what)?.[0];
  if (figure !== undefined)
    return spans
      .filter(({ startMs, endMs }) => Math.abs(endMs - startMs - Number(figure) * 1000) < NEAR_MS)
      .slice(0, 1);
  const order = what
    .split(/\s+/)
    .map(ordinalNamed)
    .find((one) => one !== undefined);
  if (order !== undefined) return spans.slice(order < 0 ? order : order - 1).slice(0, 1);
  const isAll = /\b(?:those|them|these|all|both|pauses|waits|gaps|ones)\b/i.test(what);
  return isAll || spans.length === 1 ? [...spans] : [];
}
const NEAR_MS = 150;

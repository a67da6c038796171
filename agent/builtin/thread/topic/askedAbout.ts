import type { Span } from "../../../../convex/model/recording.ts";
import { type ContextShot, momentOf, type ThreadContext } from "../../../context.ts";
import { shortLabel } from "../../../resolve/question.ts";
import { seenWhen, thingsOf } from "../../../resolve/things.ts";
import { type EditView, isView, openView, takeSpanToSeen } from "../../../resolve/view.ts";
import { clock } from "../../../words.ts";
import { onlyAsks, stateAnswer } from "../../questions/answers.ts";
import { plainWords } from "../../questions/pieces.ts";
import { momentsIn } from "../../questions/when.ts";
import { boldIn, earlierMessages } from "../answers/openQuestion.ts";

/** What the last message asked about, when it was a question: what "it", "that" and "there" are in the next. */
export type AskedAbout = {
  question: string;
  /** What the answer names on screen. */
  things: ContextShot[];
  /** The answer in a word or two, where it has one: "Wed 25 Nov". */
  says: string | null;
  /** The moment asked about, or the first that is told. */
  atMs: number | null;
  /** The parts of the version seen that are told of. */
  spans: Span[];
};

export function askedAbout(text: string, context: ThreadContext): AskedAbout | null {
  const earlier = earlierMessages(context, text);
  const [asked, reply] = earlier.slice(-2);
  const view = openView(context);
  if (asked?.role !== "user" || reply?.role !== "assistant" || reply.open?.length || !isView(view)) return null;
  const then = { ...context, messages: earlier.slice(0, -1) };
  if (!onlyAsks(asked.content) && stateAnswer(asked.content, then)?.rest !== "") return null;
  const names = boldIn(reply.content);
  const { all } = thingsOf(context);
  const things = names.flatMap((name) => {
    const isNamed = ({ label, title }: ContextShot): boolean => shortLabel(label) === name || title === name;
    return context.shots.findLast(isNamed) ?? all.find(isNamed) ?? [];
  });
  const [own] = momentsIn(plainWords(asked.content));
  const [told = null] = momentsIn(plainWords(reply.content));
  const spans = own === undefined ? spansIn(view, reply.content, things) : stepAt(view, own);
  return {
    question: asked.content,
    things,
    says: names.length === 1 || reply.content.includes(", after **") ? (names[0] ?? null) : null,
    atMs: own ?? told,
    spans,
  };
}

/** The step that is shown at a moment of the version seen. */
function stepAt(view: EditView, atMs: number): Span[] {
  const steps = view.context.shots.flatMap((shot) => takeSpanToSeen(view, shot) ?? []);
  return steps.filter(({ startMs, endMs }) => startMs <= atMs && atMs < endMs).slice(-1);
}

const aSpan = /(?:from )?\b(?<from>\d+:\d\d(?:\.\d)?)(?: to (?<to>\d+:\d\d(?:\.\d)?)|\s\((?<secs>\d+(?:\.\d+)?) s\))?/g;

/** The parts that a reply tells of; where it tells when a step uses its thing, that step. */
function spansIn(view: EditView, reply: string, things: readonly ContextShot[]): Span[] {
  const steps = view.context.shots.filter(({ label }) => things.some((thing) => thing.label === label));
  return [...reply.matchAll(aSpan)].flatMap(({ groups = {} }): Span[] => {
    const startMs = millisOf(groups.from ?? "");
    const isThen = (span: Span | null | undefined): boolean => !!span && clock(span.startMs) === groups.from;
    if (groups.to) return [{ startMs, endMs: millisOf(groups.to) }];
    const pauses = view.context.idle.flatMap((idle) => takeSpanToSeen(view, idle) ?? []);
    if (groups.secs) return [pauses.find(isThen) ?? { startMs, endMs: startMs + Number(groups.secs) * 1000 }];
    const used = steps.flatMap((step) => {
      const whole = takeSpanToSeen(view, step);
      return whole && (isThen(whole) || isThen(takeSpanToSeen(view, { startMs: momentOf(step), endMs: step.endMs })))
        ? [whole]
        : [];
    });
    const seen = things.flatMap((thing) => takeSpanToSeen(view, seenWhen(view.context, thing) ?? thing) ?? []);
    return [...used, ...seen.filter(isThen), { startMs, endMs: startMs + UNTOLD_MS }].slice(0, 1);
  });
}
/** How long a moment is taken to last of which only the beginning is told. */
const UNTOLD_MS = 2000;

const millisOf = (told: string): number => {
  const [minutes = "0", secs = "0"] = told.split(":");
  return Math.round(Number(minutes) * 60_000 + Number(secs) * 1000);
};

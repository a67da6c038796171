import { outputToTake } from "../../convex/model/timeMap.ts";
import type { ThreadContext } from "../context.ts";
import { shortLabel } from "../resolve/ground.ts";
import { type EditView, isView, lengthOf, openView, takeSpanToSeen } from "../resolve/view.ts";
import { clock, listed, seconds } from "../words.ts";
import type { Reading } from "./reading.ts";

/** What can be told of this video without doing anything; null when the question is about something else. */
export function factAnswer(reading: Reading, context: ThreadContext): string | null {
  const words = reading.clause.tokens.map((token) => (token.kind === "word" ? token.word : "")).join(" ");
  const { run } = context;
  if (!run) return null;
  // "what did you change" is about the edits.
  const asksChange = /\bwh?at\b.*\b(chang|new\b|different|about|do(es)? (it|this|that|the pr))/.test(words);
  if (asksChange && !/\b(you|aura|version|edits?|du)\b/.test(words) && run.summary)
    return `${run.title ? `**${run.title.replaceAll("*", "")}**: ` : ""}${run.summary}`;
  if (
    /\b(under|over|below|above|shorter|longer|less|more)\b/.test(words) &&
    /\b(seconds?|s|minutes?|sekunden|segundos)\b/.test(words)
  )
    return lengthAnswer(context, words);
  if (asksChapters.test(words)) return chaptersAnswer(context);
  const when = asksWhen.test(words) ? shownWhen(reading, context) : null;
  if (when !== null) return when;
  const at = reading.times.find((item) => item.kind === "point");
  if (at?.kind === "point" && /\b(shown|show|shows|happens|happening|see|seen|screen|there)\b/.test(words))
    return shownAt(context, at.atMs);
  if (/\b(resolution|size|dimensions|wide|fps|framerate|frame rate|auflosung|resolucion)\b/.test(words) && run.width)
    return `It was recorded at ${run.width} × ${run.height}${run.fps ? `, ${run.fps} frames a second` : ""}. Say **export as mp4 at 720p** for another size.`;
  if (/\b(caption|subtitle|untertitel|titulo|subtitulo)s?\b/.test(words) && !/\bwh(y|ose|o)\b/.test(words))
    return captionAnswer(context);
  const asksWhat = /\b(?:which|what|welche[rsn]?|que|cual) (?:pr|pull request|page|site|branch|repo|video|recording)\b/;
  if (asksWhat.test(words) && (run.pr !== undefined || run.url !== undefined))
    return run.pr === undefined
      ? `This is a video of ${run.url}. Say **record PR 12** for another one.`
      : `This is a video of PR ${run.pr}${run.repo ? ` of ${run.repo}` : ""}. Say **record PR 12** for another one.`;
  return null;
}

const asksChapters = /\b(?:chapters?|sections|scenes|kapitel|abschnitte|szenen|capitulos|secciones|escenas)\b/;
const asksWhen =
  /^(?:so |and |und |y )?(?:when|where|whens|wheres|at what (?:time|point|moment)|ab wann|wann|wo|cuando|donde) (?!can|could|should|will|would)/;

/** A nudge to shorten is worth a word only from here on. */
const LONG_MS = 30_000;

/** "It is 18.5 s long and ends on **Discount**.": the end where that was asked for as well. */
export function lengthAnswer(context: ThreadContext, words = ""): string {
  const view = openView(context);
  if (!isView(view)) return view.message;
  const lengthMs = lengthOf(view.seen.map);
  const last = /\b(?:end|ends|ending|ende|schluss|final)\b/.test(words) ? partsOf(view).at(-1) : undefined;
  const end = last ? ` It ends on **${last.name}**, from ${clock(last.atMs)}.` : "";
  const nudge = lengthMs > LONG_MS ? " Say **make it shorter** if that is too much." : "";
  return `It is ${seconds(lengthMs)} long.${end}${nudge}`;
}

/** What can be seen in the version, in order, each with the moment from which on it is. */
function partsOf(view: EditView): { name: string; atMs: number }[] {
  const { shots } = view.context;
  return shots.flatMap((shot, at) => {
    const seen = shot.label === shots[at - 1]?.label ? null : takeSpanToSeen(view, shot);
    return seen ? [{ name: shortLabel(shot.label), atMs: seen.startMs }] : [];
  });
}

const MOST_PARTS = 10;

function chaptersAnswer(context: ThreadContext): string | null {
  const view = openView(context);
  if (!isView(view)) return null;
  const parts = partsOf(view);
  const list = parts.slice(0, MOST_PARTS).map(({ name, atMs }) => `${clock(atMs)} **${name}**`);
  const more = parts.length > MOST_PARTS ? ` and ${parts.length - MOST_PARTS} more` : "";
  return list.length === 0
    ? null
    : `One sees, in this order: ${list.join(", ")}${more}. Any of them can be named in an edit.`;
}

/** "where does the phone field appear?": from when it is used. */
function shownWhen(reading: Reading, context: ThreadContext): string | null {
  const { view } = reading;
  const { grounded } = reading.ground(["howTo", "status", "show"]);
  if (!view || grounded.kind !== "found") return null;
  const { label } = grounded.shot;
  const times = context.shots
    .filter((shot) => shot.label === label)
    .flatMap((shot) => takeSpanToSeen(view, shot) ?? []);
  const [first] = times;
  const name = shortLabel(label);
  if (!first) return `**${name}** is not in this version any more: its part was cut away.`;
  const at = listed(
    times.map(({ startMs }) => clock(startMs)),
    "and",
  );
  return `**${name}** is shown at ${at}. Say **zoom on ${name}** to get closer.`;
}

/** "At 0:30 one sees **Coupon code** on /cart." */
function shownAt(context: ThreadContext, atMs: number): string | null {
  const view = openView(context);
  if (!isView(view)) return null;
  const lengthMs = lengthOf(view.seen.map);
  if (atMs > lengthMs) return `The video ends at ${clock(lengthMs)}, so nothing is shown at ${clock(atMs)}.`;
  const takeMs = outputToTake(view.seen.map, atMs);
  const shot = context.shots.findLast(({ startMs }) => startMs <= takeMs);
  if (!shot) return null;
  const changed = shot.changed ? ", which the pull request changed" : "";
  return `At ${clock(atMs)} one sees **${shortLabel(shot.label)}** on ${shot.route}${changed}. Say **zoom at ${clock(atMs)}** to get closer.`;
}

function captionAnswer(context: ThreadContext): string | null {
  const view = openView(context);
  if (!isView(view)) return null;
  const captions = view.seen.operations.filter((one) => one.type === "caption");
  if (captions.length === 0) return "There is no caption yet. Say **add a caption saying “Hello” at 0:10**.";
  const list = captions.map((one) => `“${one.text}” from ${clock(one.startMs)}`).join(", ");
  return `There ${captions.length === 1 ? "is one caption" : `are ${captions.length} captions`}: ${list}. Say **remove the caption** to take it out.`;
}

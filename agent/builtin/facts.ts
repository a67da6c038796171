import type { ThreadContext } from "../context.ts";
import { isView, openView } from "../resolve/view.ts";
import { clock } from "../words.ts";
import { shownAtMoment } from "./questions/stretch.ts";
import type { Reading } from "./words/reading.ts";

/** What is told of how it was recorded, and of a moment; questions about the state are answered before (questions/answers.ts). */
export function factAnswer(reading: Reading, context: ThreadContext): string | null {
  const words = reading.clause.tokens.map((token) => (token.kind === "word" ? token.word : "")).join(" ");
  const { run } = context;
  if (!run) return null;
  const at = reading.times.find((item) => item.kind === "point");
  if (at?.kind === "point" && /\b(shown|show|shows|happens|happening|see|seen|screen|there)\b/.test(words))
    return shownAt(context, at.atMs);
  // "what did you change" is about the edits.
  const asksChange = /\bwh?at\b.*\b(chang|new\b|different|about|do(es)? (it|this|that|the pr))/.test(words);
  if (asksChange && !/\b(you|aura|version|edits?|du)\b/.test(words) && run.summary)
    return `${run.title ? `**${run.title.replaceAll("*", "")}**: ` : ""}${run.summary}`;
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

function shownAt(context: ThreadContext, atMs: number): string | null {
  const view = openView(context);
  return isView(view) ? shownAtMoment(view, atMs) : null;
}

function captionAnswer(context: ThreadContext): string | null {
  const view = openView(context);
  if (!isView(view)) return null;
  const captions = view.seen.operations.filter((one) => one.type === "caption");
  if (captions.length === 0) return "There is no caption yet. Say **add a caption saying “Hello” at 0:10**.";
  const list = captions.map((one) => `“${one.text}” from ${clock(one.startMs)}`).join(", ");
  return `There ${captions.length === 1 ? "is one caption" : `are ${captions.length} captions`}: ${list}. Say **remove the caption** to take it out.`;
}

import type { Span } from "../../../convex/model/recording.ts";
import { outputToTake } from "../../../convex/model/timeMap.ts";
import type { ContextShot, ThreadContext } from "../../context.ts";
import { shortLabel } from "../../resolve/question.ts";
import { type EditView, lengthOf, takeSpanToSeen } from "../../resolve/view.ts";
import { capital, clock, listed, seconds } from "../../words.ts";
import { clauseOf } from "../words/clause.ts";
import { read } from "../words/read.ts";
import { Reading } from "../words/reading.ts";
import { editsAnswer } from "./edits.ts";
import { shotsNamed } from "./moments.ts";
import { momentsIn } from "./when.ts";

/** Questions about a moment or a stretch of the video: what is seen then, what comes next, and what is done in it. */

const nameOf = (shot: ContextShot): string => `**${shortLabel(shot.label)}**`;
type Placed = { shot: ContextShot; seen: Span };
const placed = (view: EditView): Placed[] =>
  view.context.shots.flatMap((shot) => {
    const seen = takeSpanToSeen(view, shot);
    return seen ? [{ shot, seen }] : [];
  });
const told = ({ shot, seen }: Placed): string => `${nameOf(shot)} at ${clock(seen.startMs)}`;

/** What is seen at a moment, or between two; null where none is named. */
export function momentAnswer(view: EditView, words: string): string | null {
  const [fromMs, toMs] = momentsIn(words);
  if (fromMs === undefined) return null;
  const lengthMs = lengthOf(view.seen.map);
  if (toMs !== undefined && toMs > fromMs && fromMs <= lengthMs) {
    const within = placed(view).filter(({ seen }) => seen.startMs < toMs && seen.endMs > fromMs);
    return within.length === 0 ? null : `From ${clock(fromMs)} to ${clock(toMs)}: ${listed(within.map(told), "and")}.`;
  }
  return shownAtMoment(view, fromMs);
}

/** "At 0:30 you see **Coupon code** on /cart." */
export function shownAtMoment(view: EditView, atMs: number): string | null {
  const lengthMs = lengthOf(view.seen.map);
  if (atMs > lengthMs) return `The video ends at ${clock(lengthMs)}, so nothing is shown at ${clock(atMs)}.`;
  const takeMs = outputToTake(view.seen.map, Math.min(atMs, lengthMs - 1));
  const shot = view.context.shots.findLast(({ startMs }) => startMs <= takeMs);
  if (!shot) return null;
  const changed = shot.changed ? ", which the pull request changed" : "";
  return `At ${clock(atMs)} you see ${nameOf(shot)} on ${shot.route}${changed}. Say **zoom at ${clock(atMs)}** to get closer.`;
}

/** How fast it plays at a moment; null where none is named. */
export function paceAnswer(view: EditView, words: string): string | null {
  const [atMs] = momentsIn(words);
  if (atMs === undefined || atMs > lengthOf(view.seen.map)) return null;
  let endMs = 0;
  for (const piece of view.seen.map) {
    endMs += (piece.endMs - piece.startMs) / piece.rate;
    if (atMs < endMs || piece === view.seen.map.at(-1)) {
      const rate = Number(piece.rate.toFixed(2));
      return `At ${clock(atMs)} it plays at ${rate === 1 ? "the speed at which it was recorded" : `${rate}×`}.`;
    }
  }
  return null;
}

/** "what comes after the login?": what is seen next to something that is named; null where nothing is. */
export function nextToAnswer(view: EditView, target: string, side: "after" | "before"): string | null {
  const named = spanNamed(view, target);
  if (!named) return null;
  const all = placed(view);
  const next =
    side === "after"
      ? all.find(({ seen }) => seen.startMs >= named.span.endMs - 1)
      : all.findLast(({ seen }) => seen.endMs <= named.span.startMs + 1);
  if (!next)
    return side === "after"
      ? `${named.name} is the last thing: the video ends there.`
      : `It begins with ${named.name}.`;
  return `${capital(side)} ${named.name} comes ${told(next)}.`;
}

function spanNamed(view: EditView, target: string): { name: string; span: Span } | null {
  if (target === "") return null;
  const shots = shotsNamed(view.context, target);
  const spans = placed(view).filter(({ shot }) =>
    shots.some(({ id, label }) => label === shot.label && (id ?? shot.id) === shot.id),
  );
  const last = spans.at(-1);
  if (last) return { name: nameOf(last.shot), span: last.seen };
  const span = new Reading(clauseOf(read(target, view.context)), view.context, target).named(target);
  return span ? { name: "that part", span } : null;
}

/** What of the recording is left. */
export function leftAnswer(view: EditView): string {
  const { seen, take, context } = view;
  const playedMs = seen.map.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const isAll = take.durationMs - playedMs < 50;
  const much = isAll
    ? `All ${seconds(take.durationMs)} of it`
    : `${seconds(playedMs)} of the ${seconds(take.durationMs)} that were recorded`;
  const edits = seen.operations.length === 0 ? "It is as it was recorded." : editsAnswer(view, context);
  return `${much}. ${edits}`;
}

/** What the last edit did. */
export function lastEditAnswer({ versions, currentVersion }: ThreadContext): string | null {
  const current = versions.find(({ version }) => version === currentVersion) ?? versions.at(-1);
  if (!current) return null;
  if (versions.length < 2) return "Nothing yet: this is the video as it was recorded.";
  return `${capital(current.summary ?? "an edit")}${/[.!?]$/.test(current.summary ?? "") ? "" : "."} That is version ${current.version}. Say **undo** to take it back.`;
}

/** To "can I still undo that?": whether there is something to take back. */
export function undoAnswer({ versions, currentVersion }: ThreadContext): string {
  if (versions.length < 2) return "There is nothing to take back: this is the video as it was recorded.";
  const current = versions.find(({ version }) => version === currentVersion);
  const how = /^back to\b/i.test(current?.summary ?? "")
    ? "say **redo** for what was taken back last"
    : "say **undo** for the last edit, or **back to version 1**";
  return `Yes: ${how}; nothing is ever lost.`;
}

/** "what does the error say": the words by which it is known. */
export function saysAnswer(view: EditView, target: string): string | null {
  const [shot] = shotsNamed(view.context, target);
  return shot ? `It is known to me as “${shot.label}”.` : null;
}

/** What takes longest, as something that could be cut or quickened. */
export function longestAnswer(view: EditView): string | null {
  const lasting = ({ seen }: Placed): number => seen.endMs - seen.startMs;
  const longest = placed(view).toSorted((a, b) => lasting(b) - lasting(a))[0];
  if (!longest) return null;
  return `The longest is ${told(longest)}, ${seconds(lasting(longest))}. Say **make it shorter**, or name a part to cut or speed up.`;
}

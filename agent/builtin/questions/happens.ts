import { outputToTake, takeToOutput } from "../../../convex/model/timeMap.ts";
import { type ContextShot, momentOf } from "../../context.ts";
import type { Seen } from "../../resolve/groups.ts";
import { shortLabel } from "../../resolve/question.ts";
import { scrollsOf } from "../../resolve/scrolls.ts";
import { thingsOf } from "../../resolve/things.ts";
import { type EditView, lengthOf, takeSpanToSeen } from "../../resolve/view.ts";
import { capital, clock, listed, seconds } from "../../words.ts";
import { editsInWords } from "./edits.ts";
import { allNamed, membersOf } from "./moments.ts";

/** What happens in the video: at a moment, to a figure, to the page. */

const done: Record<NonNullable<ContextShot["action"]>, string> = {
  ...{ navigate: "is opened", click: "is clicked", type: "is typed in", select: "is picked", toggle: "is picked" },
  ...{ submit: "is sent", hover: "is pointed at", scroll: "is scrolled to" },
};
const MOST_NEWS = 2;
/** What comes with a deed comes so soon after it. */
const SOON_MS = 1500;

/** "At 0:05: **Apply coupon** is clicked (0:04); **We do not know WELCOME** comes up." */
export function happensAt(view: EditView, atMs: number): string | null {
  const lengthMs = lengthOf(view.seen.map);
  if (atMs > lengthMs) return `The video ends at ${clock(lengthMs)}, so nothing happens at ${clock(atMs)}.`;
  const takeMs = outputToTake(view.seen.map, Math.min(atMs, lengthMs - 1));
  const shot = view.context.shots.findLast(({ startMs }) => startMs <= takeMs);
  if (!shot?.action) return null;
  const at = takeToOutput(view.seen.map, { startMs: momentOf(shot), endMs: shot.endMs })[0]?.startMs;
  const when = at === undefined || clock(at) === clock(atMs) ? "" : ` (${clock(at)})`;
  const news = newsOf(view, shot);
  return `At ${clock(atMs)}: **${shortLabel(shot.label)}** ${done[shot.action]}${when}${news === "" ? "" : `; ${news}`}.`;
}

/** What comes up or reads otherwise once a step has used its thing. */
function newsOf({ context }: EditView, shot: ContextShot): string {
  const { all } = thingsOf(context);
  const from = momentOf(shot);
  const isNow = (ms: number): boolean => ms > from && ms <= Math.min(shot.endMs, from + SOON_MS);
  const changed = all.flatMap((one) => changesIn(one).filter(({ atMs }) => isNow(atMs)));
  const come = all.filter(({ startMs, role }) => isNow(startMs) && role !== "button" && role !== "link");
  const first = come.toSorted((a, b) => Number(b.changed ?? false) - Number(a.changed ?? false)).slice(0, MOST_NEWS);
  const names = first.map(({ label }) => `**${shortLabel(label)}**`);
  const told = changed.slice(0, MOST_NEWS).map(({ name, after }) => `**${name}** becomes ${after}`);
  return [names.length > 0 ? `${listed(names, "and")} ${names.length === 1 ? "comes" : "come"} up` : "", ...told]
    .filter(Boolean)
    .join(", ");
}

type Change = { name: string; before: string; after: string; atMs: number };
/** Where the words of a thing are others than before. */
const changesIn = ({ words = [], group, label }: Seen): Change[] =>
  words.slice(1).map(({ atMs, text }, at) => ({
    ...{ name: shortLabel(group ?? label), before: words[at]?.text ?? "", after: text, atMs },
  }));

/** "does the total change anywhere?"; null where nothing that is named is on screen. */
export function changesAnswer(view: EditView, words: string): string | null {
  const named = allNamed(view.context, words, changeWords).flatMap(membersOf);
  if (named.length === 0) return null;
  const { all } = thingsOf(view.context);
  const ids = new Set(named.map(({ elementId, id }) => elementId ?? id));
  const things = all.filter((one) => ids.has(one.elementId));
  const told = things.flatMap(changesIn).flatMap(({ name, before, after, atMs }) => {
    const [at] = takeToOutput(view.seen.map, { startMs: atMs, endMs: atMs + 1 });
    return at ? [`**${name}** goes from ${before} to ${after} at ${clock(at.startMs)}`] : [];
  });
  if (told.length > 0)
    return `${/^(?:is|are|does|do|did)\b/.test(words) ? "Yes: " : ""}${capital(listed(told, "and"))}.`;
  const same = [...new Set(named.map(({ label }) => `**${shortLabel(label)}**`))].slice(0, MOST_SAME);
  return `No: ${listed(same, "and")} ${same.length === 1 ? "reads" : "read"} the same all along.`;
}
const MOST_SAME = 4;
const changeWords =
  /\b(?:change[sd]?|changing|differs?|different|update[sd]?|place|point|moment|somewhere|anywhere|ever|goes|go|up|down|some|where)\b/;

/** "when do they scroll?" */
export function scrollAnswer(view: EditView): string {
  const spans = scrollsOf(view.context).flatMap((span) => takeSpanToSeen(view, span) ?? []);
  if (spans.length === 0)
    return thingsOf(view.context).all.length === 0
      ? "I do not know when the page is scrolled: I know only what is used when."
      : "The page is not scrolled in this version.";
  const times = spans.map(({ startMs }) => clock(startMs));
  return `The page is scrolled at ${listed([...new Set(times)], "and")}.`;
}

/** "is that the whole video?" */
export function wholeAnswer(view: EditView): string {
  const { map } = view.seen;
  const playedMs = map.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const { durationMs } = view.take;
  const { cut, speed, crop } = editsInWords(view);
  const edits = listed(
    [...speed, ...crop].map(({ told }) => told),
    "and",
  );
  const but = edits === "" ? "" : `, ${edits}`;
  if (durationMs - playedMs < SHORTEST_CUT_MS) return `Yes: all ${seconds(durationMs)} of the recording${but}.`;
  const gone = listed(
    cut.map(({ told }) => told),
    "and",
  );
  return `No: ${seconds(playedMs)} of the ${seconds(durationMs)} that were recorded (${gone})${but}.`;
}
const SHORTEST_CUT_MS = 50;

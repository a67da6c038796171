import type { Box, Span } from "../../../convex/model/recording.ts";
import { takeToOutput } from "../../../convex/model/timeMap.ts";
import { type ContextShot, momentOf } from "../../context.ts";
import { around, isGroup } from "../../resolve/groups.ts";
import { shortLabel } from "../../resolve/question.ts";
import { shownBy } from "../../resolve/shown.ts";
import { partsOf } from "../../resolve/things.ts";
import { type EditView, type TimedEdit, timedEdits } from "../../resolve/view.ts";
import { listed } from "../../words.ts";
import { editsInWords, isOn, whenOf } from "./edits.ts";
import { membersOf } from "./moments.ts";
import { isLong, joined, spanInWords, staysOf, usedAt, whenSeen, without } from "./whenSeen.ts";

/** Whether something can be seen in the version seen, with its cuts, its crop and its blurs. */

/** What is asked: whether one sees it, whether it is hidden or gone, or whether the crop or a cut takes it away. */
export type AskedSight = "seen" | "hidden" | "gone" | "cutOff" | "cut";
type State = "cut" | "outside" | "blurred" | "partlyBlurred" | "partlyInside" | "open";

const affirms: Record<AskedSight, readonly State[]> = {
  seen: ["open", "partlyBlurred"],
  hidden: ["cut", "outside", "blurred"],
  gone: ["cut", "outside", "blurred"],
  cutOff: ["outside", "partlyInside", "cut"],
  cut: ["cut"],
};
/** Neither yes nor no. */
const inPart: Partial<Record<State, readonly AskedSight[]>> = {
  partlyBlurred: ["hidden", "gone"],
  partlyInside: ["seen", "hidden", "gone"],
};

/** "No: **Phone** is blurred from beginning to end."; null for no things. */
export function sightAnswer(
  view: EditView,
  shots: readonly ContextShot[],
  asked: AskedSight,
  isYesNo = true,
): string | null {
  const isApart = (shot: ContextShot): boolean =>
    asked === "hidden" || asked === "cut" || membersOf(shot).some((one) => blursOn(view, one).length > 0);
  const all = shots.flatMap((shot) => (isApart(shot) ? membersOf(shot) : [asWhole(shot)]));
  const things = [...new Map(all.map((shot) => [shot.label, shot])).values()];
  if (things.length === 0) return null;
  const told = things.map((shot) => sightOf(view, shot, asked));
  const word = (state: State): string =>
    inPart[state]?.includes(asked) ? "Only in part" : affirms[asked].includes(state) ? "Yes" : "No";
  const words = [...new Set(told.map(({ state }) => word(state)))];
  const only = words.length === 1 ? (words[0] ?? "") : "Not all";
  const said = sightsInWords(told);
  const mark = said.length === 1 && only !== "Only in part" && /\*\* (?:is|are) /.test(said[0] ?? "") ? "," : ":";
  const list = said.slice(0, MOST_SENTENCES).join("; ");
  return `${isYesNo ? `${only}${mark} ` : ""}${list}.${offerFor(view, told, asked)}`;
}
/** A part of the page is where its lasting things stand: a message that comes and goes over it is none of them. */
function asWhole(shot: ContextShot): ContextShot {
  if (!isGroup(shot)) return shot;
  const lastsMs = (shot.endMs - shot.startMs) * MOST_OF_IT;
  const lasting = shot.members.filter(({ startMs, endMs }) => endMs - startMs >= lastsMs);
  return lasting.length === 0 ? shot : { ...shot, box: around(lasting.map(({ box }) => box)) };
}
const MOST_OF_IT = 0.9;
const MOST_SENTENCES = 3;
const MOST_NAMES = 8;

/** `told` follows its name: "is blurred from beginning to end", "from 0:05 to 0:09". */
export type Sight = { name: string; state: State; told: string };

/** What is so of several is said once: "**Phone** and **City** are blurred wherever they are seen". */
function sightsInWords(all: readonly Sight[]): string[] {
  return [...Map.groupBy(all, ({ told }) => told)].map(([told, alike]) => {
    const names = alike.slice(0, MOST_NAMES).map(({ name }) => `**${name}**`);
    if (names.length === 1) return `${names[0]} ${told}`;
    const ofMany = told
      .replace(/^is /, "are ")
      .replace(/^lies /, "lie ")
      .replace(" it is seen", " they are seen");
    return `${listed(names, "and")} ${ofMany}`;
  });
}

export function sightOf(view: EditView, named: ContextShot, asked: AskedSight): Sight {
  const name = shortLabel(named.title ?? named.label);
  // A name with one value is seen as that value is.
  const [value, ...others] = isGroup(named) ? named.members : [];
  const shot = value && others.length === 0 ? value : named;
  const is = (state: State, told: string): Sight => ({ name, state, told });
  const stays = staysOf(view, shot);
  if (stays.length === 0) return is("cut", "is cut out of this version");
  const when = whenSeen(view, shot);
  if (asked === "cut" || (asked === "gone" && blursOn(view, shot).length === 0))
    return is("open", `is still there, ${when}`);
  const isCropped = view.seen.operations.some(({ type }) => type === "crop");
  const { share, isMoving, spans } = framed(view, shot);
  const shape = editsInWords(view).crop[0]?.name ?? "";
  if (share < 0.02) return is("outside", `lies outside the picture, which is cropped to ${shape}`);
  const blurs = blursOn(view, shot);
  const open = blurs.reduce((left, one) => left.flatMap((span) => without(span, one)), stays).filter(isLong);
  const [blur] = blurs;
  if (blur && open.length === 0) {
    const covered = stays.length === 1 || blurs.length > 1 ? "wherever it is seen" : whenOf(view, blur);
    return is("blurred", `is blurred ${blurs.length === 1 ? whenOf(view, blur) : covered}`);
  }
  if (blur) {
    const [covered, bare] = [blurs, open].map((some) => listed(some.map(spanInWords), "and"));
    return is(
      "partlyBlurred",
      asked === "seen" ? `is to be seen ${bare}, blurred only ${covered}` : `is blurred ${covered}, and not ${bare}`,
    );
  }
  const ofPart = partsOf(view.context, shot)
    .map((part) => sightOf(view, part, asked))
    .find(({ state }) => state === "blurred");
  if (ofPart) return ofPart;
  if (share < 0.98)
    return is("partlyInside", `is ${Math.round(share * 100)} % in the picture, which is cropped to ${shape}`);
  if (asked === "hidden") return is("open", "is not blurred");
  if (isMoving) return is("open", `is whole in the picture ${listed(spans.slice(0, 4).map(spanInWords), "and")}`);
  return is("open", isCropped ? `is whole in the picture, ${when}` : when);
}

/** Whether a page is there that is named by its address ("the login"): all of its steps, some or none; null for no page. */
export function pageAnswer(view: EditView, target: string, asked: AskedSight): string | null {
  const shots = view.context.shots.filter(({ route }) => target !== "" && route.split("/").includes(target));
  const [first] = shots;
  if (!first || asked === "cutOff") return null;
  const left = shots.filter((shot) => takeToOutput(view.seen.map, shot).length > 0);
  const name = `**${first.route}**`;
  const [yes, no] = asked === "seen" ? ["No", "Yes"] : ["Yes", "No"];
  if (left.length === 0) return `${yes}: all of ${name} is cut out of this version.`;
  const list = listed(
    left.slice(0, MOST_SENTENCES).map((shot) => `**${shortLabel(shot.label)}** at ${usedAt(view, shot)[0]}`),
    "and",
  );
  return left.length < shots.length
    ? `Only in part: of ${name} there is still ${list}.`
    : `${no}: ${name} is there, with ${list}.`;
}

/** What would hide it, or bring it back into the picture. */
function offerFor(view: EditView, told: readonly Sight[], asked: AskedSight): string {
  const one = told.find(({ state }) => state !== "blurred" && state !== "cut");
  if (!one) return "";
  if (["partlyInside", "outside"].includes(one.state))
    return asked === "hidden" ? "" : ` Say **crop to ${one.name}**, or **remove the crop**.`;
  if (asked === "gone") return ` Say **blur ${one.name}**, or give me times to cut.`;
  if (asked !== "hidden" && one.state !== "partlyBlurred") return "";
  const others = [...new Set(editsInWords(view).blur.map(({ name }) => name))];
  return one.state === "open" && others.length > 0
    ? ` Blurred: ${listed(others, "and")}.`
    : ` Say **blur ${one.name}**${one.state === "partlyBlurred" ? " for all of it" : ""}.`;
}

const blursOn = (view: EditView, shot: ContextShot): TimedEdit[] =>
  timedEdits(view).filter((one) => one.type === "redact" && isOn(one, shot));

/** How much of a thing the picture shows at best, and, where a crop moves, when it does: of what steps use while they do. */
export function framed(view: EditView, shot: ContextShot): { share: number; isMoving: boolean; spans: Span[] } {
  const { box } = shot;
  const shown = shownBy(view, view.seen.operations);
  if (!box) return { share: 1, isMoving: false, spans: [] };
  const uses = view.context.shots.filter((one) => one.label === shot.label && one.action !== undefined);
  const isNear = ({ startMs, endMs }: Span): boolean =>
    uses.length === 0
      ? startMs < shot.endMs && endMs > shot.startMs
      : uses.some((use) => momentOf(use) >= startMs && momentOf(use) < endMs);
  const near = shown.filter(isNear);
  const rests = (near.length > 0 ? near : shown).map((rest) => ({ ...rest, share: shareInside(box, rest.box) }));
  const share = Math.max(...rests.map((rest) => rest.share));
  const spans = rests.filter((rest) => rest.share === share).flatMap((rest) => takeToOutput(view.seen.map, rest));
  return { share, isMoving: shown.length > 1, spans: joined(spans) };
}

/** How much of a box lies within another. */
function shareInside(box: Box, around: Box): number {
  const overlap = (from: number, size: number, within: number, most: number): number =>
    Math.max(0, Math.min(from + size, within + most) - Math.max(from, within));
  const area = overlap(box.x, box.width, around.x, around.width) * overlap(box.y, box.height, around.y, around.height);
  return box.width * box.height === 0 ? 1 : area / (box.width * box.height);
}

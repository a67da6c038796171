import { labelOf as partNameOf } from "../compare/differences.ts";
import type { DiffAnalysis } from "../diff/types.ts";
import { type Cluster, clustersOf, isNear } from "./clusters.ts";
import { isHarmful } from "./harm.ts";
import { isControl, liveKind } from "./kinds.ts";
import { freshElements, isInside } from "./live.ts";
import type { Match } from "./match.ts";
import type { Scouting } from "./scouting.ts";
import { matchesOn } from "./sight.ts";
import { pathOf, stepOn } from "./steps.ts";
import { changeOf, isOnlyBehaviour, type Thing } from "./things.ts";
import type { PageElement, PageSnapshot, PlanStep } from "./types.ts";

/** A page in some state: what was opened, what was done since, where that led, and what stands there. */
export type Scene = { startRoute: string; path: PlanStep[]; route: string; snapshot: PageSnapshot };

/** A text that came on screen, and the steps that brought it. */
export type Result = { text: string; steps: readonly PlanStep[] };

/** What was done on a scene. `shown` are the things that the steps bring on screen, `shownBy` the step that does. */
export type Performance = { steps: PlanStep[]; shown: Set<Thing>; shownBy: Map<Thing, PlanStep>; results: Result[] };

/** A performance under way; `snapshot` and `route` are as the steps so far leave the page. */
export type Playing = Scene &
  Performance & {
    analysis: DiffAnalysis;
    scouting: Scouting;
    things: readonly Thing[];
    /** What was shown before this scene. */
    earlier: ReadonlySet<Thing>;
    /** The last step led to another page. */
    hasLeft: boolean;
    /** What a step brought on screen, and the step: seen there, though nobody points at it. */
    cameUp: Map<Thing, PlanStep>;
  };

export const pendingMatches = ({ things, shown, snapshot, scouting }: Playing): Match[] =>
  matchesOn({ things, snapshot, scouting }).filter(({ thing }) => !shown.has(thing));

/** A control that its source made to be used; one that only looks otherwise is looked at. */
export function isUsed({ thing, live, isNew = false }: Match): boolean {
  // An entry that new data put into a list: its words are in the diff, what it does is not.
  if (thing.source.kind === "string") return isNew && isControl(liveKind(live)) && liveKind(live) !== "link";
  if (thing.source.kind === "screen")
    return thing.source.difference.kind === "added" && isControl(liveKind(live)) && liveKind(live) !== "link";
  if (thing.source.kind !== "element" || !(isControl(liveKind(live)) || isWrapper(thing, live))) return false;
  const { change, aspects } = thing.source.element;
  return change === "added" || aspects.some((aspect) => /^(behaviour|label|text|attribute)$/.test(aspect));
}

/** A control that may do harm is pointed at, never pressed, and only when it is the change itself. */
export const isToBePointedAt = ({ thing, live }: Match): boolean =>
  !isControl(liveKind(live)) || !isHarmful(live) || (changeOf(thing) !== null && !isOnlyBehaviour(thing));

/** A label that is drawn in place of its radio or box. */
const isWrapper = (thing: Thing, live: PageElement): boolean => live.tag === "label" && thing.kind === "choice";

/**
 * Does the steps, looks at what came of them, and gives the changed things that came into sight, nearest to the last step
 * first. With `keepIfRevealing`, steps that reveal nothing are forgotten; with `goesOn`, switches beside wait for their turn.
 */
export async function follow(
  playing: Playing,
  steps: readonly PlanStep[],
  { keepIfRevealing = false, goesOn = false }: { keepIfRevealing?: boolean; goesOn?: boolean } = {},
): Promise<Cluster[]> {
  const before = playing.snapshot;
  const after = await playing.scouting.look(playing.startRoute, [...playing.path, ...playing.steps, ...steps]);
  const fresh = freshElements(before.elements, after?.elements ?? []);
  const revealed = (after === null ? [] : matchesOn({ ...playing, snapshot: after })).flatMap((match) => {
    const all = match.all.filter((live) => fresh.has(live));
    return all[0] && !playing.earlier.has(match.thing) ? [{ ...match, live: all[0], all }] : [];
  });
  if (keepIfRevealing && revealed.length === 0) return [];
  playing.steps.push(...steps);
  const last = steps.at(-1);
  for (const { thing } of revealed) if (last && !playing.cameUp.has(thing)) playing.cameUp.set(thing, last);
  settleNeighbours(playing, goesOn ? isSwitch : undefined);
  if (after === null) return [];
  const acted = before.elements.find(({ selector }) => selector === steps.at(-1)?.target?.selector);
  playing.snapshot = after;
  playing.route = pathOf(after.url);
  playing.hasLeft = pathOf(after.url) !== pathOf(before.url);
  note(playing, steps, fresh, revealed);
  return revealedClusters(playing, revealed, acted);
}

function revealedClusters(playing: Playing, revealed: readonly Match[], acted: PageElement | undefined): Cluster[] {
  // A message that comes and goes is seen as it comes; pointing at it later may find it gone.
  const passing = revealed.filter(
    ({ thing, live }) => thing.source.kind === "string" || /toast|snack|notif/i.test(live.classes.join(" ")),
  );
  const lasting = revealed.filter((match) => !passing.includes(match) && isToBePointedAt(match));
  const toUse = lasting.filter(isUsed);
  for (const { thing } of passing) if (lasting.length > 0) playing.shown.add(thing);
  // More to do has come up: what it leads to is shown once that is done.
  if (toUse.length > 0) return [];
  const clusters = clustersOf(lasting.length > 0 ? lasting : passing);
  const distance = ({ live }: Cluster): number =>
    acted ? Math.abs(live.box.y + live.box.height / 2 - acted.box.y) : live.box.y;
  return clusters.sort((a, b) => Number(isSpoken(b.live)) - Number(isSpoken(a.live)) || distance(a) - distance(b));
}

const isSpoken = ({ role }: PageElement): boolean => role === "alert" || role === "status";

/** What a viewer reads after a step and did not before: a result for the summary. */
function note(
  playing: Playing,
  steps: readonly PlanStep[],
  fresh: ReadonlySet<PageElement>,
  revealed: readonly Match[],
): void {
  const told = [...revealed.filter((match) => !isUsed(match)).map(({ live }) => live), ...[...fresh].filter(isSpoken)]
    .map(({ text }) => text.replace(/\s+([,.;:!?])/g, "$1").trim())
    .filter((text) => text.length >= 4 && text.length <= 70);
  const worth = (text: string): number =>
    Math.min(4, text.match(/\p{L}{2,}/gu)?.length ?? 0) + (/\d/.test(text) ? 1 : 0) - text.length / 100;
  const best = told.sort((a, b) => worth(b) - worth(a))[0];
  if (best) playing.results.push({ text: best, steps });
}

/** Points at clusters. */
export function show(playing: Playing, clusters: readonly Cluster[], most: number): void {
  for (const { live, things } of clusters.slice(0, most)) {
    const fresh = things.filter((thing) => !playing.shown.has(thing));
    for (const thing of things) playing.shown.add(thing);
    const named = things.find((thing) => thing.name !== null) ?? null;
    const label = things.every((thing) => changeOf(thing) === "removed")
      ? `“${(named?.name ?? "It").slice(0, 40)}” is gone`
      : labelFor(live, named?.name ?? null, playing.snapshot.elements);
    // Another text in the same place is another thing.
    if (
      playing.steps.some(
        (step) => step.target?.selector === live.selector && step.action === "hover" && step.label === label,
      )
    )
      continue;
    const file = things.find((thing) => thing.file !== "")?.file;
    const reason = file ? `shows what ${file} changed` : "looks different from before";
    const step: PlanStep = {
      ...stepOn(playing.route, "hover", live, { changed: true, reason, label }),
      ...(file ? { file } : {}),
    };
    playing.steps.push(step);
    for (const thing of fresh) playing.shownBy.set(thing, step);
  }
}

/** Its own words; of what holds a heading, that. */
function labelFor(live: PageElement, name: string | null, elements: readonly PageElement[]): string {
  const own = (live.name || live.text).replace(/\s+([,.;:!?])/g, "$1");
  const heading = elements.find((one) => one.role === "heading" && isInside(one, live))?.name;
  if (own !== "" && own.length <= 48 && !heading) return own;
  return name ?? heading ?? (own.slice(0, 47) || partNameOf(live, elements));
}

/** A new box to tick or list to choose from: seen beside a button it says nothing yet. Of radio buttons one is enough. */
const isSwitch = (match: Match): boolean =>
  isUsed(match) &&
  changeOf(match.thing) === "added" &&
  match.live.role !== "radio" &&
  /^(choice|select)$/.test(liveKind(match.live));

/** Everything changed inside or right beside what was used has been on screen with it, but for what `isSpared`. */
export function settleNeighbours(playing: Playing, isSpared: (match: Match) => boolean = () => false): void {
  const used = playing.steps.flatMap(({ changed, target }) =>
    changed ? playing.snapshot.elements.filter(({ selector }) => selector === target?.selector) : [],
  );
  for (const match of pendingMatches(playing)) {
    if (isSpared(match)) continue;
    const { thing, all } = match;
    const isSeen = used.some((one) =>
      all.some((live) => isNear(live, one) || isInside(live, one) || isInside(one, live)),
    );
    if (isSeen) playing.shown.add(thing);
  }
}

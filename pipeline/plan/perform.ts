import type { DiffAnalysis } from "../diff/types.ts";
import { clustersOf } from "./clusters.ts";
import { enabling } from "./enable.ts";
import { isControl, liveKind } from "./kinds.ts";
import { isInside } from "./live.ts";
import type { Match } from "./match.ts";
import { isAct, nextMove } from "./moves.ts";
import {
  follow,
  type Performance,
  type Playing,
  pendingMatches,
  type Scene,
  settleNeighbours,
  show,
} from "./playing.ts";
import type { Scouting } from "./scouting.ts";
import { hoversFor, isChangedOn, matchesOn } from "./sight.ts";
import { actionFor, stepOn } from "./steps.ts";
import type { Thing } from "./things.ts";
import type { PageElement, PageSnapshot, PlanStep } from "./types.ts";
import { canRefuse, type Field, invalidValue, isSearch, validValue } from "./values.ts";

const mostMoves = 12;

/** Uses each changed control as a person would, shows what comes of it, and points at what is only to be seen. */
export async function perform(
  scene: Scene,
  things: readonly Thing[],
  analysis: DiffAnalysis,
  scouting: Scouting,
  /** What the demo has shown already. */
  known: ReadonlySet<Thing> = new Set(),
): Promise<Performance & Pick<Scene, "snapshot">> {
  const playing: Playing = {
    ...scene,
    analysis,
    scouting,
    things,
    steps: [],
    shown: new Set(known),
    earlier: known,
    shownBy: new Map(),
    results: [],
    hasLeft: false,
    cameUp: new Map(),
  };
  for (let made = 0; made < mostMoves; made++) {
    const move = nextMove(playing);
    if (move === null) break;
    const begun = playing.steps.length;
    if (move.kind === "show") show(playing, [move.cluster], 1);
    else if (move.kind === "form") await fillIn(playing, move.fields, move.button);
    else await use(playing, move.match);
    attribute(playing, begun);
  }
  if (!playing.steps.some(isAct)) await wake(playing);
  if (playing.steps.length === 0) await reveal(playing);
  if (playing.steps.length > 0 && !playing.steps.some(isAct)) lookAround(playing);
  settleNeighbours(playing);
  attribute(playing, playing.steps.length - 1);
  for (const [thing, step] of playing.cameUp) {
    playing.shown.add(thing);
    if (!playing.shownBy.has(thing)) playing.shownBy.set(thing, step);
  }
  return { ...playing, shown: new Set([...playing.shown].filter((thing) => !known.has(thing))) };
}

/** A changed button that is disabled at first is pressed once something beside it has woken it. */
async function wake(playing: Playing): Promise<void> {
  const found = await enabling(playing);
  if (!found) return;
  const begun = playing.steps.length;
  show(playing, await follow(playing, [found.step]), 1);
  await use(playing, found.match);
  attribute(playing, begun);
}

/** What a move brought on screen without pointing at it is seen from the move's first step on. */
function attribute({ steps, shown, shownBy, earlier }: Playing, begun: number): void {
  const step = steps[begun] ?? steps.at(-1);
  for (const thing of shown) {
    if (step && !earlier.has(thing) && !shownBy.has(thing)) shownBy.set(thing, step);
  }
}

/** What the diff changed stands there and looks as before: it may show when it is pointed at. */
async function reveal(playing: Playing): Promise<void> {
  for (const step of hoversFor(playing)) {
    const clusters = await follow(playing, [step], { keepIfRevealing: true });
    if (playing.steps.length === 0) continue;
    for (const { things } of clusters) for (const thing of things) playing.shown.add(thing);
    return;
  }
}

type Filled = { field: Field; thing: Thing; valid: string };

const wrongly = "shows what happens with a wrong value";

/** With a wrong value first, where the diff's code refuses some and that shows. */
async function fillIn(playing: Playing, fields: readonly Match[], button: PageElement | null): Promise<void> {
  const words = listedWords(playing.snapshot);
  const filled = fields.map(({ live, thing }): Filled => {
    const field: Field = { live, element: thing.source.kind === "element" ? thing.source.element : null };
    return { field, thing, valid: validValue(field, playing.analysis, words) };
  });
  for (const { thing } of filled) playing.shown.add(thing);
  markShown(playing, button);
  const type = ({ field, thing }: Filled, value: string, reason: string): PlanStep =>
    stepOn(playing.route, "type", field.live, {
      changed: true,
      reason,
      value,
      label: field.live.name || thing.name || "Field",
    });
  const isChanged = button !== null && matchesOn(playing).some(({ live }) => live === button);
  const send = (reason: string): PlanStep[] =>
    button === null ? [] : [stepOn(playing.route, "click", button, { changed: isChanged, reason })];

  const only = filled.length === 1 ? filled[0] : undefined;
  const wrong =
    only && button && canRefuse(playing.analysis) ? invalidValue(only.field, only.valid, playing.analysis) : null;
  if (only && wrong !== null) {
    const attempt = [type(only, wrong, wrongly), ...send("shows the error")];
    show(playing, await follow(playing, attempt, { keepIfRevealing: true }), 1);
  }
  await leaveWrong(playing, filled[0], type);
  const isAlone =
    only !== undefined && playing.snapshot.elements.filter((live) => liveKind(live) === "field").length === 1;
  const byEnter =
    !playing.scouting.isForeign &&
    button === null &&
    isAlone &&
    !isSearch(only.field) &&
    only.field.live.tag === "input";
  const last = byEnter
    ? [stepOn(playing.route, "submit", only.field.live, { changed: true, reason: "sends it" })]
    : send("confirms it");
  const typing = filled.map((one) => type(one, one.valid, "uses the changed field"));
  show(playing, await follow(playing, [...typing, ...last]), 2);
}

/** Many forms say what is wrong with a field only once it is left; where nothing said so yet, the first field is left so. */
async function leaveWrong(
  playing: Playing,
  first: Filled | undefined,
  type: (filled: Filled, value: string, reason: string) => PlanStep,
): Promise<void> {
  if (!first || !canRefuse(playing.analysis) || playing.steps.some(({ reason }) => reason === wrongly)) return;
  const isComplaint = (thing: Thing): boolean =>
    thing.file === first.thing.file && !isControl(thing.kind) && !playing.shown.has(thing);
  if (!playing.things.some(isComplaint)) return;
  const value = invalidValue(first.field, first.valid, playing.analysis) ?? "";
  const leaving: PlanStep = { ...type(first, value, wrongly), leaves: true };
  show(playing, await follow(playing, [leaving], { keepIfRevealing: true }), 1);
}

async function use(playing: Playing, { live, thing, all }: Match): Promise<void> {
  playing.shown.add(thing);
  // The first of several choices is often the chosen one already.
  const unchosen = all.find((one) => one.checked === false && !one.disabled && one.tag === live.tag);
  const chosen = unchosen ?? (live.tag === "label" ? (all[1] ?? live) : live);
  markShown(playing, chosen);
  const action = thing.kind === "choice" && chosen.tag === "label" ? "toggle" : actionFor(chosen);
  const value = action === "select" ? optionOf(chosen, playing.analysis) : undefined;
  const label = chosen.name || chosen.text.slice(0, 40) || thing.name || "control";
  const reason = thing.file ? `uses what ${thing.file} changed` : "uses what is new here";
  const step = stepOn(playing.route, action, chosen, {
    changed: true,
    reason,
    label,
    ...(value === undefined ? {} : { value }),
  });
  show(playing, await follow(playing, [step], { goesOn: true }), 2);
}

/** An option that the diff names; else one that is not chosen yet. */
function optionOf({ options = [], chosen }: PageElement, { strings, elements }: DiffAnalysis): string {
  const named = new Set([
    ...strings.map(({ value }) => value),
    ...elements.flatMap(({ tag, texts }) => (tag === "option" ? texts : [])),
  ]);
  const others = options.filter((option) => option !== chosen && option !== "");
  return others.find((option) => named.has(option)) ?? others[0] ?? "";
}

/** A button takes with it what stands in it, and all that is the same thing in the source. */
function markShown(playing: Playing, live: PageElement | null): void {
  if (live === null) return;
  for (const match of pendingMatches(playing)) {
    if (match.live === live || match.all.some((one) => isInside(one, live))) playing.shown.add(match.thing);
  }
}

/** Where the change is a look, two more of its kind are worth a glance: one that holds something else, and its neighbour. */
function lookAround(playing: Playing): void {
  const { elements } = playing.snapshot;
  const [first] = playing.steps;
  const pointed = elements.find(({ selector }) => selector === first?.target?.selector);
  if (!pointed || pointed.classes.length === 0) return;
  const comparison = playing.scouting.comparisonOf(playing.snapshot);
  const alike = elements.filter(
    (live) =>
      live.tag === pointed.tag &&
      live.classes.join() === pointed.classes.join() &&
      live !== pointed &&
      (!comparison || isChangedOn(live, playing.snapshot, comparison)),
  );
  const inside = (live: PageElement): string =>
    elements.flatMap((one) => (isInside(one, live) ? one.classes.join() : [])).join(" ");
  const other = alike.find((live) => inside(live) !== inside(pointed)) ?? alike[0];
  const distance = ({ box }: PageElement): number =>
    other ? Math.abs(box.x - other.box.x) + Math.abs(box.y - other.box.y) * 3 : 0;
  const neighbour = alike.filter((live) => live !== other).sort((a, b) => distance(a) - distance(b))[0];
  const things = clustersOf(matchesOn(playing)).flatMap((cluster) => cluster.things);
  for (const live of [other, neighbour]) {
    if (live && playing.steps.length < 4) show(playing, [{ live, things: things.slice(0, 1), weight: 1 }], 1);
  }
  const topOf = ({ target }: PlanStep): number =>
    elements.find(({ selector }) => selector === target?.selector)?.box.y ?? 0;
  playing.steps.sort((a, b) => topOf(a) - topOf(b));
}

/** Names of what a page lists, for search fields. */
const listedWords = ({ headings, elements }: PageSnapshot): string[] => {
  const small = headings.filter(({ level }) => level >= 3).map(({ text }) => text);
  const listed = elements.filter(({ role }) => role === "listitem" || role === "cell").map(({ text }) => text);
  return [...small, ...listed].map((text) => text.split(/\s+/)[0] ?? "").filter((word) => /^\p{L}{3,}$/u.test(word));
};

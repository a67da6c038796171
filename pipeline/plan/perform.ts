import type { DiffAnalysis } from "../diff/types.ts";
import { type Cluster, clustersOf, isNear } from "./clusters.ts";
import { isHarmful, leadsAway } from "./harm.ts";
import { isControl, liveKind, type ThingKind } from "./kinds.ts";
import { isInside, plain } from "./live.ts";
import { type Match, matchThings } from "./match.ts";
import type { Scouting } from "./scouting.ts";
import { actionFor, pathOf, stepOn } from "./steps.ts";
import type { Thing } from "./things.ts";
import type { PageElement, PageSnapshot, PlanStep } from "./types.ts";
import { canRefuse, type Field, invalidValue, isSearch, validValue } from "./values.ts";

/** A page in some state: what was opened, what was done since, where that led, and what stands there. */
export type Scene = { startRoute: string; path: PlanStep[]; route: string; snapshot: PageSnapshot };

/** What was done on a scene. `shown` are the things that the steps bring on screen. */
export type Performance = { steps: PlanStep[]; shown: Set<Thing>; results: string[] };

type Playing = Scene & {
  analysis: DiffAnalysis;
  scouting: Scouting;
  things: readonly Thing[];
  steps: PlanStep[];
  shown: Set<Thing>;
  results: string[];
};

/** Controls beyond this make a demo long, not clearer. */
const mostActs = 7;
const mostShowings = 3;

/** Uses each changed control as a person would, shows what comes of it, and points at what is only to be seen. */
export async function perform(
  scene: Scene,
  things: readonly Thing[],
  analysis: DiffAnalysis,
  scouting: Scouting,
): Promise<Performance> {
  const playing: Playing = { ...scene, analysis, scouting, things, steps: [], shown: new Set(), results: [] };
  for (let act = 0; act < mostActs; act++) {
    const next = nextMove(playing);
    if (next === null) break;
    if (next.kind === "show") show(playing, [next.cluster], 1);
    else if (next.kind === "form") await playForm(playing, next.fields, next.button);
    else await press(playing, next.match);
  }
  settleNeighbours(playing);
  return { steps: playing.steps, shown: playing.shown, results: playing.results };
}

type Move =
  | { kind: "show"; cluster: Cluster }
  | { kind: "form"; fields: Match[]; button: PageElement | null }
  | { kind: "press"; match: Match };

const pendingMatches = ({ things, shown, snapshot }: Playing): Match[] =>
  matchThings(
    things.filter((thing) => !shown.has(thing)),
    snapshot,
  );

/** In the order of the page; the fields of one form together, before its button. */
function nextMove(playing: Playing): Move | null {
  const pending = pendingMatches(playing);
  const controls = pending
    .filter(({ live }) => isControl(liveKind(live)) || isWrapper(live, pending))
    .filter(({ live }) => isWorthUsing(live, playing))
    .sort(byPlace);
  const acted = actedCount(playing);
  const clusters = clustersOf(pending.filter((match) => !controls.includes(match) && !isHarmful(match.live)));
  const lonely = clusters.filter(
    ({ live, weight }) =>
      weight >= 1.5 &&
      !controls.some((match) => isNear(live, match.live)) &&
      !playing.steps.some((step) => step.target?.selector === live.selector),
  );
  const first = controls[0];
  if (first && acted < mostActs) {
    const before = lonely.find(
      ({ live, weight }) => weight >= 5 && live.box.y + live.box.height < first.live.box.y - 300 && live.box.y < 720,
    );
    if (before && playing.steps.length < 2) return { kind: "show", cluster: before };
    return moveWith(first, controls, playing);
  }
  const cluster = lonely[0];
  const showings = playing.steps.filter(
    ({ action, changed }) => changed && (action === "hover" || action === "scroll"),
  ).length;
  return cluster && showings < mostShowings + 1 ? { kind: "show", cluster } : null;
}

const byPlace = (a: Match, b: Match): number => a.live.box.y - b.live.box.y || a.live.box.x - b.live.box.x;

const actedCount = ({ steps }: Playing): number =>
  steps.filter(({ changed, action }) => changed && action !== "hover" && action !== "scroll").length;

/** A label that is drawn in place of its radio or box. */
const isWrapper = (live: PageElement, matches: readonly Match[]): boolean =>
  live.tag === "label" &&
  matches.some(({ live: own, thing }) => own === live && thing.source.kind === "element" && thing.kind === "choice");

function isWorthUsing(live: PageElement, { snapshot, steps }: Playing): boolean {
  if (live.disabled || isHarmful(live) || leadsAway(live, snapshot.url)) return false;
  return !steps.some(
    (step) => step.target?.selector === live.selector && step.action !== "hover" && step.action !== "scroll",
  );
}

function moveWith(first: Match, controls: readonly Match[], playing: Playing): Move {
  if (kindOf(first) !== "field") return pressOrForm(first, controls, playing);
  const fields = unique(controls.filter((match) => kindOf(match) === "field" && isSameForm(match, first)));
  return { kind: "form", fields: fields.slice(0, 4), button: buttonOf(fields, controls, playing) };
}

/** A submit button above its own fields in the source order is still pressed last. */
function pressOrForm(first: Match, controls: readonly Match[], playing: Playing): Move {
  const fields = unique(
    controls.filter(
      (match) => kindOf(match) === "field" && isSameForm(match, first) && isNear(match.live, first.live, 80),
    ),
  );
  const isBesideField = fields.some(({ live }) => Math.abs(live.box.y - first.live.box.y) < 40);
  return kindOf(first) === "button" && isBesideField
    ? { kind: "form", fields, button: buttonOf(fields, controls, playing) }
    : { kind: "press", match: first };
}

const kindOf = ({ live, thing }: Match): ThingKind => (isControl(liveKind(live)) ? liveKind(live) : thing.kind);

const componentOf = ({ source }: Thing): string | null => (source.kind === "element" ? source.element.component : null);

const isSameForm = (a: Match, b: Match): boolean =>
  a.thing.file === b.thing.file && componentOf(a.thing) === componentOf(b.thing);

const unique = (matches: readonly Match[]): Match[] =>
  matches.filter(({ live }, index) => matches.findIndex((other) => other.live === live) === index);

const submitting =
  /\b(apply|add|save|send|submit|search|go|ok|update|create|sign ?up|subscribe|join|continue|next|check|calculate|convert|redeem|use|set|filter|post|publish|generate|start|done)\b/i;

/** The changed button of the fields' form; else one that stands right beside or below and says what such buttons say. */
function buttonOf(fields: readonly Match[], controls: readonly Match[], playing: Playing): PageElement | null {
  const last = fields.at(-1);
  if (!last) return null;
  const own = controls.find(
    (match) => kindOf(match) === "button" && isSameForm(match, last) && isNear(match.live, last.live),
  );
  if (own) return own.live;
  const others = playing.snapshot.elements.filter(
    (live) => live.tag !== "a" && live.role === "button" && !live.disabled && !isHarmful(live),
  );
  const near = others.filter(
    (live) => isNear(live, last.live, 90) && live.box.y >= last.live.box.y - 30 && submitting.test(live.name),
  );
  const fieldsAround = playing.snapshot.elements.filter(
    (live) => liveKind(live) === "field" && isNear(live, last.live, 200),
  ).length;
  // In a longer form, one filled field is no reason to send it.
  return fieldsAround <= fields.length ? (near[0] ?? null) : null;
}

async function playForm(playing: Playing, fields: readonly Match[], button: PageElement | null): Promise<void> {
  const words = pageWords(playing.snapshot);
  const filled = fields.map(({ live, thing }) => {
    const field: Field = { live, element: thing.source.kind === "element" ? thing.source.element : null };
    return { field, thing, valid: validValue(field, playing.analysis, words) };
  });
  for (const { thing } of filled) playing.shown.add(thing);
  markShown(playing, button);
  const type = (live: PageElement, value: string, reason: string, thing: Thing): PlanStep =>
    stepOn(playing.route, "type", live, { changed: true, reason, value, label: live.name || thing.name || "Field" });
  const isChangedButton =
    button !== null && matchThings(playing.things, playing.snapshot).some(({ live }) => live === button);
  const send = (reason: string): PlanStep[] =>
    button === null ? [] : [stepOn(playing.route, "click", button, { changed: isChangedButton, reason })];

  const only = filled.length === 1 ? filled[0] : undefined;
  const wrong =
    only && button && canRefuse(playing.analysis) ? invalidValue(only.field, only.valid, playing.analysis) : null;
  if (only && wrong !== null) {
    const attempt = [
      type(only.field.live, wrong, "shows what happens with a wrong value", only.thing),
      ...send("shows the error"),
    ];
    const revealed = await follow(playing, attempt, { keepIfRevealing: true });
    if (revealed.length > 0) show(playing, revealed, 1);
  }
  const typing = filled.map(({ field, valid, thing }) => type(field.live, valid, "uses the changed field", thing));
  const needsEnter =
    button === null && only !== undefined && !isSearch(only.field) && fieldCount(playing.snapshot) === 1;
  const last =
    needsEnter && only
      ? [stepOn(playing.route, "submit", only.field.live, { changed: true, reason: "sends it" })]
      : send("confirms it");
  const revealed = await follow(playing, [...typing, ...last], { keepIfRevealing: false });
  show(playing, revealed, 2);
}

const fieldCount = ({ elements }: PageSnapshot): number => elements.filter((live) => liveKind(live) === "field").length;

async function press(playing: Playing, { live, thing, all }: Match): Promise<void> {
  playing.shown.add(thing);
  const chosen = all.find((one) => !one.checked && !one.disabled && one.tag === live.tag) ?? live;
  markShown(playing, chosen);
  const action = chosen.tag === "label" ? "toggle" : actionFor(chosen);
  const value = action === "select" ? optionOf(chosen, playing.analysis) : undefined;
  const step = stepOn(playing.route, action, chosen, {
    changed: true,
    reason: `uses what ${thing.file} changed`,
    label: chosen.name || chosen.text.slice(0, 40) || thing.name || "control",
    ...(value === undefined ? {} : { value }),
  });
  show(playing, await follow(playing, [step], { keepIfRevealing: false }), 2);
}

/** An option that the diff names; else one that is not chosen yet. */
function optionOf({ options = [] }: PageElement, analysis: DiffAnalysis): string {
  const named = new Set([
    ...analysis.strings.map(({ value }) => value),
    ...analysis.elements.flatMap(({ tag, texts }) => (tag === "option" ? texts : [])),
  ]);
  return options.find((option) => named.has(option)) ?? options[Math.min(1, options.length - 1)] ?? "";
}

/** Does the steps, looks at what came of them, and gives the changed things that came into sight. */
async function follow(
  playing: Playing,
  steps: readonly PlanStep[],
  { keepIfRevealing }: { keepIfRevealing: boolean },
): Promise<Cluster[]> {
  const before = playing.snapshot;
  const seenBefore = new Set(
    matchThings(playing.things, before).flatMap(({ thing, all }) => all.map((live) => key(thing, live))),
  );
  const after = await playing.scouting.look(playing.startRoute, [...playing.path, ...playing.steps, ...steps]);
  const matches = after === null ? [] : matchThings(playing.things, after);
  const revealed = matches.filter(({ thing, live }) => !seenBefore.has(key(thing, live)));
  if (keepIfRevealing && revealed.length === 0) return [];
  playing.steps.push(...steps);
  if (after === null) return [];
  playing.snapshot = after;
  playing.route = pathOf(after.url);
  note(playing, before, after, revealed);
  return clustersOf(revealed.filter(({ live }) => !isHarmful(live) && !isControl(liveKind(live))));
}

const key = (thing: Thing, live: PageElement): string =>
  `${thing.file}:${thing.line}:${thing.name} ${plain(live.text)} ${live.box.height > 4}`;

/** What a viewer reads after a step and did not before: a result for the summary. */
function note(playing: Playing, before: PageSnapshot, after: PageSnapshot, revealed: readonly Match[]): void {
  const known = new Set(before.elements.map(({ text }) => plain(text)));
  const isFresh = (live: PageElement): boolean =>
    live.text.length >= 4 && live.text.length <= 80 && !known.has(plain(live.text));
  const fromChange = revealed.map(({ live }) => live).filter(isFresh);
  const announced = after.elements.filter((live) => /^(alert|status)$/.test(live.role) && isFresh(live));
  const told = [...fromChange.filter(({ text }) => /\d|\s/.test(text)), ...announced].sort(
    (a, b) => a.text.length - b.text.length,
  );
  const best = told.find(({ text }) => text.split(" ").length >= 2) ?? told[0];
  if (best) playing.results.push(best.text);
}

/** Points at clusters: with the pointer where they are small, by scrolling where they are large or far. */
function show(playing: Playing, clusters: readonly Cluster[], most: number): void {
  for (const { live, things } of clusters.slice(0, most)) {
    for (const thing of things) playing.shown.add(thing);
    if (playing.steps.some((step) => step.target?.selector === live.selector && step.action === "hover")) continue;
    const name = things.find((thing) => thing.name !== null)?.name ?? null;
    playing.steps.push(
      stepOn(playing.route, "hover", live, {
        changed: true,
        reason: `shows what ${things[0]?.file ?? "the diff"} changed`,
        label: labelFor(live, name),
      }),
    );
  }
}

const labelFor = (live: PageElement, name: string | null): string => {
  const own = live.name || live.text;
  return own !== "" && own.length <= 48
    ? own
    : (name ?? (own.slice(0, 47) || live.classes[0]?.replaceAll("-", " ") || live.tag));
};

/** Everything changed inside or right beside what was used has been on screen with it. */
function settleNeighbours(playing: Playing): void {
  for (const { thing, all } of pendingMatches(playing)) {
    const isSeen = playing.steps.some(({ changed, target }) => {
      const used = playing.snapshot.elements.find(({ selector }) => selector === target?.selector);
      return (
        changed &&
        used !== undefined &&
        all.some((live) => isNear(live, used) || isInside(live, used) || isInside(used, live))
      );
    });
    if (isSeen) playing.shown.add(thing);
  }
}

function markShown(playing: Playing, live: PageElement | null): void {
  if (live === null) return;
  for (const match of pendingMatches(playing)) {
    if (match.live === live || match.all.some((one) => isInside(one, live))) playing.shown.add(match.thing);
  }
}

/** Names of what a page lists, for search fields. */
const pageWords = ({ headings, elements }: PageSnapshot): string[] => {
  const names = [
    ...headings.filter(({ level }) => level >= 3).map(({ text }) => text),
    ...elements.filter(({ role }) => role === "listitem" || role === "cell").map(({ text }) => text),
  ];
  return names.map((text) => text.split(/\s+/)[0] ?? "").filter((word) => /^\p{L}{3,}$/u.test(word));
};

import { type Cluster, clustersOf, isNear } from "./clusters.ts";
import { isHarmful, leadsAway, onlyShows } from "./harm.ts";
import { isControl, liveKind, type ThingKind } from "./kinds.ts";
import type { Match } from "./match.ts";
import { isToBePointedAt, isUsed, type Playing, pendingMatches } from "./playing.ts";
import { isFindable, isOnlyBehaviour, type Thing } from "./things.ts";
import type { PageElement, PageSnapshot, PlanStep } from "./types.ts";

/** What to do next: point at something, fill in a form and send it, or use one control. */
export type Move =
  | { kind: "show"; cluster: Cluster }
  | { kind: "form"; fields: Match[]; button: PageElement | null }
  | { kind: "press"; match: Match };

const mostActs = 7;
const mostShowings = 4;
const mostFields = 4;

/** In the order of the page; the fields of one form together, before its button. Null when everything was done. */
export function nextMove(playing: Playing): Move | null {
  if (playing.hasLeft) return null;
  const pending = pendingMatches(playing);
  const controls = pending.filter((match) => isUsed(match) && isWorthUsing(match.live, playing)).sort(byPlace);
  const clusters = clustersOf(pending.filter((match) => !controls.includes(match) && isToBePointedAt(match)));
  const lonely = clusters.filter(
    ({ live, weight }) =>
      weight >= 1 && !controls.some((match) => isNear(live, match.live)) && !isTouched(live, playing.steps),
  );
  const first =
    controls.find(({ thing }) => !isOnlyBehaviour(thing)) ?? controls.find((match) => mayReveal(match, playing));
  if (!first || playing.steps.filter(isAct).length >= mostActs) {
    const showings = playing.steps.filter((step) => step.changed && !isAct(step)).length;
    return lonely[0] && showings < mostShowings ? { kind: "show", cluster: lonely[0] } : null;
  }
  // A change far above the first control is what the eye meets first.
  const above = lonely.find(
    ({ live, weight }) => weight >= 5 && live.box.y + live.box.height < first.live.box.y - 300 && live.box.y < 720,
  );
  return above && playing.steps.length < 2 ? { kind: "show", cluster: above } : moveWith(first, controls, playing);
}

/** What only may do something else is tried as long as something of the change has not come up: it may bring that. */
const mayReveal = ({ thing }: Match, { things, shown }: Playing): boolean =>
  !things.some((other) => other.file === thing.file && shown.has(other) && !isOnlyBehaviour(other)) ||
  things.some((other) => !shown.has(other) && !isOnlyBehaviour(other) && other.weight >= 3 && isFindable(other));

/** Links lead away, so they come last; what stands in one row is used from its left. */
const byPlace = (a: Match, b: Match): number =>
  Number(liveKind(a.live) === "link") - Number(liveKind(b.live) === "link") ||
  rowOf(a.live) - rowOf(b.live) ||
  a.live.box.x - b.live.box.x;

const rowOf = ({ box }: PageElement): number => Math.round((box.y + box.height / 2) / 16);

export const isAct = ({ changed, action }: PlanStep): boolean =>
  changed && action !== "hover" && action !== "scroll" && action !== "navigate";

const isTouched = (live: PageElement, steps: readonly PlanStep[]): boolean =>
  steps.some(({ target }) => target?.selector === live.selector);

const isWorthUsing = (live: PageElement, { snapshot, steps, scouting }: Playing): boolean =>
  !live.disabled &&
  !leadsNowhere(live, snapshot.url) &&
  (!scouting.isForeign || liveKind(live) === "field" || onlyShows(live)) &&
  !isHarmful(live) &&
  !leadsAway(live, snapshot.url) &&
  !isTouched(live, steps.filter(isAct));

/** A link to the page that is open already. */
const leadsNowhere = ({ href }: PageElement, pageUrl: string): boolean =>
  href !== undefined && !href.includes("#") && URL.parse(href, pageUrl)?.href === pageUrl.replace(/#.*$/, "");

function moveWith(first: Match, controls: readonly Match[], playing: Playing): Move {
  const isField = kindOf(first) === "field";
  const fields = unique(
    controls.filter(
      (match) =>
        kindOf(match) === "field" && isSameForm(match, first) && (isField || isNear(match.live, first.live, 80)),
    ),
  ).slice(0, mostFields);
  // A button that stands a little higher than the field beside it is still pressed last.
  const isBesideField =
    kindOf(first) === "button" && fields.some(({ live }) => Math.abs(live.box.y - first.live.box.y) < 40);
  const button = playing.scouting.isForeign ? null : buttonOf(fields, controls, playing.snapshot);
  if (isField || isBesideField) return { kind: "form", fields, button };
  return { kind: "press", match: first };
}

const kindOf = ({ live, thing }: Match): ThingKind => (isControl(liveKind(live)) ? liveKind(live) : thing.kind);

const componentOf = ({ source }: Thing): string | null => (source.kind === "element" ? source.element.component : null);

const isSameForm = (a: Match, b: Match): boolean =>
  a.thing.file === b.thing.file && componentOf(a.thing) === componentOf(b.thing);

const unique = (matches: readonly Match[]): Match[] =>
  matches.filter(({ live }, index) => matches.findIndex((other) => other.live === live) === index);

/** What buttons say that send a form or put something in. */
export const sending =
  /\b(apply|add|save|send|submit|search|go|ok|update|create|sign ?up|subscribe|join|continue|next|check|calculate|convert|redeem|use|set|filter|post|publish|generate|start|done)\b/i;

/** The changed button of the fields' form; else one that stands right beside or below and says what such buttons say. */
function buttonOf(
  fields: readonly Match[],
  controls: readonly Match[],
  { elements }: PageSnapshot,
): PageElement | null {
  const last = fields.at(-1);
  if (!last) return null;
  const own = controls.find(
    (match) => kindOf(match) === "button" && isSameForm(match, last) && isNear(match.live, last.live),
  );
  if (own) return own.live;
  // In a longer form, one filled field is no reason to send it.
  const fieldsAround = elements.filter((live) => liveKind(live) === "field" && isNear(live, last.live, 200)).length;
  if (fieldsAround > fields.length) return null;
  const others = elements.filter(
    (live) => live.role === "button" && !live.disabled && !isHarmful(live) && sending.test(live.name),
  );
  return others.find((live) => isNear(live, last.live, 90) && live.box.y >= last.live.box.y - 30) ?? null;
}

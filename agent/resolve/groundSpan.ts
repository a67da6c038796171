import type { Span } from "../../convex/model/recording.ts";
import type { ContextShot, ThreadContext } from "../context.ts";
import { isPage, momentOf } from "../context.ts";
import { fold, wordsOf } from "../words.ts";
import { attemptNamed } from "./attempts.ts";
import { isHero, knownByLook } from "./byLook.ts";
import { describe, isPlain } from "./describe.ts";
import { plainName } from "./groups.ts";
import { best, isDone, labelWords, likeness, routeWords, scoreOf } from "./likeness.ts";
import { withoutLooks } from "./looks.ts";
import type { Word } from "./sameThings.ts";
import { scrollsOf } from "./scrolls.ts";
import { cardsNamed } from "./sets.ts";
import { stays } from "./stays.ts";
import { thingsOf } from "./things.ts";
import { ordinalNamed, rolesOf } from "./vocabulary.ts";

/** A stretch of the take that words name, in take time; `momentMs` is when it happens, `name` what to call it in a reply. */
export type NamedSpan = Span & { momentMs: number; name: string; kind: "page" | "shots" };

/**
 * "the login part", "the cart page", "the coupon bit", "when they scroll": a stay on a page, or the shots that the words
 * name. Null when nothing answers to them.
 */
export function groundSpan(context: ThreadContext, text: string): NamedSpan | null {
  const attempt = attemptNamed(context, text) ?? timeCounted(context, text);
  if (attempt) return attempt;
  const several = severalNamed(context, text) ?? nthUse(context, text);
  if (several) return several;
  const wanted = withoutLooks(describe(text), context);
  const { content, actions, roles } = wanted;
  const page =
    content.length > 0 && roles.every((role) => role === "page" || role === "section")
      ? bestStay(context, content)
      : null;
  const done = deedOnPage(context, wanted);
  if (done) return done;
  const scored = context.shots
    .filter((shot) => !isPage(shot) || actions.length > 0)
    .map((shot) => ({ shot, score: scoreOf(shot, wanted) }))
    .filter(({ score }) => score >= 0.6)
    .sort((a, b) => b.score - a.score);
  // "the cart scroll" is what is done in the cart; a click that is named with a page may be what led there.
  const deeds = actions.filter((action) => action !== "click" && action !== "navigate");
  const deed = scored.filter(({ shot }) => isDone(shot, deeds));
  const meant = deed.length > 0 ? deed : scored;
  const top = meant[0];
  const whole = top && page && wanted.loose ? withWayThere(top.shot, page, content) : null;
  if (whole) return whole;
  if (page?.literal && actions.length === 0 && (!top || !isLiteral(top.shot, content))) return page.span;
  if (page && (!top || actions.length === 0) && page.score >= (top ? nameScore(top.shot, content) : 0))
    return page.span;
  if (top) {
    const equals = meant.filter(({ score }) => top.score - score < 0.3).map(({ shot }) => shot);
    return ofShots(equals);
  }
  if (content.length > 0) return usedIn(context, text);
  const described = byDescription(context, wanted);
  return described ?? (actions.includes("scroll") ? scrollNamed(context, wanted.ordinal) : null);
}

/** "the scroll", which is no step of its own: the first, or the one of that order. */
function scrollNamed(context: ThreadContext, ordinal = 1): NamedSpan | null {
  const span = scrollsOf(context).at(ordinal < 0 ? ordinal : ordinal - 1);
  if (!span) return null;
  const startMs = Math.max(0, span.startMs - SCROLL_EDGE_MS);
  return { startMs, endMs: span.endMs + SCROLL_EDGE_MS, momentMs: startMs, name: "the scroll", kind: "shots" };
}
/** It begins before the first thing comes into the picture, and ends after the last. */
const SCROLL_EDGE_MS = 200;

/** "the second time he types", "Porcini the last time": of the times at which that is done, the one of this order. */
function timeCounted({ shots }: ThreadContext, text: string): NamedSpan | null {
  const [said = "", order = ""] = nthTime.exec(text) ?? [];
  const at = ordinalNamed(order);
  if (at === undefined) return null;
  const wanted = describe(text.replace(said, " "));
  const { content, actions } = wanted;
  if (content.length === 0 && actions.length === 0) return null;
  const isMeant = (shot: ContextShot): boolean =>
    !isPage(shot) && (content.length > 0 ? scoreOf(shot, wanted) >= 0.6 : isDone(shot, actions));
  const shot = shots.filter(isMeant).at(at < 0 ? at : at - 1);
  return shot ? ofShots([shot]) : null;
}
const nthTime = /\b(?:the )?(first|second|third|fourth|last) time(?! (?:slot|of day|window|frame))\b/i;
/** "the second row", "the first two lamps", "the hero", "the green box": when these are used, or seen first. */
function severalNamed(context: ThreadContext, text: string): NamedSpan | null {
  const [first] = context.shots;
  if (isHero(text)) return first && isPage(first) ? ofShots([first]) : null;
  const order = [...new Set(context.shots.flatMap(({ elementId }) => elementId ?? []))];
  const cards = cardsNamed(context, text, order);
  const look = cards ? null : knownByLook(context, text);
  if (look) return look.action === undefined ? null : ofShots([look]);
  const used = (cards?.members ?? []).flatMap(
    (card) => context.shots.find(({ elementId }) => elementId === card.elementId) ?? [],
  );
  return used.length > 0 ? ofShots(used) : null;
}

const counted =
  /^(?<before>.*?)\b(?<nth>first|second|third|last|erste[nrs]?|zweite[nrs]?|letzte[nrs]?|primera?|segund[oa]|[uú]ltim[oa])\b(?<after>.*)$/iu;

/** "the second Porcini": of what is used several times. */
function nthUse(context: ThreadContext, text: string): NamedSpan | null {
  const { before = "", nth = "", after = "" } = counted.exec(text)?.groups ?? {};
  const ordinal = ordinalNamed(fold(nth));
  const rest = `${before} ${after}`.trim();
  const { content, roles, ordinal: other } = describe(rest);
  if (ordinal === undefined || content.length === 0 || roles.length > 0 || other !== undefined) return null;
  const named = context.shots.filter(
    (shot) => !isPage(shot) && content.every((word) => best(word, labelWords(shot.label)) > 0.8),
  );
  const [one] = named;
  const uses = named.filter(({ label, route }) => label === one?.label && route === one.route);
  const shot =
    uses.length > 1 && uses.length === named.length ? uses.at(ordinal > 0 ? ordinal - 1 : ordinal) : undefined;
  return shot ? ofShots([shot]) : null;
}

/** "the contact part": what stands under a heading of that name, when that is used. */
function usedIn(context: ThreadContext, text: string): NamedSpan | null {
  const { groups } = thingsOf(context);
  const name = plainName(withoutPlain(text));
  const group = groups.find(({ label, members }) => members.length > 1 && plainName(label) === name);
  const used = context.shots.filter(({ elementId }) => group?.members.some((one) => one.elementId === elementId));
  const span = used.length > 0 ? ofShots(used) : null;
  return span && group ? { ...span, name: group.label } : null;
}

/** Without the words that are said of anything: "the contact part". */
const withoutPlain = (text: string): string =>
  wordsOf(text)
    .filter((word) => !isPlain(word))
    .join(" ");

/** "the sign in stuff": the page of that name, and the step of the same name that leads to it. */
function withWayThere(step: ContextShot, page: Stayed, content: readonly Word[]): NamedSpan | null {
  const leads = step.action === "click" && Math.abs(step.endMs - page.span.startMs) < SOON_MS;
  const isBoth = leads && page.score >= SAME_NAME && nameScore(step, content) === 1;
  return isBoth ? { ...page.span, startMs: step.startMs, momentMs: momentOf(step), name: step.label } : null;
}
const SOON_MS = 500;
const SAME_NAME = 0.8;

/** "the scrolling on the cart page": what is done there, by the word for the deed and the name of the page. */
function deedOnPage(
  context: ThreadContext,
  { content, actions, roles }: ReturnType<typeof describe>,
): NamedSpan | null {
  const deeds = actions.filter((action) => action !== "navigate");
  if (deeds.length === 0 || content.length === 0 || !roles.includes("page")) return null;
  const page = bestStay(context, content)?.span;
  const shots = context.shots.filter(
    (shot) => page && isDone(shot, deeds) && shot.startMs >= page.startMs && shot.endMs <= page.endMs,
  );
  return shots.length > 0 ? ofShots(shots) : null;
}

const nameScore = (shot: ContextShot, content: readonly Word[]): number => likenessOf(content, labelWords(shot.label));

function likenessOf(content: readonly Word[], among: readonly Word[]): number {
  const total = content.reduce((sum, word) => sum + Math.max(0, ...among.map((other) => likeness(word, other))), 0);
  return content.length > 0 ? total / content.length : 0;
}

const isLiteral = (shot: ContextShot, content: readonly Word[]): boolean =>
  labelWords(shot.label).some((word) => content.some((other) => other.literal === word.literal));

type Stayed = { score: number; literal: boolean; span: NamedSpan };

function bestStay(context: ThreadContext, content: readonly Word[]): Stayed | null {
  let best: Stayed | null = null;
  for (const stay of stays(context.shots)) {
    const title = stay.shots.find((shot) => isPage(shot))?.label;
    const score = Math.max(
      likenessOf(content, routeWords(stay.route)),
      title ? likenessOf(content, labelWords(title)) : 0,
    );
    // "the login" of a page at /login, whatever else is said of it.
    const literal = routeWords(stay.route).some((word) => content.some((other) => other.literal === word.literal));
    if ((score < 0.6 && !(literal && content.length <= 2)) || score <= (best?.score ?? 0)) continue;
    const { startMs, endMs } = stay;
    best = { score, literal, span: { startMs, endMs, momentMs: startMs, name: title ?? stay.route, kind: "page" } };
  }
  return best;
}

function byDescription(context: ThreadContext, wanted: ReturnType<typeof describe>): NamedSpan | null {
  const { actions, ordinal, changed, roles } = wanted;
  const named = roles.filter((role) => role !== "section" && role !== "page");
  const isPageNumbered = ordinal !== undefined && roles.includes("page");
  if (actions.length === 0 && !changed && named.length === 0 && !isPageNumbered) return null;
  const fitting = context.shots.filter(
    (shot) =>
      (actions.length === 0 || isDone(shot, actions)) &&
      (!changed || shot.changed) &&
      named.every((role) => rolesOf(role).includes(shot.role)),
  );
  if (ordinal !== undefined && roles.includes("page") && actions.length === 0) {
    const stay = stays(context.shots).at(ordinal < 0 ? ordinal : ordinal - 1);
    return stay ? { ...stay, momentMs: stay.startMs, name: stay.route, kind: "page" } : null;
  }
  if (ordinal !== undefined) {
    const shot = ordinal < 0 ? fitting.at(ordinal) : fitting[ordinal - 1];
    return shot ? ofShots([shot]) : null;
  }
  return fitting.length > 0 ? ofShots(fitting) : null;
}

/** Neighbouring shots count as one stretch; of shots far apart, the first. */
function ofShots(shots: readonly ContextShot[]): NamedSpan | null {
  const [first, ...others] = shots.toSorted((a, b) => a.startMs - b.startMs);
  if (!first) return null;
  const span: NamedSpan = {
    startMs: first.startMs,
    endMs: first.endMs,
    momentMs: momentOf(first),
    name: first.label,
    kind: "shots",
  };
  for (const shot of others) {
    if (shot.startMs - span.endMs > 1000) break;
    span.endMs = Math.max(span.endMs, shot.endMs);
  }
  return span;
}

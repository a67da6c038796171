import { isHarmful, leadsAway } from "../plan/harm.ts";
import { pathOf } from "../plan/steps.ts";
import type { PageElement, PageSnapshot } from "../plan/types.ts";
import type { Focus } from "./focus.ts";
import { tidy } from "./words.ts";

/** A page of the same site, and the link that leads there. */
export type NextPage = { path: string; name: string; link: PageElement; isWanted: boolean };

/** Pages that tell of what a site offers, the most telling first. */
const telling = [
  /^(pricing|plans|plans (and|&) pricing|preise|tarifs|precios)$/i,
  /^(features?|product|products|platform|funktionen|produkt|fonctionnalités|producto)$/i,
  /^(how it works|tour|overview|solutions?|services|use cases)$/i,
  /^(customers|case studies|stories|examples|gallery|showcase|work|portfolio|templates|integrations|menu|shop|rooms)$/i,
  /^(docs|documentation|guides?|about|about us|company|team)$/i,
];

/** Where something would be begun, bought, sent, fetched or ended. */
const entrance =
  /\b(log ?in|sign ?(in|up|on|out)|log ?out|register|subscribe|join|get started|start (free|now|for)|try|free trial|book|demo|contact|sales|quote|apply|donate|download|install|cart|basket|bag|checkout|order now|buy|account|anmelden|registrieren|warenkorb|kasse|connexion|inscription|panier|entrar|carrito)\b/i;
/** Never, whoever asks for it. */
const never =
  /\b(log ?in|sign ?(in|up|on|out)|log ?out|register|subscribe|unsubscribe|delete|buy|pay|donate|download)\b/i;

type Wishes = {
  focus: Focus | null;
  /** Any page of the navigation will do: the first one shows little. */
  takesAny: boolean;
};

/**
 * Links worth following, the best first: what the person asked for, then what a site tells of itself. Only pages of the same
 * site, and nothing that begins, buys, sends, fetches or ends something.
 */
export function pagesFrom(snapshot: PageSnapshot, { focus, takesAny }: Wishes): NextPage[] {
  const here = pathOf(snapshot.url);
  const found = new Map<string, NextPage & { rank: number }>();
  for (const link of snapshot.elements) {
    const path = pathFor(link, snapshot);
    const name = tidy(link.name || link.text, 30);
    if (path === null || path === here || name === "" || isHarmful(link)) continue;
    const inWords = path.replaceAll(/[/_.-]+/g, " ");
    const isWanted = focus !== null && Math.max(focus.fits(name), focus.fits(inWords)) >= 0.5;
    const rank = rankOf({ name, inWords, isWanted, isAnyTaken: takesAny && isInNavigation(link, snapshot) });
    if (rank === null || (found.get(path)?.rank ?? Number.POSITIVE_INFINITY) <= rank) continue;
    found.set(path, { path, name, link, isWanted, rank });
  }
  return [...found.values()].sort((a, b) => a.rank - b.rank).map(({ rank: _, ...page }) => page);
}

/** The path of what a link of this site opens; null for anything else. */
function pathFor(link: PageElement, { url }: PageSnapshot): string | null {
  if (link.href === undefined || link.role !== "link" || link.disabled) return null;
  const target = URL.parse(link.href, url);
  const isPage = target !== null && isSameSite(target, new URL(url)) && !leadsAway({ href: target.pathname }, url);
  return isPage ? pathOf(target.href) : null;
}

/** An address with and without "www." is one site. */
const isSameSite = (one: URL, other: URL): boolean =>
  one.protocol === other.protocol && one.host.replace(/^www\./, "") === other.host.replace(/^www\./, "");

type Looked = { name: string; inWords: string; isWanted: boolean; isAnyTaken: boolean };

/** Smaller is better; null for a link that is not followed. */
function rankOf({ name, inWords, isWanted, isAnyTaken }: Looked): number | null {
  if (never.test(`${name} ${inWords}`)) return null;
  if (isWanted) return -1;
  if (entrance.test(name) || entrance.test(inWords)) return null;
  const place = telling.findIndex((words) => words.test(name));
  if (place >= 0) return place;
  return isAnyTaken ? telling.length : null;
}

function isInNavigation(link: PageElement, { elements }: PageSnapshot): boolean {
  for (let at: PageElement | undefined = link; at; at = at.parent === undefined ? undefined : elements[at.parent]) {
    if (at.role === "navigation" || at.tag === "nav") return true;
    if (at.tag === "footer") return false;
  }
  return false;
}

const menuWords = /\b(menu|navigation|nav|hamburger|menü|menú)\b/i;

/** The button that opens a site's navigation where it does not fit, as on phones; null where there is none. */
export function menuButton({ elements }: PageSnapshot): PageElement | null {
  const isMenu = (live: PageElement): boolean => {
    const said = `${live.name} ${live.text} ${live.id ?? ""} ${live.classes.join(" ")}`.replaceAll(/[-_]+/g, " ");
    const isControl = live.role === "button" || live.tag === "summary";
    return isControl && !live.disabled && live.box.y < 120 && menuWords.test(said) && !isHarmful(live);
  };
  return elements.find(isMenu) ?? null;
}

/** Whether a link stands where nobody can press it: one in a closed drawer lies beside the page. */
export const isBesidePage = ({ box }: PageElement, widthPx: number): boolean =>
  box.x >= widthPx - 2 || box.x + box.width <= 2;

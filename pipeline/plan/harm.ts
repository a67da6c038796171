import type { PageElement } from "./types.ts";

const harmful =
  /\b(delete|remove|destroy|erase|discard|reset|clear|empty|log ?out|sign ?out|pay|buy|purchase|checkout now|place order|order now|unsubscribe|cancel|close account|deactivate|block|report|ban|revoke|uninstall|archive|leave(?! (a |your )?(note|comment|message|review|reply|feedback|rating)\b)|löschen|supprimer|eliminar)\b/i;

/** Pressing it may lose or cost something, or end the visit. */
export const isHarmful = ({ name, text, testId, id }: Pick<PageElement, "name" | "text" | "testId" | "id">): boolean =>
  harmful.test(name || text) ||
  harmful.test(testId?.replaceAll(/[-_]/g, " ") ?? "") ||
  /\b(delete|remove|logout)\b/i.test(id?.replaceAll(/[-_]/g, " ") ?? "");

/** A link that leaves the site, opens a mail or loads a file. */
export const leadsAway = ({ href }: Pick<PageElement, "href">, pageUrl: string): boolean => {
  if (href === undefined) return false;
  if (/^(mailto|tel|javascript|data|blob):/i.test(href) || /\.(pdf|zip|csv|dmg|exe)([?#]|$)/i.test(href)) return true;
  const target = URL.parse(href, pageUrl);
  return target === null || target.origin !== URL.parse(pageUrl)?.origin;
};

const looking =
  /\b(open|show|view|more|details?|menu|options|expand|filter|next|previous|see|preview|tab|help|search|sort|compare)\b/i;

/** On somebody's running site only what shows something is pressed: nothing that may send, save or buy. */
export const onlyShows = ({ role, tag, name, text }: Pick<PageElement, "role" | "tag" | "name" | "text">): boolean =>
  role === "link" || role === "tab" || tag === "summary" || (role === "button" && looking.test(name || text));

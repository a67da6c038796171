import type { Lead } from "./request.ts";

/** Sites that show nothing to a visitor who has not signed in. */
export const isClosedSite = (hostname: string): boolean => /(^|\.)(linkedin\.com|lnkd\.in)$/i.test(hostname);

/** Mail of these says nothing of where somebody works. */
const mailProviders =
  /^((gmail|googlemail|icloud|me|mac|aol|mail|email|protonmail|tutanota|tuta|fastmail|hey|hushmail|zoho|zohomail|qq|163|126|foxmail|naver|daum|hanmail|rediffmail|comcast|verizon|att|sbcglobal|cox|rocketmail|inbox|usa|duck)\.(com|net)|(outlook|hotmail|live|msn|yahoo|ymail|gmx|yandex|aol)\.[a-z]{2,3}(\.[a-z]{2})?|(web|freenet|t-online|posteo|mailbox)\.(de|org)|(proton|pm)\.me|protonmail\.ch|tutanota\.de|(orange|free|laposte|wanadoo|sfr)\.fr|(libero|virgilio|tiscali)\.it|(mail|bk|list|inbox|rambler)\.ru|bluewin\.ch|telenet\.be|ziggo\.nl|seznam\.cz|(wp|o2|onet)\.pl|btinternet\.com|googlemail\.de|naver\.com)$/i;

export type LeadSite =
  /** Addresses of their site, the likeliest first. */
  | { addresses: [string, ...string[]] }
  /** Nothing tells where their site is; or all that is known is a LinkedIn profile, which nobody sees without signing in. */
  | { missing: "website" | "linkedin" };

/** Where a lead's own site is: the one that was given, else what is behind the domain of their mail. */
export function siteOfLead({ website = "", linkedinUrl = "", email = "" }: Lead): LeadSite {
  const given = website.trim();
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `https://${given}`);
  if (given !== "" && url?.hostname && !isClosedSite(url.hostname)) return { addresses: [url.href] };
  const domain = email.split("@")[1]?.trim().toLowerCase() ?? "";
  const isOwn = /^([a-z\d-]+\.)+[a-z]{2,}$/.test(domain) && !mailProviders.test(domain);
  if (isOwn) return { addresses: [`https://${domain}/`, `https://www.${domain}/`] };
  return { missing: given !== "" || linkedinUrl.trim() !== "" ? "linkedin" : "website" };
}

/** "Jane Doe, Acme": whom a video is for, as far as it is known; null for nobody. */
export function leadInWords({ name = "", company = "" }: Lead): string | null {
  return [oneLine(name), oneLine(company)].filter(Boolean).join(", ") || null;
}

/** "Acme for Jane Doe". `site` stands for a company that is not known. */
export function titleOfLead(lead: Lead, site?: string): string {
  const company = oneLine(lead.company ?? "") || site || companyOfMail(lead) || hostOf(lead);
  const whom = oneLine(lead.name ?? "");
  return [company, whom].filter(Boolean).join(" for ") || "A lead";
}

/** "Acme" out of "jane@acme.co.uk"; nothing where a site is given, and where mail's domain bears the person's own name. */
function companyOfMail({ website = "", email = "", name = "" }: Lead): string {
  const site = siteOfLead({ email });
  if (website.trim() !== "" || "missing" in site) return "";
  const labels = new URL(site.addresses[0]).hostname.split(".").slice(0, -1);
  const isBelowSecond = labels.length > 1 && /^(?:com?|org|net|ac|gov|edu)$/.test(labels.at(-1) ?? "");
  const word = labels.at(isBelowSecond ? -2 : -1) ?? "";
  const isOwn = word.replaceAll("-", "") === name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return isOwn ? "" : word.charAt(0).toUpperCase() + word.slice(1);
}

function hostOf(lead: Lead): string {
  const site = siteOfLead(lead);
  return "missing" in site ? "" : new URL(site.addresses[0]).hostname.replace(/^www\./, "");
}

const longestPart = 60;

const oneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(/\p{Cf}/gu, "")
    .trim()
    .slice(0, longestPart)
    .trimEnd();

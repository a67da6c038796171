import type { ToolInput } from "../../tools/inputs.ts";
import type { Reading } from "../reading.ts";
import { isPurpose } from "../wishes/purpose.ts";

type Lead = NonNullable<ToolInput<"record">["lead"]>;

const places =
  /^(instagram|tiktok|youtube|linkedin|discord|slack|twitter|facebook|github|mobile|desktop|teams|telegram|production|staging|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/i;
const noNames =
  /^(me|us|the|a|an|our|my|this|that|it|them|him|her|new|lead|leads|prospect|customer|client|video|demo|personal|please|record|make|sales|team|everyone|folks|people|guys|crew|friends|gang|all|tomorrow|today|noon|midnight|lunch|mir|uns|der|die|das|mi|nosotros|el|la)$/i;

/**
 * Whom a personal video is for, out of "for Jane Doe at acme.com", "Jane Doe, CTO of Acme (jane@acme.com)" or
 * "lead: Jane Doe, Acme, https://acme.com". Null when nobody is named.
 */
export function leadIn(reading: Reading): Lead | null {
  const email = reading.first("email")?.address;
  const urls = reading.all("url").map((token) => token.url);
  const linkedinUrl = linkedinOf(reading);
  const website = urls.find((url) => url !== linkedinUrl) ?? reading.first("domain")?.domain;
  const { name, company } = nameAndCompany(reading);
  const isTeam = /\bfor (?:the |our )?(?:folks|team|people|guys|crew|friends|gang) (?:at|from|of)\b/i.test(
    reading.source,
  );
  const isLead =
    isTeam || reading.has("lead") || email !== undefined || linkedinUrl !== undefined || name !== undefined;
  if (!isLead) return null;
  const lead: Lead = {
    ...(name ? { name } : {}),
    ...(company ? { company } : {}),
    ...(website ? { website } : {}),
    ...(linkedinUrl ? { linkedinUrl } : {}),
    ...(email ? { email } : {}),
  };
  return Object.keys(lead).length > 0 ? lead : null;
}

const linkedinOf = (reading: Reading): string | undefined =>
  reading
    .all("url")
    .map((token) => token.url)
    .find((url) => /linkedin\.com\//i.test(url));

/** Words of the clause with addresses made into a mark, so that names around them stand out. */
function plainText(reading: Reading): string {
  const text = reading.clause.tokens
    .map((token) =>
      token.kind === "word"
        ? token.raw
        : token.kind === "mark"
          ? token.mark
          : token.kind === "quoted"
            ? token.text
            : token.kind === "number"
              ? token.raw
              : "\u0001",
    )
    .join(" ");
  return text.replace(/\s+([,;:.!?)])/g, "$1").replace(/\(\s+/g, "(");
}

const name = String.raw`(?:(?:\p{Lu}[\p{L}'’.-]*|van|von|de|der|da|di|la|le|bin|al|el|y)(?:\s+|$|(?=[,(;:.!?])))`;

/** "name: Eva Green, company Umbrella": a field a label. */
function field(text: string, label: string): string | undefined {
  const pattern = new RegExp(String.raw`(?:^|[\s,;(])(?:${label})\s*(?:is\s|[:=]\s*)?\s*(\p{Lu}[^,;()\n\u0001]*)`, "u");
  return (
    pattern
      .exec(text)?.[1]
      ?.trim()
      .replace(/[.!?]+$/, "") || undefined
  );
}

function nameAndCompany(reading: Reading): { name?: string; company?: string } {
  const text = plainText(reading);
  const [labelled, firm] = [field(text, "[Nn]ame|[Nn]ombre"), field(text, "[Cc]ompany|[Ff]irma|[Ee]mpresa")];
  if (labelled) return { name: labelled, ...(firm ? { company: firm } : {}) };
  const after =
    following(text, /\b(?:for|für|fur|para)\b(?!\s*(?:her|him|them|sie|ihn|ella)\b)\s*:?\s*/iu) ??
    following(text, /\b(?:lead|prospect|customer|client|named|called|contact|to|with)\b\s*:?\s*/iu);
  const whole = after ?? (reading.has("lead") || reading.first("email") || linkedinOf(reading) ? text : "");
  const parts = whole
    .split(/[,;()]|\s[-–—]\s/u)
    .map((part) => part.trim())
    .filter(Boolean);
  const first = parts[0] ?? "";
  const [who = "", where] = splitAt(first);
  const person = personName(who);
  const company = companyName(where) ?? companyIn(parts.slice(1), person !== undefined) ?? companyNamed(text);
  if (person && !company && isFirm.test(person)) return { company: person };
  return { ...(person ? { name: person } : {}), ...(company ? { company } : {}) };
}

const isFirm =
  /\s(?:Corp(?:oration)?|Inc|GmbH|AG|Ltd|Limited|LLC|Labs?|Group|Company|Co|Systems|Technologies|Bank|SA|SL)\.?$/;
const articles = /^(?:(?:our|my|the|a|new|lead|prospect|customer|client|named|called|el|la|den|die)\b\s*:?\s*)+/iu;

/** What stands after a word such as "for", without "our new lead". */
function following(text: string, word: RegExp): string | undefined {
  const found = word.exec(text);
  return found ? text.slice(found.index + found[0].length).replace(articles, "") : undefined;
}

/** "Jane Doe at Acme" → ["Jane Doe", "Acme"]. */
function splitAt(text: string): [string, string | undefined] {
  const found = /^(.*?)\s*(?:\s|^)(?:at|from|of|@|bei|von|de|en|with|working at|who works at)\s+(.*)$/iu.exec(text);
  return found ? [found[1] ?? "", found[2]] : [text, undefined];
}

function personName(text: string): string | undefined {
  const words = text.replaceAll("\u0001", " ").split(/\s+/).filter(Boolean);
  const cased = new RegExp(`^${name}+`, "u").exec(words.join(" "))?.[0].trim();
  const chosen = cased ? cased.split(/\s+/) : words.slice(0, 3);
  const kept = chosen.filter((word, at) => !(at === 0 && noNames.test(word)));
  if (kept.length === 0 || kept.length > 5 || kept.some((word) => noNames.test(word) || places.test(word)))
    return undefined;
  // Without capitals, only two words in a row read as somebody's name.
  if (!cased && (kept.length !== 2 || kept.some((word) => /['’]s?$/.test(word) || isPurpose(word)))) return undefined;
  const full = kept.join(" ").replace(/[.:!?]+$/, "");
  return /^\p{L}/u.test(full) ? full : undefined;
}

function companyName(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const words =
    text
      .split("\u0001")[0]
      ?.replace(/[.!?]+$/, "")
      .replace(/\b(?:please|pls|bitte|thanks)\b.*$/i, "")
      .trim() ?? "";
  const cased = /^(?:the\s+)?((?:[\p{Lu}\d][\p{L}\p{N}&'’.-]*)(?:\s+(?:[\p{Lu}\d][\p{L}\p{N}&'’.-]*|of|and|&))*)/u.exec(
    words,
  )?.[1];
  const chosen = cased ?? (words.split(/\s+/).length === 1 ? words : undefined);
  return chosen && !noNames.test(chosen) ? chosen.replace(/\s+(?:of|and|&)$/, "") : undefined;
}

/** In a list after the name: "CTO of Initech", "company Nimbus", "Initrode". */
function companyIn(parts: readonly string[], hasName: boolean): string | undefined {
  for (const part of parts) {
    if (part.includes("\u0001")) continue;
    const [, of] = splitAt(part);
    const named =
      companyName(of) ??
      (hasName ? companyName(part.replace(/^(?:company|firma|empresa|works at|from)\s*:?\s*/i, "")) : undefined);
    if (named) return named;
  }
  return undefined;
}

function companyNamed(text: string): string | undefined {
  return companyName(/\b(?:company|firma|empresa)\s*:?\s+(.*)$/iu.exec(text)?.[1]);
}

import { isEnglish } from "../../english.ts";
import type { ToolInput } from "../../tools/inputs.ts";
import { fold } from "../../words.ts";
import { entriesFrom } from "../lexicon/lexicon.ts";
import type { Reading } from "../words/reading.ts";
import { toldIn } from "./leadTold.ts";

const occasions =
  /^(?:launch|post|review|meeting|call|conference|website|homepage|page|blog|deck|keynote|event|talk|board|investors?|training|release|campaign|team|changelog|readme|docs|app|store)s?$/i;
const isKnown = (word: string): boolean => entriesFrom(fold(word)).length > 0;

type Lead = NonNullable<ToolInput<"record">["lead"]>;

const places =
  /^(instagram|tiktok|youtube|linkedin|discord|slack|twitter|facebook|reddit|github|gitlab|notion|jira|confluence|figma|mobile|desktop|teams|telegram|production|staging|product|app|hacker|black|christmas|easter|marketing|sales|support|engineering|legal|qa|pr|gif|mp4|ios|android|mac|windows|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)(?:['’]?s)?$/i;
const noNames =
  /^(i|i['’]?m|me|us|we|you|he|she|they|the|a|an|our|my|your|his|their|this|that|it|them|him|her|new|lead|leads|prospect|customer|client|video|demo|personal|please|record|make|prepare|sales|team|everyone|whoever|whomever|anyone|anybody|someone|somebody|person|guy|woman|man|folks|people|guys|crew|friends|gang|all|tomorrow|today|noon|midnight|lunch|website|site|company|cto|ceo|cfo|coo|cmo|vp|head|director|linkedin|mail|mir|uns|der|die|das|ein|eine|einen|unser|unsere|mi|nosotros|el|la|un|una|nuestro|nuestra)$/i;

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
  const isTeam =
    /\bfor (?:the |our |those )?(?:folks|team|people|guys?|crew|friends|gang|person|woman|man|whoever|some(?:one|body)) (?:at|from|of|behind|who|that|runs|running|owns)\b/i.test(
      reading.source,
    );
  const isTold = Object.keys(toldIn(plainText(reading))).length > 0;
  const isSpokenOf = company !== undefined && speaksOfSomebody(reading);
  const isLead =
    isTeam ||
    isTold ||
    isForCompany(reading, company) ||
    isSpokenOf ||
    reading.has("lead") ||
    (reading.has("customer") && company !== undefined) ||
    email !== undefined ||
    linkedinUrl !== undefined ||
    name !== undefined;
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

/** "demo for Stark Industries, starkindustries.com" */
const isForCompany = (reading: Reading, company: string | undefined): boolean =>
  company !== undefined && /^\p{Lu}/u.test(company) && reading.source.includes(`for ${company}`);

/** "a demo for her": for whoever was named before. */
export const speaksOfSomebody = (reading: Reading): boolean =>
  reading.word("her", "him", "them", "sie", "ihn", "ihm", "ihnen", "ella", "ellos");

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

function nameAndCompany(reading: Reading): { name?: string; company?: string } {
  const text = plainText(reading);
  const told = toldIn(text);
  const firm = told.company ?? namedAsSite(reading, text);
  const found = listed(reading, text, firm);
  // Beside a person that is named outright, another name is where they are.
  const other = told.name && found.name !== told.name ? found.name : undefined;
  const company = [told.company, found.company, other].find((one) => one && !(told.name && one.endsWith(told.name)));
  const name = [told.name, found.name].find((one) => one !== undefined && one !== company);
  return { ...(name ? { name } : {}), ...(company ? { company } : {}) };
}

/** By where the names stand, and after which words. */
function listed(reading: Reading, text: string, firm: string | undefined): { name?: string; company?: string } {
  const isLead =
    reading.has("lead", "customer") ||
    reading.first("email") !== undefined ||
    linkedinOf(reading) !== undefined ||
    speaksOfSomebody(reading) ||
    standsAlone(text);
  // "for happy hogan, he's at …": a person, whatever the words mean
  const isPerson = /[,;(]\s*(?:s?he|who)(?:['’]?s|\s(?:is|works|runs|heads|leads))\b/i.test(text);
  for (const { part, isPlain } of afterCues(text, isLead)) {
    const found = personIn(part, isPerson);
    if (!isPlain && !/\p{Lu}/u.test(found.name ?? found.company ?? "")) continue;
    const isCompany =
      found.name !== undefined &&
      (isFirm.test(found.name) || found.name === firm || (found.name.startsWith(`${firm} `) && !found.company));
    // "Wayne Enterprises (Lucius Fox, lucius@wayne.com)": the company first
    if (isCompany && found.name) return { ...(found.company ? { name: found.company } : {}), company: found.name };
    // "Bruce Wayne, wayne.com": a site of one's own
    const company = found.name?.endsWith(` ${firm}`) ? found.company : (firm ?? found.company);
    if (found.name || found.company) return { ...found, ...(company ? { company } : {}) };
  }
  return firm ? { company: firm } : {};
}

/** "Pepper Potts. Stark Industries. stark.com.", "Dale Cooper, Great Northern, greatnorthern.com" */
function standsAlone(text: string): boolean {
  const parts = text.includes("\u0001") ? text.split(/[,;.|/–—\n]\s/).map((part) => part.trim()) : [];
  const isName = (part = ""): boolean => /^\p{Lu}\S+ \p{Lu}\S+$/u.test(part);
  return parts.some(
    (part, at) => isName(part) && (isName(parts[at + 1]) || !isEnglish(fold(part.split(" ")[1] ?? ""))),
  );
}

/** Words after which somebody is named, the plainest first; for a lead at last any two names in a row. */
const cues: readonly RegExp[] = [
  /\b(?:for|für|fur|para)\b(?!\s*(?:her|him|them|sie|ihn|ella|él|el)\b)\s*:?\s*/giu,
  /\b(?:lead|prospect|customer|client|interessent(?:in)?|kund(?:e|in)|cliente|prospecto)\b(?:\s+(?:is|ist|es|named|called|namens|llamad[oa])\b)?\s*[:,!.–—-]?\s*/giu,
  /\b(?:demos?|recordings?|videos?)\b(?:\s+please)?\s*:\s*/giu,
  /\b(?:meet(?:ing)?|see(?:ing)?|met|pitch(?:ing)?|treffe|with|mit|con|to|named|called)\b\s+/giu,
];

/** `isPlain`: whoever stands there is meant, even in small letters. */
function* afterCues(text: string, isLead: boolean): Generator<{ part: string; isPlain: boolean }> {
  for (const [at, cue] of cues.entries())
    for (const found of text.matchAll(cue))
      yield { part: text.slice(found.index + found[0].length).replace(articles, ""), isPlain: at < 2 };
  if (!isLead) return;
  const twoNames = /(?<![\p{L}\p{N}'’])\p{Lu}[\p{L}'’-]+ \p{Lu}[\p{L}'’-]+/gu;
  for (const found of text.matchAll(twoNames)) yield { part: text.slice(found.index), isPlain: false };
}

/** "Jane Doe, CTO of Acme", at the head of a text. */
function personIn(text: string, isPerson: boolean): { name?: string; company?: string } {
  const [sentence = ""] = text.split(/(?<!\b(?:Dr|Mr|Mrs|Ms|Prof|Sra?))[.!?](?:\s|$)/u);
  const parts = sentence
    .split(/[,;()|/]|\s[-–—]\s|\s(?=(?:who|s?he)(?:['’]s)?\s)/u)
    .map((part) => part.trim())
    .filter((part) => part !== "" && part !== "\u0001");
  // "their CTO, Jo Park", "the CTO of Hooli, Gavin Belson", "Acme's head of sales Tim Ross": by the post that somebody holds
  const post = postHeld.exec(parts[0] ?? "")?.groups;
  if (post) parts.splice(0, 1, ...[post.name ?? ""].filter(Boolean));
  const [who = "", where] = splitAt(parts[0] ?? "");
  // "O'Connor & Sons, talk to Siobhán O'Connor"
  if (/^\S+ & \p{Lu}/u.test(who)) return { company: companyName(who) ?? who };
  const person = personName(who.replace(/^(?:Herrn?|Frau|Se[ñn]ora?|Mrs?|Ms)\.?\s+/u, ""), isPerson);
  const company =
    companyName(post?.owner ?? post?.firm) ?? companyName(where) ?? companyIn(parts.slice(1), person !== undefined);
  return { ...(person ? { name: person } : {}), ...(company ? { company } : {}) };
}

const posts = `(?:C[A-Z]O|c[a-z]o|V[Pp]|vp|${"vice president,president,head,director,lead,manager,founder,owner,buyer,boss,chief,leiter,leiterin,geschäftsführer,geschäftsführerin,chefin,chef,directora,jefe,jefa"
  .split(",")
  .map((post) => `[${post.charAt(0)}${post.charAt(0).toUpperCase()}]${post.slice(1)}`)
  .join("|")})`;
const postHeld = new RegExp(
  `^(?:their|his|her|its|the|our)?\\s*(?:(?<owner>\\p{Lu}[\\p{L}\\p{N}&-]*(?: \\p{Lu}[\\p{L}\\p{N}&-]*)*)['’]s\\s+)?(?:new\\s+)?${posts}(?:\\s+(?:of|for)\\s+[a-z]+(?:\\s+[a-z]+)?|\\s+(?:of|at|from|bei|von|de)\\s+(?<firm>\\p{Lu}[\\p{L}\\p{N}&-]*(?: \\p{Lu}[\\p{L}\\p{N}&-]*)*))?(?:\\s+(?<name>\\p{Lu}\\p{Ll}.*))?$`,
  "u",
);

/** "Globex, globex.com": a name that an address bears, too. */
function namedAsSite(reading: Reading, text: string): string | undefined {
  const hosts = [
    ...reading.all("domain").map((token) => token.domain),
    ...reading.all("url").map((token) => token.url.replace(/^https?:\/\/(?:www\.)?/i, "")),
    ...reading.all("email").map((token) => token.address.split("@")[1] ?? ""),
  ].filter((host) => !host.startsWith("linkedin."));
  const stems = hosts.map((host) => host.split(".")[0]?.toLowerCase().replaceAll("-", "") ?? "");
  const runs = text.match(/\p{Lu}[\p{L}\p{N}&'’-]*(?: \p{Lu}[\p{L}\p{N}&'’-]*)*/gu) ?? [];
  const named = runs.filter((run) => !isOwnName(run));
  const isSite = (name = ""): boolean => stems.includes(name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
  // "Northwind Traders, northwind.com"
  const longer = named.find((run) => {
    const [first, second = "", third] = run.split(" ");
    return isSite(first) && second.length > 3 && third === undefined && !noNames.test(second);
  });
  return named.find(isSite) ?? longer ?? named.flatMap((run) => run.split(" ")).find(isSite);
}

/** "Dan Cole, dancole.com": two words that mean nothing else are a person's, who has a site of their own. */
const isOwnName = (run: string): boolean =>
  /^\S+ \S+$/.test(run) && !isFirm.test(run) && !run.split(" ").some((word) => isEnglish(fold(word)));

const isFirm =
  /\s(?:Corp(?:oration)?|Tech|Inc|GmbH|AG|Ltd|Limited|LLC|Labs?|Group|Company|Co|Systems|Technologies|Bank|SA|SL)\.?$/;
const articles =
  /^(?:(?:our|my|the|this|that|these|a|new|lead|prospect|customer|client|named|called|el|la|den|die)\b\s*:?\s*)+/iu;

/** "Jane Doe at Acme" → ["Jane Doe", "Acme"]. */
function splitAt(text: string): [string, string | undefined] {
  const found =
    /^(.*?)\s*(?:\s|^)(?:at|@|bei|works at|working at|who works at)\s+(.*)$/iu.exec(text) ??
    /^(.*?)\s*(?:\s|^)(?:from|of|von|de|en|with)\s+(.*)$/iu.exec(text);
  return found ? [found[1] ?? "", found[2]] : [text, undefined];
}

function personName(text: string, isPerson: boolean): string | undefined {
  const words = text.replaceAll("\u0001", " ").split(/\s+/).filter(Boolean);
  const cased = new RegExp(`^${name}+`, "u").exec(words.join(" "))?.[0].trim();
  const chosen = cased ? cased.split(/\s+/) : words.slice(0, 3);
  const kept = chosen.filter((word, at) => !(at === 0 && noNames.test(word)));
  if (kept.length === 0 || kept.length > 5 || kept.some((word) => noNames.test(word) || places.test(word)))
    return undefined;
  // Without capitals, only two words in a row that mean nothing else read as somebody's name.
  const isWord = (word: string): boolean => /['’]s?$/.test(word) || isKnown(word) || occasions.test(word);
  if (!cased && (kept.length !== 2 || (!isPerson && kept.some(isWord)))) return undefined;
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
  const cased =
    /^(?:(?:[Tt]he|la|el|der|die)\s+)?(?:(?:[Cc]ompany|[Ff]irma|[Ee]mpresa)\s+)?((?:\p{Lu}|\d+\p{L})[\p{L}\p{N}&'’.-]*(?:\s+(?:[\p{Lu}\d][\p{L}\p{N}&'’.-]*|of|and|&))*)/u.exec(
      words,
    )?.[1];
  const isOne = /^\p{L}[\p{L}\p{N}&-]+$/u.test(words) && !isKnown(words);
  const chosen = cased ?? (isOne ? words : undefined);
  return chosen && !noNames.test(chosen) ? chosen.replace(/\s+(?:of|and|&)$/, "") : undefined;
}

/** "head of ops" */
const postOfWhat = new RegExp(`^${posts}\\s+(?:of|for)\\s+\\p{Ll}`, "u");

/** In a list after the name: "CTO of Initech", "company Nimbus", "Initrode". */
function companyIn(parts: readonly string[], hasName: boolean): string | undefined {
  for (const part of parts) {
    if (part.startsWith("\u0001") || postOfWhat.test(part)) continue;
    const [, of] = splitAt(part);
    const named =
      companyName(of) ??
      (hasName ? companyName(part.replace(/^(?:company|firma|empresa|works at|from)\s*:?\s*/i, "")) : undefined);
    if (named) return named;
  }
  return undefined;
}

import { isEnglish } from "../../english.ts";
import type { ToolInput } from "../../tools/inputs.ts";
import { fold } from "../../words.ts";
import type { Reading } from "../words/reading.ts";
import { noNames, personIn } from "./leadNames.ts";
import { toldIn } from "./leadTold.ts";

type Lead = NonNullable<ToolInput<"record">["lead"]>;

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

export const linkedinOf = (reading: Reading): string | undefined =>
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

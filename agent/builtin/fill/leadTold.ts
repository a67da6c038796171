import { isEnglish } from "../../english.ts";
import { fold } from "../../words.ts";

/** Whom a video is for, as far as a sentence says outright which word is a person's name and which a company's. */
export type Told = { name?: string; company?: string };

/** A name as it is written, with capitals; `\u0001` stands for an address. */
const cased = String.raw`(?:\p{Lu}|\d+\p{L})[\p{L}\p{N}’'.-]*`;
const person = String.raw`(?<name>${cased}(?:\s(?:${cased}|van|von|de|der|da|di|la|le|bin|al|el|y))*)`;
const firm = String.raw`(?<company>${cased}(?:\s(?:${cased}|&|and|of)(?=[\s,;.!?)]|$))*)`;
/** "he's at stark industries": in small letters only where nothing else can follow. */
const anyFirm = String.raw`(?<company>${cased}(?:\s(?:${cased}|&|and|of))*|[\p{L}\d-]+(?:\s[\p{L}\d-]+)?(?=\s*(?:[,;(.!?)]|$)))`;
const somebody =
  "guy|girl|gal|woman|man|person|lady|lead|prospect|somebody|someone|folks|people|team|crew|gang|friends";
const is = String.raw`(?:\s*[:=]\s*|['’]?s?\s+(?:is\s+|ist\s+|es\s+)?(?:(?:called|named)\s+)?)`;

const possessive = String.raw`(?:(?:^|[\s(])(?<company>${cased}(?:\s${cased})*?)['’]|\u0001\s?['’]?)s\s${person}(?=\s*(?:[,;.(!?–—-]|$))`;

const patterns: readonly RegExp[] = [
  // "name: Ken Ito", "his name's Gavin", "contact is Arjun Rao", "to the attention of Jo Park", "talk to Jo Park"
  String.raw`\b(?:[Nn]ame|[Nn]ombre|[Pp]erson|[Cc]ontact(?:\s[Pp]erson)?|[Kk]ontakt|[Cc]ontacto|[Aa]nsprechpartner(?:in)?|[Aa]tt(?:entio)?n(?:\sof)?)${is}${person}`,
  String.raw`\b(?:[Tt]alk|[Ss]peak|[Aa]ddressed|[Aa]sk)\s(?:to|for|with)\s${person}`,
  String.raw`\b(?:[Ss]?[Hh]e|[Tt]hey|who)(?:['’]?s|['’]?re|\sis|\sare)?\s(?:called|named)\s${person}`,
  // "company: Nimbus", "the company's called Palmtree", "Firma Bergwerk"
  String.raw`\b(?:[Cc]ompany|[Ff]irma?|[Ee]mpresa|[Ss]tartup)${is}${firm}`,
  // "he works at Hooli", "she runs growth at Fernwood", "who is with Hooli"
  String.raw`\b(?:[Ss]?[Hh]e|[Tt]hey|who)(?:(?:['’]?s|['’]?re|\sis|\sare)?|\s(?:runs?|heads?|leads?|does)\s[a-z]+(?:\s[a-z]+)?|\sworks?)\s(?:at|with|from|for)\s${anyFirm}`,
  String.raw`\bworks\s(?:at|for|with)\s${firm}`,
  String.raw`\b(?:runs|owns|founded)\s${firm}`,
  // "the guy from Hooli", "our lead at Umbrella", "the Contoso people"
  String.raw`\b(?:${somebody})\s(?:at|from|of)\s${firm}`,
  String.raw`\b(?:the|our|those)\s${firm}\s(?:folks|people|team|guys|crew|gang)\b`,
  // "Acme's Maria Lopez", "stark.com's Pepper Potts"
  possessive,
  // "Rachael Rosen from Tyrell wants a demo"
  String.raw`(?:^|[:,–—])\s*${person}(?:\s(?:from|at|of)\s${firm})?,?\s(?:(?:s?he|they)\s)?(?:wants?|wanted|asks|asked|needs?|would|is|has)\b`,
  // "Marco Rossi from Umbrella (umbrella.io)"
  String.raw`(?=\S+\s\p{Lu})${person}\s(?:from|at|of|with)\s${firm}\s*[(,–—-]\s*\u0001`,
  // "Ingrid Svensson is our contact at Nordwind"
  String.raw`${person}\s(?:is|was)\s(?:a|an|the|our|my|their)\s[a-z]+(?:\s[a-z]+)?\s(?:at|of|from)\s${firm}`,
].map((pattern) => new RegExp(pattern, "u"));

/** What is said outright; of several words for one thing the first. */
export function toldIn(text: string): Told {
  const told: Told = {};
  for (const pattern of patterns) {
    const { name, company } = pattern.exec(text)?.groups ?? {};
    if (name && (isThing(name, pattern) || noName.test(name))) continue;
    if (name && !told.name) told.name = trimmed(name);
    if (company && !told.company) told.company = trimmed(company);
  }
  return told;
}

/** "Thursday's Board Meeting", "Acme's Pricing Page" */
const isThing = (name: string, pattern: RegExp): boolean =>
  pattern.source === possessive && isEnglish(fold(name.split(" ").at(-1) ?? ""));
const noName = /^(?:I|we|you|they|s?he|it|this|that|who|our|my|everyone|somebody|someone)$/iu;

const trimmed = (words: string): string => words.replace(/(?:\s(?:of|and|&))+$|[.:!?]+$/g, "");

import { fold } from "../../words.ts";
import { entriesFrom } from "../lexicon/lexicon.ts";

const occasions =
  /^(?:launch|post|review|meeting|call|conference|website|homepage|page|blog|deck|keynote|event|talk|board|investors?|training|release|campaign|team|changelog|readme|docs|app|store)s?$/i;
const isKnown = (word: string): boolean => entriesFrom(fold(word)).length > 0;

const places =
  /^(instagram|tiktok|youtube|linkedin|discord|slack|twitter|facebook|reddit|github|gitlab|notion|jira|confluence|figma|mobile|desktop|teams|telegram|production|staging|product|app|hacker|black|christmas|easter|marketing|sales|support|engineering|legal|qa|pr|gif|mp4|ios|android|mac|windows|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)(?:['’]?s)?$/i;
export const noNames =
  /^(i|i['’]?m|me|us|we|you|he|she|they|the|a|an|our|my|your|his|their|this|that|it|them|him|her|new|lead|leads|prospect|customer|client|video|demo|personal|please|record|make|prepare|sales|team|everyone|whoever|whomever|anyone|anybody|someone|somebody|person|guy|woman|man|folks|people|guys|crew|friends|gang|all|tomorrow|today|noon|midnight|lunch|website|site|company|cto|ceo|cfo|coo|cmo|vp|head|director|linkedin|mail|mir|uns|der|die|das|ein|eine|einen|unser|unsere|mi|nosotros|el|la|un|una|nuestro|nuestra)$/i;

const name = String.raw`(?:(?:\p{Lu}[\p{L}'’.-]*|van|von|de|der|da|di|la|le|bin|al|el|y)(?:\s+|$|(?=[,(;:.!?])))`;

/** "Jane Doe, CTO of Acme", at the head of a text. */
export function personIn(text: string, isPerson: boolean): { name?: string; company?: string } {
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

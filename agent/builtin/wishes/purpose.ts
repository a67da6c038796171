import type { Token } from "../lexer.ts";
import { set } from "../times/words.ts";

/** What a video may be for: "for the newsletter", "for privacy reasons", "for tomorrow's review". */
const purposes = set(
  `reason reasons sake newsletter review reviews meeting meetings website homepage blog blogpost deck slides presentation call launch
  talk standup retro keynote board investors docs documentation changelog readme onboarding training event conference booth tv`,
);
export const isPurpose = (word: string): boolean => purposes.has(word.toLowerCase());
const lengths = 4;

/** "for privacy reasons", at the head of these tokens. */
export const opensPurpose = (tokens: readonly Token[], from: number): boolean =>
  tokens[from]?.word === "for" && tokens.slice(from + 1, from + lengths).some((token) => purposes.has(token.word));

/** "for the newsletter | it has to be short": the sentence begins where its purpose ends. */
export const endsPurpose = (current: readonly Token[], next: Token): boolean =>
  current.length > 1 &&
  current.length <= lengths &&
  next.kind === "word" &&
  !purposes.has(next.word) &&
  purposes.has(current.at(-1)?.word ?? "") &&
  opensPurpose(current, 0);

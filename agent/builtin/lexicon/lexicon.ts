import { listsOf, wordsOf } from "../../words.ts";
import { inDigits } from "../words/numbers.ts";
import { aboutOutcome } from "./outcome.ts";
import { aboutPicture } from "./picture.ts";
import { aboutRecording } from "./recording.ts";
import { smallWords } from "./small.ts";
import { talk } from "./talk.ts";
import { aboutTime } from "./time.ts";

/** The words of this field: a concept is what the grammar speaks of. */
const lexicon = {
  ...aboutRecording,
  ...aboutTime,
  ...aboutPicture,
  ...aboutOutcome,
  ...smallWords,
  ...talk,
};

export type Concept = keyof typeof lexicon;
/** "zoom crop cut": a list of concepts. */
export const concepts = listsOf<Concept>();

export type Language = "en" | "de" | "es";
const languages: readonly Language[] = ["en", "de", "es"];

export type Entry = { words: string[]; concepts: Set<Concept> };

const byFirstWord = new Map<string, Entry[]>();
const languageOfWord = new Map<string, Set<Language>>();

for (const [concept, phrases] of Object.entries(lexicon) as [Concept, readonly string[]][]) {
  phrases.forEach((list, index) => {
    for (const phrase of list.split(",")) addPhrase(wordsOf(phrase), concept, languages[index] ?? "en");
  });
}
for (const entries of byFirstWord.values()) entries.sort((a, b) => b.words.length - a.words.length);

function addPhrase(written: string[], concept: Concept, language: Language): void {
  const words = written.map(inDigits);
  const first = words[0];
  if (first === undefined) return;
  for (const word of written) {
    const known = languageOfWord.get(word) ?? new Set<Language>();
    languageOfWord.set(word, known.add(language));
  }
  const entries = byFirstWord.get(first) ?? [];
  const same = entries.find((entry) => entry.words.join(" ") === words.join(" "));
  if (same) same.concepts.add(concept);
  else entries.push({ words, concepts: new Set([concept]) });
  byFirstWord.set(first, entries);
}

/** The phrases that begin with a word, the longest first. */
export const entriesFrom = (word: string): readonly Entry[] => byFirstWord.get(word) ?? [];
export const languagesOf = (word: string): ReadonlySet<Language> | undefined => languageOfWord.get(word);
export const lexiconWords = (): Iterable<string> => languageOfWord.keys();

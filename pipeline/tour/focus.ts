/** What a person wants to see in particular, as words that a page may use for it. */
export type Focus = {
  /** As it was said. */
  said: string;
  /** Nothing else shall be shown. */
  isOnly: boolean;
  /** A page of its own is meant, rather than a part of the first one. */
  isPage: boolean;
  /** How well a text fits: 0 for not at all, 1 for every word. */
  fits(text: string): number;
};

const noWords = new Set(
  "the and only just page pages section sections part parts site website on of for its their our your with show please area tab focus view screen video tour".split(
    " ",
  ),
);
const alike: readonly (readonly string[])[] = [
  ["pricing", "price", "prices", "plan", "plans", "cost"],
  ["feature", "features", "product"],
  ["customer", "customers", "testimonial", "testimonials", "reviews", "stories"],
  ["question", "questions", "faq", "answers"],
  ["team", "about", "people"],
  ["docs", "documentation", "guide", "guides"],
];

/** Null when nothing in particular was asked for. */
export function focusOf(said: string | undefined): Focus | null {
  const all = wordsOf(said ?? "");
  const words = all.filter((word) => !noWords.has(word));
  if (said === undefined || words.length === 0) return null;
  return {
    said,
    isOnly: /\b(only|just|nothing but)\b/i.test(said),
    isPage: /\bpages?\b/i.test(said),
    fits: (text) => {
      const there = wordsOf(text);
      return words.filter((word) => there.some((other) => isAlike(word, other))).length / words.length;
    },
  };
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}[\p{L}\d]+/gu) ?? [];

function isAlike(word: string, other: string): boolean {
  if (word === other || alike.some((group) => group.includes(word) && group.includes(other))) return true;
  // "Integrations" for "integration", "shipping" for "ships".
  const stem = Math.max(4, Math.min(word.length, other.length) - 3);
  return Math.min(word.length, other.length) >= 4 && word.slice(0, stem) === other.slice(0, stem);
}

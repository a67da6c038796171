import type { ChangedElement, DiffAnalysis } from "../diff/types.ts";
import type { PageElement } from "./types.ts";

/** The same people and places in every demo. */
const byWords: readonly (readonly [RegExp, string])[] = [
  [/e-?mail/i, "robin@example.com"],
  [/phone|mobile|\btel\b|telephone/i, "+49 30 123 45 67"],
  [/post(al)?\s?-?code|\bzip\b/i, "10115"],
  [/card.?number|\bcc\b/i, "4242 4242 4242 4242"],
  [/expir|\bexp\b/i, "08 / 29"],
  [/cvc|cvv|security code/i, "123"],
  [/street|address/i, "12 Lantern Lane"],
  [/city|town/i, "Berlin"],
  [/country/i, "Germany"],
  [/first.?name|given/i, "Robin"],
  [/last.?name|surname|family/i, "Fields"],
  [/user.?name|login|handle/i, "robin"],
  [/company|organi[sz]ation|team/i, "Fields Studio"],
  [/pass(word|phrase)/i, "Lantern-42!"],
  [/website|\burl\b|link/i, "https://example.com"],
  [/to.?do|task/i, "Water the plants"],
  [/message|comment|note|review|feedback|description|\bbio\b|about/i, "Works like a charm, thank you!"],
  [/price|amount|budget|cost/i, "25"],
  [/quantity|count|number of|\bage\b/i, "3"],
  [/percent|rate/i, "15"],
  [/\b(hours?|minutes?|days?|weeks?|months?)\b/i, "2"],
  [/year/i, "2026"],
  [/title|subject|headline/i, "A bright idea"],
  [/tag|label|category/i, "favourite"],
  [/name/i, "Robin Fields"],
];

const byType: Record<string, string> = {
  email: "robin@example.com",
  tel: "+49 30 123 45 67",
  url: "https://example.com",
  number: "3",
  range: "70",
  date: "2026-06-15",
  month: "2026-06",
  week: "2026-W25",
  time: "14:30",
  "datetime-local": "2026-06-15T14:30",
  color: "#5b46e5",
  password: "Lantern-42!",
};

export type Field = { live: PageElement; element: ChangedElement | null };

/** What a person would type: what the field itself gives as an example, what the code accepts, what such fields hold. */
export function validValue(field: Field, analysis: DiffAnalysis, pageWords: readonly string[]): string {
  const { live, element } = field;
  const type = live.inputType ?? element?.type ?? "text";
  if (/^(date|month|week|time|datetime-local|color|range)$/.test(type)) return byType[type] ?? "";
  const words = wordsOf(field);
  const example = exampleIn(live.placeholder ?? element?.placeholder ?? "");
  if (example !== null && !(type === "number" && Number.isNaN(Number(example)))) return example;
  if (isCodeLike(words)) {
    const [code] = acceptedCodes(analysis);
    if (code) return code;
  }
  if (isSearch(field)) return pageWords[0] ?? "light";
  return (
    byType[type] ??
    byWords.find(([pattern]) => pattern.test(words))?.[1] ??
    fromPattern(element?.pattern) ??
    "Hello there"
  );
}

/** What a person would type into a field that the change says nothing of. */
export const usualValue = (live: PageElement): string =>
  exampleIn(live.placeholder ?? "") ??
  byType[live.inputType ?? "text"] ??
  byWords.find(([pattern]) => pattern.test(wordsOf({ live, element: null })))?.[1] ??
  "Hello there";

/** What the field should refuse; null when nobody can say. */
export function invalidValue(field: Field, valid: string, analysis: DiffAnalysis): string | null {
  const words = wordsOf(field);
  const type = field.live.inputType ?? "text";
  if (type === "email" || /e-?mail/i.test(words)) return "robin@";
  if (isCodeLike(words))
    return ["WELCOME", "HELLO"].find((code) => code !== valid && !acceptedCodes(analysis).includes(code)) ?? null;
  if (/post(al)?\s?-?code|\bzip\b/i.test(words)) return "12";
  if (/phone|\btel\b/i.test(`${type} ${words}`)) return "12";
  return null;
}

export const isSearch = (field: Field): boolean =>
  field.live.role === "searchbox" || field.live.inputType === "search" || /search|filter|find/i.test(wordsOf(field));

const isCodeLike = (words: string): boolean =>
  /coupon|promo|voucher|discount|gift|invite|referral|access|\bcode\b/i.test(words) &&
  !/post|zip|security|country/i.test(words);

const wordsOf = ({ live, element }: Field): string =>
  [live.name, live.id, live.placeholder, element?.name, element?.id, ...(element?.labels ?? [])]
    .filter(Boolean)
    .join(" ");

/** A placeholder that shows what to type, as opposed to one that says so: "e.g. SAVE10", not "Enter your code". */
export function exampleIn(placeholder: string): string | null {
  const text = placeholder
    .trim()
    .replace(/^(e\.?\s?g\.?|ex\.|for example|for instance|such as|like|example|z\.\s?b\.)[:,]?\s*/i, "");
  const isTold = text !== placeholder.trim();
  if (text === "" || /(…|\.\.\.)$/.test(text)) return null;
  if (isTold) return text;
  if (
    /^(enter|type|your|search|add|write|choose|select|what|how|who|when|where|why|paste|find|filter|leave|describe|tell|optional|please|min|max)\b/i.test(
      text,
    )
  )
    return null;
  const looksFilled =
    /\d|@/.test(text) || /^[A-Z][\w'’-]*( [A-Z0-9][\w'’-]*)+$/.test(text) || /^[A-Z0-9_-]{4,}$/.test(text);
  return looksFilled ? text : null;
}

/** Words in capitals that the diff's code knows: codes that it accepts. */
function acceptedCodes(analysis: DiffAnalysis): string[] {
  const isCode = (value: string): boolean => /^[A-Z][A-Z0-9_-]{3,15}$/.test(value);
  const ranked = [...analysis.strings].sort((a, b) => Number(/\d/.test(b.value)) - Number(/\d/.test(a.value)));
  return [...new Set(ranked.map(({ value }) => value).filter(isCode))];
}

/** Simple patterns only: "\d{5}", "[A-Z]{2}-\d{4}". */
function fromPattern(pattern: string | undefined): string | null {
  if (!pattern) return null;
  const samples: [RegExp, string][] = [
    [/^(\\d|\[0-9\])/, "7"],
    [/^\[A-Z\]/, "K"],
    [/^(\[a-z\]|\[A-Za-z\]|\[a-zA-Z\]|\\w)/, "a"],
    [/^[\w -]/, ""],
  ];
  let rest = pattern.replace(/^\^|\$$/g, "");
  let made = "";
  while (rest !== "") {
    const sample = samples.find(([start]) => start.test(rest));
    const token = sample?.[0].exec(rest)?.[0];
    if (!sample || token === undefined) return null;
    rest = rest.slice(token.length);
    const count = /^\{(\d+)(?:,\d*)?\}/.exec(rest) ?? /^[+*?]/.exec(rest);
    made += (sample[1] || token).repeat(count?.[1] ? Number(count[1]) : 1);
    rest = rest.slice(count?.[0].length ?? 0);
  }
  return made === "" ? null : made;
}

const errorWords =
  /\b(not valid|invalid|unknown|do(es)? not|do not|don['’]t|can['’]?t|cannot|must|required|wrong|errors?|failed|expired|at least|too (short|long)|please|missing)\b/i;

/** The diff's own code knows how to refuse. */
export const canRefuse = (analysis: DiffAnalysis): boolean =>
  analysis.strings.some(({ value, kind }) => kind === "text" && errorWords.test(value)) ||
  analysis.elements.some(
    ({ role, classes, someClasses, texts }) =>
      role === "alert" ||
      [...classes, ...someClasses].some((name) => /error|invalid/i.test(name)) ||
      texts.some((text) => errorWords.test(text)),
  );

import type { Operation, OperationType } from "../../../convex/model/operations.ts";
import { describe, labelWords, likeness } from "../../resolve/ground.ts";
import { ordinalNamed } from "../../resolve/vocabulary.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { numberedVersion } from "../grammar/slots.ts";
import type { Concept } from "../lexicon/lexicon.ts";
import { set } from "../times/words.ts";
import type { Reading } from "../words/reading.ts";
import { ask, calls, type Filled } from "./filled.ts";

export function fillRemoveEdit(reading: Reading): Filled {
  const type = typeOf(reading);
  const made = reading.view?.draft.operations.filter((one) => one.type === type) ?? [];
  // "no cursor please": where it was never emphasised, there is only the pointer itself to take away.
  if (type === "cursor_emphasis" && made.length === 0 && !reading.has("emphasise", "bigger", "smaller"))
    return calls({ tool: "cursor_emphasis", input: { size: 0 } });
  // Of crops and cursors the last one is seen, and a shortening has many changes of speed: without "it" there is none.
  const isLayered = type === "crop" || type === "cursor_emphasis" || type === "speed";
  if (made.length > 1 && (isLayered || saysAll(reading)) && ordinalSaid(reading) === undefined)
    return calls(...allOf(type, made.length));
  const place = ordinalSaid(reading) ?? placeNamed(reading, made);
  return calls({ tool: "remove_edit", input: { type, ...(place === undefined ? {} : { index: place }) } });
}

/** Every edit of a kind, from the last to the first: none then moves the numbers of the next. */
export const allOf = (type: OperationType, count: number): ToolCall[] =>
  Array.from({ length: count }, (_, at) => ({ tool: "remove_edit", input: { type, index: count - at } }));

const severalWords = set("all both every each alle beide samtliche todos todas ambos ambas");
const plurals = set(
  "zooms captions titles subtitles texts blurs masks redactions crops cuts speedups bildunterschriften desenfoques difuminados subtitulos textos titulos cortes verpixelungen",
);
const saysAll = ({ clause }: Reading): boolean =>
  clause.tokens.some(({ word }) => severalWords.has(word) || plurals.has(word));

/** "the first zoom", "the old caption": its place among those of its kind. */
function ordinalSaid(reading: Reading): number | undefined {
  const ordinal = reading.clause.tokens.map(({ word }) => ordinalNamed(word)).find((one) => one !== undefined);
  if (ordinal !== undefined && ordinal > 0) return ordinal;
  return reading.word("old", "older", "other", "alten", "alte", "viejo", "antiguo") ? 1 : undefined;
}

/** "the blur on the phone field": the last of them whose element, or whose words, are named. */
function placeNamed(reading: Reading, made: readonly Operation[]): number | undefined {
  if (made.length < 2) return undefined;
  const quoted = reading.first("quoted")?.text;
  const { grounded } = reading.ground(removing);
  const shot = grounded.kind === "found" ? grounded.shot : undefined;
  const ofShot = shot ? made.findLastIndex(({ anchor }) => anchor?.element === shot.label) : -1;
  if (ofShot >= 0) return ofShot + 1;
  const { content } = describe(reading.elementWords(removing, { quoted: false }));
  const names = (one: Operation): boolean => {
    if (one.type === "caption" && quoted) return one.text.toLowerCase().includes(quoted.toLowerCase());
    const label = one.type === "caption" ? one.text : (one.anchor?.element ?? "");
    const words = labelWords(label);
    return content.length > 0 && content.every((word) => words.some((other) => likeness(word, other) > 0));
  };
  const at = made.findLastIndex(names);
  return at < 0 ? undefined : at + 1;
}

const removing: readonly Concept[] = [
  "remove",
  "undo",
  "noneOf",
  "stop",
  "zoom",
  "redact",
  "blurNoun",
  "caption",
  "keep",
];

/** "delete the old one", where the last edit is one of several of its kind. */
export function isOneOfSeveral(reading: Reading): boolean {
  const type = reading.edits.at(-1)?.type;
  const isLast = type !== undefined && reading.view?.seen.operations.at(-1)?.type === type;
  const saysWhich = reading.word("old", "older", "first", "second", "third", "other", "newer", "new", "last");
  return isLast && saysWhich && reading.word("one") && reading.edits.filter((one) => one.type === type).length > 1;
}

/** The kind of edit that words for taking one away name. */
export function typeOf(reading: Reading): OperationType {
  // "with the caption" is also how people say what one reads.
  if (reading.has("caption") || reading.word("caption", "captions")) return "caption";
  const last = reading.view?.seen.operations.at(-1);
  if (last && isOneOfSeveral(reading)) return last.type;
  if (reading.word("trim", "trims", "trimmed")) return "trim";
  if (reading.word("split", "splits")) return "split";
  if (reading.word("cut", "cuts", "removed") && !reading.has("zoom", "cropNoun", "style")) return "cut";
  if (reading.has("blurNoun") || reading.word("unblur")) return "redact";
  if (reading.has("zoom")) return "zoom";
  if (reading.has("cropNoun") || reading.word("uncrop")) return "crop";
  if (reading.has("speedNoun")) return "speed";
  if (reading.word("speed", "pace", "tempo", "geschwindigkeit", "velocidad", "ritmo")) return "speed";
  return reading.has("cursor") ? "cursor_emphasis" : "style_preset";
}

const ordinalWords: Record<string, number> = {
  first: 1,
  erste: 1,
  ersten: 1,
  primera: 1,
  primer: 1,
  second: 2,
  zweite: 2,
  segunda: 2,
  third: 3,
  dritte: 3,
  tercera: 3,
  fourth: 4,
  cuarta: 4,
};

export function fillRevert(reading: Reading): Filled {
  const number = versionNumber(reading);
  const { versions, currentVersion } = reading.context;
  if (number !== null) {
    if (number === 1) return calls({ tool: "revert", input: { to: "original" } });
    return calls({ tool: "revert", input: { to: number } });
  }
  const plain = /\b(?:to|zu|auf|a la|a)\s+(?:number\s+|no\.?\s+)?(\d{1,3})\s*[.!]*\s*$/i.exec(reading.source)?.[1];
  if (plain !== undefined && versions.some((one) => one.version === Number(plain)))
    return calls({ tool: "revert", input: { to: Number(plain) === 1 ? "original" : Number(plain) } });
  const described = versionDescribed(reading);
  if (described) return described;
  if (reading.has("original")) return calls({ tool: "revert", input: { to: "original" } });
  const steps = reading.all("number").at(0)?.value;
  const isSteps =
    steps !== undefined &&
    steps > 1 &&
    reading.word("steps", "versions", "times", "edits", "changes", "schritte", "pasos", "back");
  if (isSteps && currentVersion != null) {
    const to = currentVersion - steps;
    if (versions.some((one) => one.version === to)) return calls({ tool: "revert", input: { to } });
    return ask(
      `There ${versions.length === 1 ? "is only 1 version" : `are only ${versions.length} versions`}. Shall I go back to the **original**?`,
    );
  }
  return calls({ tool: "revert", input: { to: "previous" } });
}

const editNouns = [
  "caption",
  "style",
  "minimal",
  "dramatic",
  "zoom",
  "blurNoun",
  "cropNoun",
  "speedNoun",
  "cursor",
] as const satisfies readonly Concept[];

/** "the one with the dramatic style", "the version without the caption": the newest such that is not the one seen. */
function versionDescribed(reading: Reading): Filled | null {
  const namesEdit = reading.has(...editNouns) || reading.word("caption", "captions");
  if (!namesEdit) return null;
  const type = typeOf(reading);
  const preset = (["minimal", "dramatic"] as const).find((one) => reading.has(one));
  const isMeant = (one: Operation): boolean =>
    one.type === type && (one.type !== "style_preset" || preset === undefined || one.preset === preset);
  const lacks = reading.has("not", "noneOf") || reading.word("before", "vor", "antes");
  const { versions, currentVersion } = reading.context;
  const earlier = versions.filter((one) => currentVersion == null || one.version < currentVersion);
  const fitting = earlier.filter(({ operations }) => operations.some(isMeant) !== lacks);
  const made = fitting.findLast(({ operations }) => operations.slice(-1).some(isMeant));
  const isKnown = versions.some(({ operations }) => operations.some(isMeant));
  const found = lacks && !isKnown ? undefined : ((lacks ? undefined : made) ?? fitting.at(-1));
  const name = (preset ? `the ${preset} style` : `a ${nameOfType[type] ?? "change like that"}`).trim();
  if (!found && !isKnown) return ask(`No version has ${name}. Which version do you mean?`);
  if (!found) return ask(`No earlier version is ${lacks ? "without" : "with"} ${name}. Which version do you mean?`);
  return calls({ tool: "revert", input: { to: found.version === 1 ? "original" : found.version } });
}

const nameOfType: Partial<Record<OperationType, string>> = {
  caption: "caption",
  zoom: "zoom",
  redact: "blur",
  crop: "crop",
  speed: "speed change",
  style_preset: "style",
  cursor_emphasis: "bigger cursor",
};

export function versionNumber(reading: Reading): number | null {
  const named = reading.first("version");
  if (named) return named.value;
  if (!reading.has("version")) return null;
  const number = numberedVersion(reading);
  if (number !== null) return number;
  const word = Object.keys(ordinalWords).find((one) => reading.word(one));
  return word ? (ordinalWords[word] ?? null) : null;
}

/** What was undone last: the version before this one that is not among its beginnings. */
export function fillRedo(reading: Reading): Filled {
  const { versions, currentVersion } = reading.context;
  const before = versions.filter((one) => currentVersion == null || one.version < currentVersion).at(-1);
  if (!before) return ask("There is nothing to bring back. What should I change?");
  return calls({ tool: "revert", input: { to: before.version } });
}

const itWords = new Set(
  "remove delete drop lose kill scrap it that this one again please get rid of take out away off weg es das entferne quita quitalo eliminalo lo".split(
    " ",
  ),
);

/** "remove it", said in a conversation: the edit that was made last. */
export function fillRemoveIt(reading: Reading, remarks: readonly Reading[] = []): Filled | null {
  const last = reading.view?.seen.operations.at(-1);
  const isIt =
    reading.clause.tokens.every((token) => token.kind === "mark" || itWords.has(token.word)) &&
    reading.word("it", "that", "es", "das", "lo", "quitalo", "eliminalo");
  // "that last edit was bad, remove it"
  const edit = remarks.find((one) => one.word("edit", "change", "modification", "anderung", "cambio"));
  if (isIt && edit) return calls({ tool: "revert", input: { to: "previous" } });
  if (!last || !isIt || reading.context.messages.length === 0) return null;
  return calls({ tool: "remove_edit", input: { type: last.type } });
}

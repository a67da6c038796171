import type { Operation, OperationType } from "../../../convex/model/operations.ts";
import { describe } from "../../resolve/describe.ts";
import { labelWords, likeness } from "../../resolve/likeness.ts";
import { shortLabel } from "../../resolve/question.ts";
import { ordinalNamed } from "../../resolve/vocabulary.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { fold, listed, set } from "../../words.ts";
import { concepts } from "../lexicon/lexicon.ts";
import { thingNamed } from "../words/grounding.ts";
import type { Reading } from "../words/reading.ts";
import { calls, type Filled, tell } from "./filled.ts";

/** `isBeside`: other things are asked for, which need not wait for an edit that is not there. */
export function fillRemoveEdit(reading: Reading, isBeside: boolean): Filled {
  const type = typeOf(reading);
  const made = reading.view?.draft.operations.filter((one) => one.type === type) ?? [];
  // "no cursor please": where it was never emphasised, there is only the pointer itself to take away.
  const isOfLook = reading.has("emphasise", "bigger", "smaller", "undo", "standard");
  const isUnseen = made.length === 0 || isHidden(reading) || reading.word("see", "show");
  if (type === "cursor_emphasis" && isUnseen && !isOfLook) return hideCursor(reading);
  // Of crops and cursors the last one is seen, and a shortening has many changes of speed: without "it" there is none.
  const isLayered = type === "crop" || type === "cursor_emphasis" || type === "speed";
  if (made.length > 1 && (isLayered || saysAll(reading)) && ordinalSaid(reading) === undefined)
    return calls(...allOf(type, made.length));
  const isSettled = isBeside || type === "speed" || saysAll(reading);
  const nothing = made.length === 0 && isSettled ? nothingOf[type] : undefined;
  if (nothing) return tell(nothing);
  const place = ordinalSaid(reading) ?? placeNamed(reading, made);
  const elsewhere = place === undefined ? onAnother(reading, made) : null;
  if (elsewhere) return tell(elsewhere);
  return calls({ tool: "remove_edit", input: { type, ...(place === undefined ? {} : { index: place }) } });
}

/** Nothing is done where it is hidden: "I don't want to see the cursor". */
export const hideCursor = (reading: Reading): Filled =>
  isHidden(reading) ? tell("The cursor is hidden.") : calls({ tool: "cursor_emphasis", input: { size: 0 } });

const isHidden = ({ view }: Reading): boolean =>
  view?.draft.operations.findLast((one) => one.type === "cursor_emphasis")?.size === 0;

const nothingOf: Partial<Record<OperationType, string>> = {
  redact: "Nothing is blurred.",
  caption: "It has no caption.",
  crop: "It is not cropped.",
  zoom: "There is no zoom in it.",
  speed: "It plays at normal speed already.",
};

/** Every edit of a kind, from the last to the first: none then moves the numbers of the next. */
export const allOf = (type: OperationType, count: number): ToolCall[] =>
  Array.from({ length: count }, (_, at) => ({ tool: "remove_edit", input: { type, index: count - at } }));

const severalWords = set(
  "nothing nichts nada nowhere anything anywhere all both every each alle beide samtliche todos todas ambos ambas",
);
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
export function placeNamed(reading: Reading, made: readonly Operation[]): number | undefined {
  if (made.length < 2) return undefined;
  const quoted = reading.first("quoted")?.text;
  const { grounded } = thingNamed(reading, removing);
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

/** "remove the wednesday zoom", where only Tuesday is zoomed on. */
function onAnother(reading: Reading, made: readonly Operation[]): string | null {
  const [first] = made;
  if (first?.type !== "zoom" && first?.type !== "redact") return null;
  const { content } = describe(reading.elementWords(removing, { quoted: false }));
  const { grounded } = content.length > 0 ? thingNamed(reading, removing) : { grounded: null };
  const isNear = ({ anchor }: Operation): boolean =>
    !anchor || labelWords(anchor.element).some((word) => content.some((other) => likeness(word, other) > 0));
  if (grounded?.kind !== "found" || made.some(isNear)) return null;
  const names = listed([...new Set(made.map(({ anchor }) => `**${shortLabel(anchor?.element ?? "")}**`))], "and");
  const [noun, told] = first.type === "zoom" ? ["zoom", "Zoomed on"] : ["blur", "Blurred"];
  return `There is no ${noun} on **${shortLabel(grounded.shot.label)}**. ${told}: ${names}.`;
}

const removing = concepts("remove undo noneOf stop zoom redact blurNoun caption keep");

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
  if (reading.word("cut", "cuts", "removed") && !reading.has("zoom", "cropNoun", "style")) return "cut";
  if (reading.has("blurNoun", "redact") || reading.word("unblur")) return "redact";
  if (reading.has("zoom")) return "zoom";
  if (reading.has("cropNoun") || reading.word("uncrop")) return "crop";
  if (reading.has("speedNoun")) return "speed";
  if (reading.word("speed", "pace", "tempo", "geschwindigkeit", "velocidad", "ritmo")) return "speed";
  return reading.has("cursor") ? "cursor_emphasis" : "style_preset";
}

const itWords = set(
  "remove delete drop lose kill scrap it that this one again please get rid of take out away off weg raus damit es das entferne losch loesch nimm quita quitalo sacalo borralo eliminalo lo fuera eso",
);

const itself = set("it that es das lo damit eso quitalo sacalo borralo eliminalo");

/** "remove it", said in a conversation: the edit that was made last. */
export function fillRemoveIt(reading: Reading): Filled | null {
  const last = reading.view?.seen.operations.at(-1);
  const isIt =
    reading.clause.tokens.every((token) => token.kind === "mark" || itWords.has(token.word)) &&
    // The spelling of "quítalo" is mended to the verb alone.
    reading.clause.tokens.some(({ raw }) => itself.has(fold(raw)));
  if (!last || !isIt || reading.context.messages.length === 0) return null;
  return calls({ tool: "remove_edit", input: { type: last.type } });
}

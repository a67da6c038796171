import type { ThreadContext } from "../../context.ts";
import { isTimed, isView, lengthOf, openView, type TimedEdit, timedEdits } from "../../resolve/view.ts";
import { fold } from "../../words.ts";
import { set } from "../times/words.ts";
import type { Understanding } from "../understand.ts";
import { splitClauses } from "../wishes/clauses.ts";
import { opensCause, opensReason } from "../wishes/reasons.ts";
import type { Token } from "../words/lexer.ts";
import { read } from "../words/read.ts";
import { anyNoun, placesOn, typeIn } from "./editNames.ts";
import { again } from "./editTimes.ts";
import { justChanged } from "./lastChange.ts";

/**
 * "the zoom on the heron is too strong, make it a little less and a bit longer": how strong a zoom is, and how long a zoom, a
 * caption or a blur stays, changed in their place. Every clause must be of the edit that is named, or that was made last.
 */
export function adjustment(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  if (!isView(view) || text.length > LONGEST) return null;
  const clauses = splitClauses(read(text, context)).filter((clause) => !isAside(clause));
  const heard = clauses.map(hear);
  const names = heard.flatMap((one) => one?.named ?? []);
  const [name] = names;
  const changes = heard.flatMap((one) => one?.changes ?? []);
  if (heard.includes(null) || changes.length === 0 || names.length > 1) return null;
  const alike = timedEdits(view).filter(({ type }) => type === (name?.type ?? lastEdit(text, context)));
  const index = name?.words ? placesOn(name.words, name.type, view.seen.operations, context).at(-1) : alike.length;
  const edit = index === undefined ? undefined : alike[index - 1];
  const isOfIt = edit && changes.every(({ of }) => of === "length" || edit.type === "zoom");
  if (!isOfIt || index === undefined || (!name && !isOfLast(changes, text))) return null;
  // A complaint and what is asked for because of it are one change: the last word counts.
  const last = changes.filter(({ of }, at) => !changes.slice(at + 1).some((later) => later.of === of));
  const changed = last.reduce((one, change) => withChange(one, change, lengthOf(view.seen.map)), edit);
  const { startMs, durationMs } = changed;
  return {
    kind: "calls",
    calls: [{ tool: "remove_edit", input: { type: edit.type, index } }, again(changed, { startMs, durationMs })],
  };
}

/** The kind of the edit that the last reply told of. */
function lastEdit(text: string, context: ThreadContext): TimedEdit["type"] | undefined {
  const last = justChanged(context, text) && context.versions.find(({ version }) => version === context.currentVersion);
  const edit = last?.operations.at(-1);
  return edit && isTimed(edit) ? edit.type : undefined;
}

/** "hold it longer", "a bit longer": of the edit made last, unlike "make it shorter", which the video may be. */
const isOfLast = (changes: readonly Change[], text: string): boolean =>
  changes.some(({ of }) => of === "length") &&
  changes.every(
    ({ of, isLess, isLittle }) =>
      of === "strength" || staying.test(text) || ofLength.test(text.trim()) || (!isLess && isLittle),
  );
/** "shorter" alone, right after an edit that has a length: of that. */
const ofLength =
  /^(?:(?:ok(?:ay)?|and|no|now|hmm?|a (?:little )?(?:bit|touch)|much|etwas|ein bisschen|noch|un poco)[\s,]+)*(?:shorter|longer|kürzer|länger|m[aá]s (?:cort[oa]|larg[oa]))(?: please| bitte)?[\s.!]*$/iu;
const staying = /\b(?:hold|stays?|last|keep|leave|halte|bleiben|dure)\b/i;

const LONGEST = 200;
const LONGEST_STEP_MS = 3000;

type Change = { of: "strength" | "length"; isLess: boolean; isLittle: boolean };
type Name = { type: "zoom" | "redact" | "caption"; words: string | undefined };
type Heard = { named?: Name; changes: Change[] };

const noun = anyNoun(["zoom", "redact", "caption"]);
const nameOfEdit = new RegExp(
  `\\b(?:the|that|this|my|der|die|das|den|el|la|ese) (?:(?<first>[^,;.]{2,30}?) )?(?:${noun})(?: (?:on|of|over|auf|von|en|de|del) (?<on>[^,;.]{2,30}?))?(?= (?:is|was|are|ist|war|es|esta|a|still|should|could|can|to|much|etwas|un|ein|longer|shorter|stronger|weaker)\\b|$)`,
  "u",
);
/** "less zoom", "too much zoom": how strong that is which is there. */
const amountOfZoom = /(?<=\b(?:less|much|more|weniger|viel|mehr|menos|mucho|demasiado) )(?<zoom>zoom)\b/u;
const more = set("more stronger harder closer tighter deeper nearer starker naher enger fuerte cerca intenso");
const less = set("less softer weaker gentler subtler weniger schwacher sanfter menos suave lejos");
const longer = set("longer langer tiempo larga largo");
const shorter = set("shorter briefer kurzer corta corto");
const little = set("bit little tad touch slightly etwas bisschen wenig leicht poco notch hair");
const tooMuch = set("strong close much big tight intense stark nah viel fuerte cerca intenso");
const tooLittle = set("weak far schwach debil");
const tooShort = set("short brief quick kurz corto corta breve");
const tooLong = set("long lang largo larga");
const beside = set(
  `a an and y und the it that this it's that's is was are be can could you would please make keep hold let have show stay last leave still even way much very also but so hmm hm
  ok okay no on there now mach halte lass es das bitte noch ist soll kann haz hazlo ihn ihm sie den que mas dure un una por favor es esta i want like think to for up im me`,
);

/** What a clause says of an edit; null when it says anything else. */
function hear(clause: readonly Token[]): Heard | null {
  if (clause.some(({ kind }) => kind !== "word" && kind !== "mark")) return null;
  // As they were written: the spelling is mended against the words of wishes.
  const text = clause.flatMap(({ kind, raw }) => (kind === "word" ? [fold(raw)] : [])).join(" ");
  const groups = nameOfEdit.exec(text) ?? amountOfZoom.exec(text);
  const type = typeIn(groups?.groups);
  const rest = (groups && type ? text.replace(groups[0], " ") : text).split(" ").filter(Boolean);
  const at = rest.findIndex((word) => ["too", "zu", "demasiado"].includes(word));
  const complaint = at < 0 ? undefined : rest[at + 1];
  const amounts = complaint === undefined ? rest : [];
  const isLittle = rest.some((word) => little.has(word));
  const said = (of: Change["of"], isLess: boolean): Change => ({ of, isLess, isLittle });
  const ofLength = amounts.some((word) => longer.has(word) || shorter.has(word));
  const changes = [
    ...(amounts.some((word) => longer.has(word)) ? [said("length", false)] : []),
    ...(amounts.some((word) => shorter.has(word)) ? [said("length", true)] : []),
    ...(!ofLength && amounts.some((word) => more.has(word)) ? [said("strength", false)] : []),
    ...(!ofLength && amounts.some((word) => less.has(word)) ? [said("strength", true)] : []),
    ...(complaint !== undefined && tooMuch.has(complaint) ? [said("strength", true)] : []),
    ...(complaint !== undefined && tooLittle.has(complaint) ? [said("strength", false)] : []),
    ...(complaint !== undefined && tooShort.has(complaint) ? [said("length", false)] : []),
    ...(complaint !== undefined && tooLong.has(complaint) ? [said("length", true)] : []),
  ];
  const known = [more, less, longer, shorter, little, beside];
  const isWhole = rest.every(
    (word, place) => place === at || place === at + 1 || known.some((words) => words.has(word)),
  );
  if (!isWhole || (at >= 0 && changes.length === 0)) return null;
  if (!type || (type !== "zoom" && type !== "redact" && type !== "caption")) return { changes };
  return { changes, named: { type, words: groups?.groups?.first ?? groups?.groups?.on } };
}

/** "so people can read it". */
const isAside = (clause: readonly Token[]): boolean => opensCause(clause, 0) || opensReason(clause, 0);

function withChange(edit: TimedEdit, { of, isLess, isLittle }: Change, videoMs: number): TimedEdit {
  if (of === "strength") {
    if (edit.type !== "zoom") return edit;
    const by = (isLittle ? 1.2 : 1.5) ** (isLess ? -1 : 1);
    return { ...edit, intensity: Number(Math.min(6, Math.max(1.1, edit.intensity * by)).toFixed(2)) };
  }
  const step = Math.min(edit.durationMs * (isLittle ? 0.25 : 0.5), LONGEST_STEP_MS);
  const wanted = edit.durationMs + (isLess ? -step : step);
  return { ...edit, durationMs: Math.round(Math.max(500, Math.min(wanted, videoMs - edit.startMs))) };
}

import type { Operation } from "../../../convex/model/operations.ts";
import { shortLabel } from "../../resolve/ground.ts";
import type { EditView } from "../../resolve/view.ts";
import { capital, listed } from "../../words.ts";
import { type EditsInWords, editsInWords, isInside, middleOf, type Told, whenOf } from "./edits.ts";
import { shotsNamed } from "./moments.ts";

/** Questions about the edits of one kind: "which zooms are in there?", "is the phone still blurred?" */

type Kind = keyof EditsInWords;
type KindWords = {
  kind: Kind;
  /** What it is called in a question, in English, German and Spanish. */
  words: RegExp;
  one: string;
  many: string;
  /** "No, nothing is …." */
  none: string;
};

const kinds: readonly KindWords[] = [
  {
    kind: "blur",
    words:
      /\b(?:blur(?:s|red|ry)?|hidden|covered|pixelated|masked|redacted|redactions?|censored|anonymi[sz]ed|unscharf|verpixelt\w*|verdeckt|verschwommen|unkenntlich|geschwarzt|desenfoques?|desenfocad[oa]s?|borros[oa]s?|ocult[oa]s?|tapad[oa]s?|pixelad[oa]s?)\b/,
    one: "blur",
    many: "blurs",
    none: "nothing is blurred",
  },
  {
    kind: "zoom",
    words: /\b(?:zooms?|zoomed|zooming|close ?ups?|gezoomt|rangezoomt|herangezoomt|acercamientos?|ampliad[oa]s?)\b/,
    one: "zoom",
    many: "zooms",
    none: "there is no zoom",
  },
  {
    kind: "caption",
    words: /\b(?:captions?|subtitles?|text overlays?|untertitel|bildunterschrift(?:en)?|subtitulos?|leyendas?)\b/,
    one: "caption",
    many: "captions",
    none: "there is no caption",
  },
  {
    kind: "cut",
    words:
      /\b(?:cuts?|trims?|trimmed|(?:been )?removed|taken out|left out|geschnitten|weggeschnitten|herausgeschnitten|rausgeschnitten|schnitte|recort(?:es|ado|ada)|cortes?|cortad[oa]s?)\b/,
    one: "cut",
    many: "cuts",
    none: "nothing is cut",
  },
  {
    kind: "speed",
    words:
      /\b(?:sped up|speed(?:ed up)?|how fast|slowed(?: down)?|(?:faster|slower) than|fast forward(?:ed)?|playback rate|geschwindigkeit|wie schnell|beschleunigt|verlangsamt|velocidad|aceler(?:ad[oa]|o)|ralentizad[oa])\b/,
    one: "speed change",
    many: "speed changes",
    none: "everything plays at the speed at which it was recorded",
  },
  {
    kind: "crop",
    words:
      /\b(?:crop(?:ped|s)?|square|vertical|upright|horizontal|landscape|portrait|wide ?screen|aspect(?: ratio)?|(?:which|what) (?:shape|format)|quadratisch|hochformat|querformat|seitenverhaltnis|welches format|beschnitten|cuadrad[oa]|que formato)\b/,
    one: "crop",
    many: "crops",
    none: "it is not cropped: one sees the whole picture, 16:9",
  },
  {
    kind: "style",
    words:
      /\b(?:(?:which|what|whats the) (?:style|preset|look)|(?:minimal|dramatic|default) (?:style|look|preset)|welche[rn]? stil|que estilo)\b/,
    one: "style",
    many: "styles",
    none: "it has the default style",
  },
  {
    kind: "cursor",
    words: /\b(?:cursor|pointer|mauszeiger|zeiger|puntero)\b/,
    one: "cursor",
    many: "cursors",
    none: "the cursor has its usual size",
  },
];

/** What asks for something else than the edits that there are. */
const notOfState =
  /\b(?:possible|available|can (?:you|i|we)|could|support|should|would|max(?:imum)?|too|enough|better|ok(?:ay)?|do you|what does|whats (?:a|an)|what is (?:a|an)|difference|why|warum|por que|who|whose|wer|wessen|quien|moglich|posible|more about|does$|zu (?:stark|gross|schnell|nah)|demasiado|styles|formats|like|look(?:s)? like|mean)\b/;
const yesNo =
  /^(?:is|isnt|are|arent|was|were|has|hasnt|have|does|doesnt|do|did|didnt|still|any|anything|ist|sind|wurde|wird|war|hat|gibt|if|whether|ob|si|es|esta|estan|hay|tiene|sigue|siguen|ha|blurred|hidden|covered|cropped|square|vertical|zoomed)\b/;

/** Words of a question that name nothing on screen. */
const emptyWords =
  /\b(?:is|isnt|are|arent|was|were|has|hasnt|have|does|doesnt|do|did|didnt|still|any|anything|something|nothing|everything|there|in|on|the|a|an|of|it|this|that|video|clip|now|right|yet|already|current(?:ly)?|how|many|much|which|what|whats|where|wheres|when|whens|long|strong|close|big|been|be|at|to|from|moment|version|exist|got|get|gets|you|i|we|and|also|really|properly|actually|completely|part|parts|number|applied|set|used|if|whether|say|says|read|reads|made|make|with|ist|sind|wurde|wird|war|hat|gibt|es|noch|immer|das|die|der|den|dem|ein|eine|etwas|drin|im|jetzt|gerade|schon|irgendwas|alles|welche[rsn]?|wo|wann|wie|viele|ob|esta|estan|hay|tiene|sigue|siguen|todavia|aun|algo|el|la|los|las|un|una|ya|que|cuantos|cuantas|cuales|donde|cuando|ahora|en|si|ha|sido)\b/g;

/** What is left of a question once its own words are taken out: what it asks about. */
export const targetIn = (words: string, spent: RegExp): string =>
  words.replace(new RegExp(spent.source, "g"), " ").replace(emptyWords, " ").replace(/\s+/g, " ").trim();

/** The answer to a question about one kind of edit, or null when it is about something else. */
export function kindAnswer(view: EditView, words: string): string | null {
  if (notOfState.test(words)) return null;
  const asked = kinds.find((one) => one.words.test(words));
  if (!asked) return null;
  const all = editsInWords(view)[asked.kind];
  if (asked.kind !== "cut" && isGone.test(words)) return goneAnswer(asked, all);
  const list = asked.kind === "speed" ? ofPace(all, words) : all;
  if (list.length < all.length && list.length === 0)
    return `No: ${listed(
      all.map(({ told }) => told),
      "and",
    )}.`;
  const isYesNo = yesNo.test(words);
  if (asked.kind === "blur" || asked.kind === "zoom") {
    const target = targetIn(words, asked.words);
    const about = target === "" ? null : aboutElement(view, asked, list, target, isYesNo);
    if (about !== null) return about;
    // Whether that is what was meant nobody knows.
    if (target !== "" && list.length > 0) return listAnswer(asked, list, false);
  }
  if (asked.kind === "crop" && isYesNo) return shapeAnswer(list, words, asked.none);
  if (asked.kind === "style" && isYesNo) {
    const preset = /minimal|dramatic|default/.exec(words)?.[0] ?? "default";
    const now = list[0]?.name ?? "default";
    return now === preset ? `Yes, it has the ${now} style.` : `No, it has the ${now} style.`;
  }
  return listAnswer(asked, list, isYesNo);
}

function listAnswer({ kind, one, many, none }: KindWords, list: readonly Told[], isYesNo: boolean) {
  if (list.length === 0) return isYesNo ? `No, ${none}.` : `${capital(none)}.`;
  const told = listed(
    list.map((edit) => edit.told),
    "and",
  );
  if (isOfAll(kind)) {
    const sentence = inSentence[kind](told, list);
    return isYesNo ? `Yes: ${sentence}.` : `${capital(sentence)}.`;
  }
  const count = list.length === 1 ? `one ${one}` : `${list.length} ${many}`;
  if (isYesNo) return `Yes, ${count}: ${told}.`;
  return `${capital(count)}: ${told}.`;
}

const isGone = /\b(?:removed?|gone|(?:taken|take) (?:out|off|away)|undone|weg|entfernt|quitado|quitaste)\b/;

/** "did you remove the zoom?" */
function goneAnswer({ none }: KindWords, list: readonly Told[]): string {
  const left = list.map(({ told }) => told);
  return left.length === 0 ? `Yes: ${none}.` : `No, there is still this: ${listed(left, "and")}.`;
}

/** "is it slowed down anywhere?": the parts that are. */
function ofPace(list: readonly Told[], words: string): readonly Told[] {
  const rateOf = ({ told }: Told): number => Number(/([\d.]+)×$/.exec(told)?.[1] ?? 1);
  if (/\b(?:slow\w*|verlangsamt|langsam\w*|ralentizad[oa]|lent[oa])\b/.test(words))
    return list.filter((one) => rateOf(one) < 1);
  if (/\b(?:sped|faster|beschleunigt|schneller|aceler\w*)\b/.test(words)) return list.filter((one) => rateOf(one) > 1);
  return list;
}

/** Edits of the whole picture or of its time, as a sentence says them. */
const inSentence = {
  cut: (_: string, list: readonly Told[]) =>
    `${listed(
      list.map(({ name }) => name),
      "and",
    )} cut away`,
  speed: (told: string) => told.replace(/ at (?=[\d.]+×)/g, " plays at "),
  style: (told: string) => `it has ${told}`,
  crop: (told: string) => `it is ${told}`,
  cursor: (told: string) => told,
};
const isOfAll = (kind: Kind): kind is keyof typeof inSentence => kind in inSentence;

/** "is the phone blurred": that element, and if it is not, what is. */
function aboutElement(
  view: EditView,
  { kind, words }: KindWords,
  list: readonly Told[],
  target: string,
  isYesNo: boolean,
): string | null {
  void words;
  const shots = shotsNamed(view.context, target);
  if (shots.length === 0) return null;
  const done = kind === "blur" ? "blurred" : "zoomed on";
  const matching = shots.flatMap((shot) =>
    list.filter(({ operation }) => operation !== undefined && isOn(operation, shot)).map((edit) => ({ shot, edit })),
  );
  const [first] = matching;
  if (!first) {
    const name = `**${shortLabel(shots[0]?.label ?? target)}**`;
    const others = list.map((one) => one.name);
    const rest = others.length > 0 ? ` ${capital(done)}: ${listed([...new Set(others)], "and")}.` : "";
    const verb = kind === "blur" ? "blur" : "zoom on";
    return `${isYesNo ? "No, " : ""}${name} is not ${done}.${rest || ` Say **${verb} ${shortLabel(shots[0]?.label ?? target)}**.`}`;
  }
  const names = [...new Set(matching.map(({ shot }) => `**${shortLabel(shot.label)}**`))];
  if (kind === "zoom") return `${isYesNo ? "Yes: " : ""}${matching.map(({ edit }) => edit.told).join(", ")}.`;
  const { operation } = first.edit;
  const when = operation && "durationMs" in operation ? ` ${whenOf(view, operation)}` : "";
  return `${isYesNo ? "Yes, " : ""}${listed(names, "and")} ${names.length === 1 ? "is" : "are"} blurred${when}.`;
}

/** Whether an edit is of an element: made for it, or lying over it. */
function isOn(operation: Operation, { label, box, elementId }: ReturnType<typeof shotsNamed>[number]): boolean {
  const { anchor } = operation;
  if (anchor) return anchor.element === label || (elementId !== undefined && anchor.elementId === elementId);
  if (!box) return false;
  if (operation.type === "zoom") return isInside(box, operation.centerX, operation.centerY);
  return operation.type === "redact" && isInside(operation, ...middleOf(box));
}

/** "is it square?" */
function shapeAnswer(list: readonly Told[], words: string, none: string): string {
  const now = list[0]?.name;
  const wanted = /\b(?:square|quadratisch|cuadrad[oa])\b/.test(words)
    ? "square"
    : /\b(?:vertical|upright|portrait|hochformat)\b/.test(words)
      ? "vertical"
      : /\b(?:landscape|horizontal|wide ?screen|querformat)\b/.test(words)
        ? "16:9"
        : null;
  if (now === undefined) return wanted === "16:9" ? "Yes: it is 16:9, the whole picture." : `No, ${none}.`;
  return wanted === null || now.startsWith(wanted) ? `Yes, it is ${now}.` : `No, it is ${now}.`;
}

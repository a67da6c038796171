import { set } from "../../words.ts";
import { targetIn } from "./asked.ts";
import { asksHowLong, howLongAnswer } from "./howLong.ts";
import { personalAnswer } from "./leftOut.ts";
import { asksPace, paceOfPart } from "./pace.ts";
import { asksSight, sightTold } from "./sightAsked.ts";
import {
  lastEditAnswer,
  leftAnswer,
  longestAnswer,
  momentAnswer,
  nextToAnswer,
  paceAnswer,
  saysAnswer,
  undoAnswer,
} from "./stretch.ts";
import type { Topic } from "./topic.ts";
import { versionsAnswer } from "./versions.ts";

/** What is asked to be done, not told. */
const asksDeed = /\b(?:can|could|would|should|will) (?:you|u|we|it|that|this)\b/;

/** What is asked about what is seen in the video and when, and about its newest edit. */
export const seenTopics: readonly Topic[] = [
  {
    about: asksHowLong,
    not: /\b(?:render\w*|export\w*|links?|kept|stored|version|\d)\b/,
    tell: ({ words, context }, view) => howLongAnswer(view, words, context),
  },
  {
    about: asksSight,
    not: /\b(?:who|should|would|zoom\w*|captions?|cursor|pointer|more|longer|closer|better|bigger|slower|faster|style)\b|@/,
    tell: ({ words, context }, view) => sightTold(view, words, context),
  },
  {
    about: /\b(?:sound|audio|music|voice ?over|narration|silent|ton|musik|sonido|musica|audio)\b/,
    not: /\b(?:can|could|add|why)\b/,
    tell: () => "No: the videos are silent.",
  },
  {
    about:
      /\b(?:can|could|kann|konnte|puedo|podria) (?:i|we|ich|man|wir)?\b.*\b(?:still|later|always|ever|noch|spater|immer noch|todavia|aun|luego)\b.*\b(?:undo|undone|take (?:it|that|this) back|go back|revert|ruckgangig|zuruck\w*|deshacer\w*|volver)\b|\b(?:is|are) (?:it|that|this|they|these) (?:reversible|undoable|final|permanent)\b/,
    tell: ({ context }) => undoAnswer(context),
  },
  {
    about: /\b(?:what|whats|was|que)\b.*\b(?:left|remains|remaining|ubrig|queda)\b/,
    tell: (_, view) => leftAnswer(view),
  },
  {
    about:
      /\b(?:what|whats|was|que|which)\b.*\b(?:last|latest|most recent|zuletzt|letzte[rsn]?|ultim[oa])\b.*\b(?:edit|change|changes|do|did|changed|edited|bearbeitung|anderung|cambio|edicion)\b|\bwhat did (?:i|we|you|u) (?:just )?(?:change|do|edit)(?:ed)? (?:last|just now|at last)\b|\bwas (?:hast du|habe ich|haben wir) (?:zuletzt|gerade)\b|\bque (?:hiciste|has hecho|cambiaste|hice) (?:al final|lo ultimo|por ultimo|ahora)\b/,
    tell: ({ context }) => lastEditAnswer(context),
  },
  {
    about: asksPace,
    not: /\b(?:should|would|could|can|render\w*|export\w*|cursor|pointer|record\w*|zoom\w*|enough|caption|\d:\d\d)\b/,
    tell: ({ words }, view) => paceOfPart(view, words),
  },
  {
    about: /\b(?:speed|fast|slow|pace|tempo|schnell|geschwindigkeit|velocidad|rapido)\b.*\d:\d\d/,
    not: asksDeed,
    tell: ({ words }, view) => paceAnswer(view, words),
  },
  {
    about:
      /^(?:what|whats|which|was|que|cual|describe|how|wie|como)\b.*\b(?:sees?|seen|shows?|shown|showing|screen|visible|happen\w*|goes on|going on|there|is|sieht|sehen|zeigt|passiert|ist|ve|muestra|pasa|hay)\b.*\d:\d\d|^whats (?:on )?at \d:\d\d/,
    not: asksDeed,
    tell: ({ words }, view) => momentAnswer(view, words),
  },
  {
    about:
      /^(?:what|whats|which|was|que|cual)\b.*\b(?:comes?|happens?|follows?|next|shown?|shows|see|kommt|passiert|folgt|viene|pasa|sigue|hay)\b.*\b(?:after|before|following|nach|vor|despues del?|antes del?|tras)\b/,
    not: asksDeed,
    tell: ({ words }, view) => {
      const [, side = "", target = ""] =
        /\b(after|before|following|nach|vor|despues|antes|tras)(?: del?)? (.+)$/.exec(words) ?? [];
      return nextToAnswer(
        view,
        targetIn(target, /\b(?:that|part|dem|der|die)\b/),
        set("before vor antes").has(side) ? "before" : "after",
      );
    },
  },
  {
    about: /^(?:can|could) (?:i|we) (?:still |later )?(?:get|have|bring) (?:it|that|this|them) back$/,
    tell: ({ context }) => undoAnswer(context),
  },
  {
    about:
      /\b(?:difference|differ|unterschied|diferencia)\b.*\bversion\w*\b|\bversion \d+ (?:and|und|y|vs|or) (?:version )?\d+\b/,
    tell: ({ context, words }) => versionsAnswer(context, words),
  },
  {
    about:
      /\b(?:personal|private|sensitive|confidential|personlich\w*|personales|privad[oa]s)\b.*\b(?:left|visible|seen?|show\w*|there|in it|readable|read|zu sehen|sichtbar|ve|queda)\b|\b(?:is|are) (?:there )?(?:any|all|everything)\w*(?: other| more| else)? (?:personal|private|sensitive)\b/,
    tell: ({ words }, view) => personalAnswer(view, words),
  },
  {
    about:
      /^(?:what|was|que) (?:does|do|did|sagt|steht|dice|pone) .*\b(?:say|says|read|sagt|dice|pone|error|message|text|label)\b/,
    not: /\b(?:captions?|subtitles?|you|i|we|it|this|that|video|pr|client|customer|team|boss)\b/,
    tell: ({ words }, view) => saysAnswer(view, targetIn(words, /\b(?:say|says|read|message|text|label)\b/)),
  },
  {
    about:
      /^(?:what|which|was|que)\b.*\b(?:longest|takes? (?:so|the most|most|that) ?(?:long|time)?|would you (?:cut|shorten)|dauert (?:so|am) lang\w*|tarda (?:tanto|mas))\b/,
    not: /\b(?:render|export|recording|you take)\w*\b/,
    tell: (_, view) => longestAnswer(view),
  },
];

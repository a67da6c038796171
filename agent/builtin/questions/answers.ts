import type { ThreadContext } from "../../context.ts";
import { type EditView, isView, openView } from "../../resolve/view.ts";
import { clauseOf } from "../words/clause.ts";
import { read } from "../words/read.ts";
import { Reading } from "../words/reading.ts";
import { targetIn } from "./asked.ts";
import { pronouns, sameOfAnother, spokenOf, withKind } from "./before.ts";
import { editsAnswer } from "./edits.ts";
import {
  fileAnswer,
  fileReadyAnswer,
  fitAnswer,
  lengthAnswer,
  lengthForAnswer,
  placeIn,
  sizeAnswer,
  versionAnswer,
  versionsAnswer,
  wouldGoOut,
} from "./files.ts";
import { kindAnswer } from "./kinds.ts";
import { appearsAnswer, centreAnswer, chaptersAnswer, edgeAnswer, shownAnswer } from "./moments.ts";
import { approvalAnswer, audienceAnswer, sendingsAnswer, viewsAnswer } from "./people.ts";
import { type Piece, piecesOf, plainWords } from "./pieces.ts";
import { personalAnswer, sightAnswer } from "./sight.ts";
import { asksSight, sightTold } from "./sightAsked.ts";
import {
  deedsAnswer,
  lastEditAnswer,
  leftAnswer,
  longestAnswer,
  momentAnswer,
  nextToAnswer,
  paceAnswer,
  saysAnswer,
  undoAnswer,
} from "./stretch.ts";

/**
 * Questions about how things stand: about this video, its edits, its files and who has it. One row a topic, and the first that
 * fits answers from what is known of the thread; null where that does not hold an answer.
 */
type Asked = {
  words: string;
  text: string;
  /** All that was said, as plain words. */
  message: string;
  context: ThreadContext;
  /** The length after the edits of the same message. */
  nowMs?: number | undefined;
};
type Topic = {
  about: RegExp;
  /** What the same words mean otherwise. */
  not?: RegExp;
  tell: (asked: Asked, view: EditView) => string | null;
  /** It can be told before there is a video. */
  isEarly?: boolean;
};

const waiting =
  /\b(?:until|till|left|wait|eta|take|takes|ready|brauchst|dauert es noch|noch bis|falta|tarda|done|finished)\b/;
const seeing =
  "(?:sees?|seen|views?|watch|watches|open|access|look at|sehen|sieht|anschauen|ansehen|offnen|ver|ve|vera|veran|abrir|zugriff|acceso)";

/** What is asked to be done, not told. */
const asksDeed = /\b(?:can|could|would|should|will) (?:you|u|we|it|that|this)\b/;

const topics: readonly Topic[] = [
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
    about: /\b(?:speed|fast|slow|pace|tempo|schnell|geschwindigkeit|velocidad|rapido)\b.*\d:\d\d/,
    not: asksDeed,
    tell: ({ words }, view) => paceAnswer(view, words),
  },
  {
    about:
      /^(?:what|whats|which|was|que|cual|describe|how|wie|como)\b.*\b(?:sees?|seen|shows?|shown|showing|screen|visible|happen\w*|goes on|going on|there|is|sieht|sehen|zeigt|passiert|ist|ve|muestra|pasa|hay)\b.*\d:\d\d/,
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
        /^(?:before|vor|antes)$/.test(side) ? "before" : "after",
      );
    },
  },
  {
    about:
      /^(?:what|whats|which|how many|how often|was|welche|wie (?:viele|oft)|que|cual(?:es)?|cuant[oa]s)\b.*\b(?:fields?|typed|typing|filled|entered|clicks?|clicked|pressed|steps?|felder|getippt|ausgefullt|geklickt|klicks?|schritte?|campos|clics?|pasos?)\b/,
    not: /\b(?:caption|say|says|says|next step|can|could|should|you|i|when|into|blur\w*|zoom\w*|cut|time)\b/,
    tell: ({ words }, view) => deedsAnswer(view, words),
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
      /\b(?:personal|private|sensitive|confidential|personlich\w*|personales|privad[oa]s)\b.*\b(?:left|visible|seen?|show\w*|there|in it|readable|read|zu sehen|sichtbar|ve|queda)\b|\b(?:is|are) (?:there )?(?:any|all|everything)\w* (?:personal|private|sensitive)\b/,
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
  {
    about:
      /^(?:is|are|ist|esta) (?:the |my |das |die |el )?(?:gif|mp4|file|export|datei|archivo)\b.*\b(?:ready|done|finished|there|fertig|list[oa])\b/,
    tell: ({ context, words }) => fileReadyAnswer(context, words),
  },
  {
    about:
      /\b(?:approv\w*|signed off|sign off|reviewed|freigegeben|freigabe|genehmigt|abgenommen|aprobad[oa]|aprobo|aprobacion)\b/,
    not: /\b(?:why|warum|por que|happens|pasa|passiert|need|needs|should|how|if i|when i|after|wont|can)\b/,
    tell: ({ words, context }) => approvalAnswer(context, words),
  },
  {
    about:
      /\b(?:who|anyone|anybody|somebody|someone|everyone|they|client|customer|boss|team|people|wer|jemand|quien|alguien)\b.*\b(?:has |have |had |ha |hat )?(?:\w+ )?(?:watched|seen|viewed|opened|gesehen|angeschaut|angesehen|geoffnet|visto|abierto)\b|\bhow (?:many|often)\b.*\b(?:views?|viewers?|watched|viewed|plays?|people|times it)\b|\b(?:views|viewers|vistas|visualizaciones|aufrufe)\b/,
    not: /\b(?:can|could|should|would|will|changes?|edits?)\b/,
    tell: ({ context }) => viewsAnswer(context),
  },
  {
    about:
      /\b(?:did|have|has|was|is|been|where|who|hast|wurde|ist|ha|has|fue)\b.*\b(?:sent|send|shared?|posted|post|mailed|emailed|delivered|geschickt|gesendet|verschickt|geteilt|gepostet|enviado|enviaste|compartido|publicado)\b/,
    not: /\b(?:should|shall|could|can|will|would|digests?|when)\b|@/,
    tell: ({ context, words }) => sendingsAnswer(context, words),
  },
  {
    about: /\blinks?\b.*\b(?:works?|valid|expires?|last|live|hold|gultig|caduca|vale)\b/,
    isEarly: true,
    tell: () => "A link that I send works for at most 90 days, and shows that one version.",
  },
  {
    about: new RegExp(
      `\\b(?:who|whos|wer|quien|quienes)\\b.*\\b${seeing}\\b|\\b(?:anyone|anybody|everyone|everybody|others?|other people|people|strangers|they|boss|team|customers?|clients?|colleagues?|jeder|andere|alle|otros|todos|cualquiera|equipo)\\b.*\\b${seeing}\\b|\\b(?:public|private|confidential|visible to|visible for|offentlich|privat|public[oa]|privad[oa])\\b`,
    ),
    not: /\b(?:button|field|form|caption|zoom|coupon|screen|page|at \d|every|daily|weekly|jeden|cada|repo|repository)\b|#/,
    isEarly: true,
    tell: ({ words, context }) => audienceAnswer(context, words),
  },
  {
    about:
      /\b(?:fits?|small enough|light enough|too (?:big|large|heavy)|limit|attach(?:ed|ment)?|upload(?:ed)?|passt|zu gross|klein genug|limite|cabe|demasiado (?:grande|pesado)|pesa mucho)\b|^(?:whether|if|can|could|may) (?:i|we|one) (?:\w+ )?(?:send|post|upload|attach|share|put)\b.*\b(?:on|in|to|via|over|into)\b/,
    not: /\b(?:cursor|pointer|zoom|caption|text|button|seconds?|minutes?|time|screen|schedule|every|daily|weekly)\b|[@#]/,
    tell: ({ message, words, context }, view) =>
      /\b(?:attach|upload|send|post|share|put)/.test(words) && placeIn(message) === null
        ? null
        : fitAnswer(view, context, { message, words }),
  },
  {
    about: /\b(?:too long|too short|long enough|short enough|seconds?|secs?|minutes?|zu lang|demasiado larg[oa])\b/,
    not: /\b(?:cursor|zoom|caption|text|title|wait|render\w*)\b|[@#]/,
    tell: ({ message }, view) => lengthForAnswer(view, message),
  },
  {
    about:
      /\b(?:chapters?|sections?|scenes?|outline|table of contents|kapitel|abschnitte?|szenen|capitulos?|secciones|escenas|partes)\b/,
    not: /\b(?:which|what) (?:chapter|section|scene) (?:is|has|shows)\b|\b(?:why|cut|should)\b/,
    tell: (_, view) => chaptersAnswer(view),
  },
  {
    about:
      /\b(?:which|what|whats|how many|is|welche|was|wie viele|que|cual|cuantas|es|ist|am)\b.*\b(?:versions?|versiones|versionen|v\d+)\b/,
    not: /\b(?:approved|mobile|dark|zoom|blur\w*|caption|square|cropped|changed|different|new in|version \d+ (?:and|or)|between|long|length|wide|in (?:this|the) (?:current )?version|when)\b/,
    tell: ({ words, context }) => versionAnswer(context, words),
  },
  {
    about: /\b(?:cent(?:er|re)(?:d|red)?|in the middle|zentriert|mittig|in der mitte|centrad[oa])\b/,
    not: /\b(?:could|can you|should|would|slow\w*|fast\w*|long|speed|langsam|schnell|lent[oa]|r[aá]pid[oa])\b/,
    tell: ({ words }, view) =>
      centreAnswer(
        view,
        targetIn(
          words,
          /\b(?:cent(?:er|re)(?:d|red)?|middle|zentriert|mittig|mitte|centrad[oa]|square|crop(?:ped)?|auf|sobre)\b/,
        ),
      ),
  },
  {
    about:
      /^(?:what|which (?:one|version|file)|was|que) (?:exactly )?(?:would|will|wurdest|wirst|vas a|ibas a) (?:(?:you|u|du) )?(?:then )?(?:export|send|share|post|mail|upload|deliver|exportier\w*|schicken|senden|exportar|enviar|mandar)\b/,
    tell: ({ context }, view) => wouldGoOut(context, view),
  },
  {
    about:
      /\b(?:why|how come|warum|wieso|por que)\b.*\b(?:slow\w*|fast\w*|quick|langsam\w*|schnell\w*|lent[oa]|rapid[oa])\b/,
    not: /\b(?:render\w*|record\w*|export\w*|load\w*|you|take|takes|taking|cursor|pointer|page|app|site|scroll\w*|cant|cannot|not|sped|slowed|did)\b/,
    tell: (_, view) => {
      const told = kindAnswer(view, "how fast");
      return told === null ? null : `${told} Name a part and say **faster** or **slower** to change that.`;
    },
  },
  {
    about: /./,
    tell: ({ words }, view) => kindAnswer(view, words),
  },
  {
    about:
      /\bwh?at (?:all )?(?:did|have) (?:you|u|we|i)\b.*\b(?:chang|do\b|done|edit|made|make|applied|so far)|\bwhat (?:all )?(?:you|u|we|i)(?: have|ve)? (?:all )?(?:changed|edited|done|made|did)\b|\bwhat (?:did|has) (?!this|the|it|that|pr)\w+ (?:chang\w*|do|done|edit\w*|add\w*)\b|\bwhat (?:was|has been|were|is|got) (?:done|changed|edited|applied)|\b(?:which|what|whats|list|all)(?: of)?(?: the| my| our| your)? (?:edits?|changes)\b|^(?:the |all |all the )?(?:edits|changes)\b|\b(?:edits|changes) (?:are|have|were|did|so far|do)\b|\bwh?ats? (?:is )?in (?:this version|it|there)\b|\bwhats (?:different|changed|been done)\b|\bwas (?:hast du|wurde|haben wir)\b.*\b(?:geandert|gemacht|bearbeitet)|\bwas (?:du|wir) (?:alles )?(?:geandert|gemacht|bearbeitet)|\bque (?:has|hemos) (?:cambiado|hecho|editado)|\bque (?:cambiaste|hiciste|cambios)\b|\bis (?:it|this|the video) (?:edited|changed|the original)\b|^did anything (?:else )?change\b|^(?:is|was) (?:that|this|it) (?:all|everything)$/,
    not: /\b(?:pr|pull request|branch|code|diff|on (?:the )?(?:page|site)|in (?:the )?app|commit|feature|rama|why|can|could|should)\b/,
    tell: ({ context, words }, view) => versionsAnswer(context, words) ?? editsAnswer(view, context),
  },
  {
    about:
      /\b(?:what|whats|was|que|explain|worum|wovon|de que)\b.*\b(?:chang\w*|new|different|about|geandert|andert|neu|neues|anders|geht|handelt|cambia|cambio|cambiado|nuevo|diferente|trata|va)\b/,
    not: /\bwhat (?:did|has) (?!this|the|it|that|pr)\w+ chang|\b(?:you|du|tu|u|i|we|me|edits?|version|has hecho|hast|versions?|if|how about|video length|caption|style|zoom|price)\b/,
    tell: ({ context: { run } }) =>
      run?.summary ? `${run.title ? `**${run.title.replaceAll("*", "")}**: ` : ""}${run.summary}` : null,
  },
  {
    about:
      /^(?:how (?:big|large|heavy)|wie (?:gross|schwer)|cuanto (?:pesa|ocupa))(?! (?:is|ist|es) (?:the |my |der |el )?(?:zoom|caption|cursor|pointer|button))|\b(?:file ?size|dateigrosse|size of (?:the|it|this)|how many (?:mb|megs|megabytes|kb)|tamano|size)\b/,
    not: /\b(?:button|field|font|text|screen|window|caption|cursor|pixels?|resolution|sizes|output|frame size|export)\b/,
    tell: ({ words, context }, view) => sizeAnswer(view, context, words),
  },
  {
    about:
      /^(?:is|isnt) .*\btoo (?:long|short) for\b|\bhow (?:long|short)\b|\bhow much (?:shorter|longer)\b|\bhow many (?:seconds|minutes)\b|\b(?:length|duration|runtime|run time|lange|lang|laufzeit|dauert|dura|duracion)\b|\b(?:exactly|genau|exactamente|under|below|less than|shorter than|longer than|over|more than|within|unter|uber|menos de|mas de)\b.*\b(?:\d+|an?|one|eine?|un) ?(?:s|secs?|seconds?|minutes?|sekunden|minuten?|segundos?|minutos?)\b|^(?:is|ist|es) (?:it|this|that|the (?:video|clip)|es|das) .*\b(?:under|below|over|exactly|really|genau|exactamente) \d+$/,
    not: new RegExp(`${waiting.source}|\\b(?:can|could|should|would|max|digest|kept|stored|keep|links?|expire)\\b`),
    tell: ({ words, nowMs }, view) => partLength(view, words) ?? lengthAnswer(view, words, nowMs),
  },
  {
    about:
      /\b(?:where|wheres|wo|donde|which|in what|how do i (?:get|download|find))\b.*\b(?:files?|folder|saved|stored|path|directory|disk|download\w*|datei|gespeichert|ordner|pfad|herunterladen|archivo|fichero|guardad[oa]|carpeta|ruta|descargar)\b|\bis there a (?:file|download)\b|^(?:where|wheres|wo|donde)(?: is| ist| esta)? (?:the |my |das |el )?(?:gif|mp4|export)\b/,
    not: /\b(?:format|formats|changed|code|source)\b/,
    tell: ({ context }) => fileAnswer(context),
  },
  {
    about:
      /\bwhats? (?:is )?(?:all )?in (?:the|this|that|our|my) (?:video|clip|recording|film|demo)\b|\bwas ist (?:alles )?(?:im|in dem|in diesem) (?:video|clip)\b|\bque hay en (?:el|este) (?:v[ií]deo|clip)\b|\b(?:describe|summari[sz]e|sum up) (?:the|this) (?:video|clip|recording)\b|\b(?:what|whats|where|was|wo|que|donde|how|wie|como|which|womit)\b.*\b(?:show\w*|see|seen|visible|screen|happen\w*|end|ends|begin|begins|start|starts|sieht|sehen|zeigt|passiert|endet|beginnt|anfang|fangt|ende|ve|muestra|pasa|termina|empieza|final|principio)\b/,
    not: /\b(?:who|(?:did|do|have|can|could|would|will) (?:you|u)|du|why|if|after i|approve|recorded|zoom|captions?|blur)\b/,
    tell: ({ words }, view) => {
      if (/\b(?:end|ends|last|endet|ende|schluss|zuletzt|termina|final|ultimo)\b/.test(words))
        return edgeAnswer(view, "end");
      if (
        /\b(?:begin|begins|beginning|start|starts|first|anfang|fangt|beginnt|zuerst|empieza|principio|comienzo)\b/.test(
          words,
        )
      )
        return edgeAnswer(view, "begin");
      const isWhole = /\b(?:video|it|this|clip|recording|zeigt|muestra)\b/.test(words) && !/\d/.test(words);
      return isWhole ? shownAnswer(view) : null;
    },
  },
  {
    about:
      /^(?:where|wheres|when|whens|at (?:what|which)|is|isnt|are|does|do|can|how often|wo|wann|ist|sieht|kann|kommt|donde|cuando|se|aparece|sale|if|whether|ob)\b.*\b(?:appears?|appear|show|shows|shown|see|seen|visible|on (?:the )?screen|comes? (?:up|in|into)|come|in (?:the )?(?:video|clip)|happens?|clicked|click|typed|added|sichtbar|sehen|sieht|erscheint|auftaucht|kommt|vor|geklickt|aparece|aparecen|ve|ven|sale|salen|visible)\b/,
    not: /\b(?:who|why|you|blur|should|would|could|approve|zoom)\b/,
    tell: ({ words, context }, view) => {
      const isYesNo = /^(?:is|isnt|are|does|do|can|ist|sieht|kann|kommt|se|aparece|sale|if|whether|ob)\b/.test(words);
      const target = targetIn(
        words,
        /\b(?:appears?|show|shows|shown|see|seen|visible|screen|comes?|up|into|clip|happens?|clicked|click|typed|added|time|second|point|often|can|one|people|sichtbar|sehen|sieht|man|erscheint|auftaucht|kommt|vor|kann|geklickt|aparece|aparecen|se|ve|ven|sale|salen)\b/,
      );
      const it = target === "" && pronouns.test(words) && !isYesNo ? spokenOf(context) : [];
      if (it.length > 0) return sightAnswer(view, it, "seen", false);
      return appearsAnswer(view, target, {
        isYesNo,
        isSearched: /^(?:where|when|wo|wann|donde|cuando|at)/.test(words),
      });
    },
  },
];

/** "how long is the login part": the stretch that is named. */
function partLength(view: EditView, words: string): string | null {
  const target = targetIn(
    words,
    /\b(?:long|short|length|duration|runtime|seconds|minutes|whole|thing|total|overall|entire|recording|take|lang|lange|dauert|dura|duracion|ganze|insgesamt|todo|total)\b/,
  );
  if (target === "" || /\d/.test(target)) return null;
  const named = new Reading(clauseOf(read(target, view.context)), view.context, target).named(target);
  if (!named || named.endMs <= named.startMs) return null;
  const [from, to] = [named.startMs, named.endMs].map(
    (ms) => `${Math.floor(ms / 60_000)}:${String(Math.round(ms / 1000) % 60).padStart(2, "0")}`,
  );
  return `That part is ${Number(((named.endMs - named.startMs) / 1000).toFixed(1))} s long, from ${from} to ${to}.`;
}

export type StateAnswer = {
  /** What is to be told, in the order in which it was asked. */
  answers: string[];
  /** What else was said: empty when all of it was asked. */
  rest: string;
  /** An answer is not the one that was hoped for: what hangs on it is to be asked about. */
  isHitch: boolean;
};

/** "no, when they click apply": a correction, unlike "no, I was just asking how long it is". */
const denying = /^\s*(?:no|nope|nah|nee|nein)[,.!\s](?!.*\?\s*$)/i;

/** The questions of a message that the state of the thread answers, and what is left of it; null when it has none. */
export function stateAnswer(message: string, context: ThreadContext, nowMs?: number): StateAnswer | null {
  if (!context.run || message.length > LONGEST_MESSAGE) return null;
  const pieces = piecesOf(message).filter(({ words }) => words !== "");
  if (denying.test(message) && !pieces.some(({ isQuestion, isPlain }) => isQuestion && isPlain)) return null;
  const isMixed = pieces.some(({ isQuestion }) => !isQuestion);
  const plain = plainWords(message);
  const answers: string[] = [];
  const left: string[] = [];
  let isHitch = false;
  for (const piece of pieces) {
    const same = sameOfAnother(piece, message, context);
    const isSure = same !== null || (piece.isQuestion && (!isMixed || piece.isPlain));
    const words = same ?? piece.words;
    const told = isSure ? answerTo({ words, text: piece.text, message: plain, context, nowMs }) : null;
    // What is only asked is never done.
    if (told === null && !(piece.isQuestion && ofOwnDoing.test(piece.words))) left.push(piece.text);
    // "could I send it, is it too big?" is one question.
    if (told !== null) isHitch ||= isUnhopedFor(words, told);
    if (told !== null && !answers.some((one) => factOf(one) === factOf(told))) answers.push(told);
  }
  if (answers.length === 0 || left.some((part) => conditional.test(part))) return null;
  return { answers, rest: restOf(left), isHitch };
}

/** A "no", and a "yes" where nobody is to see something. */
const isUnhopedFor = (words: string, told: string): boolean =>
  isSafe.test(told)
    ? false
    : unwanted.test(words)
      ? /^(?:Yes|Only in part)\b/.test(told)
      : /^(?:No|Not|Only in part)\b/.test(told);
/** Somebody wanted it covered. */
const isSafe = /^No, [^;]* is blurred /;
const unwanted =
  /\b(?:anyone|anybody|anywhere|somewhere|someone|somebody|jemand|irgendwo|alguien)\b.*\b(?:see|sees|read|visible|seen|readable)\b|\b(?:see|sees|read|visible|seen|readable)\b.*\b(?:anywhere|somewhere|irgendwo)\b|\b(?:cut off|cropped off|missing|too (?:long|big|large))\b/;

const factOf = (answer: string): string => answer.replace(/^(?:Yes|No)[:,] /, "");
const LONGEST_MESSAGE = 2500;
/** "whether I could send it", unlike "if you could" */
const ofOwnDoing = /^(?:whether|if|ob|si) (?:i|we|one|they|people|ich|wir|man|yo)\b/;
/** "is the email visible? if so, blur it": the question is the reason. */
const conditional =
  /^\s*(?:and |und |y )?(?:if|falls|wenn|si) (?:so|yes|not|no|it|they|ja|nicht|nein|es|lo)\b|^\s*(?:otherwise|else|sonst)\b|^\s*then\b(?!.*\b(?:approve|send|share|post|publish|sign (?:it|this) off)\b)/i;

const restOf = (left: readonly Piece["text"][]): string =>
  left
    .map((part) =>
      part.replace(/^\s*(?:and|und|y|but|aber|pero|or|oder|o)\s+/i, "").replace(/[\s,;:]+(?:and|und|y)?\s*$/i, ""),
    )
    .filter((part) => part !== "")
    .join(". ");

function answerTo(asked: Asked): string | null {
  const view = openView(asked.context);
  const words = withKind(asked.words, asked.context);
  if (words !== asked.words) return answerTo({ ...asked, words });
  for (const { about, not, tell, isEarly } of topics) {
    if (!about.test(asked.words) || not?.test(asked.words)) continue;
    if (!isView(view) && !isEarly) return null;
    const told = tell(asked, view as EditView);
    if (told !== null) return told;
  }
  return null;
}

import type { ThreadContext } from "../../context.ts";
import type { EditView } from "../../resolve/view.ts";
import { clauseOf } from "../words/clause.ts";
import { read } from "../words/read.ts";
import { Reading } from "../words/reading.ts";
import { pronouns, targetIn } from "./asked.ts";
import { spokenOf } from "./before.ts";
import { editsAnswer } from "./edits.ts";
import { fileAnswer, sizeAnswer, wouldGoOut } from "./files.ts";
import { kindAnswer } from "./kinds.ts";
import { lengthAnswer, lengthForAnswer } from "./length.ts";
import { appearsAnswer, chaptersAnswer, edgeAnswer, shownAnswer } from "./moments.ts";
import { sightAnswer } from "./sight.ts";
import type { Topic } from "./topic.ts";
import { versionAnswer, versionsAnswer } from "./versions.ts";

const waiting =
  /\b(?:until|till|left|wait|eta|take|takes|ready|brauchst|dauert es noch|noch bis|falta|tarda|done|finished)\b/;

/** What is asked about versions, what they are made of, and how long and how large they are. */
export const madeTopics: readonly Topic[] = [
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
    tell: ({ context }) => whatIsShown(context),
  },
  {
    about: /\bwhat (?:did|have) (?:you|we|u) (?:just )?record(?:ed)?\W*$|\bwhat (?:was|is|has been|got) recorded\W*$/,
    tell: ({ context }) => whatIsShown(context),
  },
  {
    about:
      /^(?:how (?:big|large|heavy)|wie (?:gross|schwer)|cuanto (?:pesa|ocupa))(?! (?:is|ist|es) (?:the |my |der |el )?(?:zoom|caption|cursor|pointer|button))|\b(?:file ?size|dateigrosse|size of (?:the|it|this)|how many (?:mb|megs|megabytes|kb)|tamano|size)\b/,
    not: /\b(?:button|field|font|text|screen|window|caption|cursor|pixels?|resolution|sizes|output|frame size|export)\b/,
    tell: ({ words, context }, view) => sizeAnswer(view, context, words),
  },
  {
    about:
      /^(?:is|isnt) .*\btoo (?:long|short) for\b|\bhow (?:long|short)\b|\bhow much (?:shorter|longer)\b|\bhow many (?:seconds|minutes)\b|\b(?:length|duration|runtime|run time|lange|lang|laufzeit|dauert|dura|duracion)\b|\b(?:exactly|genau|exactamente|under|below|less than|shorter than|longer than|over|more than|within|unter|uber|menos de|mas de)\b.*\b(?:\d+|an?|one|eine?|un) ?(?:s|secs?|seconds?|minutes?|sekunden|minuten?|segundos?|minutos?)\b|^(?:is|isnt|ist|es|so) (?:(?:it|this|that|the (?:video|clip)|[\d:.]+|es|das) )?.*\b(?:under|below|over|above|less than|more than|shorter than|longer than|exactly|really|genau|exactamente) \d+(?:\.\d+)?(?: ?(?:s|secs?|seconds?))?(?: now| then| long)*$|^(?:is|isnt) (?:it|this|that|the (?:video|clip)) (?:(?:really|about|only|now|just|still|exactly) )*\d+(?:\.\d+)?(?: ?(?:s|secs?|seconds?))?(?: long| now| then| or (?:less|more|longer|shorter)| already)*$|\bhow much (?:over|under|above|below|more than|less than)\b.*\d/,
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
      if (/\b(?:start|beginning|anfang|principio) (?:to|till|until|bis|al?) (?:the )?(?:end|ende|final)\b/.test(words))
        return shownAnswer(view);
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
      /^(?:where|wheres|when|whens|at (?:what|which)|is|isnt|are|does|do|can|how often|wo|wann|ist|sieht|kann|kommt|donde|cuando|se|aparece|sale|if|whether|ob)\b.*\b(?:appears?|appear|show|shows|shown|see|seen|visible|on (?:the )?screen|comes? (?:up|in|into)|come|in (?:the )?(?:video|clip)|happens?|clicked|click|typed|picked|chosen|selected|hovered|pressed|used|added|sichtbar|sehen|sieht|erscheint|auftaucht|kommt|vor|geklickt|aparece|aparecen|ve|ven|sale|salen|visible)\b/,
    not: /\b(?:who|why|you|blur|should|would|could|approve|zoom)\b/,
    tell: ({ words, context }, view) => {
      const isYesNo = /^(?:is|isnt|are|does|do|can|ist|sieht|kann|kommt|se|aparece|sale|if|whether|ob)\b/.test(words);
      const target = targetIn(
        words,
        /\b(?:appears?|show|shows|shown|see|seen|visible|screen|comes?|up|into|clip|happens?|gets?|clicked|click|typed|picked|chosen|selected|hovered|pressed|used|added|time|second|point|often|can|one|people|sichtbar|sehen|sieht|man|erscheint|auftaucht|kommt|vor|kann|geklickt|aparece|aparecen|se|ve|ven|sale|salen)\b/,
      );
      const it = target === "" && pronouns.test(words) && !isYesNo ? spokenOf(context, words) : [];
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

const whatIsShown = ({ run }: ThreadContext): string | null =>
  run?.summary ? `${run.title ? `**${run.title.replaceAll("*", "")}**: ` : ""}${run.summary}` : null;

import { deedsAnswer, stillInAnswer, worksAnswer } from "./deeds.ts";
import { everywhereAnswer, ofAllAnswer } from "./everywhere.ts";
import { changesAnswer, happensAt, scrollAnswer, wholeAnswer } from "./happens.ts";
import { shownAnswer } from "./moments.ts";
import { partAnswer, slowestAnswer } from "./parts.ts";
import type { Topic } from "./topic.ts";
import { momentsIn } from "./when.ts";

const which = "(?:which|what|how many|how often|welche[rsnm]?|was|wie (?:viele|oft)|que|cual(?:es)?|cuant[oa]s)";
const doing =
  "typed?|types|typing|filled|fills?|entered|enters?|fields|clicks?|clicked|press(?:ed|es)?|pick(?:s|ed)?|choose|chooses|chosen|chose|selects?|selected|hover(?:s|ed)?|points? (?:at|to)|pointed|steps?|felder|getippt|ausgefullt|geklickt|klicks?|gewahlt|schritte?|campos|clics?|pasos?|elige";
/** What is asked to be done, or of the edits. */
const other =
  /\b(?:caption|say|says|next step|can|could|should|would|you|i|when|where|into|blur\w*|zoom\w*|crop\w*|cut|version|edits?|export\w*|pr|style)\b|@/;

/** What is asked about what is done in the video, and what becomes of things there. */
export const deedTopics: readonly Topic[] = [
  {
    about: /\b(?:happen\w*|going on|goes on|passiert|geschieht|pasa|ocurre)\b/,
    not: /\b(?:nothing|anything|when|after|before|you|can|could|if|why|days|weeks|hours|nichts|nada|scroll\w*)\b/,
    tell: ({ words }, view) => {
      const [atMs, toMs] = momentsIn(words);
      if (toMs !== undefined) return null;
      if (atMs !== undefined) return happensAt(view, atMs);
      const isWhole =
        /\b(?:video|clip|recording|demo|it|this|here|hier|aqui)\b|\b(?:happens|going on|passiert|pasa)$/.test(words);
      return isWhole && !/\b(?:end|start|beginning|ende|anfang|final|principio)\b/.test(words)
        ? shownAnswer(view)
        : null;
    },
  },
  {
    about: /\b(?:scroll(?:s|ed|ing)?|page (?:moves?|goes down|jumps?)|scrollt|gescrollt|desplaza)\b/,
    not: /\b(?:why|can|could|should|you|blur\w*|zoom\w*|follow\w*|cut|speed|fast|slow|how)\b/,
    tell: (_, view) => scrollAnswer(view),
  },
  {
    about: new RegExp(
      `^${which}\\b.*\\b(?:works?|worked|is (?:the )?(?:right|correct|valid|accepted)(?: one)?|(?:is|gets?|got) (?:accepted|rejected|refused|denied)|fails?|failed|is (?:wrong|invalid)|gives .*discount)\\b`,
    ),
    not: other,
    tell: ({ words }, view) => worksAnswer(view, words),
  },
  {
    about: new RegExp(
      `^${which} .*\\b(?:still (?:in|there|left)|left|remain(?:s|ing)?|in (?:it|there)|kept)\\b(?: (?:it|in it|in there|there))?$`,
    ),
    not: /\b(?:zooms?|captions?|blurs?|cuts?|edits?|seconds?|time|you|i|much|long|(?:on|to|at) the left)\b/,
    tell: ({ words }, view) => stillInAnswer(view, words),
  },
  {
    about: new RegExp(`^${which}\\b.*\\b(?:${doing})\\b`),
    not: other,
    tell: ({ words }, view) => deedsAnswer(view, words),
  },
  {
    about:
      /^(?:did|have|has|were|was|is|are|isnt|arent)\b.*\b(?:remov\w*|delet\w*|drop(?:ped)?|throw(?:n)? out|los[te]|skip(?:ped)?|still in|left in|in there still)\b/,
    not: /\b(?:zooms?|captions?|blurs?|blurred|crops?|cropped|style|speed|cursor|gone|i|who|why)\b/,
    tell: ({ words }, view) => partAnswer(view, words),
  },
  {
    about:
      /^(?:is|isnt|are|was) (?:(?:it|that|this|these|the) )?(?:\w+ )?(?:still |really )?(?:in there |there )?(?:all of it|everything|(?:the )?(?:whole|full|entire|complete) (?:thing|video|clip|recording|take|demo))\b(?: (?:now|then|still|already|in (?:it|there)|there))*$/,
    not: /\b(?:blurred|covered|hidden|sped|faster|slower|readable|visible)\b/,
    tell: (_, view) => wholeAnswer(view),
  },
  {
    about: /\b(?:changes?|changed|changing|differ\w*|updates?|updated|andert|cambia)\b/,
    not: /\b(?:you|we|i|pr|pull request|edits?|version\w*|what|whats|who|why|how|can|could|should|since|anything|caption|style|zoom|code|cursor)\b/,
    tell: ({ words }, view) => changesAnswer(view, words),
  },
  {
    about:
      /^(?:which|what|where|wheres|welche|wo|que)\b.*\b(?:slow(?:est)?|fast(?:est)?|quick(?:est)?|langsamste\w*|schnellste\w*|lent[oa]s?)$/,
    not: /\b(?:why|speed|too|so)\b/,
    tell: ({ words }, view) => slowestAnswer(view, words),
  },
  {
    about:
      /(?=.*\b(?:hidden|covered|blurred|masked|gone|readable|legible|visible|read|see|seen|sees|show[ns]?|verdeckt|sichtbar|lesbar|visible|ve)\b).*\b(?:everywhere|anywhere(?: else)?|somewhere(?: else)?|any ?place|uberall|irgendwo|en todas partes|en algun sitio)\b/,
    not: /\b(?:zoom\w*|caption\w*|cursor|slow\w*|sped|fast\w*|scroll\w*|change[sd]?)\b/,
    tell: ({ words, context }, view) => everywhereAnswer(view, words, context),
  },
  {
    about:
      /^(?:are they |is that |really )*(?:(?:all|both|each|every(?: single)? one)(?: \w+)?(?: of (?:them|those|it|these))?|alle|beide|todos|todas)(?: really| now| \w+ed)?$/,
    tell: ({ context }, view) => ofAllAnswer(view, context),
  },
];

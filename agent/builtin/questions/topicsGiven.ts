import { fileReadyAnswer, fitAnswer, placeIn } from "./files.ts";
import { approvalAnswer, audienceAnswer, sendingsAnswer, viewsAnswer } from "./people.ts";
import type { Topic } from "./topic.ts";

const seeing =
  "(?:sees?|seen|views?|watch|watches|open|access|look at|sehen|sieht|anschauen|ansehen|offnen|ver|ve|vera|veran|abrir|zugriff|acceso)";

/** What is asked about files, judgements, and who has the video. */
export const givenTopics: readonly Topic[] = [
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
    about:
      /^(?:who|wer|quien|quienes) (?:else )?(?:has|have|got|hat|tiene|tienen) (?:it|this|the video|the file|a copy|access|es|das video|el video|lo)\W*$/,
    isEarly: true,
    tell: ({ words, context }) => audienceAnswer(context, words),
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
];

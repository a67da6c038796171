import type { EditsInWords } from "./edits.ts";

/** What the edits of each kind are called, in questions and in answers. */

export type Kind = keyof EditsInWords;
export type KindWords = {
  kind: Kind;
  /** What it is called in a question, in English, German and Spanish. */
  words: RegExp;
  one: string;
  many: string;
  /** "No, nothing is …." */
  none: string;
};

export const kinds: readonly KindWords[] = [
  {
    kind: "blur",
    words:
      /\b(?:blur(?:s|red|ry)?|(?<=\byou )(?:hide|hid|mask|cover)|hidden|covered|pixelated|masked|redacted|redactions?|censored|anonymi[sz]ed|unscharf|verpixelt\w*|verdeckt|verschwommen|unkenntlich|geschwarzt|desenfoques?|desenfocad[oa]s?|borros[oa]s?|ocult[oa]s?|tapad[oa]s?|pixelad[oa]s?)\b/,
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
      /\b(?:missing|fehlt|falta|cuts?|trims?|trimmed|(?:been )?removed|taken out|left out|geschnitten|weggeschnitten|herausgeschnitten|rausgeschnitten|schnitte|recort(?:es|ado|ada)|cortes?|cortad[oa]s?)\b/,
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
    none: "it is not cropped: the whole picture is seen, 16:9",
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

import type { Concepts } from "./concepts.ts";

/**
 * The words of a remark on the edit that was just made: "no, only while they type", "all of it but the login", "the other way
 * round". They stand beside those of an order, and are no concepts of the grammar.
 */
export const remarkWords = {
  only: ["only, just, merely, solely", "nur, bloss, lediglich", "solo, solamente, unicamente"],
  want: [
    "i want, i wanted, we want, i need, we need, do it, do that, do, with, for it, that was for, rather, then, instead, cut, cuts, kept, play, i meant, i mean",
    "erst, ich will, ich mochte, ich brauche, stattdessen, schneide, ich meine, ich meinte",
    "quiero, necesito, en su lugar, corta, quiero decir, digo",
  ],
  except: [
    "except, except for, apart from, other than, but not, not, all but, everything but, all except, everything except, everything except for, all of it but, all of it except, everything apart from",
    "ausser, bis auf, alles ausser, alles bis auf, aber nicht, nicht",
    "excepto, salvo, menos, todo menos, todo excepto, todo salvo, pero no, no",
  ],
  whole: [
    "whole, entire, full, complete, all of it, all of the, all the, everywhere, everything, throughout, all along",
    "ganze, ganzen, ganzer, ganzes, gesamte, gesamten, komplette, kompletten, uberall, alles",
    "todo, toda, entero, entera, completo, completa",
  ],
  video: [
    "video, thing, clip, recording, film, time, back, again",
    "video, ding, film, aufnahme, clip, zeit, zuruck",
    "video, tiempo, grabacion, clip, de vuelta",
  ],
  opposite: [
    "the other way round, the other way around, other way round, other way around, the opposite, opposite, the reverse, vice versa, reversed, the wrong way round, the wrong way around",
    "andersrum, andersherum, umgekehrt, genau andersrum, anders herum, das gegenteil, gegenteil",
    "al reves, lo contrario, al contrario",
  ],
  keep: ["keep, leave", "behalte, behalt, lass", "deja, manten"],
  untouched: [
    "in full, at normal speed, in normal speed, at its normal speed, at full speed, at its original speed, at original speed, at the normal speed, normal, as it is, as it was, as is, untouched, uncut, alone, like it was",
    "in voller lange, wie es war, wie es ist, wie sie war, wie er war, normal, mit normaler geschwindigkeit, in normaler geschwindigkeit, unverandert",
    "como esta, como estaba, a velocidad normal, normal, sin tocar, sin cambios",
  ],
  from: [
    "from, starting at, starting from, starting, beginning at, beginning from, as of",
    "ab, von, vom, schon ab",
    "desde, a partir de, a partir del",
  ],
  until: [
    "until, till, til, up to, up until, all the way to, all the way up to, right up to, right to, through to, as far as",
    "bis, bis zu, bis zum, bis zur, bis an, bis ans",
    "hasta",
  ],
  when: [
    "while, when, where, during, at, in, for, before, after, once, as soon as, the moment, over",
    "wahrend, wenn, wo, bei, beim, am, im, vor, nach, sobald, um, solange, zu, zum",
    "mientras, cuando, durante, al, en, antes, despues, a los, donde",
  ],
  firstHalf: [
    "first half, the first half, its first half",
    "erste halfte, die erste halfte",
    "primera mitad, la primera mitad",
  ],
  secondHalf: [
    "second half, last half, other half, the second half, the last half, the other half, its second half",
    "zweite halfte, letzte halfte, andere halfte, die zweite halfte",
    "segunda mitad, ultima mitad, otra mitad, la segunda mitad",
  ],
  ofIt: ["of it, of that, of this", "davon", "de eso, de ello"],
  enough: [
    "enough, is enough, was enough, would be enough, would have been enough, needed, was needed, is needed, would do, will do, is plenty, do, does",
    "genug, reicht, reichen",
    "basta, bastan, suficiente",
  ],
  overdone: ["overdone", "ubertrieben", "demasiado, demasiada"],
  fits: [
    "fit in, fit into, fit within, fit, fits, fits in, land at, come to, come down to, in, at, to, under, below, max, within, at most, it at, get it to, get it down to",
    "auf, in, unter, passen, maximal, hochstens",
    "en, a, bajo, caber, quepa, como maximo",
  ],
  around: [
    "center it on, centre it on, center on, centre on, center that on, centre that on, recenter on, recentre on, recenter it on, recentre it on, center it around, centre it around, focus it on, focus the crop on, frame it on, frame it around, center the crop on, centre the crop on, center the picture on, center the video on, center around, focus on",
    "zentriere es auf, zentrier es auf, richte es aus auf, mittig auf",
    "centralo en, centra en, centrala en, enfocalo en",
  ],
  lost: [
    "is cut off, are cut off, gets cut off, was cut off, is half cut off, is now cut off, is cropped, is cropped off, is cropped out, is cropped away, gets cropped, is out of frame, is out of the frame, is not in the picture, is not in the frame, isnt in the picture, isnt in the frame, is cut out of the picture, are cropped, are out of frame, is partly cut off",
    "ist abgeschnitten, wird abgeschnitten, sind abgeschnitten, ist nicht im bild, ist nicht mehr im bild",
    "esta cortado, esta cortada, sale cortado, sale cortada, no se ve entero, queda fuera",
  ],
  rated: ["half, twice, double, more, even, much", "halb, doppelt, noch, viel, mehr", "doble, mitad, mas, mucho"],
  beside: ["also, too, as well, another", "auch, noch, noch ein", "tambien, ademas"],
  praise: [
    "thanks, thank, great, perfect, fine, good, nice, lovely, ok, okay, no problem, no worries, no need, super",
    "toll, prima, danke, passt, gut",
    "gracias, perfecto, bien, genial",
  ],
} as const satisfies Concepts;
export type RemarkWord = keyof typeof remarkWords;

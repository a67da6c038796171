import type { Concepts } from "./concepts.ts";

/**
 * The words of an order about edits that are there: "take the second caption off", "hold the zoom a second longer". They are
 * no concepts of the grammar, where many of them ask for something new.
 */
export const orderWords = {
  remove: [
    "remove, delete, drop, lose, kill, forget, forget about, never mind, scrap, ditch, get rid of, take off, take away, take out, take, clear, erase, bin",
    "entferne, entfern, losche, losch, nimm, schmeiss",
    "quita, quitale, elimina, borra, saca, suprime",
  ],
  uncover: [
    "unblur, unhide, uncover, unmask, stop blurring, stop hiding, stop masking, stop covering, dont blur, do not blur, dont hide, no need to blur",
    "nicht mehr verpixeln, nicht mehr unscharf, nicht verpixeln",
    "deja de difuminar, deja de ocultar, deja de tapar, no difumines, no hace falta difuminar",
  ],
  off: ["off, away, out, gone", "weg, raus, heraus, fort", "fuera"],
  gone: [
    "go, be removed, be gone, be deleted, be dropped, disappear, vanish, go away, come off, come out",
    "weg, raus, verschwinden, wegfallen",
    "irse, desaparecer, quitarse, fuera, sobra",
  ],
  reword: [
    "change, swap, replace, rename, reword, rephrase, update, correct, fix, edit, make, let, have, should, must, needs to, has to",
    "andere, ersetze, tausche, soll, sollte, mach, lass",
    "cambia, reemplaza, sustituye, haz, deja, debe, deberia",
  ],
  saying: [
    "say, says, saying, read, reads, reading, to, for, into, with, by, to say, to read, instead",
    "sagen, heissen, lauten, in, zu, durch, gegen, auf, mit",
    "diga, decir, por",
  ],
  move: [
    "move, shift, put, place, bring, push, slide, set, take, turn, switch",
    "verschiebe, schiebe, schieb, setz, setze, stell, stelle, rucke, ruck, hol, hole",
    "mueve, pon, pasa, lleva, desplaza, trae",
  ],
  have: [
    "make, keep, let, have, show, leave, display, get, give, add, turn, use, want, like, need, would like, id like, prefer",
    "mach, mache, lass, zeig, zeige, gib, hatte, mochte, will",
    "haz, hazlo, hazla, deja, dejalo, muestra, que, quiero, dale, ponlo",
  ],
  stay: [
    "hold, stay, stays, last, lasts, remain, remains, be on, stay on, stay up, be visible, linger, on screen, visible, hold on",
    "halte, halt, bleib, bleibe, bleiben, bleibt, stehen, dauern, dauert, sichtbar",
    "manten, mantenlo, dure, dura, durar, quede, quedarse, aguanta, visible",
  ],
  duty: [
    "should, must, needs to, need to, has to, have to, may, ought to, shall",
    "soll, sollte, sollen, sollten, muss, mussen, kann, konnen, konnte, darf",
    "debe, deberia, deben, tiene que, tienen que, puede, pueden",
  ],
  goes: ["goes, belongs", "gehort, gehoert", "va, corresponde"],
  begin: [
    "start, starts, begin, begins, come, comes, come in, come up, appear, appears, show up, shows up, comes up, pops up, pop up, kick in",
    "anfangen, beginnen, kommen, starten, erscheinen, beginnt, kommt",
    "empezar, empiece, empieza, comience, comienza, comenzar, aparezca, aparece, aparecer, entre, salga, salir",
  ],
  finish: [
    "end, ends, stop, stops, finish, finishes, go away, disappear, disappears, vanish, leave, be gone",
    "enden, endet, aufhoren, verschwinden, verschwindet, weggehen",
    "acabar, acabe, acaba, terminar, termine, termina, desaparezca, desaparecer",
  ],
  more: ["more, further, extra, additional, increase, boost", "mehr, weiter, weitere, erhohe", "mas, aumenta"],
  less: ["less, fewer, reduce, decrease", "weniger, verringere, reduziere", "menos, reduce"],
  stronger: [
    "stronger, harder, closer, tighter, deeper, nearer, heavier, strengthen, intensify, crank up, turn up",
    "starker, naher, enger, fester, verstarke",
    "mas fuerte, mas cerca, mas intenso, mas intensa, intensifica",
  ],
  weaker: [
    "softer, weaker, gentler, subtler, lighter, milder, weaken, soften, tone down, dial down, dial back, ease off, tone back, turn down, wider, calmer",
    "schwacher, sanfter, dezenter, leichter, weiter weg",
    "mas suave, mas debil, mas lejos, mas ligero, suaviza",
  ],
  strong: [
    "strong, close, tight, intense, heavy, much, aggressive, extreme, harsh, near, far in, close up",
    "stark, nah, nahe, eng, viel, heftig, extrem, krass",
    "fuerte, cerca, intenso, intensa, mucho, exagerado",
  ],
  weak: ["weak, far, subtle, gentle, far away, far out", "schwach, sanft, weit, weit weg", "debil, suave, lejos"],
  longer: [
    "longer, extend, lengthen, prolong, stretch",
    "langer, verlangere, verlanger",
    "mas largo, mas larga, mas tiempo, mas rato, alarga",
  ],
  shorter: [
    "shorter, briefer, shorten, less long",
    "kurzer, kurze, verkurze, weniger lang",
    "mas corto, mas corta, mas breve, acorta, menos tiempo",
  ],
  long: ["long, lengthy, length", "lang, lange", "largo, larga"],
  short: ["short, brief, briefly, shortly", "kurz", "corto, corta, breve"],
  faster: ["faster, quicker, speedier, speed up", "schneller, flotter", "mas rapido, mas rapida, mas deprisa, acelera"],
  slower: ["slower, slow down", "langsamer", "mas lento, mas lenta, mas despacio"],
  fast: ["fast, quick, quickly, hectic, rushed", "schnell, hektisch", "rapido, rapida"],
  slow: ["slow, sluggish", "langsam", "lento, lenta"],
  bigger: ["bigger, larger", "grosser", "mas grande"],
  smaller: ["smaller, tinier", "kleiner", "mas pequeno, mas pequena"],
  big: ["big, large, huge", "gross, riesig", "grande, enorme"],
  small: ["small, tiny, little", "klein, winzig", "pequeno, pequena"],
  earlier: ["earlier, sooner", "fruher, eher", "antes, mas pronto, mas temprano"],
  later: ["later", "spater", "mas tarde, despues"],
  early: ["early, soon", "fruh", "pronto, temprano"],
  late: ["late", "spat", "tarde"],
  higher: [
    "higher, higher up, further up, up, top, upper, above, at the top, to the top, top of the screen, top of the picture, top of the frame, top of the page, top of the video",
    "hoher, oben, nach oben, weiter oben, oben hin",
    "arriba, mas arriba, mas alto",
  ],
  lower: [
    "lower, lower down, further down, down, bottom, below, at the bottom, to the bottom, bottom of the screen, bottom of the picture, bottom of the frame, bottom of the page, bottom of the video",
    "tiefer, unten, nach unten, weiter unten",
    "abajo, mas abajo, mas bajo",
  ],
  high: ["high, high up", "hoch", "alto, alta"],
  low: ["low, low down", "tief, niedrig", "bajo, baja"],
  aside: [
    "left, right, corner, left corner, right corner, to the left, to the right",
    "links, rechts, ecke",
    "izquierda, derecha, esquina",
  ],
  double: ["twice as, twice the, double the, double as", "doppelt so", "el doble de"],
  halve: ["half as, half the, halve the", "halb so", "la mitad de"],
  too: ["too, way too, far too, much too", "zu, viel zu", "demasiado"],
  notSo: [
    "not so, not that, not quite so, not quite as, not as, less",
    "nicht so, nicht ganz so, weniger",
    "no tan, no tanto, menos",
  ],
  as: ["as, like, than with", "wie", "como, que con"],
  same: ["same, the same, just as, exactly as", "gleich, genauso, gleichen", "igual, mismo, misma, igual de"],
  little: [
    "a bit, a little, a little bit, a touch, a tad, bit, slightly, a notch, a step, a hair, a smidge, one notch, somewhat, tiny bit",
    "ein bisschen, bisschen, etwas, ein wenig, wenig, leicht, eine stufe, einen tick",
    "un poco, un poquito, poco, ligeramente, algo",
  ],
  it: [
    "it, that, this, its, thats, them, they, these, those, that one, this one, than that, than it, than now, half speed, double speed",
    "es, das, die, ihn, sie, den, als das, als jetzt",
    "eso, esto, lo, la, ese, esa, que eso, que ahora",
  ],
  back: [
    "back, again",
    "wieder, zuruck",
    "otra vez, de nuevo, de vuelta, vuelve, volver, volvamos, regresa, vuelve a poner, vuelve a dejar",
  ],
  restore: [
    "restore, reset, return, bring back, put back, get back, go back, recover, reinstate, start over, start again, start all over",
    "wiederherstellen",
    "restaura, restablece, devuelve, recupera",
  ],
  normal: [
    "normal, regular, usual, original, default, standard, initial, normally, normal size, usual size, original size, regular size, default size",
    "normal, normale, normaler, normales, normalen, ursprungliche, ursprunglichen, ursprungliches, ublich, ubliche, ublichen, ubliches, normale grosse, normaler grosse",
    "normal, normales, original, originales, habitual, de siempre, tamano normal",
  ],
  asItWas: [
    "as it was, as they were, how it was, how they were, the way it was, the way they were, like it was, what it was, like before, as before, the way it was before, as it was before, how it was before, like it was before, old, previous",
    "wie vorher, wie zuvor, wie es war, wie er war, wie sie war, wie es vorher war, wie er vorher war, wie sie vorher war, alte, alten, altes, alter",
    "como antes, como estaba, como era, como estaba antes, como era antes, anterior",
  ],
  show: [
    "show, unhide, see, reveal, show me, dont hide, do not hide, stop hiding",
    "zeig, zeige, sehen, einblenden, nicht verstecken",
    "muestra, ensena, ver, no ocultes",
  ],
  asks: [
    "where, wheres, what, whats, happened, why, whys, did, does, go, went, do not, dont, touch, cant see, can not see, cannot see, missing, lost",
    "wo, warum, wieso, nicht, fehlt, sehe nicht",
    "donde, por que, no, falta, no veo",
  ],
  undo: ["undo, revert, discard, take back", "mach, ruckgangig", "deshaz, revierte"],
  everything: [
    "everything, all, edits, changes, that, what, came, you, i, we, did, made, happened",
    "alles, was, anderungen",
    "todo, lo, que, cambios",
  ],
  since: ["since, after", "seit, nach", "desde, despues de"],
  origin: [
    "start, beginning, very start, very beginning, original, original video, original version, original recording, first version, all the way, right, straight, go, jump, lets go, roll, me, us",
    "anfang, ganzen anfang, original, ursprung, ganz, komplett, geh, gehe",
    "principio, mismisimo principio, inicio, comienzo, original, del todo, hasta",
  ],
  decline: [
    "dont, do not, no, not, leave, keep, do nothing, never mind, nevermind, nvm, forget it, forget that, forget about it, forget all that, scratch that, as it is, as it was, as that is, alone, unchanged, like that, do it, do that, touch, change, at all, anything, anywhere, after all",
    "nicht, kein, keine, lass, behalte, vergiss es, egal, doch nicht, wie es ist, so",
    "no, deja, manten, dejalo, olvidalo, asi, como esta",
  ],
  hidden: ["hidden, invisible", "versteckt, unsichtbar, ausgeblendet", "oculto, escondido, invisible"],
  whole: [
    "whole picture, full picture, entire picture, whole frame, full frame, entire frame, whole screen, full screen, entire screen, whole image, full image, entire image, whole page, full page, entire page",
    "ganze bild, ganzes bild, ganzen bild, volle bild",
    "toda la imagen, imagen completa, imagen entera, pantalla completa",
  ],
  wide: [
    "widescreen, wide screen, wide, landscape, horizontal",
    "querformat, breitbild",
    "horizontal, apaisado, panoramico",
  ],
  throughout: [
    "throughout, whole video, the whole video, entire video, the entire video, full video, whole clip, the whole clip, whole time, the whole time, entire time, the entire time, full time, all the time, whole way through, the whole way through, all the way through, all along, from start to finish, from start to end, from the start to the end, from beginning to end, start to finish",
    "die ganze zeit, das ganze video, ganze zeit, ganze video, durchgehend, von anfang bis ende",
    "todo el video, todo el tiempo, de principio a fin",
  ],
  lastOne: [
    "what you just did, what you did, what you just made, the last thing, the last thing you did, the thing you just did, your last change, the last edit, the last change, that last one, what you just added, that last edit, that last change",
    "was du gerade gemacht hast, das letzte, die letzte anderung, was du eben gemacht hast",
    "lo que acabas de hacer, lo ultimo, el ultimo cambio, lo ultimo que hiciste",
  ],
  polite: [
    "please, pls, sorry, can you, could you, would you, will you, can we, could we, shall we, can, could, would, and, now, just, only, then, ok, okay, so, but, hm, hmm, hmmm, maybe, perhaps, rather, instead, still, even, much, way, very, quite, really, again, also there, thanks, is, was, are, were, be, been, feels, looks, seems, for me, i, we, you, up to, up in, actually, in all, altogether, by, please make, i meant, i mean, i said, i wanted, we meant, think, i think, i guess, better, nicer, good, nice, fine, kind of, sort of, there, thing, enough, will do, plenty, at least, or not, or no",
    "bitte, kannst du, konntest du, und, jetzt, nur, dann, mal, noch, doch, lieber, ist, war, sind, viel, sehr, ruhig, gern, wirkt, um, ich, denn, also, reicht, genug",
    "por favor, puedes, podrias, y, ahora, solo, pues, es, esta, estan, son, era, todavia, aun, muy, mejor, una vez, otra vez, basta",
  ],
} as const satisfies Concepts;
export type OrderWord = keyof typeof orderWords;

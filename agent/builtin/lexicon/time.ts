import type { Concepts } from "./concepts.ts";

/** What may become of the time: less of it, more, faster, slower, in two. */
export const aboutTime = {
  trim: [
    "trim, trimming, trimmed, recut, trim it to, cut it to, trim it down to, cut it down to, trim to, cut to, trim this to, trim that to, cut this to",
    "kurze auf, trimme, trimmen, beschneide, zuschneiden",
    "recorta, recortar, recortalo",
  ],
  remove: [
    "rather not have, rather not see, prefer not to have, prefer not to see, dont think we need, dont think i need, do not think we need, take it out, take that out, take this out, take them out, throw it out, throw that out, cut it out, get rid of it, get rid of that, cut, cut out, cutting, remove, drop, delete, chop, chop off, chop out, take out, take off, take away, get rid of, lose, skip, throw away, throw out, snip, snip out, shave, shave off, discard, erase, eliminate, strip, strip out, kill, ditch, scrap, leave out, omit, exclude, dont need, do not need, no longer need, unnecessary, not needed, not necessary, edit out, slice off, slice out, clip off, clip, clear, toss, toss out, lop, lop off, hack off, knock off, excise, prune, cut away, cut back, sever, remove from, dump, axe, nix, rip out, remove everything, clear everything, delete everything, drop everything, cut everything, lose everything, no need for, do without, jump over, bin, chop away, trim off, trim away, trim out, cut off, lose the, ax, zap, nuke, wipe, yank, yank out, pull out, pull, drop out, splice out, crop out the part, leave off, dispense with, can go, should go, has to go, must go, needs to go, skip over, skip past, gone, be gone, part ways with, chuck, chuck out, bin off, boot, ditch it, not interested in, dont want to see, do not want to see, dont want, do not want, get rid, unneeded, not relevant, irrelevant, pointless, useless, expendable, do away with, cut from, remove out, trash, stamp out, jettison, cull, take them off, take those off, take it off, take that off, take this off, take these off",
    "schneide, schneid, schneiden, entferne, entfernen, losche, loschen, weg, weglassen, raus, streiche, herausschneiden, rausschneiden, uberspringe, wegschneiden, abschneiden, herausnehmen, rausnehmen, nimm raus, rauslassen, kann weg, kann raus, muss weg, brauche nicht, brauchen wir nicht, kurze weg, kappe, kappen, wirf raus, uberspringen, wegmachen, schmeiss raus, tilge",
    "corta, cortar, cortalo, quita, quitar, quitale, elimina, eliminar, borra, borrar, suprime, saca, sobra, sobran, omite, omitir, salta, saltate, saltar, quitame, recorta el trozo, fuera, prescinde de, descarta, tira, no necesito",
  ],
  keep: [
    "keep, only, just the, only keep, just keep, leave only, retain, only need, only want, just want, just need, hold on to, preserve, nothing but, only show, just show, show only, only leave, limit it to, restrict it to, reduce it to the part, stick to, stay with, save only, save just, leave just, just leave, only include, include only, just use, use only, only use, only have, just give me, only give me, all i want is, all i need is, all we need is, nothing except, retain only, stay within, nothing other than, just want to see, only want to see",
    "behalte, behalten, nur, lass nur, zeige nur, behalt, beibehalten, nur den teil, nur noch, lass nur den",
    "manten, mantener, conserva, deja solo, solo, quedate, solamente, guarda solo, deja, quedate con, quedate solo con, conservar, unicamente, deja unicamente",
  ],
  begin: [
    "start, starts, starting, started, begin, begins, began, beginning at, beginning from, open with, kick off, starts with, skip to, jump to, jump straight to, go straight to, skip ahead to, skip straight to, straight to, fast forward to, commence, begin at, begin with, start off, start off with, start out, starts off, opens on, open on, opens with, opening on, pick up at, picks up at, come in at, should start, should begin, lead with, get going at, jump in at",
    "beginne, beginnt, starte, anfangen, fang an, soll beginnen",
    "empieza, empezar, comienza, comenzar, que empiece, que comience, inicia",
  ],
  finish: [
    "end, ends, ended, ending, finish, finishes, end it, stop at, stops at, close with, conclude, stop after, ends at, finishes at, close on, closes on, wrap up, wrap it up, wraps up, end on, ends on, end after, finish after, finish on, cut off at, come out at, fade out at, should end, should stop, quit at, conclude with, close out",
    "ende, endet, enden, aufhoren",
    "termina, terminar, acaba, que termine, que acabe, finaliza",
  ],
  split: [
    "split, split it, divide, break it, chop it in, separate, cut it in two, splitting, slice, slice it, cut in half, cut it in half",
    "teile, teilen, spalte",
    "divide, dividir, parte en dos, separa",
  ],
  shorten: [
    "make it short, keep it short, short and sweet, as short, short version, keep it brief, shorter, shorten, shortening, shortened, tighten, tighten up, tighter, condense, condensed, trim the fat, trim down, trim it down, cut down, cut it down, cut this down, cut the length, compress the time, compact, snappier, snappy, punchier, crisper, more concise, concise, brief, briefer, drags, drags on, dragging, too long, way too long, kinda long, kind of long, a bit long, quite long, pretty long, very long, rather long, so long, overlong, lengthy, boring, boring parts, boring bits, dead time, dead air, downtime, idle, idle time, idle parts, idle spans, pauses, pause, waiting, waits, wait time, waiting time, loading time, loading times, silence, silences, gaps, lulls, slow parts, slow bits, empty parts, nothing happens, where nothing happens, slow in places, drag, feels long, seems long, is long, its long, feels slow, is slow, its slow, bit slow, pretty slow, very slow, so slow, quite slow, really slow, kinda slow, a bit slow, slow pace, reduce the length, reduce the duration, the runtime, running time, of the length, of its length, cut the runtime, cut the duration, shorter version, less long, quicker, get to the point faster, filler, fluff, cut the fluff, half as long, half the length, half its length, half the time, half the duration, half the size in time, pace, faster paced, pick up the pace, abbreviate, abridge, shrink it, shrink the video, bring it down, get it down, get it under, get it below, get this under, get this below, get this down, get it to, bring it under, keep it under, keep it below, squeeze it, fit into, fit in, fits in, fit within, too slow, in length, too lengthy, takes too long, trim it to, cut it to, halve, halve it, faster pacing, tight edit, cut the dead space, dead space, dead moments, dead parts, empty moments, empty stretches, waiting around, standing around, loading bits, loading parts, stalls, stalling, slog, takes forever, goes on forever, goes on and on, forever, snooze, snoozefest, sluggish, slow going, long winded, winded, trim the excess, excess, cut to the chase, get to the point, get to it faster, fewer seconds, less time, shorter cut, shorter edit, boil it down, boil down, distill, streamline, more compact, tidy up the pacing, pacing, too much waiting, too much dead time, bit long, too long winded, bloated, blank parts, blank bits, cut the crap, cut the waffle, waffle, rambling, zip along, zippy, zippier, more dynamic, peppier, livelier, cut it short, make short, drawn out, dragged out, long in the tooth, way long, super long, crazy long, lot shorter, its a bit much, trim some fat, cut the fat, cut out the fat, quick version, keep it snappy, crunch it down, lean, leaner, more short, too much long, make short",
    "kurzer, kurze, kurzen, zu lang, straffe, straffen, strafft, gekurzt, zieht sich, langweilig, halb so lang, pausen, leerlauf, wartezeit, wartezeiten, totzeit, verkurze, verkurzen, zu langatmig, knapper, kompakter, fass kurzer, auf die halfte, kuerzer, zu lange, zieht sich hin, kurz halten, zu trage, straffer, eindampfen, dauert zu lange, weniger lang",
    "mas corto, mas corta, acorta, acortar, acortalo, demasiado largo, muy largo, reduce, reducir, reducelo, la mitad de largo, pausas, tiempos muertos, tiempo muerto, aburrido, aburridas, mas breve, resume el video, la mitad, mas conciso, mas cortito, se hace largo, se hace eterno, aligera, aligerar, condensa, condensar, recortalo un poco, acorta un poco, dura demasiado, aburre, dejalo en, dejala en",
  ],
  lengthen: [
    "longer, lengthen, extend, stretch it, longer version, draw it out, make it last longer, prolong",
    "langer, verlangere",
    "mas largo, alarga, alargar",
  ],
  faster: [
    "tempo, ramp up, speed up, speed it up, speed this up, speed that up, speed things up, speeding up, sped up, faster, fast forward, fast forward through, accelerate, quicken, twice as fast, hurry up, turbo, ff through, speed, quicker through, rush through, time lapse, timelapse, double the speed, at double speed, quick forward, pick up speed, zip through, fly through, blast through, whiz through, whizz through, breeze through, race through, hurry, hurry through, hurry along, ff, fast fwd, fastforward, fast-forward, speedier, speed through, double time, hyperlapse, hyper lapse, in fast motion, fast motion, fast, at a quicker pace, quick motion, triple speed, quadruple speed, crank up the speed, crank up, ramp up, go by faster, pass faster, zoom through, twice the speed, speedup, speed-up, by quicker, go quicker, go by quicker, snappier through, speed things along, hurry it up, move it along, move things along, get a move on, rush, race, hurry up through, speed along, sped up a bit, quick march, sprint through, at speed, times quicker, times as quick, times more fast, more fast, more quick, go quicker, more rapid",
    "schneller, beschleunige, beschleunigen, doppelt so schnell, vorspulen, spule vor, zeitraffer, geschwindigkeit",
    "acelera, acelerar, mas rapido, mas rapida, el doble de rapido, velocidad, avance rapido",
  ],
  slower: [
    "too fast, way too fast, feels rushed, rushed, too quick, hectic, slow down, slow it down, slow this down, slow that down, slower, slow motion, slow mo, slomo, slow, decelerate, more slowly, half speed, slow things down, slowly, half as fast, slowed down, slo mo, slo-mo, slowmo, slow-mo, slowed, take it slower, at a slower pace, calmer pace, ease up, take your time, go easy, quarter speed, half the speed, goes by too fast, goes too fast, too rushed, dwell longer",
    "langsamer, verlangsame, verlangsamen, zeitlupe, halb so schnell, halbe geschwindigkeit",
    "mas lento, mas lenta, mas despacio, camara lenta, ralentiza, ralentizar, mitad de velocidad",
  ],
  play: ["play, run, plays", "spiele, spiel, abspielen", "reproduce, reproducir"],
} as const satisfies Concepts;

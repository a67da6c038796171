import { wordsOf } from "../words.ts";
import { inDigits } from "./numbers.ts";

/**
 * The words of this field. A concept is what grammar.ts speaks of; beside it stand the phrases that mean it in English,
 * German and Spanish, separated by commas. A phrase may stand under several concepts. The longest phrase wins.
 */
const concepts = {
  // What may be asked for
  record: [
    "record, rec, film, capture, shoot, screen record, screencap, tape, filming, filmed, recorded, recording of, screen capture, screengrab, screen grab, catch, video of, movie of, clip of, footage of, get footage of, do a video of, do a recording of, take a video of, make a recording, make a video, shoot a video, run through, roll on, screen-record, put on video, on video, on film, on tape, document",
    "aufnehmen, nimm, nehme, aufzeichnen, zeichne, filme, filmen, aufzeichnung, mitschneiden, film, videoaufnahme, nimm auf, dreh, drehe, abfilmen",
    "graba, grabar, grabe, filma, grabame, graba un video, captura, capturar, filmar, grabacion de, video de",
  ],
  show: ["show me, show us, show off, present, demonstrate, walk me through", "zeig mir, zeig", "muestrame, ensename"],
  make: [
    "make, create, do, produce, prepare, generate, build, get me, need, want, give me, do me, new, put together",
    "mach, mache, machen, erstelle, erzeuge, brauche, will, gib mir, mochte",
    "haz, hazme, crea, genera, necesito, quiero, dame",
  ],
  demo: [
    "demo, demos, video, videos, walkthrough, walk through, screencast, tour, clip, something, outreach video, demo video, walk-through, walkthru, run through, screen recording, demonstration, showcase, preview video, product video, movie, reel of, teaser, presentation, explainer, tutorial",
    "demo, video",
    "demo, video, grabacion",
  ],
  recording: ["recording, run, take, job, rendering, render, upload, capture", "aufnahme, lauf", "grabacion, toma"],
  pr: [
    "pull request, pull requests, pull, pr, prs, merge request, mr, pull req, pullrequest",
    "pull request",
    "pull request, solicitud de cambios",
  ],
  lead: [
    "lead, leads, prospect, prospects, personal, personalised, personalized, outreach, customer, client, potential customer, potential client, sales video, sales demo, pitch, pitch video, personalise, personalize, personalised video, personalized video, personal video, personal demo, outreach demo, sales prospect, sales lead, sales pitch, cold outreach, intro video for, tailored, tailor made, custom video, custom demo, customized, customised, one to one video, account",
    "interessent, personliches, kunden, personlich",
    "cliente, prospecto, personal",
  ],
  again: [
    "again, once more, one more time, another time, afresh, anew, a second time, over again, anew please",
    "nochmal, noch mal, noch einmal, erneut",
    "otra vez, de nuevo, nuevamente",
  ],
  rerecord: [
    "another take, second take, rerecord, re record, re recording, rerun, re run, redo the recording, redo the video, redo the run, reshoot, re shoot, retake, re take, refilm, re film, recapture, re capture, redo the take, fresh recording, fresh take, new take, do over, record again, run again, re do the recording, refresh the recording, restart the recording, restart the run, retry the recording, retry the run, film it again, film again, shoot it again, shoot again, record it again, capture it again, capture again, run it again, try it again, try again from the top, another recording, another go, give it another go, do the recording again, do it all again, recapture it, redo it with the latest, redo it with the new, re record it, re shoot it, re film it, record that again, rerecord it, rerun it, refresh it, refresh the video, update the video, update the recording, fresh video, new recording, regenerate, repeat the recording, repeat the run, rerecording, take two, take 2, record a new one, new run, once again from the top",
    "neu aufnehmen, neue aufnahme, nochmal aufnehmen, erneut aufnehmen, nimm es nochmal auf, nochmals aufnehmen, nimm nochmal auf, neuer take, neuer lauf, wiederhole die aufnahme, aufnahme wiederholen, nochmal von vorne, nimm neu auf, noch einmal aufnehmen, aktualisiere das video",
    "regrabar, vuelve a grabar, volver a grabar, grabalo otra vez, grabala otra vez, repite la grabacion, grabar de nuevo, graba otra vez, graba de nuevo, nueva grabacion, nueva toma, repetir la grabacion, otra toma, actualiza el video",
  ],
  pushed: [
    "pushed, i pushed, just pushed, new commit, new commits, latest commit, latest commits, newest commit, branch has been updated, updated the branch, updated the pr, force pushed, latest version of the code, latest code, newest code, latest changes, new code, fixed the code, merged the fix, pushed a fix, i fixed, fixed it, fixed that, fixed the bug, bug is fixed, fix is in, pushed an update, pr was updated, pr has been updated, branch was updated, i have pushed, ive pushed, i pushed again, pushed again, pushed changes, pushed new, pushed more, pushed some, just merged, rebased, i rebased, just rebased, amended, i amended, updated my branch, new push, branch changed, branch is updated, branch got updated, pr changed, pr got updated, code changed, code has changed, changed the code, i changed the code, committed, just committed, i committed, there are new commits, theres a new commit, there is a new commit, hotfix is in, patch is in, fixed the issue, fixed the problem, the fix landed, fix landed, landed a fix, build is fixed, deployed the fix, its fixed now, is fixed now, fixed now, new changes",
    "gepusht, neue commits, neuer commit, neuesten commit, habe gepusht, hab gepusht, neu gepusht, branch aktualisiert, branch ist aktualisiert, fehler behoben, bug behoben, neue anderungen, code geandert",
    "he subido, nuevos commits, ultimo commit, hice push, acabo de subir, subi cambios, subi un arreglo, ya lo arregle, lo he arreglado, actualice la rama, hay commits nuevos, hay nuevos commits, nuevos cambios",
  ],
  stop: [
    "stop, cancel, abort, kill, halt, quit, terminate, stop it, call it off, pull the plug, cut it out, end the recording, end the run, call off, discontinue, cease, scrub it, drop the recording, dont record, do not record, dont bother, do not bother, no need to record, not needed anymore, break off, interrupt, stand down, give up, forget about it, forget the recording, stop everything, leave it be, kill it",
    "stopp, stoppe, stoppen, abbrechen, brich ab, abbruch, anhalten, brich, brich die, hor auf, aufhoren, hore auf, lass es, lass es sein, beenden, beende",
    "para, detener, deten, cancela, cancelar, cancelalo, aborta, abortar, detente, parar, paralo, deja de grabar, no grabes, interrumpe, basta, olvidalo",
  ],
  status: [
    "how long till, how long til, how much longer till, till its ready, until its ready, how long before it, status, progress, how far, how far along, eta, any news, any update, any updates, how long will, how long does, how long until, how much longer, how long is it going, done yet, ready yet, finished yet, is it done, is it ready, is it finished, are you done, are you finished, are we there yet, when will, when is it, where are we, how is it going, hows it going, how is the, hows the, how are we doing, still recording, still rendering, still running, still working, still going, is the video ready, is the gif ready, is it still, whats happening, what is happening, what are you doing, is my video, did it finish, has it finished, did it work, is it working, update me, taking so long, why is it taking, how is the video, whats the hold up, whats taking, how many percent, is anything running, what is running, how is it coming, hows it coming, is the recording, are we close, hows the render, how is the render, hows the video, hows the recording, how is the recording, is it rendering, is it recording, ready soon, done soon, nearly done, almost done, almost ready, almost there, nearly there, whats left, how long left, how much left, time left, time remaining, remaining time, how long more, still busy, still waiting, is it stuck, stuck, did it crash, has it crashed, frozen, hanging, whats the eta, what is the eta, whats the progress, any sign of, when can i see, when can we see, when do i get, when do we get, wheres my video, where is my video, where is the video, wheres the video, where is it, wheres it at, where's my, how far is, state of play, current state, update please, how far have you got, how far did you get, whats going on, what is going on, anything yet, ready now, finished now, done now, hows that going, hows that coming, coming along, gonna take, going to take, will it take, does it take",
    "wie weit, fertig, wie lange noch, wie lange dauert, stand der dinge, wann ist, wie lauft, schon fertig, fortschritt, wie lange, wann fertig, wann ist es fertig, was ist los, ist es fertig, schon soweit, schon so weit, dauert es noch, dauert das noch, wo bleibt, laufts noch, lauft es noch, lauft das noch, wie steht es, wie stehts, bist du fertig, ist das video fertig, status bitte",
    "como va, cuanto falta, esta listo, esta lista, ya esta, cuanto tarda, estado, progreso, ya termino, cuanto queda, cuanto tiempo falta, cuando estara, ya casi, sigue grabando, en que va, hay novedades, alguna novedad, donde esta mi video, cuando estara listo, terminaste, ya acabo, como vas",
  ],
  trim: [
    "trim, trimming, trimmed, recut, trim it to, cut it to, trim it down to, cut it down to, trim to, cut to, trim this to, trim that to, cut this to",
    "kurze auf, trimme, trimmen, beschneide, zuschneiden",
    "recorta, recortar, recortalo",
  ],
  remove: [
    "take it out, take that out, take this out, take them out, throw it out, throw that out, cut it out, get rid of it, get rid of that, cut, cut out, cutting, remove, drop, delete, chop, chop off, chop out, take out, take off, take away, get rid of, lose, skip, throw away, throw out, snip, snip out, shave, shave off, discard, erase, eliminate, strip, strip out, kill, ditch, scrap, leave out, omit, exclude, dont need, do not need, no longer need, unnecessary, not needed, not necessary, edit out, slice off, slice out, clip off, clip, clear, toss, toss out, lop, lop off, hack off, knock off, excise, prune, cut away, cut back, sever, remove from, dump, axe, nix, rip out, remove everything, clear everything, delete everything, drop everything, cut everything, lose everything, no need for, do without, jump over, bin, chop away, trim off, trim away, trim out, cut off, lose the, ax, zap, nuke, wipe, yank, yank out, pull out, pull, drop out, splice out, crop out the part, leave off, dispense with, can go, should go, has to go, must go, needs to go, skip over, skip past, gone, be gone, part ways with, chuck, chuck out, bin off, boot, ditch it, not interested in, dont want to see, do not want to see, dont want, do not want, get rid, unneeded, not relevant, irrelevant, pointless, useless, expendable, do away with, cut from, remove out, trash, stamp out, jettison, cull",
    "schneide, schneid, schneiden, entferne, entfernen, losche, loschen, weg, weglassen, raus, streiche, herausschneiden, rausschneiden, uberspringe, wegschneiden, abschneiden, herausnehmen, rausnehmen, nimm raus, rauslassen, kann weg, kann raus, muss weg, brauche nicht, brauchen wir nicht, kurze weg, kappe, kappen, wirf raus, uberspringen, wegmachen, schmeiss raus, tilge",
    "corta, cortar, cortalo, quita, quitar, quitale, elimina, eliminar, borra, borrar, suprime, saca, sobra, sobran, omite, omitir, salta, saltate, saltar, quitame, recorta el trozo, fuera, prescinde de, descarta, tira, no necesito",
  ],
  keep: [
    "keep, only, just the, only keep, just keep, leave only, retain, only need, only want, just want, just need, hold on to, preserve, nothing but, only show, just show, show only, only leave, limit it to, restrict it to, reduce it to the part, stick to, stay with, save only, save just, leave just, just leave, only include, include only, just use, use only, only use, only have, just give me, only give me, all i want is, all i need is, all we need is, nothing except, retain only, stay within, nothing other than, just want to see, only want to see",
    "behalte, behalten, nur, lass nur, zeige nur, behalt, beibehalten, nur den teil, nur noch, lass nur den",
    "manten, mantener, conserva, deja solo, solo, quedate, solamente, guarda solo, deja, quedate con, quedate solo con, conservar, unicamente, deja unicamente",
  ],
  begin: [
    "start, starts, starting, begin, begins, beginning at, beginning from, open with, kick off, starts with, skip to, jump to, jump straight to, go straight to, skip ahead to, skip straight to, straight to, fast forward to, commence, begin at, begin with, start off, start off with, start out, starts off, opens on, open on, opens with, opening on, pick up at, picks up at, come in at, should start, should begin, lead with, get going at, jump in at",
    "beginne, beginnt, starte, anfangen, fang an, soll beginnen",
    "empieza, empezar, comienza, comenzar, que empiece, que comience, inicia",
  ],
  finish: [
    "end, ends, ending, finish, finishes, end it, stop at, stops at, close with, conclude, stop after, ends at, finishes at, close on, closes on, wrap up, wrap it up, wraps up, end on, ends on, end after, finish after, finish on, cut off at, come out at, fade out at, should end, should stop, quit at, conclude with, close out",
    "ende, endet, enden, aufhoren",
    "termina, terminar, acaba, que termine, que acabe, finaliza",
  ],
  split: [
    "split, split it, divide, break it, chop it in, separate, cut it in two, splitting, slice, slice it, cut in half, cut it in half",
    "teile, teilen, spalte",
    "divide, dividir, parte en dos, separa",
  ],
  shorten: [
    "make it short, keep it short, short and sweet, as short, short version, keep it brief, shorter, shorten, shortening, shortened, tighten, tighten up, tighter, condense, condensed, trim the fat, trim down, trim it down, cut down, cut it down, cut this down, cut the length, compress the time, compact, snappier, snappy, punchier, crisper, more concise, concise, brief, briefer, drags, drags on, dragging, too long, way too long, kinda long, kind of long, a bit long, quite long, pretty long, very long, rather long, so long, overlong, lengthy, boring, boring parts, boring bits, dead time, dead air, downtime, idle, idle time, idle parts, idle spans, pauses, pause, waiting, waits, wait time, waiting time, loading time, loading times, silence, silences, gaps, lulls, slow parts, slow bits, empty parts, nothing happens, where nothing happens, slow in places, drag, feels long, seems long, is long, its long, feels slow, is slow, its slow, bit slow, pretty slow, very slow, so slow, quite slow, really slow, kinda slow, a bit slow, slow pace, reduce the length, reduce the duration, the runtime, running time, of the length, of its length, cut the runtime, cut the duration, shorter version, less long, quicker, get to the point faster, filler, fluff, cut the fluff, half as long, half the length, half its length, half the time, half the duration, half the size in time, pace, faster paced, pick up the pace, abbreviate, abridge, shrink it, shrink the video, bring it down, get it down, get it under, get it below, get this under, get this below, get this down, get it to, bring it under, keep it under, keep it below, squeeze it, fit into, fit in, fits in, fit within, too slow, in length, too lengthy, takes too long, trim it to, cut it to, halve, halve it, faster pacing, tight edit, cut the dead space, dead space, dead moments, dead parts, empty moments, empty stretches, waiting around, standing around, loading bits, loading parts, stalls, stalling, slog, takes forever, goes on forever, goes on and on, forever, snooze, snoozefest, sluggish, slow going, long winded, winded, trim the excess, excess, cut to the chase, get to the point, get to it faster, fewer seconds, less time, shorter cut, shorter edit, boil it down, boil down, distill, streamline, more compact, tidy up the pacing, pacing, too much waiting, too much dead time, bit long, too long winded, bloated, blank parts, blank bits, cut the crap, cut the waffle, waffle, rambling, zip along, zippy, zippier, more dynamic, peppier, livelier, cut it short, make short, drawn out, dragged out, long in the tooth, way long, super long, crazy long, lot shorter, its a bit much, trim some fat, cut the fat, cut out the fat, quick version, keep it snappy, crunch it down, lean, leaner",
    "kurzer, kurze, kurzen, zu lang, straffe, straffen, strafft, gekurzt, zieht sich, langweilig, halb so lang, pausen, leerlauf, wartezeit, wartezeiten, totzeit, verkurze, verkurzen, zu langatmig, knapper, kompakter, fass kurzer, auf die halfte, kuerzer, zu lange, zieht sich hin, kurz halten, zu trage, straffer, eindampfen, dauert zu lange, weniger lang",
    "mas corto, mas corta, acorta, acortar, acortalo, demasiado largo, muy largo, reduce, reducir, reducelo, la mitad de largo, pausas, tiempos muertos, tiempo muerto, aburrido, aburridas, mas breve, resume el video, la mitad, mas conciso, mas cortito, se hace largo, se hace eterno, aligera, aligerar, condensa, condensar, recortalo un poco, acorta un poco, dura demasiado, aburre, dejalo en, dejala en",
  ],
  lengthen: [
    "longer, lengthen, extend, stretch it, longer version, draw it out, make it last longer, prolong",
    "langer, verlangere",
    "mas largo, alarga, alargar",
  ],
  faster: [
    "speed up, speed it up, speed this up, speed that up, speed things up, speeding up, sped up, faster, fast forward, fast forward through, accelerate, quicken, twice as fast, hurry up, turbo, ff through, speed, quicker through, rush through, time lapse, timelapse, double the speed, at double speed, quick forward, pick up speed, zip through, fly through, blast through, whiz through, whizz through, breeze through, race through, hurry, hurry through, hurry along, ff, fast fwd, fastforward, fast-forward, speedier, speed through, double time, hyperlapse, hyper lapse, in fast motion, fast motion, fast, at a quicker pace, quick motion, triple speed, quadruple speed, crank up the speed, crank up, ramp up, go by faster, pass faster, zoom through, twice the speed, speedup, speed-up, by quicker, go quicker, go by quicker, snappier through, speed things along, hurry it up, move it along, move things along, get a move on, rush, race, hurry up through, speed along, sped up a bit, quick march, sprint through, at speed",
    "schneller, beschleunige, beschleunigen, doppelt so schnell, vorspulen, spule vor, zeitraffer, geschwindigkeit",
    "acelera, acelerar, mas rapido, mas rapida, el doble de rapido, velocidad, avance rapido",
  ],
  slower: [
    "too fast, way too fast, feels rushed, rushed, too quick, hectic, slow down, slow it down, slow this down, slow that down, slower, slow motion, slow mo, slomo, slow, decelerate, more slowly, half speed, slow things down, slowly, half as fast, slowed down, slo mo, slo-mo, slowmo, slow-mo, slowed, take it slower, at a slower pace, calmer pace, ease up, take your time, go easy, quarter speed, half the speed, goes by too fast, goes too fast, too rushed, dwell longer",
    "langsamer, verlangsame, verlangsamen, zeitlupe, halb so schnell, halbe geschwindigkeit",
    "mas lento, mas lenta, mas despacio, camara lenta, ralentiza, ralentizar, mitad de velocidad",
  ],
  play: ["play, run, plays", "spiele, spiel, abspielen", "reproduce, reproducir"],
  zoom: [
    "get close, get close to, get closer to, go close, get right up to, move in, tight shot of, zoom, zoom in, zoom into, zoom to, zoom in on, zoom on, zooming, zooms, zoomed, closer, get closer, go closer, move closer, come closer, closer look, closer view, close up, closeup, close in, magnify, enlarge, punch in, push in, focus on, focus in, blow up, emphasise the, bring closer, tighter shot, tight shot, tight on, zoomin, spotlight, draw attention to, highlight, emphasize the, up close, nearer, get nearer, bring nearer, bring the viewer nearer, get in close, get in tight, in tight, go in on, go in tight, move in on, close on, full screen on, fill the frame with, make it fill, cut in on, push into, dolly in, zoom up, blow it up, close ups, close-ups, zoom tight, lean in on, home in on, hone in on, dive into, dive in on, punch into, larger view of, a better look at, better look at, good look at, more closely, close shot, tight close up, detail shot, scale up, draw the eye to, bring out, get up close, zoome, snap to",
    "zoome, zoomen, heranzoomen, naher ran, naher heran, naher, nahaufnahme, vergrossere, vergrossern, ranzoomen, zoom rein, zoom auf, zoome auf, zoome rein, fokus auf, rangehen, geh naher, gehe naher, naher an, hineinzoomen, reinzoomen, zoom an, fokussiere, grossaufnahme, nah ran, mach gross",
    "zoom, haz zoom, acerca, acercate, acercar, amplia, ampliar, enfoca, enfocar, primer plano, mas cerca, aumenta, aumentar, acercamiento, haz un zoom, un zoom, acercate mas, enfocalo",
  ],
  zoomOut: [
    "zoom out, zoom back out, zoom less, less zoom, unzoom, pull back, zoom all the way out, wider shot, wider view, wider, zoom it out, back out a bit, step back from, too close, too much zoom, zoomed in too much, zoomed in too far",
    "herauszoomen, rauszoomen, zoom raus",
    "aleja, alejate, alejar",
  ],
  crop: [
    "crop, cropped, cropping, frame it, reframe, reframed, aspect, aspect ratio, ratio, cut it to just the, framed on, centered on, centred on, frame, framed, frame up, framing, re frame, crop in, crop down, crop to, trim the frame, cut the frame, isolate, cut the edges, tighten the frame, resize to, reshape, recompose",
    "zuschnitt, schneide zu, beschneide, seitenverhaltnis, zentriert auf, ausschnitt",
    "recorta al, encuadra, encuadre, relacion de aspecto, centrado en, recorta a",
  ],
  square: [
    "square, squared, 1 to 1, one to one, one by one, 1x1, quadratic, square format, perfect square",
    "quadratisch, quadrat",
    "cuadrado, cuadrada",
  ],
  vertical: [
    "vertical, portrait, portrait mode, upright, tiktok, tik tok, reel, reels, stories, story, instagram story, instagram stories, instagram reel, instagram reels, shorts, youtube short, youtube shorts, snapchat, phone format, mobile format, 9 by 16, nine by sixteen, tall, 9x16, phone shaped, phone screen, for phones, portrait format, portrait orientation, tall format, upright format, vertically, insta story, insta stories, ig story, ig stories, ig reel, ig reels, reels format, tiktoks, whatsapp status, snap",
    "hochkant, hochformat, vertikal",
    "vertical, en vertical, historias, formato vertical",
  ],
  landscape: [
    "landscape, horizontal, widescreen, wide screen, 16 by 9, sixteen by nine, youtube, youtube format, tv format, wide format, 16x9, wide again, full width, horizontally, desktop format, full frame",
    "querformat, breitbild, horizontal",
    "horizontal, apaisado, panoramico, formato horizontal",
  ],
  fourFive: [
    "four by five, 4 by 5, four to five, 4 to 5, instagram feed, feed format, instagram post, insta post, portrait post, linkedin feed, 4x5, ig feed, ig post, insta feed, instagram posts, facebook feed",
    "vier zu funf",
    "cuatro por cinco, cuatro quintos",
  ],
  cursor: [
    "cursor, cursors, mouse, mouse pointer, pointer, mouse cursor, curser, arrow pointer, mousepointer, courser, mose, mouse arrow, the arrow, pointing arrow, mous",
    "cursor, maus, mauszeiger, zeiger",
    "cursor, raton, puntero",
  ],
  trail: [
    "trail, trails, tail behind, trailing, mouse trail, cursor trail, trail length, comet tail, ghost trail, motion trail, tail, trailing effect",
    "spur, schweif, mausspur",
    "estela, rastro",
  ],
  smooth: [
    "smooth, smoother, smoothing, smoothly, less jerky, less shaky, less jittery, steadier, smoothen, more fluid, glide, less jumpy, jumpy, jittery, less twitchy, twitchy, jerky, shaky, steady, steady out, stabler, more stable, flowing, silky, buttery, fluidly, choppy, less choppy, erratic, less erratic, nervous",
    "sanfter, weicher, ruhiger, glatter",
    "suave, mas suave, suaviza, fluido",
  ],
  smoothOff: ["jerkier, snappy cursor, no smoothing, less smooth, more direct", "", ""],
  bigger: [
    "bigger, larger, big, large, huge, enlarge, increase the size, increase, size up, giant, more visible, easier to see, visible, stand out, stands out, bolder, more prominent, prominent, beefier, thicker, chunkier, fatter, oversized, more noticeable, noticeable, obvious, more obvious, can see it better, see better, easier to follow, easier to spot, increase its size, scaled up, massive, pronounced, more pronounced, jumbo, size it up",
    "grosser, grosseren, grosserer, grosse, riesig, auffalliger, besser sichtbar, deutlicher",
    "mas grande, grande, enorme, mas visible, agranda, destaca",
  ],
  smaller: [
    "smaller, small, tiny, shrink, decrease the size, less big, littler, reduce the size, less prominent, less visible, teeny, mini, reduce its size, scale down, scaled down, less huge, not so big, less obtrusive, thinner, discreet, more discreet",
    "kleiner, klein, kleineren, kleinerer",
    "mas pequeno, mas pequena, pequeno, reduce el tamano",
  ],
  longerWord: ["longer, long, extended, lengthier", "langer, lang, langere", "mas larga, mas largo, larga"],
  shorterWord: ["shorter, short, shorten", "kurzer, kurzere", "mas corta, mas corto, corta"],
  emphasise: [
    "highlight, emphasise, emphasize, emphasis, accentuate, cant see, can not see, cannot see, hard to see, hardly see, can barely see, hard to spot, hard to follow, follow, find, losing, lose sight, lose track, losing track, hard to find, cant find, can not find, lost the",
    "hervorheben, betone, sieht man kaum, sehe nicht",
    "resalta, enfatiza, no se ve, apenas se ve",
  ],
  style: [
    "style, look, preset, feel, vibe, theme, look and feel, mood, styling, design, aesthetic, tone, feeling, treatment, styled, styles, presets, visual style, overall look, appearance, aesthetics, visuals",
    "stil, look, aussehen, optik, design",
    "estilo, aspecto, apariencia, look",
  ],
  minimal: [
    "minimal, minimalist, minimalistic, clean, cleaner, simple, simpler, plain, plainer, subtle, subtler, calm, calmer, understated, no frills, sober, sleek, toned down, tone it down, less flashy, bare, minimalism, minimalistic look, uncluttered, no nonsense, stripped back, stripped down, pared down, pared back, bare bones, barebones, low key, quiet, quieter, unobtrusive, restrained, simplistic, nothing fancy, not fancy, less fancy, austere, less over the top, tone down, dial it down, dial down, toned back, discrete look, muted, modest, clean and simple, clean look",
    "minimal, minimalistisch, minimalistischer, schlicht, schlichter, ruhiger, einfacher, dezent, reduziert",
    "minimo, minimalista, sencillo, sobrio, simple, limpio",
  ],
  dramatic: [
    "dramatic, cinematic, epic, bold, flashy, flashier, punchy, intense, theatrical, movie like, like a movie, like a film, film like, hollywood, more drama, drama, showy, striking, impactful, dramatically, wow factor, wow, more exciting, exciting, trailer like, like a trailer, movie trailer, blockbuster, over the top, bombastic, jazzy, jazz it up, jazz up, spice it up, spice up, pizzazz, pizazz, oomph, fancy, fancier, glamorous, glossy, energetic, high energy, high impact, more impact, cinema, cinema like, powerful, moody, bolder style, attention grabbing, eye catching, theatrics, more energy",
    "dramatisch, dramatischer, kinoreif, filmisch, spektakular, dramatischen",
    "dramatico, dramatica, cinematografico, cinematografica, epico, espectacular, cinematico",
  ],
  standard: [
    "default, normal, standard, regular, ordinary, usual, basic, vanilla, stock, out of the box, neutral",
    "standard, normal, normaler, normalen, ublich",
    "normal, estandar, por defecto, predeterminado",
  ],
  corners: [
    "rounded corners, round corners, corners, corner radius, rounder corners, corner, rounding, rounded, round the corners, corner rounding, sharp corners, square corners, pointy corners, edges rounded, rounded edges, round edges",
    "runde ecken, ecken, eckenradius, abgerundete ecken",
    "esquinas redondeadas, esquinas, radio",
  ],
  zoomScale: ["zoom scale, zoomscale", "", ""],
  motionSmoothing: ["motion smoothing, motionsmoothing", "", ""],
  caption: [
    "caption, captions, text, texts, title, titles, subtitle, subtitles, overlay text, text overlay, headline, annotation, banner text, words, wording, heading, lower third, callout, note saying, message saying, label saying, subtitle text, captioning, captioned, title card, on screen text, onscreen text, screen text, text box saying, text line, text label, tagline, blurb, slogan, sub, subs, banner, text banner, sentence, phrase, message on screen, note on screen, superimposed text, label text, intertitle",
    "untertitel, text, titel, beschriftung, uberschrift, einblendung, texteinblendung, bildunterschrift, bildunterschriften, bildtext, texttafel",
    "subtitulo, subtitulos, texto, titulo, rotulo, leyenda",
  ],
  write: [
    "write, says, say, saying, reads, reading, that says, which says, overlay, put the words, annotate, label, caption it, with the text, with the words, with text, spell out, type out, print, display the text, display the words, stating, states, reads as, superimpose, subtitle it, title it, with the caption, with the title, with the message, put up",
    "schreibe, schreib, sagt, blende ein, einblenden, mit dem text, steht",
    "escribe, escribir, que diga, dice, con el texto, diciendo, pon",
  ],
  add: [
    "add, put, insert, show, place, display, include, stick, throw in, attach, slap, pop, set, drop in, give it, tack on, slip in, overlay, superimpose, lay, insert a, put up, plop, chuck in, append, attach a, bring up, flash up, flash",
    "fuge, hinzufugen, hinzu, setze, zeige, einfugen",
    "anade, agrega, pon, poner, coloca, mete, muestra, inserta",
  ],
  change: [
    "change, replace, update, edit, switch, swap, modify, correct, fix, rename, reword, rephrase, alter, adjust, revise, amend, reword it, should say, should read, swap out, exchange, turn the caption into, overwrite, move, shift, relocate, reposition",
    "andere, ersetze, andern, verschiebe, verschieben",
    "cambia, reemplaza, cambiar, sustituye, mueve, mover",
  ],
  redact: [
    "blur, blurring, blurred, blur out, hide, hidden, redact, redacted, mask, mask out, censor, censored, black out, blackout, pixelate, pixelated, obscure, cover, cover up, anonymize, anonymise, conceal, scramble, unreadable, illegible, blank out, obfuscate, grey out the, make private, private, not readable, not visible, invisible, bleep, smudge, blur it out, blurs, blurry, make blurry, fuzz, fuzz out, fuzzy, pixellate, pixellated, pixelise, pixelize, mosaic, block out, black bar, black bar over, black box over, bar over, mask off, hide away, keep secret, keep private, secret, confidential, sensitive, nobody should see, no one should see, nobody sees, not be seen, shouldnt be seen, should not be seen, shouldnt be visible, should not be visible, not be visible, cant be seen, shouldnt see, nobody can read, no one can read, not be readable, cloak, veil, shroud, white out, paint over, tape over, blot out, dont show, do not show, wash out, smear, screen off, anonymous, de identify, privacy blur, personal data, protect, privatize",
    "verpixel, verpixele, verpixeln, unkenntlich, verstecke, schwarze, zensiere, verberge, verdecke, weichzeichnen, unleserlich, anonymisiere, ausblenden, verwische, unscharf, verschwommen, mach unscharf, unkenntlich machen, nicht sichtbar, nicht lesbar, abdecken, verschleiern, uberdecke, schwarzen",
    "difumina, difuminar, oculta, ocultar, tapa, tapar, censura, pixela, desenfoca, esconde, ilegible, emborrona, ocultalo, tapalo, difuminalo, que no se vea, que no se lea, no debe verse, cubre, cubrir, esconder, borroso, desenfocar, censurar, pixelar",
  ],
  blurNoun: [
    "blur, blurring, redaction, mask, pixelation, pixelization, black box, censoring",
    "unscharfe, verpixelung",
    "desenfoque, difuminado",
  ],
  speedNoun: ["speed up, speed change, slow motion, speedup, fast forward", "zeitlupe", "camara lenta"],
  cropNoun: ["crop, cropping, reframing", "zuschnitt", "recorte, encuadre"],
  undo: [
    "undo, undo that, undo it, revert, go back, take that back, take it back, one step back, step back, roll back, rollback, previous version, last version, previous one, prior version, as it was, as it was before, how it was, how it was before, the way it was, better before, unmake that, back out, put it back, bring it back, un do, ctrl z, control z, oops, back to before, back one, revert that, revert it, roll that back, roll it back, roll this back, put that back, reverse that, back to how it was, take back, undone, un do that, reverse, reverse it, backtrack, go backwards, walk it back, walk that back, nevermind that, never mind that, forget that, forget it, forget the last, rewind, prefer it before, liked it before, liked it better before, better the way it was, liked the old one, the old one, old version, was better, preferred the last, preferred the previous, prior one, back a step, back up a step, go back one, cancel that change, cancel that edit, cancel the last change, cancel the last edit, drop the last change, drop the last edit, remove the last change, remove the last edit, discard the last, discard that, take that out again, unto, undo last, didnt like that, dont like that, do not like that, thats worse, that is worse, worse, didnt mean that, did not mean that, restore previous, ctrlz, ctrl+z, cmd z, command z, nope undo, not what i wanted, not what i meant, scratch that",
    "ruckgangig, zuruck, mach das ruckgangig, einen schritt zuruck, vorherige version, letzte version, wie vorher, nimm das zuruck, wie es war, rueckgaengig, mach ruckgangig, zuruckgehen, geh zuruck, einen zuruck, eins zuruck, war besser, vorher war besser, doch nicht, vorige version, vorherigen version, letzten schritt",
    "deshacer, deshaz, deshazlo, vuelve atras, atras, version anterior, revierte, revertir, un paso atras, como estaba, vuelve, volver atras, da marcha atras, marcha atras, deshacerlo, deshacer eso, paso anterior, antes estaba mejor, la anterior, anula, anular, retrocede",
  ],
  original: [
    "original, originally, the original, as recorded, raw, first version, initial version, start over, start from scratch, from scratch, start again from, very beginning, back to the start, back to the beginning, back to square one, reset, unedited, all edits, all my edits, all changes, all the edits, all the changes, undo everything, discard everything, revert everything, everything undone, untouched, as it was recorded, clean slate, everything back, remove everything, clear everything, undo it all, undo all, delete everything, before any edits, before all edits, before the edits, no edits, without edits, without any edits, unmodified, as it came, as filmed, as captured, initial recording, raw recording, raw footage, raw video, plain recording, factory settings, square one, wipe all edits, wipe everything, start fresh, fresh start, pristine, all the way back, undo all of it, scrap all edits, scrap everything, get rid of all edits, get rid of all the edits, begin again from scratch, the very first",
    "original, am anfang war, zurucksetzen, alles ruckgangig, von vorne, ausgangsversion, erste version, unbearbeitet, ganz am anfang, alle anderungen, alle bearbeitungen, rohfassung, rohversion, unbearbeitete, urfassung, wie aufgenommen",
    "original, desde cero, version inicial, primera version, deshaz todo, deshacer todo, sin editar, sin cambios, todos los cambios, todas las ediciones, version sin editar, tal como se grabo, desde el principio, al principio del todo, el original, la original",
  ],
  version: ["version, versions, ver, v, revision, edit number", "version, fassung", "version"],
  restore: [
    "restore, use, load, switch to, switch back to, bring back, return to, back to, go to, take, pick, prefer, get back, was better, looked better, liked, want",
    "wiederherstellen, stelle, zuruck zu, zuruck zum, nimm, benutze",
    "restaura, restaurar, vuelve a, volver a, usa, recupera",
  ],
  redo: [
    "redo, redo that, redo it, undo the undo, reapply, bring back the edit, un undo",
    "wiederherstellen",
    "rehacer, rehaz",
  ],
  exporting: [
    "export, exporting, download, save, save as, render, convert, output, file, as a file, files, make a file, save it as, give me, i need, send me, get me, can i have, can i get, could i have, could i get, i want, encode, produce, transcode, turn it into, as an, version of, deliver, build, ready to download, grab, i want it as, i need it as, i want this as, i need this as, can i get it as, can we get, can we have, could we get, could we have, let me have, hand me, fetch me, fetch, spit out, output as, print me, as a, want it in, need it in, get it in, get it as, get this as, produce a, make that a, downloadable, downloaded, a copy of, i could use, id take, id like it as, want to download, as an attachment",
    "exportiere, exportieren, herunterladen, speichere, speichern, als datei, konvertiere, wandle, gib mir, ich brauche, ausgeben, rendern, rendere",
    "exporta, exportar, exportalo, descarga, descargar, guarda, guardalo, convierte, dame, necesito",
  ],
  exportVerb: [
    "export, exporting, exported, download, render, convert, save, save as, encode, transcode, rerender, exports, export it, export this, downloading, saving, rendering as, output it, transcoding, reencode, re encode, encode it",
    "exportiere, exportieren, herunterladen, speichere, konvertiere, rendern, rendere",
    "exporta, exportar, exportalo, descarga, descargar, convierte",
  ],
  gif: ["gif, gifs, animated gif, animated image, giphy, animation", "gif", "gif"],
  mp4: ["mp4, mp4s, m p 4, mpeg 4, mpeg4, h264, h 264, video file", "mp4, videodatei", "mp4, archivo de video"],
  badFormat: [
    "avi, mov, webm, mkv, wmv, flv, m4v, mpeg, mpg, ogg, ogv, pdf, png, jpg, jpeg, webp, apng, mp3, wav, svg, html, pptx, powerpoint, prores, quicktime, psd, zip, av1, hevc, h265, 3gp, docx, bmp, tiff, heic, swf, slides, lottie, json",
    "",
    "",
  ],
  highQuality: [
    "high quality, best quality, highest quality, hq, top quality, high res, high resolution, crisp, best, max quality, maximum quality, full quality, high, super high quality, really high quality, lossless, sharpest, sharp, sharpest possible, best possible, as good as possible, good quality, great quality, premium quality, maximum resolution, highest resolution, top notch, highest, uncompressed, full res, full resolution, max res",
    "hohe qualitat, beste qualitat, hoher qualitat, bester qualitat",
    "alta calidad, maxima calidad, mejor calidad",
  ],
  webQuality: [
    "web quality, for the web, web, web optimised, web optimized, normal quality, web friendly, web ready, for web, website, for our website, for the website, for a website, for the site, web sized, medium quality, decent quality, standard quality",
    "web qualitat, furs web, fur das web",
    "calidad web, para la web",
  ],
  previewQuality: [
    "preview, preview quality, draft, draft quality, low quality, low res, low resolution, quick and dirty, rough, lowest quality, lower quality, lo res, low-res, lofi, lo fi, low fi, small preview, quick preview, preview version, quick look, rough cut, rough draft, low bitrate, lowest, worst quality, bad quality, cheap version",
    "vorschau, entwurf, niedrige qualitat, geringe qualitat",
    "vista previa, borrador, baja calidad",
  ],
  uhd: ["4k, uhd, ultra hd, 2160p", "4k", "4k"],
  qhd: ["1440p, qhd, 2k", "", ""],
  fullHd: ["full hd, fullhd, fhd, 1080", "full hd", "full hd"],
  hd: ["hd, 720", "hd", "hd"],
  under: [
    "under, below, less than, smaller than, at most, max, maximum, no more than, no bigger than, not more than, no larger than, up to, within, not exceeding, shorter than, no longer than, not longer than, limit, limited to, lower than, fewer than, tops, or less, capped at, cap it at, cap, at the most, or under, fits into, fit in, fit into, fit within, or smaller, or shorter, not over, not above, maximally, under the",
    "unter, hochstens, maximal, weniger als, nicht langer als, kleiner als, max, kurzer als, bis zu, nicht mehr als",
    "menos de, bajo, por debajo de, maximo, como maximo, no mas de, como mucho, hasta, menor que",
  ],
  share: [
    "send, sent, share, post, mail, email it, email this, e mail it, forward, deliver, publish, drop this, ping, dm, message, let know, let them know, let everyone know, let the team know, notify, upload it to, push it to, put it in, slack it, ship it to, email, pass it on, hand it to, distribute, show it to, shoot it over, fire it off, cc, send over, drop, inform, broadcast, announce, hook, shoot it, shoot this, fire off, get it over to, pass it to, pass this to, pass along, hand over, hand off, relay, circulate, drop it in, drop it into, drop this in, drop this into, put it into, put this in, put this into, toss it in, throw it in, send off, mail it, mail this, mailing, let have, copy, loop in, show this to, goes to, should go to, deliver it, chuck it in, pop it in, pop this in, stick it in, bung it in, fwd, xpost, crosspost, cross post, tell, drop it",
    "schick, schicke, schicken, sende, senden, teile, teilen, poste, posten, maile, mail, weiterleiten, leite, veroffentliche, leite weiter, schickt, verschicke, verschicken, mail es, maile es, stell es in, stelle es in, poste es, teil es, teil, gib es weiter, leite es weiter, weiterschicken",
    "envia, envialo, enviar, enviala, manda, mandalo, mandar, comparte, compartelo, compartir, publica, publicalo, reenvia, enviaselo, mandaselo, pasaselo, pasalo, enviale, mandale, pasa, hazlo llegar, mandame, enviame, ponlo en, subelo a, publicalo en, comparte con",
  ],
  /** Places that take a file: who names one wants the file for it. */
  platform: [
    "github comment, a github comment, github, gh comment, pr comment, pr description, readme, notion, jira, confluence, wiki, twitter, whatsapp, newsletter, blog, blog post, linkedin post, discord, slack, powerpoint deck, keynote, slide deck, changelog, release notes, docs page, documentation",
    "github kommentar, wiki, handbuch",
    "comentario de github, boletin",
  ],
  slack: ["slack", "slack", "slack"],
  discord: ["discord", "discord", "discord"],
  teams: ["teams, ms teams, microsoft teams", "teams", "teams"],
  telegram: ["telegram", "telegram", "telegram"],
  webhook: ["webhook, web hook, hook, hooks, endpoint", "webhook", "webhook"],
  channelWord: ["channel, room, group, chat", "kanal, gruppe", "canal, grupo"],
  here: [
    "here, this channel, this thread, in this channel, this chat, in here, right here",
    "hier, hierher, diesen kanal, in diesem kanal",
    "aqui, este canal, en este canal",
  ],
  approve: [
    "approve, approved, approving, approval, approves, lgtm, ship it, ship this, ship that, ship, good to go, looks good to me, look good to me, sign off, signed off, sign this off, thumbs up, accept, accepted, green light, greenlight, publish it, publish this, release it, go live, we can ship, can be shipped, can ship, can go out, go out, go for it, im happy with it, i am happy with it, happy with this, happy with it, all good ship, ready to ship, ready to go, ready to go out, okay to ship, ok to ship, good to ship, good for release, works for me, fine by me, lets ship, lets go with this, lets go with it, lets use this, go with this, nailed it, passes review, it is approved, i approve, we approve, looks ready, lets publish, lets publish it, lets release, send it live, ok from me, okay from me, good from my side, good from me, fine with me, fine for me, all clear, cleared, you have my blessing, blessing, my blessing, passed, pass it, signed, signing off, sign off on this, sign off on it, seal of approval, approval from me, i'm good with this, im good with this, good with this, happy to ship, happy with that, were good, we are good to go, were good to go, gtg, stamp it, stamped, merge it, ready for release, ready to publish, ready for prime time, can be published, can be released, i accept, accept it, accept this, green lit, greenlit, a go, its a go, roll it out, roll out, ship away, sgtm, wfm, lgtm ship, push it live, put it live, make it live",
    "freigegeben, freigeben, gib frei, genehmigt, genehmige, abgenommen, passt so, kann raus, gebe frei, freigabe, akzeptiert, genehmigen, freigegeben von mir, gebe ich frei, gebe das frei, ist freigegeben, ich gebe frei, abgesegnet, segne ab, geht so raus, raus damit, veroffentlichen wir, passt fur mich, von mir aus gut, nehmen wir so, so nehmen wir das, darf raus, gut so, okay fur mich",
    "aprobado, aprobada, aprobar, apruebo, apruebalo, aprueba, dale el visto bueno, visto bueno, aceptado, publicalo ya, lo apruebo, doy el visto bueno, te doy el visto bueno, tiene mi aprobacion, adelante con este, adelante, luz verde, publiquemos, listo para publicar, conforme, me parece bien, por mi bien",
  ],
  approveSoft: [
    "looks good, look good, looks great, looks perfect, looks fine, all good, perfect, its perfect, this is perfect, this is it, thats it, love it, great as is, good as is, looking good, looks right, looks awesome, exactly what i wanted, very good, looks amazing, looks excellent, looks fantastic, looks wonderful, looks lovely, looks brilliant, looks nice, looks sweet, looks ok, looks okay, looks alright, looks spot on, spot on, thats perfect, that is perfect, its great, this is great, thats great, that is great, nailed, just right, just what i needed, just what i wanted, exactly what i needed, exactly right, exactly like that, much better, way better, looks better, no complaints, no notes, chef's kiss, chefs kiss, happy now, im happy, good now, love this, great now, that works, this works, works great, looks clean, thats the one, this one is good, this is good, thats good, its good, it is good, im satisfied, satisfied",
    "sieht gut aus, passt, perfekt, super so",
    "se ve bien, perfecto, esta bien, me gusta, queda bien",
  ],
  reject: [
    "reject, rejected, rejecting, rejection, disapprove, disapproved, thumbs down, decline, declined, deny, denied, not good enough, veto, no go, nope not this, unacceptable, not acceptable, send it back, wont fly, not usable, unusable, turn it down, turn this down, refuse, not ok, not okay, not fine, fails review, isnt good enough, is not good enough, needs more work, needs work, back to the drawing board, do not approve, dont approve, cant approve, cannot approve, nack, nak, minus one, i reject, we reject, i dont approve, we cant approve, not approving, not approved, wont approve, do over needed, hard no, its a no, no from me, no thanks not this, no way, not this one, not ready, isnt ready, is not ready, not there yet, cant ship, can't ship, cannot ship, cant go out, cannot go out, should not go out, shouldnt go out, dont publish, do not publish, dont release, do not release, dont ship, do not ship, kill this version, doesnt pass, does not pass, didnt pass, failed review, thumbs-down, not happy with this, not happy with it, im not happy, i am not happy, not satisfied, disapproving, disapproval, not up to standard, below standard, cant use this, cannot use this, cant accept, cannot accept, wont accept, not accepting, turned down, blocked, block it, hold it back, knock it back, knocked back",
    "abgelehnt, ablehnen, lehne ab, lehne das ab, zuruckgewiesen, nicht freigegeben, nicht gut genug, ablehne, nicht gut, nicht okay, nicht so, abgelehnt von mir, nicht akzeptabel, kann so nicht raus, nicht freigeben, das geht so nicht, geht so nicht, nein so nicht, so nicht, durchgefallen",
    "rechazado, rechazada, rechazar, rechazo, rechazalo, rechaza, no aprobado, no apruebo, denegado, no lo apruebo, no pasa, no esta listo, no es aceptable, inaceptable, no lo publiques, no publicar, no vale, asi no, no sirve",
  ],
  wrong: [
    "wrong, incorrect, bad, typo, typos, missing, broken, ugly, mistake, error, misspelled, misspelt, not right, off, outdated, inaccurate, awful, terrible, incorrectly, misplaced, misspelling, buggy, glitchy, glitch, cut off, blurry text, unreadable text, not what we agreed, off brand, confusing, mislabelled, mistaken, stale, obsolete, isnt right, is not right, doesnt work, does not work, messed up, screwed up, botched",
    "falsch, fehlt, kaputt, fehler, schlecht, tippfehler",
    "mal, incorrecto, error, falta, feo, equivocado",
  ],
  digest: [
    "digest, digests, summary mail, summary, round up, roundup, recap, newsletter, overview mail, report, summaries, rundown, roundups, wrap up mail, summary email, summary emails, digest mail, digest email, email digest, mail digest, weekly mail, weekly mails, weekly email, weekly emails, daily mail, daily mails, daily email, daily emails, monthly mail, monthly email, reports, highlights, highlights mail, whats new mail, status mail, recaps, weekly update, daily update, monthly update, update mail, update email, weekly digest, daily digest, weekly newsletter, digest thing, bulletin, briefing",
    "zusammenfassung, digest, wochenbericht, tagesbericht, ubersicht, bericht, wochenuberblick, sammelmail, wochenmail, tagesmail, wochenzusammenfassung, rundmail, digests, ubersichtsmail, wochentliche mail, tagliche mail, rundschreiben",
    "resumen, boletin, informe, digest, resumen semanal, compendio, correo semanal, correo diario, resumen diario, resumen mensual, resumenes, recopilacion, correos semanales",
  ],
  every: ["every, each, on every, all, once every, per, any", "jeden, jede, jedes, alle", "cada, todos los, todas las"],
  schedule: [
    "schedule, set up, subscribe, sign up, regular, regularly, recurring, automatic, automatically",
    "plane, einrichten, richte, regelmassig",
    "programa, programar, regularmente",
  ],
  daily: [
    "daily, every day, each day, everyday, every single day, once a day, per day, once daily, nightly, every morning, each morning, every evening, each evening, every night, each night, every afternoon, each afternoon, mornings, every 24 hours, daily mail, daily mails, daily email, daily emails, daily update, daily digest",
    "taglich, jeden tag, jeden morgen, jeden abend, allmorgendlich, tagtaglich, tagesmail, tagliche mail",
    "diario, diariamente, a diario, cada dia, todos los dias, cada manana, cada noche, todas las mananas, todas las noches, cada tarde, resumen diario, correo diario",
  ],
  weekly: [
    "weekly, every week, once a week, each week, per week, once per week, weekly basis, every 7 days, weekly mail, weekly mails, weekly email, weekly emails, weekly update, weekly digest, weekly newsletter",
    "wochentlich, jede woche, einmal die woche, wochenmail, wochentliche mail",
    "semanal, semanalmente, cada semana, todas las semanas, correo semanal, correos semanales",
  ],
  monthly: [
    "monthly, every month, once a month, each month, per month, once per month, first of the month, 1st of the month, on the first of, end of the month, monthly mail, monthly email, monthly update",
    "monatlich, jeden monat",
    "mensual, mensualmente, cada mes, todos los meses, resumen mensual",
  ],
  hourly: ["hourly, every hour, each hour", "stundlich, jede stunde", "cada hora"],
  weekdays: [
    "weekday, weekdays, workday, workdays, working day, working days, business day, business days, work days, monday to friday, monday through friday, mon fri, work day, monday-friday, mon-fri, weekdays only, business-day, mondays to fridays, mondays through fridays, every working day, m f",
    "werktag, werktags, wochentags, arbeitstag, arbeitstags, werktage, montag bis freitag",
    "dia laborable, dias laborables, dia de semana, entre semana, laborables, lunes a viernes",
  ],
  weekend: ["weekend, weekends", "wochenende", "fin de semana, fines de semana"],
  unsubscribe: [
    "unsubscribe, turn off, switch off, disable, end, no more, opt out, unschedule, deactivate, pause, remove, delete, drop, stop sending, quit sending, dont send, do not send, stop getting, dont want, do not want, no longer want, sick of, enough with, enough of, shut off, shut down, unsub, take me off, take us off, remove us from, remove me from, get us off, discontinue",
    "abbestellen, abschalten, deaktiviere, abbestelle, keine, nicht mehr, stell ab, stelle ab, abstellen",
    "date de baja, desactiva, desactivar, no mas, desuscribe, apaga",
  ],
  // Small words that the grammar looks at
  not: [
    "dont, do not, not, no, never, without, isnt, wont, shouldnt, didnt, doesnt, less, cant, cannot, can not, instead of, neither, nor, isn't, aint, nope dont, please dont, no need to, rather not, wouldnt, arent, wasnt",
    "nicht, kein, keine, keinen, ohne, nie, weniger",
    "no, sin, nunca, nada de, menos",
  ],
  noneOf: ["no, without, minus the", "kein, keine, keinen, ohne", "sin, ningun, nada de"],
  correction: [
    "no wait, wait, actually, i mean, i meant, sorry, scratch that, rather, correction, my bad, make that, on second thought, hold on",
    "nein warte, warte, ich meine, ich meinte, eigentlich, doch lieber, lieber",
    "no espera, espera, quiero decir, mejor, perdon, digo",
  ],
  except: [
    "except, except for, all but, everything but, apart from, other than, save for, but keep",
    "ausser, bis auf",
    "excepto, salvo, menos la, menos el",
  ],
  insteadOf: ["instead of, rather than, in place of", "statt, anstatt, anstelle von", "en vez de, en lugar de"],
  instead: ["instead", "stattdessen", "en su lugar"],
  more: [
    "more, much more, a lot more, way more, even more, lots, a lot, way, strongly, heavily, really, very, super, deep, deeper, tighter, hard, extremely, stronger, much, max, right up, all the way, close, strong, massively, heavy",
    "mehr, viel, stark, starker, sehr, deutlich",
    "mas, mucho, mucho mas, muy, bastante, fuerte",
  ],
  little: [
    "a bit, a little, slightly, a tad, a touch, somewhat, little, gently, less, subtly, softly, lightly, not too much, a little bit, just a bit, tiny bit, small, gentle, slight, light, subtle",
    "ein bisschen, etwas, leicht, ein wenig, wenig, minimal",
    "un poco, un poquito, ligeramente, algo, poco",
  ],
  top: ["top, at the top, on top, upper, above", "oben, oberen", "arriba, superior, parte superior"],
  bottom: ["bottom, at the bottom, lower, below, underneath", "unten, unteren", "abajo, inferior, parte inferior"],
  whole: [
    "whole, entire, everything, all of it, whole thing, whole video, entire video, throughout, complete video, full video, whole time, all the time, entire time, start to finish, all along, everywhere, the video, whole clip",
    "ganze, ganzen, gesamte, alles, durchgehend, das video, uberall",
    "todo, todo el video, entero, completo, todo el tiempo",
  ],
  mobile: [
    "mobile, phone, smartphone, iphone, android, mobile viewport, mobile view, mobile size",
    "handy, mobil, smartphone",
    "movil, telefono, celular",
  ],
  tablet: ["tablet, ipad", "tablet", "tableta, tablet"],
  desktop: ["desktop, laptop", "desktop", "escritorio"],
  compare: [
    "before and after, before after, compare, comparison, side by side, vs main, versus main, compared to main, against main, diff view",
    "vorher nachher, vergleich, vergleiche, nebeneinander",
    "antes y despues, comparacion, compara, comparando, lado a lado",
  ],
  focusOn: [
    "focus on, focusing on, concentrate on, dwell on, emphasis on, especially, mainly, mostly, particularly, paying attention to, pay attention to, with focus on, concentrating on, in particular",
    "fokus auf, mit fokus auf, vor allem, konzentriere dich auf, besonders",
    "enfocate en, enfocado en, centrate en, sobre todo, especialmente",
  ],
  // What people wish and Aura cannot do
  unsupported: [
    "music, soundtrack, background music, song, sound, sounds, sound effect, sound effects, audio, voice, voiceover, voice over, narration, narrate, narrator, speak, read aloud, translate, translation, rotate, rotated, rotation, flip, mirror, black and white, grayscale, greyscale, sepia, colour grade, color grade, brightness, brighter, darker, contrast, saturation, hue, filter, logo, watermark, font, fonts, typeface, font size, reverse, backwards, loop, looped, freeze, freeze frame, thumbnail, intro screen, outro, transition, transitions, fade, fade in, fade out, wipe, sticker, stickers, emoji, emojis, arrow, arrows, circle around, draw, doodle, facecam, webcam, avatar, subtitles in, green screen, chroma, stabilise, stabilize, confetti, animation between, picture in picture, mute, unmute, volume, louder, background image, background colour, background color, wallpaper, dark mode, 3d, deepfake, ai voice, lip sync, stock footage, b roll",
    "musik, ton, stimme, sprecher, ubersetze, drehe, schwarzweiss, schwarz weiss, logo, wasserzeichen, schrift, schriftart, ruckwarts, ubergang, helligkeit, heller, dunkler",
    "musica, sonido, voz, narracion, traduce, traducir, gira, rota, blanco y negro, logo, marca de agua, fuente, al reves, transicion, brillo",
  ],
  // How people talk to each other
  greeting: [
    "hi, hello, hey, hiya, howdy, good morning, good afternoon, good evening, yo, greetings, morning, hey there, hi there, hello there, whats up, sup, heya",
    "hallo, guten morgen, guten tag, moin, servus, hey, guten abend, gruss gott",
    "hola, buenos dias, buenas tardes, buenas, buenas noches, que tal",
  ],
  thanks: [
    "thanks, thank you, thx, ty, cheers, thank you so much, thanks a lot, much appreciated, appreciated, tysm, many thanks, appreciate it, thank u, thanks so much, thanks a bunch",
    "danke, vielen dank, dankeschon, danke dir, merci, besten dank",
    "gracias, muchas gracias, mil gracias, te lo agradezco",
  ],
  bye: [
    "bye, goodbye, see you, see ya, cya, good night, later, talk later, see you later, take care",
    "tschuss, bis spater, auf wiedersehen, gute nacht, ciao, bis dann",
    "adios, hasta luego, chao, buenas noches, hasta manana, nos vemos",
  ],
  praise: [
    "nice, nice work, great, great job, good job, awesome, amazing, cool, wow, love it, sweet, brilliant, excellent, fantastic, well done, neat, beautiful, superb, wonderful, good work, great work, impressive, lovely, very nice, youre great, you rock, good bot, youre the best, you are the best, best bot, youre awesome, nice one, sick, dope, fire, incredible, stunning, impressed",
    "super, toll, klasse, prima, schon, cool, gut gemacht, geil, sehr gut, hervorragend, spitze",
    "genial, bien hecho, buen trabajo, excelente, estupendo, fantastico, increible, que bien, guay, chulo, maravilloso",
  ],
  laugh: ["haha, hahaha, lol, rofl, lmao, hehe, heh, xd, hihi", "haha", "jaja, jajaja"],
  okay: [
    "ok, okay, alright, all right, sure, fine, got it, understood, yes, yep, yeah, yup, no, nope, nah, k, kk, right, i see, makes sense, fair enough, good, noted, no problem, np, whatever, maybe, hmm, hm, mm, mhm, uh, um, never mind, nevermind, nvm, no matter, doesnt matter, does not matter",
    "ja, nein, okay, verstanden, alles klar, gut, klar, genau, na gut, jo, egal, schon gut, macht nichts",
    "si, no, vale, de acuerdo, entendido, claro, bueno, bien, da igual, no importa, no pasa nada",
  ],
  help: [
    "help, what can you do, what are you able to do, what do you do, how does this work, how do you work, who are you, what are you, what is this, whats this, commands, instructions please, manual, capabilities, features, what else can you do, what can i say, what can i ask, what can i do, what should i say, options, how to use, usage, introduce yourself, what are my options, tell me about yourself, are you a bot, are you human, are you an ai, are you real, how do i use, whats your name, what is your name, what are your skills",
    "hilfe, was kannst du, wer bist du, wie funktioniert, was kann ich, wie geht das, was machst du, was bist du",
    "ayuda, que puedes hacer, quien eres, como funciona, que haces, que sabes hacer, que eres",
  ],
  howTo: [
    "what did you, what have you, what was done, what was changed, how do i, how can i, how do you, how would i, how to, how does one, is it possible to, is there a way to, what is the, whats the, what are the, which formats, what formats, what format, which styles, what styles, which presets, what presets, why, what does, what is, what happens if, how does, do you support, are you able to, do you know, what do you think, whats the difference, explain, tell me how, should i, do i need, which, whose, where can i, where do i, whats a, whats an, how many, how much, how big, how long is",
    "wie kann ich, wie mache ich, wie kann man, ist es moglich, warum, was ist, welche, was denkst du, wieso, wie gross, wie lang ist, wie viele",
    "como puedo, como hago, como se, es posible, por que, que es, cuales, que formatos, que opinas, cuanto dura, cuantos",
  ],
  filler: [
    "please, pls, plz, kindly, could you, can you, would you, will you, can we, could we, shall we, lets, id like, i would like, i want you to, go ahead and, maybe, perhaps, just, also, then, now, next, so, like, well, basically, thing is, if possible, if you can, a demo video, aura, bot, hey aura, actually, for me, for us, try to, try, i think, i guess, you know, kind of, kinda, sort of, sorta, somehow, bro, dude, mate, man, guys, everyone, folks, dear",
    "bitte, kannst du, konntest du, konnen wir, ich mochte, doch, mal, noch, jetzt, dann, also, einfach",
    "por favor, puedes, podrias, podemos, me gustaria, ahora, luego, tambien, pues, porfa",
  ],
} as const satisfies Record<string, readonly [string, string, string]>;

export type Concept = keyof typeof concepts;
export type Language = "en" | "de" | "es";
const languages: readonly Language[] = ["en", "de", "es"];

export type Entry = { words: string[]; concepts: Set<Concept> };

const byFirstWord = new Map<string, Entry[]>();
const languageOfWord = new Map<string, Set<Language>>();

for (const [concept, phrases] of Object.entries(concepts) as [Concept, readonly string[]][]) {
  phrases.forEach((list, index) => {
    for (const phrase of list.split(",")) addPhrase(wordsOf(phrase), concept, languages[index] ?? "en");
  });
}
for (const entries of byFirstWord.values()) entries.sort((a, b) => b.words.length - a.words.length);

function addPhrase(written: string[], concept: Concept, language: Language): void {
  const words = written.map(inDigits);
  const first = words[0];
  if (first === undefined) return;
  for (const word of written) {
    const known = languageOfWord.get(word) ?? new Set<Language>();
    languageOfWord.set(word, known.add(language));
  }
  const entries = byFirstWord.get(first) ?? [];
  const same = entries.find((entry) => entry.words.join(" ") === words.join(" "));
  if (same) same.concepts.add(concept);
  else entries.push({ words, concepts: new Set([concept]) });
  byFirstWord.set(first, entries);
}

/** The phrases that begin with a word, the longest first. */
export const entriesFrom = (word: string): readonly Entry[] => byFirstWord.get(word) ?? [];
export const languagesOf = (word: string): ReadonlySet<Language> | undefined => languageOfWord.get(word);
export const lexiconWords = (): Iterable<string> => languageOfWord.keys();

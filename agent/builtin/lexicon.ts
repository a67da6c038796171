import { wordsOf } from "../words.ts";
import { inDigits } from "./numbers.ts";

/**
 * The words of this field. A concept is what grammar.ts speaks of; beside it stand the phrases that mean it in English,
 * German and Spanish, separated by commas. A phrase may stand under several concepts. The longest phrase wins.
 */
const concepts = {
  // What may be asked for
  record: [
    "record, rec, film, capture, shoot, screen record, screencap, tape",
    "aufnehmen, nimm, nehme, aufzeichnen, zeichne, filme, filmen",
    "graba, grabar, grabe, filma",
  ],
  show: ["show me, show us, show off, present, demonstrate, walk me through", "zeig mir, zeig", "muestrame, ensename"],
  make: [
    "make, create, do, produce, prepare, generate, build, get me, need, want, give me, do me, new, put together",
    "mach, mache, machen, erstelle, erzeuge, brauche, will, gib mir, mochte",
    "haz, hazme, crea, genera, necesito, quiero, dame",
  ],
  demo: [
    "demo, demos, video, videos, walkthrough, walk through, screencast, tour, clip, something, outreach video, demo video",
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
    "lead, leads, prospect, prospects, personal, personalised, personalized, outreach, customer, client",
    "interessent, personliches, kunden, personlich",
    "cliente, prospecto, personal",
  ],
  again: [
    "again, once more, one more time, another time, afresh, anew",
    "nochmal, noch mal, noch einmal, erneut",
    "otra vez, de nuevo, nuevamente",
  ],
  rerecord: [
    "another take, second take, rerecord, re record, re recording, rerun, re run, redo the recording, redo the video, redo the run, reshoot, re shoot, retake, re take, refilm, re film, recapture, re capture, redo the take, fresh recording, fresh take, new take, do over, record again, run again, re do the recording, refresh the recording, restart the recording, restart the run, retry the recording, retry the run",
    "neu aufnehmen, neue aufnahme, nochmal aufnehmen, erneut aufnehmen",
    "regrabar, vuelve a grabar, volver a grabar, grabalo otra vez, grabala otra vez",
  ],
  pushed: [
    "pushed, i pushed, just pushed, new commit, new commits, latest commit, latest commits, newest commit, branch has been updated, updated the branch, updated the pr, force pushed, latest version of the code, latest code, newest code, latest changes, new code, fixed the code, merged the fix, pushed a fix, i fixed, fixed it, fixed that, fixed the bug, bug is fixed, fix is in, pushed an update, pr was updated, pr has been updated, branch was updated",
    "gepusht, neue commits, neuer commit, neuesten commit",
    "he subido, nuevos commits, ultimo commit",
  ],
  stop: [
    "stop, cancel, abort, kill, halt, quit, terminate, stop it, call it off, pull the plug",
    "stopp, stoppe, stoppen, abbrechen, brich ab, abbruch, anhalten",
    "para, detener, deten, cancela, cancelar, cancelalo, aborta",
  ],
  status: [
    "status, progress, how far, how far along, eta, any news, any update, any updates, how long will, how long does, how long until, how much longer, how long is it going, done yet, ready yet, finished yet, is it done, is it ready, is it finished, are you done, are you finished, are we there yet, when will, when is it, where are we, how is it going, hows it going, how is the, hows the, how are we doing, still recording, still rendering, still running, still working, still going, is the video ready, is the gif ready, is it still, whats happening, what is happening, what are you doing, is my video, did it finish, has it finished, did it work, is it working, update me, taking so long, why is it taking, how is the video, whats the hold up, whats taking, how many percent, is anything running, what is running, how is it coming, hows it coming, is the recording",
    "wie weit, fertig, wie lange noch, wie lange dauert, stand der dinge, wann ist, wie lauft, schon fertig, fortschritt",
    "como va, cuanto falta, esta listo, esta lista, ya esta, cuanto tarda, estado, progreso",
  ],
  trim: [
    "trim, trimming, trimmed, recut, trim it to, cut it to, trim it down to, cut it down to, trim to, cut to, trim this to, trim that to, cut this to",
    "kurze auf, trimme, trimmen, beschneide, zuschneiden",
    "recorta, recortar, recortalo",
  ],
  remove: [
    "cut, cut out, cutting, remove, drop, delete, chop, chop off, chop out, take out, take off, take away, get rid of, lose, skip, throw away, throw out, snip, snip out, shave, shave off, discard, erase, eliminate, strip, strip out, kill, ditch, scrap, leave out, omit, exclude, dont need, do not need, no longer need, unnecessary, not needed, not necessary, edit out, slice off, slice out, clip off, clip, clear, toss, toss out, lop, lop off, hack off, knock off, excise, prune, cut away, cut back, sever, remove from, dump, axe, nix, rip out, remove everything, clear everything, delete everything, drop everything, cut everything, lose everything, no need for, do without, jump over, bin",
    "schneide, schneid, schneiden, entferne, entfernen, losche, loschen, weg, weglassen, raus, streiche, herausschneiden, rausschneiden, uberspringe, wegschneiden, abschneiden",
    "corta, cortar, cortalo, quita, quitar, quitale, elimina, eliminar, borra, borrar, suprime, saca",
  ],
  keep: [
    "keep, only, just the, only keep, just keep, leave only, retain, only need, only want, just want, just need, hold on to, preserve, nothing but, only show, just show, show only, only leave, limit it to, restrict it to, reduce it to the part",
    "behalte, behalten, nur, lass nur, zeige nur",
    "manten, mantener, conserva, deja solo, solo, quedate, solamente, guarda solo, deja",
  ],
  begin: [
    "start, starts, starting, begin, begins, beginning at, beginning from, open with, kick off, starts with, skip to, jump to, jump straight to, go straight to, skip ahead to, skip straight to, straight to, fast forward to",
    "beginne, beginnt, starte, anfangen, fang an, soll beginnen",
    "empieza, empezar, comienza, comenzar, que empiece, que comience, inicia",
  ],
  finish: [
    "end, ends, ending, finish, finishes, end it, stop at, stops at, close with, conclude",
    "ende, endet, enden, aufhoren",
    "termina, terminar, acaba, que termine, que acabe, finaliza",
  ],
  split: [
    "split, split it, divide, break it, chop it in, separate, cut it in two, splitting",
    "teile, teilen, spalte",
    "divide, dividir, parte en dos, separa",
  ],
  shorten: [
    "make it short, keep it short, short and sweet, as short, short version, keep it brief, shorter, shorten, shortening, shortened, tighten, tighten up, tighter, condense, condensed, trim the fat, trim down, trim it down, cut down, cut it down, cut this down, cut the length, compress the time, compact, snappier, snappy, punchier, crisper, more concise, concise, brief, briefer, drags, drags on, dragging, too long, way too long, kinda long, kind of long, a bit long, quite long, pretty long, very long, rather long, so long, overlong, lengthy, boring, boring parts, boring bits, dead time, dead air, downtime, idle, idle time, idle parts, idle spans, pauses, pause, waiting, waits, wait time, waiting time, loading time, loading times, silence, silences, gaps, lulls, slow parts, slow bits, empty parts, nothing happens, where nothing happens, slow in places, drag, feels long, seems long, is long, its long, feels slow, is slow, its slow, bit slow, pretty slow, very slow, so slow, quite slow, really slow, kinda slow, a bit slow, slow pace, reduce the length, reduce the duration, the runtime, running time, of the length, of its length, cut the runtime, cut the duration, shorter version, less long, quicker, get to the point faster, filler, fluff, cut the fluff, half as long, half the length, half its length, half the time, half the duration, half the size in time, pace, faster paced, pick up the pace, abbreviate, abridge, shrink it, shrink the video, bring it down, get it down, get it under, get it below, get this under, get this below, get this down, get it to, bring it under, keep it under, keep it below, squeeze it, fit into, fit in, fits in, fit within, too slow, in length, too lengthy, takes too long, trim it to, cut it to, halve, halve it",
    "kurzer, kurze, kurzen, zu lang, straffe, straffen, strafft, gekurzt, zieht sich, langweilig, halb so lang, pausen, leerlauf, wartezeit, wartezeiten, totzeit, verkurze, verkurzen, zu langatmig, knapper, kompakter, fass kurzer, auf die halfte",
    "mas corto, mas corta, acorta, acortar, acortalo, demasiado largo, muy largo, reduce, reducir, reducelo, la mitad de largo, pausas, tiempos muertos, tiempo muerto, aburrido, aburridas, mas breve, resume el video, la mitad, mas conciso",
  ],
  lengthen: ["longer, lengthen, extend, stretch it", "langer, verlangere", "mas largo, alarga, alargar"],
  faster: [
    "speed up, speed it up, speed this up, speed that up, speed things up, speeding up, sped up, faster, fast forward, fast forward through, accelerate, quicken, twice as fast, hurry up, turbo, ff through, speed, quicker through, rush through, time lapse, timelapse, double the speed, at double speed, quick forward",
    "schneller, beschleunige, beschleunigen, doppelt so schnell, vorspulen, spule vor, zeitraffer, geschwindigkeit",
    "acelera, acelerar, mas rapido, mas rapida, el doble de rapido, velocidad, avance rapido",
  ],
  slower: [
    "too fast, way too fast, feels rushed, rushed, too quick, hectic, slow down, slow it down, slow this down, slow that down, slower, slow motion, slow mo, slomo, slow, decelerate, more slowly, half speed, slow things down, slowly, half as fast, slowed down",
    "langsamer, verlangsame, verlangsamen, zeitlupe, halb so schnell, halbe geschwindigkeit",
    "mas lento, mas lenta, mas despacio, camara lenta, ralentiza, ralentizar, mitad de velocidad",
  ],
  play: ["play, run, plays", "spiele, spiel, abspielen", "reproduce, reproducir"],
  zoom: [
    "zoom, zoom in, zoom into, zoom to, zoom in on, zoom on, zooming, zooms, zoomed, closer, get closer, go closer, move closer, come closer, closer look, closer view, close up, closeup, close in, magnify, enlarge, punch in, push in, focus on, focus in, blow up, emphasise the, bring closer, tighter shot, tight shot, tight on, zoomin, spotlight, draw attention to, highlight, emphasize the",
    "zoome, zoomen, heranzoomen, naher ran, naher heran, naher, nahaufnahme, vergrossere, vergrossern, ranzoomen, zoom rein, zoom auf, zoome auf, zoome rein, fokus auf",
    "zoom, haz zoom, acerca, acercate, acercar, amplia, ampliar, enfoca, enfocar, primer plano, mas cerca",
  ],
  zoomOut: [
    "zoom out, zoom back out, zoom less, less zoom, unzoom, pull back, zoom all the way out, wider shot",
    "herauszoomen, rauszoomen, zoom raus",
    "aleja, alejate, alejar",
  ],
  crop: [
    "crop, cropped, cropping, frame it, reframe, reframed, aspect, aspect ratio, ratio, cut it to just the, framed on, centered on, centred on",
    "zuschnitt, schneide zu, beschneide, seitenverhaltnis, zentriert auf, ausschnitt",
    "recorta al, encuadra, encuadre, relacion de aspecto, centrado en, recorta a",
  ],
  square: ["square, squared, 1 to 1, one to one, one by one", "quadratisch, quadrat", "cuadrado, cuadrada"],
  vertical: [
    "vertical, portrait, portrait mode, upright, tiktok, tik tok, reel, reels, stories, story, instagram story, instagram stories, instagram reel, instagram reels, shorts, youtube short, youtube shorts, snapchat, phone format, mobile format, 9 by 16, nine by sixteen, tall",
    "hochkant, hochformat, vertikal",
    "vertical, en vertical, historias, formato vertical",
  ],
  landscape: [
    "landscape, horizontal, widescreen, wide screen, 16 by 9, sixteen by nine, youtube, youtube format, tv format, wide format",
    "querformat, breitbild, horizontal",
    "horizontal, apaisado, panoramico, formato horizontal",
  ],
  fourFive: [
    "four by five, 4 by 5, four to five, 4 to 5, instagram feed, feed format, instagram post, insta post, portrait post, linkedin feed",
    "vier zu funf",
    "cuatro por cinco, cuatro quintos",
  ],
  cursor: [
    "cursor, cursors, mouse, mouse pointer, pointer, mouse cursor, curser, arrow pointer, mousepointer",
    "cursor, maus, mauszeiger, zeiger",
    "cursor, raton, puntero",
  ],
  trail: [
    "trail, trails, tail behind, trailing, mouse trail, cursor trail, trail length",
    "spur, schweif, mausspur",
    "estela, rastro",
  ],
  smooth: [
    "smooth, smoother, smoothing, smoothly, less jerky, less shaky, less jittery, steadier, smoothen, more fluid, glide",
    "sanfter, weicher, ruhiger, glatter",
    "suave, mas suave, suaviza, fluido",
  ],
  smoothOff: ["jerkier, snappy cursor, no smoothing, less smooth, more direct", "", ""],
  bigger: [
    "bigger, larger, big, large, huge, enlarge, increase the size, increase, size up, giant, more visible, easier to see, visible, stand out, stands out, bolder, more prominent, prominent",
    "grosser, grosseren, grosserer, grosse, riesig, auffalliger, besser sichtbar, deutlicher",
    "mas grande, grande, enorme, mas visible, agranda, destaca",
  ],
  smaller: [
    "smaller, small, tiny, shrink, decrease the size, less big, littler, reduce the size",
    "kleiner, klein, kleineren, kleinerer",
    "mas pequeno, mas pequena, pequeno, reduce el tamano",
  ],
  longerWord: ["longer, long, extended, lengthier", "langer, lang, langere", "mas larga, mas largo, larga"],
  shorterWord: ["shorter, short, shorten", "kurzer, kurzere", "mas corta, mas corto, corta"],
  emphasise: [
    "highlight, emphasise, emphasize, emphasis, accentuate, cant see, can not see, cannot see, hard to see, hardly see, can barely see, hard to spot, hard to follow, follow, find",
    "hervorheben, betone, sieht man kaum, sehe nicht",
    "resalta, enfatiza, no se ve, apenas se ve",
  ],
  style: [
    "style, look, preset, feel, vibe, theme, look and feel, mood, styling, design, aesthetic, tone, feeling, treatment",
    "stil, look, aussehen, optik, design",
    "estilo, aspecto, apariencia, look",
  ],
  minimal: [
    "minimal, minimalist, minimalistic, clean, cleaner, simple, simpler, plain, plainer, subtle, subtler, calm, calmer, understated, no frills, sober, sleek, toned down, tone it down, less flashy, bare",
    "minimal, minimalistisch, minimalistischer, schlicht, schlichter, ruhiger, einfacher, dezent, reduziert",
    "minimo, minimalista, sencillo, sobrio, simple, limpio",
  ],
  dramatic: [
    "dramatic, cinematic, epic, bold, flashy, flashier, punchy, intense, theatrical, movie like, like a movie, like a film, film like, hollywood, more drama, drama, showy, striking, impactful",
    "dramatisch, dramatischer, kinoreif, filmisch, spektakular, dramatischen",
    "dramatico, dramatica, cinematografico, cinematografica, epico, espectacular, cinematico",
  ],
  standard: [
    "default, normal, standard, regular, ordinary, usual",
    "standard, normal, normaler, normalen, ublich",
    "normal, estandar, por defecto, predeterminado",
  ],
  corners: [
    "rounded corners, round corners, corners, corner radius, rounder corners, corner, rounding, rounded",
    "runde ecken, ecken, eckenradius, abgerundete ecken",
    "esquinas redondeadas, esquinas, radio",
  ],
  zoomScale: ["zoom scale, zoomscale", "", ""],
  motionSmoothing: ["motion smoothing, motionsmoothing", "", ""],
  caption: [
    "caption, captions, text, texts, title, titles, subtitle, subtitles, overlay text, text overlay, headline, annotation, banner text, words, wording, heading, lower third, callout, note saying, message saying, label saying",
    "untertitel, text, titel, beschriftung, uberschrift, einblendung, texteinblendung",
    "subtitulo, subtitulos, texto, titulo, rotulo, leyenda",
  ],
  write: [
    "write, says, say, saying, reads, reading, that says, which says, overlay, put the words, annotate, label, caption it, with the text, with the words, with text, spell out",
    "schreibe, schreib, sagt, blende ein, einblenden, mit dem text, steht",
    "escribe, escribir, que diga, dice, con el texto, diciendo, pon",
  ],
  add: [
    "add, put, insert, show, place, display, include, stick, throw in, attach, slap, pop, set, drop in",
    "fuge, hinzufugen, hinzu, setze, zeige, einfugen",
    "anade, agrega, pon, poner, coloca, mete, muestra, inserta",
  ],
  change: [
    "change, replace, update, edit, switch, swap, modify, correct, fix, rename, reword, rephrase",
    "andere, ersetze, andern",
    "cambia, reemplaza, cambiar, sustituye",
  ],
  redact: [
    "blur, blurring, blurred, blur out, hide, hidden, redact, redacted, mask, mask out, censor, censored, black out, blackout, pixelate, pixelated, obscure, cover, cover up, anonymize, anonymise, conceal, scramble, unreadable, illegible, blank out, obfuscate, grey out the, make private, private, not readable, not visible, invisible, bleep, smudge",
    "verpixel, verpixele, verpixeln, unkenntlich, verstecke, schwarze, zensiere, verberge, verdecke, weichzeichnen, unleserlich, anonymisiere, ausblenden, verwische, unscharf",
    "difumina, difuminar, oculta, ocultar, tapa, tapar, censura, pixela, desenfoca, esconde, ilegible, emborrona",
  ],
  blurNoun: [
    "blur, blurring, redaction, mask, pixelation, pixelization, black box, censoring",
    "unscharfe, verpixelung",
    "desenfoque, difuminado",
  ],
  speedNoun: ["speed up, speed change, slow motion, speedup, fast forward", "zeitlupe", "camara lenta"],
  cropNoun: ["crop, cropping, reframing", "zuschnitt", "recorte, encuadre"],
  undo: [
    "undo, undo that, undo it, revert, go back, take that back, take it back, one step back, step back, roll back, rollback, previous version, last version, previous one, prior version, as it was, as it was before, how it was, how it was before, the way it was, better before, unmake that, back out, put it back, bring it back, un do, ctrl z, control z, oops, back to before, back one, revert that, revert it, roll that back, roll it back, roll this back, put that back, reverse that, back to how it was, take back",
    "ruckgangig, zuruck, mach das ruckgangig, einen schritt zuruck, vorherige version, letzte version, wie vorher, nimm das zuruck, wie es war",
    "deshacer, deshaz, deshazlo, vuelve atras, atras, version anterior, revierte, revertir, un paso atras, como estaba, vuelve",
  ],
  original: [
    "original, originally, the original, as recorded, raw, first version, initial version, start over, start from scratch, from scratch, start again from, very beginning, back to the start, back to the beginning, back to square one, reset, unedited, all edits, all my edits, all changes, all the edits, all the changes, undo everything, discard everything, revert everything, everything undone, untouched, as it was recorded, clean slate, everything back, remove everything, clear everything, undo it all, undo all, delete everything",
    "original, am anfang war, zurucksetzen, alles ruckgangig, von vorne, ausgangsversion, erste version, unbearbeitet",
    "original, desde cero, version inicial, primera version, deshaz todo, deshacer todo, sin editar",
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
    "export, exporting, download, save, save as, render, convert, output, file, as a file, files, make a file, save it as, give me, i need, send me, get me, can i have, can i get, could i have, could i get, i want, encode, produce, transcode, turn it into, as an, version of, deliver, build, ready to download, grab",
    "exportiere, exportieren, herunterladen, speichere, speichern, als datei, konvertiere, wandle, gib mir, ich brauche, ausgeben, rendern, rendere",
    "exporta, exportar, exportalo, descarga, descargar, guarda, guardalo, convierte, dame, necesito",
  ],
  exportVerb: [
    "export, exporting, exported, download, render, convert, save, save as, encode, transcode, rerender",
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
    "high quality, best quality, highest quality, hq, top quality, high res, high resolution, crisp, best, max quality, maximum quality, full quality, high",
    "hohe qualitat, beste qualitat, hoher qualitat, bester qualitat",
    "alta calidad, maxima calidad, mejor calidad",
  ],
  webQuality: [
    "web quality, for the web, web, web optimised, web optimized, normal quality",
    "web qualitat, furs web, fur das web",
    "calidad web, para la web",
  ],
  previewQuality: [
    "preview, preview quality, draft, draft quality, low quality, low res, low resolution, quick and dirty, rough, lowest quality, lower quality",
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
    "send, sent, share, post, mail, email it, email this, e mail it, forward, deliver, publish, drop it, drop this, ping, dm, message, let know, let them know, let everyone know, let the team know, notify, upload it to, push it to, put it in, slack it, ship it to, email, pass it on, hand it to, distribute, show it to, shoot it over, fire it off, cc, send over, drop, inform, broadcast, announce, hook",
    "schick, schicke, schicken, sende, senden, teile, teilen, poste, posten, maile, mail, weiterleiten, leite, veroffentliche",
    "envia, envialo, enviar, enviala, manda, mandalo, mandar, comparte, compartelo, compartir, publica, publicalo, reenvia",
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
    "approve, approved, approving, approval, approves, lgtm, ship it, ship this, ship that, ship, good to go, looks good to me, look good to me, sign off, signed off, sign this off, thumbs up, accept, accepted, green light, greenlight, publish it, publish this, release it, go live, we can ship, can be shipped, can ship, can go out, go out, go for it, im happy with it, i am happy with it, happy with this, happy with it, all good ship, ready to ship, ready to go, ready to go out, okay to ship, ok to ship, good to ship, good for release, works for me, fine by me, lets ship, lets go with this, lets go with it, lets use this, go with this, nailed it, passes review, it is approved",
    "freigegeben, freigeben, gib frei, genehmigt, genehmige, abgenommen, passt so, kann raus, gebe frei, freigabe, akzeptiert, genehmigen",
    "aprobado, aprobada, aprobar, apruebo, apruebalo, aprueba, dale el visto bueno, visto bueno, aceptado, publicalo ya",
  ],
  approveSoft: [
    "looks good, look good, looks great, looks perfect, looks fine, all good, perfect, its perfect, this is perfect, this is it, thats it, love it, great as is, good as is, looking good, looks right, looks awesome, exactly what i wanted, very good",
    "sieht gut aus, passt, perfekt, super so",
    "se ve bien, perfecto, esta bien, me gusta, queda bien",
  ],
  reject: [
    "reject, rejected, rejecting, rejection, disapprove, disapproved, thumbs down, decline, declined, deny, denied, not good enough, veto, no go, nope not this, unacceptable, not acceptable, send it back, wont fly, not usable, unusable, turn it down, turn this down, refuse, not ok, not okay, not fine, fails review, isnt good enough, is not good enough, needs more work, needs work, back to the drawing board, do not approve, dont approve, cant approve, cannot approve",
    "abgelehnt, ablehnen, lehne ab, lehne das ab, zuruckgewiesen, nicht freigegeben, nicht gut genug, ablehne",
    "rechazado, rechazada, rechazar, rechazo, rechazalo, rechaza, no aprobado, no apruebo, denegado",
  ],
  wrong: [
    "wrong, incorrect, bad, typo, typos, missing, broken, ugly, mistake, error, misspelled, misspelt, not right, off, outdated, inaccurate, awful, terrible",
    "falsch, fehlt, kaputt, fehler, schlecht, tippfehler",
    "mal, incorrecto, error, falta, feo, equivocado",
  ],
  digest: [
    "digest, digests, summary mail, summary, round up, roundup, recap, newsletter, overview mail, report, summaries, rundown",
    "zusammenfassung, digest, wochenbericht, tagesbericht, ubersicht, bericht, wochenuberblick",
    "resumen, boletin, informe, digest, resumen semanal, compendio",
  ],
  every: ["every, each, on every, all", "jeden, jede, jedes, alle", "cada, todos los, todas las"],
  schedule: [
    "schedule, set up, subscribe, sign up, regular, regularly, recurring, automatic, automatically",
    "plane, einrichten, richte, regelmassig",
    "programa, programar, regularmente",
  ],
  daily: [
    "daily, every day, each day, everyday, every single day, once a day",
    "taglich, jeden tag",
    "diario, diariamente, a diario, cada dia, todos los dias",
  ],
  weekly: [
    "weekly, every week, once a week, each week",
    "wochentlich, jede woche, einmal die woche",
    "semanal, semanalmente, cada semana, todas las semanas",
  ],
  monthly: [
    "monthly, every month, once a month, each month",
    "monatlich, jeden monat",
    "mensual, mensualmente, cada mes, todos los meses",
  ],
  hourly: ["hourly, every hour, each hour", "stundlich, jede stunde", "cada hora"],
  weekdays: [
    "weekday, weekdays, workday, workdays, working day, working days, business day, business days, work days, monday to friday, monday through friday, mon fri",
    "werktag, werktags, wochentags, arbeitstag, arbeitstags, werktage, montag bis freitag",
    "dia laborable, dias laborables, dia de semana, entre semana, laborables, lunes a viernes",
  ],
  weekend: ["weekend, weekends", "wochenende", "fin de semana, fines de semana"],
  unsubscribe: [
    "unsubscribe, turn off, switch off, disable, end, no more, opt out, unschedule, deactivate, pause, remove, delete, drop",
    "abbestellen, abschalten, deaktiviere, abbestelle, keine, nicht mehr",
    "date de baja, desactiva, desactivar, no mas, desuscribe, apaga",
  ],
  // Small words that the grammar looks at
  not: [
    "dont, do not, not, no, never, without, isnt, wont, shouldnt, didnt, doesnt, less, cant, cannot, can not, instead of",
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
    "ok, okay, alright, all right, sure, fine, got it, understood, yes, yep, yeah, yup, no, nope, nah, k, kk, right, i see, makes sense, fair enough, good, noted, no problem, np, whatever, maybe, hmm, hm, mm, mhm, uh, um",
    "ja, nein, okay, verstanden, alles klar, gut, klar, genau, na gut, jo",
    "si, no, vale, de acuerdo, entendido, claro, bueno, bien",
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

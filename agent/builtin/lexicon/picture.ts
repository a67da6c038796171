import type { Concepts } from "./concepts.ts";

/** What may become of the picture: closer, another shape, the cursor, the style, words over it, places covered. */
export const aboutPicture = {
  zoom: [
    "tighter zoom, tighter zoom on, closer zoom, closer zoom on, deeper zoom, close look at, closer look at, good look at, better look at, closer look, close look, get close, get close to, get closer to, go close, get right up to, move in, tight shot of, zoom, zoom in, zoom into, zoom to, zoom in on, zoom on, zooming, zooms, zoomed, closer, get closer, go closer, move closer, come closer, closer look, closer view, close up, closeup, close in, magnify, enlarge, punch in, push in, focus on, focus in, blow up, emphasise the, bring closer, tighter shot, tight shot, tight on, zoomin, spotlight, draw attention to, highlight, emphasize the, up close, nearer, get nearer, bring nearer, bring the viewer nearer, get in close, get in tight, in tight, go in on, go in tight, move in on, close on, full screen on, fill the frame with, make it fill, cut in on, push into, dolly in, zoom up, blow it up, close ups, close-ups, zoom tight, lean in on, home in on, hone in on, dive into, dive in on, punch into, larger view of, a better look at, better look at, good look at, more closely, close shot, tight close up, detail shot, scale up, draw the eye to, bring out, get up close, zoome, snap to, bring near, bring nearer, bring close, bring closer, come near, go near, go nearer, nearer, approach, in tighter on, in tighter, get tighter, go tighter, come in tighter, tighter on, tighter framing on, tighter view of, closer on, closer in on, get in closer, go in closer, close up of, closeup of, come in close, in close on, in closer on, tight view of, fill the screen, fill the whole screen, fill the frame, fill the picture, focus the viewer on, focus viewers on, focus attention on, focus the camera on, guide the eye to, go full screen on, full screen, in detail, in more detail, in close up",
    "zoome, zoomen, heranzoomen, naher ran, naher heran, naher, nahaufnahme, vergrossere, vergrossern, ranzoomen, zoom rein, zoom auf, zoome auf, zoome rein, fokus auf, rangehen, geh naher, gehe naher, naher an, hineinzoomen, reinzoomen, zoom an, fokussiere, grossaufnahme, nah ran, mach gross",
    "zoom, haz zoom, acerca, acercate, acercar, amplia, ampliar, enfoca, enfocar, primer plano, mas cerca, aumenta, aumentar, acercamiento, haz un zoom, un zoom, acercate mas, enfocalo",
  ],
  zoomOut: [
    "zoom out, zoom back out, zoom less, less zoom, unzoom, pull back, zoom all the way out, wider shot, wider view, wider, zoom it out, back out a bit, step back from, too close, too much zoom, zoomed in too much, zoomed in too far, zoom is too strong, zoom is too much, zoom is too close, zoom is too tight, zooms in too far, zooms in too much, zoom is way too strong, zoom is way too close, back to full view, full view again, back to the full view",
    "herauszoomen, rauszoomen, zoom raus",
    "aleja, alejate, alejar",
  ],
  crop: [
    "crop, cropped, cropping, frame it, reframe, reframed, aspect, aspect ratio, ratio, cut it to just the, framed on, centered on, centred on, frame, framed, frame up, framing, re frame, crop in, crop down, crop to, trim the frame, cut the frame, isolate, cut the edges, tighten the frame, resize to, reshape, recompose",
    "zuschnitt, schneide zu, beschneide, seitenverhaltnis, zentriert auf, ausschnitt",
    "recorta al, encuadra, encuadre, relacion de aspecto, centrado en, recorta a",
  ],
  pan: [
    "pan, pans, panning, follow the action, follows the action, following the action, follow what happens, follow whats happening, follow what is happening, follow what is used, follows what is used, follow along, follow the clicks, follows the clicks, follow the steps, follow the typing, track the action, camera movement, camera movements, camera motion, moving frame, moving crop, moving picture, frame move, picture move, crop move, frame moves, picture moves, move the frame, move the picture, move the crop, move around, moving around, moves around, autoframe, auto frame, auto reframe",
    "schwenken, schwenk, schwenks, schwenke, folge der maus, folgt der maus, der maus folgen, folge dem zeiger, folge der aktion, folgt der aktion, der aktion folgen, folge dem geschehen, dem geschehen folgen, mitschwenken, mitwandern, mitlaufen",
    "paneo, paneos, sigue el raton, siga el raton, siguiendo el raton, sigue el cursor, siga el cursor, sigue el puntero, sigue la accion, siga la accion, siguiendo la accion, encuadre se mueva, imagen se mueva, encuadre se mueve",
  ],
  panStill: [
    "stop moving, stop panning, stop the panning, stop following, stop the frame, stop moving around, stand still, stands still, standing still, stay still, stays still, keep still, keep it still, hold still, holds still, hold it still, keep the frame still, keep the picture still, keep the crop still, keep the camera still, keep the image still, keep the video still, frame still, picture still, camera still, crop still, still frame, still crop, still picture, frame fixed, picture fixed, crop fixed, camera fixed, frame static, picture static, crop static, camera static, static frame, static crop, static picture, static camera, fixed frame, fixed crop, fixed camera, fixed picture, picture doesnt move, picture does not move, picture not move, frame doesnt move, frame does not move, frame not move, crop doesnt move, crop does not move, image doesnt move, image does not move, camera doesnt move, camera does not move, lock the frame, lock the picture, lock the crop, freeze the frame position, one place, moves too much, move too much, moving too much, pans too much, too much panning, too much movement, less movement, less panning",
    "stillstehen, stillsteht, steht still, stehen bleiben, stillhalten, halte still, halt still, festes bild, fester ausschnitt, starrer ausschnitt, starres bild, bewegt sich zu viel",
    "quieto, quieta, encuadre no se mueva, imagen no se mueva, que no se mueva, encuadre fijo, imagen fija, se mueve demasiado, se quede quieto, se quede quieta",
  ],
  letterbox: [
    "letterbox, letterboxed, letterboxing, letter box, with bars, bars above and below, bars on top and bottom, background above and below, background on top and bottom, background around, space above and below, padding above and below, padding around, fit the whole page, fit the whole page in, fit the entire page, fit the full page, fit everything in, fit it all in, fit all of it in, fit the whole thing in, show the whole page in it, with the whole page, with the entire page, with the full page, whole page in it, whole page visible, whole page is visible, entire page visible, full page visible, everything visible, nothing cut off, nothing is cut off, without cutting anything, without cutting anything off, without cutting off, without cropping, without losing anything, dont cut off the sides, dont cut the sides, do not cut off the sides, dont cut anything off, dont cut off anything, dont cut anything, dont crop anything, dont crop the sides, dont crop it, not cut off, uncropped",
    "mit balken, mit rand, ganze seite drin, ganze seite sichtbar, ohne etwas abzuschneiden, nichts abschneiden, ohne abzuschneiden, mit der ganzen seite",
    "con bandas, con la pagina entera, sin cortar nada, sin recortar, con toda la pagina",
  ],
  square: [
    "square, squared, 1 to 1, one to one, one by one, 1x1, quadratic, square format, perfect square",
    "quadratisch, quadrat",
    "cuadrado, cuadrada",
  ],
  vertical: [
    "vertical, portrait, portrait mode, upright, tiktok, tik tok, reel, reels, stories, story, instagram story, instagram stories, instagram reel, instagram reels, shorts, youtube short, youtube shorts, snapchat, phone format, mobile format, 9 by 16, nine by sixteen, tall, 9x16, phone shaped, phone screen, for phones, portrait format, portrait orientation, tall format, upright format, vertically, insta story, insta stories, ig story, ig stories, ig reel, ig reels, reels format, tiktoks, whatsapp status, snap, fit a phone, fit phones, fit on a phone, fit a phone screen, fits a phone, fits on a phone, phone sized, sized for phones, mobile screens",
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
    "trail, trails, tail behind, trailing, mouse trail, cursor trail, trail length, comet tail, ghost trail, motion trail, a tail, mouse tail, cursor tail, pointer tail, tail on the cursor, tail on the mouse, trailing effect",
    "spur, schweif, mausspur",
    "estela, rastro",
  ],
  smooth: [
    "smooth, smoother, smoothing, smoothly, less jerky, less shaky, less jittery, steadier, smoothen, more fluid, glide, less jumpy, jumpy, jittery, less twitchy, twitchy, jerky, shaky, steady, steady out, stabler, more stable, flowing, silky, buttery, fluidly, choppy, less choppy, erratic, less erratic, nervous",
    "sanfter, weicher, ruhiger, glatter",
    "suave, mas suave, suaviza, fluido",
  ],
  smoothOff: [
    "jerkier, snappy cursor, no smoothing, less smoothing, without smoothing, smoothing off, less smooth, more direct",
    "",
    "",
  ],
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
    "highlight, emphasise, emphasize, emphasis, accentuate, cant see, can not see, cannot see, hard to see, hardly see, can barely see, hard to spot, hard to follow, follow, find, losing, lose sight, lose track, losing track, i lose it, i lose the, i keep losing, you lose it, people lose it, viewers lose it, easy to lose, hard to find, cant find, can not find, lost the, look at, looking at",
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
    "schreibe, schreib, sagt, blende ein, blend ein, einblenden, mit dem text, steht",
    "escribe, escribir, que ponga, que diga, dice, con el texto, diciendo, pon",
  ],
  add: [
    "add, adding, put, insert, show, place, display, include, stick, throw in, attach, slap, pop, set, drop in, give it, tack on, slip in, overlay, superimpose, lay, insert a, put up, plop, chuck in, append, attach a, bring up, flash up, flash",
    "fuge, hinzufugen, hinzu, setze, zeige, einfugen",
    "anade, agrega, pon, poner, coloca, mete, muestra, inserta",
  ],
  change: [
    "change, replace, update, edit, switch, swap, modify, correct, fix, rename, reword, rephrase, alter, adjust, revise, amend, reword it, should say, should read, swap out, exchange, turn the caption into, overwrite, move, shift, relocate, reposition",
    "andere, ersetze, andern, verschiebe, verschieben",
    "cambia, reemplaza, cambiar, sustituye, mueve, mover",
  ],
  redact: [
    "blur, blurring, blurred, blur out, masked, covered, covered up, blacked out, hide, hidden, redact, redacted, mask, mask out, censor, censored, black out, blackout, pixelate, pixelated, obscure, cover, cover up, anonymize, anonymise, conceal, scramble, unreadable, illegible, blank out, obfuscate, grey out the, make private, private, not readable, not visible, invisible, bleep, smudge, blur it out, blurs, blurry, make blurry, fuzz, fuzz out, fuzzy, pixellate, pixellated, pixelise, pixelize, mosaic, block out, black bar, black bar over, black box over, bar over, mask off, hide away, keep secret, keep private, secret, confidential, sensitive, nobody should see, no one should see, nobody sees, not be seen, shouldnt be seen, should not be seen, shouldnt be visible, should not be visible, not be visible, cant be seen, shouldnt see, nobody can read, no one can read, not be readable, cloak, veil, shroud, white out, paint over, tape over, blot out, dont show, do not show, wash out, smear, screen off, anonymous, de identify, privacy blur, personal data, protect, privatize",
    "verpixel, verpixele, verpixeln, unkenntlich, verstecke, schwarze, zensiere, verberge, verdecke, weichzeichnen, unleserlich, anonymisiere, ausblenden, verwische, unscharf, verschwommen, mach unscharf, unkenntlich machen, nicht sichtbar, nicht lesbar, abdecken, verschleiern, uberdecke, schwarzen",
    "difumina, difuminar, oculta, ocultar, tapa, tapar, censura, pixela, desenfoca, esconde, ilegible, emborrona, ocultalo, tapalo, difuminalo, que no se vea, que no se lea, no debe verse, cubre, cubrir, esconder, borroso, desenfocar, censurar, pixelar",
  ],
  blurNoun: [
    "blur, blurs, blurring, redaction, redactions, mask, masks, pixelation, black boxes, pixelization, black box, censoring",
    "unscharfe, verpixelung, verpixelungen, weichzeichnung",
    "desenfoque, desenfoques, difuminado, difuminados",
  ],
  speedNoun: [
    "speed up, speed change, speed changes, speedups, speed ups, slow motion, speedup, fast forward, speed thing, speed stuff, slow down thing",
    "zeitlupe, zeitraffer, beschleunigung",
    "camara lenta, camara rapida, aceleracion",
  ],
  cropNoun: ["crop, crops, cropping, reframing", "zuschnitt", "recorte, encuadre"],
} as const satisfies Concepts;

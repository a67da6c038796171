/** Something that people ask for and Aura does not have. */
export type Lacking = {
  /** What it is called, in English, German and Spanish, separated by commas. */
  words: readonly [english: string, german: string, spanish: string];
  /** One sentence that says so. */
  says: string;
  /** What comes nearest, offered when nothing else was asked for. */
  nearest: string;
  /** Its words mean nothing else, whatever else they could be said of. */
  isSure?: true;
};

const DRAWS_NOT = "I cannot draw on the video or put pictures over it.";

/** What has a look of its own, and what is said to a wish for another; `any` where it is not known of what. */
export const ofColour = {
  cursor: {
    says: "The cursor's look is fixed: I can change its size, its trail and how smoothly it moves.",
    nearest: "Which of these shall I change?",
  },
  caption: {
    says: "A caption's colours and letters are fixed: its words, its time and its place I can change.",
    nearest: "Which of these shall I change?",
  },
  surround: {
    says: "I do not change colours: what is around the picture comes with the style.",
    nearest: "Shall I use another style, **minimal** (light) or **dramatic** (dark)?",
  },
  any: {
    says: "I do not change colours: captions have one look, and what is around the picture comes with the style.",
    nearest: "Shall I use another style, **minimal** or **dramatic**?",
  },
} satisfies Record<string, Omit<Lacking, "words">>;

/** What Aura cannot do. The first row is said of what has no row of its own. */
export const lacking: readonly [Lacking, ...Lacking[]] = [
  {
    words: [
      "thumbnail, stabilise, stabilize, 3d, deepfake, lip sync, stock footage, b roll, dark mode, subtitles in",
      "",
      "",
    ],
    says: "That is not something I can do.",
    nearest: "Shall I shorten it, zoom, crop, blur, add a caption or change the style instead?",
  },
  {
    words: [
      "music, soundtrack, background music, song, jingle, sound, sounds, sound effect, sound effects, audio, voice, voiceover, voice over, voice overs, ai voice, narration, narrate, narrator, narrated, speak, read aloud, mute, unmute, volume, louder, bleep, bleep out, swear words, censor the audio",
      "musik, hintergrundmusik, ton, stimme, sprecher, sprechertext, vertonung, vertonen",
      "musica, musica de fondo, sonido, voz, voz en off, narracion, locucion",
    ],
    says: "The videos are silent, and I cannot add sound.",
    nearest: "Shall I add a **caption** instead?",
  },
  {
    words: [
      "translate, translated, translating, translation",
      "ubersetze, ubersetzen, ubersetzung",
      "traduce, traducir, traduccion",
    ],
    says: "I do not translate.",
    nearest: "Shall I add a **caption** with a text that you give me?",
  },
  {
    words: [
      "click ring, click rings, ring around the clicks, ring on the clicks, ring at the clicks, rings around the clicks, click effect, click effects, click animation, click animations, click marker, click markers, click highlight, click highlights, click indicator, click indicators, click ripple, ripple, ripples, highlight the clicks, highlight clicks, highlight each click, highlight every click, highlight all clicks, highlight all the clicks, highlighting the clicks, emphasize the clicks, emphasise the clicks, show the clicks, show each click, show every click, mark the clicks, mark each click, mark every click, mark where they click, show where they click, highlight where they click, visualise the clicks, visualize the clicks, make the clicks visible, make the clicks more visible, make clicks visible, make clicks more visible, make the clicks stand out",
      "klickeffekt, klickeffekte, klicks hervorheben, klicks markieren, klicks anzeigen, klickring, markiere die klicks, hebe die klicks hervor, zeige die klicks, klicks sichtbar machen",
      "efecto de clic, resalta los clics, marca los clics, muestra los clics, resaltar los clics",
    ],
    says: "Each click is marked already: the pointer presses down, and a ring spreads from it.",
    nearest: "Should I use a **bigger cursor**?",
  },
  {
    words: [
      "logo, watermark, sticker, stickers, emoji, emojis, arrow, arrows, circle around, draw, doodle, confetti, qr code, progress bar, speech bubble, speech bubbles",
      "logo, wasserzeichen, pfeil, pfeile, fortschrittsbalken, sprechblase",
      "logo, marca de agua, flecha, flechas, barra de progreso",
    ],
    says: DRAWS_NOT,
    nearest: "Shall I **zoom** on something or add a **caption** instead?",
  },
  {
    words: [
      "box around, boxes around, circle round, red rectangle, rectangle around, frame around, frames around, outline, outline around, border around, ring around, underline, strike through, cross out, scribble, spotlight on it, red box, red circle, red frame, red arrow",
      "rahmen um, kasten um, kreis um, rechteck um, unterstreiche, unterstreichen",
      "recuadro alrededor, rectangulo alrededor, circulo alrededor, marco alrededor, subraya, subrayar",
    ],
    says: DRAWS_NOT,
    nearest: "Shall I **zoom** on it instead?",
    isSure: true,
  },
  {
    words: [
      "margin, margins, padding, space around it, space around the window, space around the video, space around the picture, room around it, room around the window, room around the video, white space, whitespace, breathing room, border around the video, border around the window, border around the picture, border around it all, frame around the video, frame around the picture, frame around the window",
      "rand, rander, abstand, platz drumherum, rahmen um das video, rahmen um das fenster",
      "margen, margenes, espacio alrededor, marco alrededor del video",
    ],
    says: "The space around the window comes with the style, and a crop has none.",
    nearest: "Shall I use **minimal** (little space) or **dramatic** (more)?",
    isSure: true,
  },
  {
    words: [
      "facecam, webcam, avatar, picture in picture, green screen, chroma, talking head, second video, another video next to it",
      "",
      "",
    ],
    says: "I show what was recorded, and no other picture beside it.",
    nearest: "Shall I add a **caption** instead?",
  },
  {
    words: [
      "in bold, bold text, bold font, bold letters, italic, italics, underlined, font, fonts, typeface, font size",
      "schrift, schriftart, fett, kursiv, schriftgrosse",
      "fuente, negrita, cursiva, tipografia",
    ],
    says: "A caption's lettering is fixed; I can change its words, time and place.",
    nearest: "Shall I put it at the **top**?",
  },
  {
    words: [
      "title card, title cards, title screen, title slide, opening title, opening titles, opening card, opening slide, intro screen, intro card, intro slide, an intro, outro screen, outro card, outro slide, an outro, end card, end cards, end screen, end slide, closing card, closing screen, closing slide, closing credits, end credits, splash screen, intertitle, intro animation",
      "titelkarte, titelbild, titelfolie, titelbildschirm, vorspann, abspann, texttafel, schlusstafel, schlussbild, endkarte",
      "cartela, cartel inicial, pantalla de titulo, creditos finales, una intro, un outro, pantalla final",
    ],
    says: "I have no title cards: a caption stands over the picture.",
    nearest: "Shall I **add a caption at the start** instead?",
  },
  {
    words: [
      "transition, transitions, fade, fades, fade in, fade out, crossfade, cross fade, dissolve, wipe, animation between, smoother cut, smoother cuts, smoother zoom, smoother zooms, zooms smoother, zoom smoother, hard jump, hard jumps, jump cut, jump cuts, hard cut, hard cuts, end should be softer, end should be smoother, end should be gentler, end softer, end smoother, end gentler, end softly, end more softly, end smoothly, end more smoothly, end gently, end more gently, end be softer, end be smoother, end be gentler, softer end, softer ending, smoother end, smoother ending, gentler end, gentler ending, softer start, smoother start, gentler start, start softer, start smoother, start gentler, start more softly, start more gently, ease out, ease in, eases out, eases in, easing, ends too abruptly, stops too abruptly, less abrupt, less abruptly, too abrupt, too abruptly, abrupt end, abrupt ending",
      "ubergang, ubergange, uberblenden, uberblendung, harter schnitt, harte schnitte, sanfter enden, weicher enden, sanfter ausklingen, sanfteres ende, weicheres ende, zu abrupt, weniger abrupt",
      "transicion, transiciones, fundido, fundidos, corte brusco, acabe mas suave, termine mas suave, final mas suave, demasiado brusco, menos brusco",
    ],
    says: "I have no transitions, and zooms move at one pace of their own.",
    nearest: "Shall I **slow down** a part or add a **caption** instead?",
  },
  {
    words: [
      "black and white, grayscale, greyscale, sepia, colour grade, color grade, brightness, brighter, darker, contrast, saturation, hue, filter, brand colour, brand color, brand colours, brand colors",
      "schwarzweiss, schwarz weiss, helligkeit, heller, dunkler, markenfarbe, markenfarben",
      "blanco y negro, brillo, colores de marca",
    ],
    ...ofColour.any,
  },
  {
    words: [
      "background image, background picture, background color, background colour, colour of the background, color of the background, colored background, coloured background, wallpaper, backdrop, gradient",
      "hintergrundfarbe, hintergrundbild, farbverlauf",
      "color de fondo, fondo de color, imagen de fondo",
    ],
    ...ofColour.surround,
  },
  {
    words: ["rotate, rotated, rotation, flip, mirror", "drehe", "gira, rota"],
    says: "I cannot turn the picture.",
    nearest: "Shall I **crop** it to another shape, such as vertical?",
  },
  {
    words: [
      "freeze, freeze frame, frozen, freezes, still frame, still image, hold the last frame, hold on the last frame, hold the final frame, stay on the last frame, pause on the last frame, keep the last frame, hold the last picture",
      "einfrieren, standbild, friere, einfriert",
      "congela, congelar, imagen fija",
    ],
    says: "I cannot hold a picture still.",
    nearest: "Shall I **slow down the end** instead?",
  },
  {
    words: [
      "loop, loops, looped, looping, repeat forever, endless, on repeat",
      "schleife, endlos",
      "bucle, repetir sin fin",
    ],
    says: "A GIF starts over by itself; whether an MP4 does is up to its player.",
    nearest: "Shall I **export as gif**?",
  },
  {
    words: ["reverse, backwards", "ruckwarts", "al reves"],
    says: "I play videos forwards only.",
    nearest: "Shall I **slow down** a part instead?",
  },
];

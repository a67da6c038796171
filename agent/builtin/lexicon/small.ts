import { lacking } from "./cannot.ts";
import type { Concepts } from "./concepts.ts";

/** Small words that the grammar looks at, and what people wish that Aura cannot do. */
export const smallWords = {
  not: [
    "dont, do not, dont bother with, do not bother with, dont bother about, not, no, never, without, isnt, wont, shouldnt, didnt, doesnt, less, cant, cannot, can not, instead of, neither, nor, isn't, aint, does not, did not, neednt, need not, nope dont, please dont, no need to, rather not, wouldnt, arent, wasnt",
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
    "except, whatever is not, whatever isnt, everything that is not, everything that isnt, everything which is not, all that is not, anything that is not, everything not, except for, all but, everything but, apart from, other than, save for, but keep",
    "ausser, bis auf",
    "excepto, salvo, menos la, menos el",
  ],
  insteadOf: ["instead of, rather than, in place of", "statt, anstatt, anstelle von", "en vez de, en lugar de"],
  instead: ["instead", "stattdessen", "en su lugar"],
  /** Where one thing stands beside another: no "next, …". */
  nextTo: [
    "next to, right next to, just next to, right of, to the right of, right above, right below",
    "rechts von, rechts neben",
    "al lado de",
  ],
  more: [
    "more, much more, a lot more, way more, even more, lots, a lot, way, strongly, heavily, really, very, super, deep, deeper, tighter, hard, extremely, stronger, much, max, right up, all the way, close, strong, massively, heavy",
    "mehr, viel, stark, starker, sehr, deutlich",
    "mas, mucho, mucho mas, muy, bastante, fuerte",
  ],
  little: [
    "a bit, a little, slightly, a tad, a touch, somewhat, little, gently, less, subtly, softly, lightly, not too much, a little bit, just a bit, only a bit, only a little, just a little, only a tad, only a touch, only slightly, just slightly, tiny bit, small, gentle, slight, light, subtle, a hair, by a hair, just a hair, a smidge, a smidgen, a whisker",
    "ein bisschen, nur ein bisschen, nur etwas, nur ein wenig, etwas, leicht, ein wenig, wenig, minimal",
    "un poco, solo un poco, un poquito, ligeramente, algo, poco",
  ],
  top: ["top, at the top, on top, upper, above", "oben, oberen", "arriba, superior, parte superior"],
  bottom: ["bottom, at the bottom, lower, below, underneath", "unten, unteren", "abajo, inferior, parte inferior"],
  whole: [
    "whole, entire, everything, all of it, whole thing, whole video, entire video, throughout, complete video, full video, whole time, all the time, entire time, start to finish, all along, everywhere, whole clip",
    "ganze, ganzen, gesamte, alles, durchgehend, das video, uberall",
    "todo, todo el video, entero, completo, todo el tiempo",
  ],
  mobile: [
    "mobile, phone, smartphone, iphone, android, mobile viewport, mobile view, mobile size, phone size, phone sized, mobile sized, phone screen, phone shaped, phone width, mobile screen, phone format, mobile format, small screen, small screens, little screen, little screens, narrow screen, narrow screens, small display, small displays",
    "handy, mobil, smartphone",
    "movil, telefono, celular",
  ],
  tablet: ["tablet, ipad", "tablet", "tableta, tablet"],
  desktop: ["desktop, laptop", "desktop", "escritorio"],
  compare: [
    "before and after, before after, compare, comparison, side by side, split screen, split view, then and now, contrast it with, contrast with, contrasted with, in contrast to, vs main, versus main, compared to main, against main, diff view, compared to, compared with, comparing, compared, beside the old, next to the old, alongside the old, beside the new, next to the new, against the old, against the current, against the previous, against production, against prod, against what is live, vs the old, versus the old, vs the current, vs production, difference to, differences to, difference from, differs from, differ from, how it looked before, what it looked like before, how things looked before, old vs new, old and new, old versus new, new vs old, old next to new, before vs after, before versus after, next to each other",
    "vorher nachher, vorher und nachher, im vergleich zu, im vergleich mit, verglichen mit, alt und neu, vergleich, vergleiche, nebeneinander",
    "antes y despues, comparacion, compara, comparando, comparado con, comparada con, al lado de la version anterior, junto a la version anterior, frente a la version anterior, en comparacion con, lado a lado",
  ],
  focusOn: [
    "keep an eye on, an eye on, with an eye on, special attention to, attention to, centred on, centered on, centred around, centered around, revolving around, dont leave the, do not leave the, never leave the, stay in the, stay inside the, stay on, stay with the, stick to the, linger on the, primarily, chiefly, predominantly, primarily about, mainly about, mostly about, largely about, all about, focus on, focused on, focussed on, focussing on, a focus on, the focus on, focusing on, zero in on, home in on, hone in on, zeroing in on, homing in on, highlighting, with emphasis on, concentrate on, dwell on, emphasis on, especially, mainly, mostly, particularly, paying attention to, pay attention to, with focus on, concentrating on, in particular, spotlight on, the spotlight on, revolve around, revolves around, main focus on, emphasis is on, focus is on, focus should be on, center on, centre on, center around, centre around, above all",
    "fokussiert auf, mit schwerpunkt auf, schwerpunkt auf, mit dem fokus auf, fokus auf, mit fokus auf, fokus auf den, fokus auf dem, vor allem, konzentriere dich auf, besonders, hauptsachlich, vorwiegend, insbesondere, schwerpunkt liegt auf, fokus liegt auf, fokus ist auf, im wesentlichen",
    "centrada en, centrado en, enfocada en, con foco en, con enfoque en, con el foco en, enfocate en, enfocado en, centrate en, centrandote en, centrandose en, enfocandote en, haciendo hincapie en, principalmente, sobre todo, especialmente",
  ],
  unsupported: [0, 1, 2].map((language) => lacking.map(({ words }) => words[language]).join(", ")) as [
    string,
    string,
    string,
  ],
} as const satisfies Concepts;

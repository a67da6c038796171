import { captionQuote } from "../../resolve/look.ts";
import { thingsOf } from "../../resolve/things.ts";
import { type EditView, lengthOf, takeSpanToSeen, timedEdits } from "../../resolve/view.ts";
import { clock, listed, seconds } from "../../words.ts";
import { editsInWords, isOn } from "./edits.ts";
import { insideAnswer } from "./inside.ts";
import { sightAnswer } from "./sight.ts";
import type { Topic } from "./topic.ts";

/** What is asked about the look, about what stands in a crop, about pauses, and about how blurs behave. */
export const pictureTopics: readonly Topic[] = [
  {
    about:
      /\b(?:which|what|whats|list|how many|welche|was fur|que|cuales|cuantos)\b.*\b(?:styles|presets|themes|stile|estilos|looks (?:are|can|do|could|have|there|you))\b/,
    isEarly: true,
    tell: (_, view) => stylesAnswer(view),
  },
  {
    about:
      /^(?:what|whats|which|who|welche|was|que|cuales)\b.*\b(?:inside|visible|in (?:the )?(?:picture|crop|frame|square|shot)|(?:can|could|do|does|will) (?:you|one|we|i|people|viewers|they) (?:still )?see|(?:is|are) (?:still )?(?:seen|shown)|zu sehen|im bild|se ven?)\b/,
    not: /\d:\d\d|\b(?:when|at the (?:start|beginning|end)|after|before|blur\w*|zoom\w*|edits?|captions?|changed?|outside|cut off|should|version|who)\b/,
    tell: ({ words }, view) => insideAnswer(view, words),
  },
  {
    about:
      /^(?:is|are|does|do|any|anything|where|wheres|which|how (?:many|much|long)|what|whats|gibt|ist|hay)\b.*\b(?:boring|idle|dead (?:time|air)|pauses?|waiting|lulls?|nothing happens?|leerlauf|pausen?|pausas?)\b/,
    not: /\b(?:can|could|cut|remove|drop|before|after|caption|cursor|music|make)\b/,
    tell: ({ words }, view) => pausesAnswer(view, words),
  },
  {
    about:
      /\b(?:does|do|will|why|what for|for what|is|warum|wieso)\b.*\b(?:blurs?|blurring|pixelation|cover)\b.*\b(?:go(?:es)? away|gone|disappears?|follows?|moves?|stays?|sits?|sticks?|until|till|scroll\w*|vanish\w*)\b|^(?:or )?does (?:it|that|the blur) (?:then )?(?:sit|stay|stick|hang|move|follow|go away)\b/,
    not: /\b(?:can you|could you|please|make)\b/,
    tell: ({ words }, view) => blurMovesAnswer(view, words),
  },
  {
    about:
      /\b(?:does|do|is|are|will|would)\b.*\b(?:cover(?:s|ing)?|hid(?:e|es|ing)|block(?:s|ing)?|overlap(?:s|ping)?|in the way|on top of|over)\b/,
    not: /\b(?:blur\w*|zoom\w*|cursor|pointer|crop\w*|can you|could you|please|make)\b/,
    tell: ({ words }, view) => captionCovers(view, words),
  },
];

/** What a caption hides is told by where it lies, since a picture is not looked at. */
function captionCovers(view: EditView, words: string): string | null {
  const newest = view.seen.operations.at(-1);
  const caption = timedEdits(view).findLast((one) => one.type === "caption");
  const isMeant =
    /\b(?:captions?|texts?|titles?|subtitles?)\b/.test(words) ||
    (newest?.type === "caption" && /\b(?:it|that|this)\b/.test(words));
  if (caption?.type !== "caption" || !isMeant) return null;
  const other = caption.position === "top" ? "bottom" : "top";
  const time = `${clock(caption.startMs)}–${clock(caption.startMs + caption.durationMs)}`;
  return `${captionQuote(caption.text)} lies over the ${caption.position} of the picture, and hides what stands there at ${time}. Say **move it to the ${other}** if that is in the way.`;
}

const styles = [
  "**default** (soft colours, a window bar, the camera moves in)",
  "**minimal** (plain and light, the camera stays out)",
  "**dramatic** (dark, the camera goes closer, what is typed is shown)",
];

function stylesAnswer(view: EditView | undefined): string {
  const now = view && "seen" in view ? (editsInWords(view).style[0]?.name ?? "default") : null;
  return `Three: ${listed(styles, "and")}.${now === null ? "" : ` This version has the ${now} one.`} Say **use the ${now === "minimal" ? "dramatic" : "minimal"} style**.`;
}

/** Shorter than this nobody notices that nothing happens. */
const SHORTEST_MS = 500;

function pausesAnswer(view: EditView, words: string): string | null {
  const lengthMs = lengthOf(view.seen.map);
  const lastSeconds = Number(/\blast (\d+) ?(?:s|secs?|seconds?)\b/.exec(words)?.[1] ?? 0) * 1000;
  const isEnd = /\b(?:end|ending|finish|last|ende|schluss|final)\b/.test(words);
  const isStart = /\b(?:start|beginning|opening|anfang|principio|inicio)\b/.test(words);
  const all = view.context.idle
    .flatMap((idle) => takeSpanToSeen(view, idle) ?? [])
    .filter(({ startMs, endMs }) => endMs - startMs >= SHORTEST_MS);
  const there = all.filter(({ startMs, endMs }) => {
    if (lastSeconds > 0) return endMs > lengthMs - lastSeconds;
    return isEnd ? endMs > (lengthMs * 2) / 3 : isStart ? startMs < lengthMs / 3 : true;
  });
  const asksDeeds = /\bhappens?\b/.test(words) && !/\bnothing\b/.test(words);
  const where = isEnd ? " at the end" : isStart ? " at the start" : "";
  if (there.length === 0) return `${asksDeeds ? "Yes" : "No"}: something happens all the time${where}.`;
  const told = listed(
    there.slice(0, 5).map(({ startMs, endMs }) => `${clock(startMs)} (${seconds(endMs - startMs)})`),
    "and",
  );
  const whole = seconds(there.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0));
  const say = where === "" ? "cut the pauses" : `cut the pause${where}`;
  return `Nothing happens${where} at ${told}, ${whole} in all. Say **${say}**.`;
}

function blurMovesAnswer(view: EditView, words: string): string | null {
  const blurs = timedEdits(view).filter((one) => one.type === "redact");
  if (blurs.length === 0) return null;
  if (
    /\b(?:whole|entire|all the|always|throughout|until the end|till the end|stays?)\b/.test(words) &&
    !/\bor\b|^why\b/.test(words)
  ) {
    const covered = thingsOf(view.context).all.filter((thing) => blurs.some((blur) => isOn(blur, thing)));
    const told = sightAnswer(view, covered, "hidden");
    if (told !== null) return `${told} A blur follows what it covers, also while that is typed in or the page scrolls.`;
  }
  const following = blurs.flatMap(({ anchor }) => (anchor?.elementId ? [`**${anchor.element}**`] : []));
  const fixed = blurs.length - following.length;
  const one = following.length === 1;
  const follow =
    following.length > 0
      ? `The blur${one ? "" : "s"} on ${listed([...new Set(following)], "and")} follow${one ? "s" : ""} what ${one ? "it covers" : "they cover"}: ${one ? "it moves" : "they move"} with the page and ${one ? "goes" : "go"} when that is out of the picture, so nothing else is covered.`
      : "";
  const stay =
    fixed > 0
      ? `${fixed === 1 ? "One blur stays" : `${fixed} blurs stay`} in ${fixed === 1 ? "its" : "their"} place in the picture, whatever scrolls there.`
      : "";
  return [follow, stay].filter(Boolean).join(" ");
}

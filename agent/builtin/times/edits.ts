import { ordinalNamed } from "../../resolve/vocabulary.ts";
import { set } from "../../words.ts";
import type { EditKind, Item } from "./item.ts";
import type { TimeWords } from "./timeWords.ts";
import { afterWords, appearingWords, beforeWords, untilWords, whenWords } from "./words.ts";

const kinds: Record<EditKind, ReadonlySet<string>> = {
  zoom: set("zoom zooms zoomed zooming closeup"),
  caption: set("caption captions subtitle untertitel subtitulo"),
  redact: set("blur blurs blurred"),
};
const before = set("the my your that this its it is we are der die das dem den des el la lo");
const togetherWords = set("simultaneously gleichzeitig zeitgleich simultaneamente");
const times = set("time moment point zeit tiempo momento");
const besideIt = set("under below beneath above beside unter darunter bajo debajo");
/** "a caption “New” on the first zoom", unlike "on the zoom, a bit less" */
const overWords = set("on at over in for with during bei beim auf en sobre");
const duringWords = set("during while when as wahrend wenn als solange cuando mientras durante");
/** "during the zoom on the button": which one it is. */
const objects = set("on in into to at of from auf in en a de");

/** "at the same time (as the zoom)", "during the zoom", "when the zoom ends": by an edit that was made before. */
export function besideEdit(words: TimeWords, start: number): Item {
  const edge = edgeOfEdit(words, start);
  if (edge) return edge;
  const after = afterTogether(words, start);
  if (after !== null) {
    const named = words.is(after, set("as like wie que con with")) ? kindAt(words, after + 1) : null;
    return spanOf(words, start, { ...named, next: named?.next ?? after });
  }
  const isBesideText = words.tokens[start - 1]?.kind === "quoted" && words.is(start, overWords);
  if (!isBesideText && !(words.is(start, whenWords) && words.is(start, duringWords))) return null;
  if (isBesideText && words.is(start, set("on over auf sobre")) && words.is(start + 1, set("it that es eso")))
    return onZoom(words, start);
  const named = editAt(words, start + 1);
  return named && spanOf(words, start, named);
}

/** "when the zoom starts", "before the caption", "until the first one goes away": one of the two ends of an edit. */
function edgeOfEdit(words: TimeWords, start: number): Item {
  const how = words.is(start, beforeWords)
    ? "before"
    : words.is(start, afterWords)
      ? "after"
      : words.is(start, untilWords)
        ? "until"
        : words.is(start, whenWords)
          ? "at"
          : null;
  // "the version before the zoom"
  if (words.is(start - 1, versionWords) || words.number(start - 1) === 1) return null;
  const named = how && editAt(words, words.phrase(start, "as soon as") ? start + 3 : start + 1);
  if (!named) return null;
  const verb = words.is(named.next, set("is goes are")) ? named.next + 1 : named.next;
  const isBegun = words.is(verb, beginningVerbs) || (how === "at" && verb > named.next && !words.is(verb, endingVerbs));
  const isEnded = words.is(verb, endingVerbs);
  if (how === "at" && !isBegun && !isEnded) return null;
  const seen = words.context.edited(named.kind, named.ordinal, named.of);
  if (!seen) return null;
  const isEnd = isEnded || (how === "after" && !isBegun);
  const to = (isBegun && words.is(verb, beginningVerbs)) || isEnded ? verb + 1 : verb;
  const past = words.is(to, set("in up off on")) ? to + 1 : to;
  return { kind: "point", atMs: isEnd ? seen.endMs : seen.startMs, how, from: start, to: past };
}
const versionWords = set("version versions state was were back looked stand fassung version");
const beginningVerbs = new Set([
  ...appearingWords,
  ...set("start starts begin begins kicks happens there beginnt anfangt startet empieza comienza"),
]);
const endingVerbs = set(
  "end ends stop stops finishes finish over done gone away disappears vanishes out endet aufhort weg termina acaba desaparece",
);

/** 'zoom on the total and write "New" on it': where the newest edit is a zoom, for as long as that. */
function onZoom(words: TimeWords, start: number): Item {
  const [newest, zoom] = [words.context.edited(undefined), words.context.edited("zoom")];
  return zoom && newest?.startMs === zoom.startMs ? spanOf(words, start, { kind: "zoom", next: start + 2 }) : null;
}

/** The token after "at the same time", "at that moment", "gleichzeitig", "a la vez". */
function afterTogether(words: TimeWords, start: number): number | null {
  if (words.is(start, togetherWords)) return start + 1;
  if (words.phrase(start, "a la vez")) return start + 3;
  // "a caption under it": as long as that is shown
  if (words.is(start, besideIt) && words.is(start + 1, set("it that"))) return start + 2;
  if (words.phrase(start, "next to it")) return start + 3;
  const at = words.is(start, set("at in during for zur al en zum")) ? start + 1 : start;
  const same = words.is(at, set("the exact exactly")) ? at + 1 : at;
  const isSame = words.is(same, set("same selben gleichen mismo")) && words.is(same + 1, times);
  if (isSame && at > start) return same + 2;
  return at > start && words.is(at, set("that this ese este")) && words.is(at + 1, times) ? at + 2 : null;
}

type EditNamed = { kind: EditKind; ordinal?: number; of?: string; next: number };

/** "the zoom", "the second caption", "zoomed in on the button" */
function editAt(words: TimeWords, start: number): EditNamed | null {
  const named = kindAt(words, start);
  if (!named || !words.is(named.next, objects)) return named;
  const { text, next } = words.wordsUntilBoundary(named.next + 1);
  return { ...named, of: text, next };
}

function kindAt(words: TimeWords, start: number): EditNamed | null {
  let at = start;
  while (words.is(at, before)) at += 1;
  const ordinal = ordinalNamed(words.word(at));
  if (ordinal !== undefined) at += 1;
  const kind = (Object.keys(kinds) as EditKind[]).find((one) => words.is(at, kinds[one]));
  return kind
    ? {
        kind,
        ...(ordinal === undefined ? {} : { ordinal }),
        next: at + 1 + (kind === "zoom" && words.is(at + 1, set("in")) ? 1 : 0),
      }
    : null;
}

function spanOf(
  words: TimeWords,
  from: number,
  { kind, ordinal, of, next }: { kind?: EditKind; ordinal?: number; of?: string; next: number },
): Item {
  const seen = words.context.edited(kind, ordinal, of);
  return seen ? { kind: "span", ...seen, how: "range", from, to: next } : null;
}

import type { Operation } from "../../../convex/model/operations.ts";
import { describe } from "../../resolve/describe.ts";
import { set } from "../../words.ts";
import { concepts } from "../lexicon/lexicon.ts";
import { wordAt } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { stretchOfEdit, stretchOfLast } from "../words/stretches.ts";
import { ask, calls, type Filled, tell } from "./filled.ts";
import { stepCaptions } from "./stepCaptions.ts";
import { timing } from "./when.ts";

export const ONE_SIZE = "A caption's lettering has one size; its words, its time and its place I can change.";

/** "change the title to “…” and make it bigger": all but the size is done. */
export function fillCaption(reading: Reading): Filled {
  const filled = captionCalls(reading);
  const isOfSize = (reading.asks("bigger") || reading.asks("smaller")) && !reading.has("cursor", "zoom");
  if (!isOfSize) return filled;
  return filled.kind === "calls" ? { ...filled, beside: ONE_SIZE } : tell(ONE_SIZE);
}

function captionCalls(reading: Reading): Filled {
  const captions = reading.edits.filter((one) => one.type === "caption");
  const time = captionTime(reading);
  const position = reading.has("top") ? ("top" as const) : reading.has("bottom") ? ("bottom" as const) : undefined;
  const [replaced, by] = reading.all("quoted").map(({ text }) => text.trim());
  const isRead = ({ text }: Caption): boolean => by !== undefined && replaced !== undefined && text.includes(replaced);
  const existing = captions.findLast(isRead) ?? captions.at(-1);
  const index = existing === captions.at(-1) ? {} : { index: captions.findLastIndex(isRead) + 1 };
  // "change “here” to “live”": words of the caption that is there
  const quoted =
    replaced && by !== undefined && existing?.text.includes(replaced)
      ? existing.text.replace(replaced, by)
      : reading.all("quoted").at(-1)?.text.trim();
  const place = position ? { position } : {};
  const says =
    reading.word("say", "says", "read", "reads", "should", "must", "instead", "wording") &&
    definite.has(articleOf(reading));
  const changes = reading.has("change") || says;
  const unknown = unknownMoment(reading);
  if (unknown) return captionTimeAsked(quoted, place, `I do not see ${unknown} in this video. `);
  if (quoted) {
    const made = {
      tool: "caption" as const,
      input: {
        text: quoted,
        ...(changes && existing ? { startMs: existing.startMs, durationMs: existing.durationMs } : {}),
        ...time,
        ...place,
      },
    };
    return changes && existing
      ? calls({ tool: "remove_edit", input: { type: "caption", ...index } }, made)
      : calls(made);
  }
  const ofSteps = reading.has("change", "longerWord", "shorterWord") ? null : stepCaptions(reading);
  if (ofSteps) return calls(...ofSteps);
  return (
    (existing && !isNew(reading) && changed(reading, existing, { ...time, ...place })) ||
    ask("What should the caption say?", { slot: "text", tool: "caption", input: { ...time, ...place }, say: "" })
  );
}

/** "When should “One” come?" */
export function captionTimeAsked(text: string | undefined, input: Record<string, unknown>, why = ""): Filled {
  const name = text ? `“${text}”` : "the caption";
  return ask(`${why}When should ${name} come, such as **at 0:05**?`, {
    ...{ tool: "caption", input, say: `add a caption ${text ? `"${text.replaceAll('"', "'")}"` : ""}` },
    offers: [],
  });
}

type Caption = Extract<Operation, { type: "caption" }>;
type Place = { startMs?: number; durationMs?: number; position?: "top" | "bottom" };

/** The caption that is there, with its words, at another time or place, for longer or shorter; null when none is said. */
function changed(reading: Reading, { text, ...was }: Caption, said: Place): Filled | null {
  const lengthMs = reading.lengthMs;
  const goes = reading.word(...going);
  const until = reading.times.find((item) => item.kind === "point" && (goes ? !item.named : item.how === "until"));
  const startMs =
    until && !reading.times.some((item) => item.kind === "point" && item !== until) ? undefined : said.startMs;
  const from = startMs ?? was.startMs;
  const durationMs =
    until?.kind === "point" && until.atMs > from
      ? until.atMs - from
      : (said.durationMs ?? was.durationMs * (factorOf(reading) ?? 1));
  const position = said.position ?? (isUp(reading) ? "top" : isDown(reading) ? "bottom" : was.position);
  const now = { startMs: Math.round(from), durationMs: Math.round(Math.min(durationMs, lengthMs - from)), position };
  if (now.startMs === was.startMs && now.durationMs === was.durationMs && position === was.position) return null;
  return calls({ tool: "remove_edit", input: { type: "caption" } }, { tool: "caption", input: { text, ...now } });
}

/** "it should disappear at 0:03": until then. */
const going = ["disappear", "disappears", "vanish", "vanishes", "go", "goes", "end", "ends", "leave", "leaves"];

/** "the caption disappears too quickly" wants it longer. */
function factorOf(reading: Reading): number | null {
  const tooMuch = reading.word("too", "zu", "demasiado");
  const short =
    reading.has("shorterWord", "shorten") || reading.word("quickly", "soon", "fast", "brief", "briefly", "quick");
  const long = reading.has("longerWord", "lengthen");
  if (!short && !long) return null;
  if (tooMuch) return 1.5;
  return short ? 0.6 : 1.5;
}

const isUp = (reading: Reading): boolean =>
  reading.word("up", "higher", "upwards", "hoch") &&
  factorOf(reading) === null &&
  reading.time("duration") === undefined;
const isDown = (reading: Reading): boolean =>
  reading.word("down", "lower", "downwards") && factorOf(reading) === null && reading.time("duration") === undefined;

const definite = set("the that this my our your its den die der el la");
const indefinite = set("a an another new second one ein eine un una otro");

const articleOf = (reading: Reading): string => {
  const { tokens, phrases } = reading.clause;
  const caption = phrases.find(({ concepts }) => concepts.has("caption"));
  // "caption is wrong, it must be …": the one that is there
  if (!caption && reading.word("it", "that") && reading.word("must", "should")) return "the";
  return caption ? wordAt(tokens, caption.from - 1) : "";
};

/** "add a caption near the end": another one, and not the one that is there. */
const isNew = (reading: Reading): boolean => {
  const article = articleOf(reading);
  return indefinite.has(article) || (reading.has("add") && !reading.has("change") && !definite.has(article));
};

const aroundCaption = concepts("caption add write change make show top bottom whole instead begin finish");

/** "when the rocket lands": a moment that is told, and is not in this video. */
function unknownMoment(reading: Reading): string | null {
  const { tokens } = reading.clause;
  const isTold = (at: number): boolean => reading.times.some(({ from, to }) => at >= from && at < to);
  const start = tokens.findIndex(({ word }, at) => momentWords.has(word) && !isTold(at));
  if (start < 0) return null;
  const end = tokens.findIndex((token, at) => at > start && (token.kind !== "word" || isTold(at)));
  const words = tokens.slice(start + 1, end < 0 ? tokens.length : end).filter(({ kind }) => kind === "word");
  const { content, roles } = describe(words.map(({ word }) => word).join(" "));
  if (content.length === 0 && roles.length === 0) return null;
  return `“${words.map(({ raw }) => raw).join(" ")}”`;
}
const momentWords = set("when once where sobald wenn wo cuando donde");

const thereWords = ["there", "dort", "alli", "ahi"];

const isClosing = (reading: Reading): boolean =>
  reading.first("quoted") !== undefined && set("closing final ending end").has(articleOf(reading));

const beforeQuoted = ({ source }: Reading): string => /^[^"“”„«]*/.exec(source)?.[0] ?? "";

/** When a caption is shown: as said, at what was named, or for the last seconds of the video. */
function captionTime(reading: Reading): { startMs?: number; durationMs?: number } {
  const time = timing(reading, { namedCounts: true });
  const lengthMs = reading.lengthMs;
  if (time.startMs === undefined) {
    const opens = reading.clause.phrases.find(({ concepts }) => concepts.has("begin") || concepts.has("finish"));
    // "end it with “…”", unlike "add “…” where it ends"
    const isOfEdge =
      opens === reading.clause.phrases[0] || /\b(?:with|on|mit|con)(?:\W+\w+){0,3}\W*$/i.test(beforeQuoted(reading));
    if (opens?.concepts.has("finish") && lengthMs > 4000 && isOfEdge)
      return { startMs: lengthMs - (time.durationMs ?? 4000), durationMs: time.durationMs ?? 4000 };
    // "a closing line saying …"
    if (isClosing(reading) && lengthMs > 4000) return { startMs: lengthMs - 4000, durationMs: 4000, ...time };
    if (reading.has("whole") && time.durationMs === undefined) return { startMs: 0, durationMs: lengthMs };
    const words = reading.elementWords(aroundCaption, { quoted: false });
    const named = words ? reading.named(words) : null;
    if (named) return { startMs: Math.round(named.startMs), ...time };
    const there = reading.word(...thereWords) ? (stretchOfLast(reading) ?? stretchOfEdit(reading)) : null;
    // where something was cut out no time is left
    if (there && there.endMs === there.startMs) return { startMs: there.startMs, ...time };
    return there ? { startMs: there.startMs, durationMs: there.endMs - there.startMs, ...time } : time;
  }
  if (time.startMs < lengthMs) return time;
  const fromEnd = time.durationMs ?? 4000;
  return time.startMs === lengthMs ? { startMs: Math.max(0, lengthMs - fromEnd), durationMs: fromEnd } : time;
}

import type { Operation } from "../../../convex/model/operations.ts";
import { describe } from "../../resolve/describe.ts";
import { set } from "../../words.ts";
import type { Reading } from "../words/reading.ts";
import { articleOf, captionTime } from "./captionTime.ts";
import { ask, calls, type Filled, tell } from "./filled.ts";
import { stepCaptions } from "./stepCaptions.ts";

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

/** "add a caption near the end": another one, and not the one that is there. */
const isNew = (reading: Reading): boolean => {
  const article = articleOf(reading);
  return indefinite.has(article) || (reading.has("add") && !reading.has("change") && !definite.has(article));
};

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

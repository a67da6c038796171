import { exportLimitMb, exportTargetIn } from "../../../convex/model/exportTargets.ts";
import type { ThreadContext } from "../../context.ts";
import { shapeOf } from "../../tools/export.ts";
import type { ToolCall, ToolInput } from "../../tools/inputs.ts";
import { fold, set } from "../../words.ts";
import type { Clause } from "../words/clause.ts";
import { wordAt } from "../words/lexer.ts";
import { numberNamed } from "../words/numbers.ts";
import type { Reading } from "../words/reading.ts";
import { ask, calls, type Filled } from "./filled.ts";
import { round } from "./range.ts";
import { versionNumber } from "./revert.ts";
import { hasShapeAsked } from "./shape.ts";

/** `beside`: what was told with it, where a limit may stand: "our wiki takes files up to 20 MB, export an mp4 that fits". */
export function fillExport(reading: Reading, beside: readonly Reading[] = []): Filled {
  if (/\b(as|als|como|into|to)\s*$/i.test(reading.source))
    return ask("As what should I export it: **mp4** or **gif**?", { tool: "export", say: "export as" });
  const last = lastLike(reading);
  const formats = last && !hasFormat(reading) ? [last.format] : formatsOf(reading);
  const details = exportDetails(reading);
  if ("question" in details) return ask(details.question);
  const given = reading.first("aspect")?.value;
  const aspect =
    given === "1:1" || given === "9:16" || given === "4:5"
      ? given
      : reading.has("square")
        ? "1:1"
        : reading.has("vertical")
          ? "9:16"
          : reading.has("fourFive")
            ? "4:5"
            : null;
  const part = partOf(reading);
  const shape: ToolCall[] = aspect && !hasShapeAsked(reading) ? [{ tool: "crop", input: { aspect } }] : [];
  const place = exportTargetIn(reading.source);
  const told = beside
    .map(({ source }) => megabytesIn(inFigures(source.toLowerCase())))
    .find((one) => one !== undefined);
  const limitOf = (format: "mp4" | "gif"): { maxFileSizeMb?: number } => {
    const before = last?.format === format ? last.maxFileSizeMb : undefined;
    const maxFileSizeMb = told ?? (place ? exportLimitMb(place, format) : before);
    return maxFileSizeMb ? { maxFileSizeMb } : {};
  };
  const exports = formats.map(
    (format): ToolCall => ({ tool: "export", input: { format, ...limitOf(format), ...details } }),
  );
  const version = versionNumber(reading);
  const back: ToolCall[] =
    version === null ? [] : [{ tool: "revert", input: { to: version === 1 ? "original" : version } }];
  const isOfBoth = exports.length === 1 && version === null && /\b(?:both|beide|amb[oa]s)\b/i.test(reading.source);
  const all = calls(...back, ...part, ...shape, ...exports);
  return isOfBoth ? { ...all, beside: ONE_VERSION } : all;
}

const ONE_VERSION = "A file shows one version, this one as you see it: go back to the other, and export that, too.";

/** "gif again", "the same export": the file that was asked for last. */
const lastLike = (reading: Reading): ThreadContext["exports"][number] | undefined =>
  reading.has("again") || reading.word("same", "gleiche", "gleichen", "mismo", "misma")
    ? reading.context.exports.findLast(({ format }) => !hasFormat(reading) || formatsOf(reading).includes(format))
    : undefined;
const hasFormat = (reading: Reading): boolean => reading.has("gif", "mp4");

/** "a gif of the last 5 seconds": the rest goes first. */
function partOf(reading: Reading): ToolCall[] {
  const span = reading.time("span");
  const names =
    /\b(?:gif|mp4|clip|video|file)s?\s+(?:of|from|with|von|de)\s+(?:just |only )?/i.test(reading.source) ||
    /\b(?:seconds?|secs?|s|part|half|third|minute|sekunden|segundos|end|start)\s+(?:as|into|to|als|como|en)\s+(?:an?\s+|ein\s+|un\s+)?(?:gif|mp4|video|clip|file)/i.test(
      reading.source,
    );
  const part = span && names ? span : placeOf(reading);
  return part ? [{ tool: "trim", input: round(part) }] : [];
}

/** "a gif of the coupon step": the stretch that stands after the file. */
function placeOf(reading: Reading): { startMs: number; endMs: number } | null {
  const { tokens, phrases } = reading.clause;
  const file = phrases.find(({ concepts }) => concepts.has("gif") || concepts.has("mp4"));
  if (!file || !set("of von vom de del").has(wordAt(tokens, file.to))) return null;
  const after = tokens.slice(file.to + 1);
  const end = after.findIndex((token) => token.kind !== "word" || placeEnds.has(token.word));
  const words = after.slice(0, end < 0 ? after.length : end).map(({ word }) => word);
  const part = words.filter((word) => !set("only just nur solo").has(word)).join(" ");
  return part === "" || /\b(?:video|it|this|that|demo|clip|recording|whole)\b/.test(part) ? null : reading.named(part);
}
const placeEnds = set("under in at as for with and below please unter para fur");

/** The formats that are named, in that order; without one it is an mp4. */
export function formatsOf(reading: Reading): ("mp4" | "gif")[] {
  const places = (["gif", "mp4"] as const).flatMap((format) => {
    const phrase = reading.clause.phrases.find((one) => one.concepts.has(format));
    return phrase ? [{ format, at: phrase.from }] : [];
  });
  const formats = places.sort((a, b) => a.at - b.at).map(({ format }) => format);
  return formats.length > 0 ? formats : ["mp4"];
}

type Details = Omit<ToolInput<"export">, "format">;

/** The size, the rate, the quality and the limit that are said of a file. */
export function exportDetails(reading: Reading): Details | { question: string } {
  const text = inFigures(reading.source.toLowerCase()).replaceAll(",", ".");
  const size = sizeOf(reading, text);
  const fps =
    numberIn(
      text,
      /(\d+(?:\.\d+)?)\s*(?:fps|frames? (?:per|a|by|each|every|in a) sec(?:ond)?|bilder pro sekunde|cuadros por segundo|hz)/,
    ) ?? numberIn(text, /(?:fps|frame ?rate) (?:to|of|at|=|down to)? ?(\d+(?:\.\d+)?)/);
  if (fps !== undefined && (fps < 1 || fps > 60))
    return { question: `I export between 1 and 60 frames a second, not ${fps}. How many shall it be?` };
  const maxFileSizeMb = megabytesIn(text);
  const quality = reading.has("highQuality")
    ? "high"
    : reading.has("previewQuality")
      ? "preview"
      : reading.has("webQuality")
        ? "web"
        : undefined;
  return {
    ...size,
    ...(fps === undefined ? {} : { fps }),
    ...(quality ? { quality } : {}),
    ...(maxFileSizeMb === undefined ? {} : { maxFileSizeMb }),
  };
}

/** "eight megs" as "8 megs". */
const inFigures = (text: string): string =>
  text.replace(/\p{L}+/gu, (word) => numberNamed(fold(word))?.toString() ?? word);

function megabytesIn(text: string): number | undefined {
  const found =
    /(\d+(?:\.\d+)?)\s*(kb|kib|kilobytes?|(?<=\d{3}\s*)k\b|mb|mib|megabytes?|megas?|megs?|m\b|gb|gigabytes?)/.exec(
      text,
    );
  if (!found) return undefined;
  const value = Number(found[1]);
  const unit = found[2] ?? "";
  if (unit.startsWith("k")) return Number((value / 1000).toFixed(3));
  return unit.startsWith("g") ? value * 1000 : value;
}

function sizeOf(reading: Reading, text: string): { width?: number; height?: number } {
  const area = reading.first("area");
  if (area) return { width: area.width, height: area.height };
  const by = /(\d{3,4}) (?:by|mal|por) (\d{3,4})/.exec(text);
  if (by) return { width: Number(by[1]), height: Number(by[2]) };
  const lines = linesOf(reading);
  if (lines) return ofLines(reading, lines);
  const wide =
    /(\d{2,4})\s*(?:px|pixels?|pixel|pixeles)?\s*(?:wide|width|breit|de ancho|in width)|(?:width|breite|ancho)(?: of| von| de|:|=)?\s*(\d{2,4})/.exec(
      text,
    );
  if (wide) return { width: Number(wide[1] ?? wide[2]) };
  const high =
    /(\d{2,4})\s*(?:px|pixels?|pixel|pixeles)?\s*(?:high|tall|height|hoch|de alto|in height)|(?:height|hohe|höhe|alto)(?: of| von| de|:|=)?\s*(\d{2,4})/.exec(
      text,
    );
  if (high) return { height: Number(high[1] ?? high[2]) };
  const pixels = /(\d{3,4})\s*(?:px|pixels?)/.exec(text);
  return pixels ? { width: Number(pixels[1]) } : {};
}

function linesOf(reading: Reading): number | null {
  const lines = reading.first("lines")?.value;
  if (lines) return lines;
  if (reading.has("uhd")) return 2160;
  if (reading.has("qhd")) return 1440;
  if (reading.has("fullHd")) return 1080;
  return reading.has("hd") ? 720 : null;
}

/** 720p of a wide video is 1280 × 720; of another shape, 720 counts its shorter side. */
function ofLines(reading: Reading, lines: number): { width?: number; height?: number } {
  const { view } = reading;
  const { width, height } = view ? shapeOf(view) : { width: 16, height: 9 };
  const even = (px: number): number => 2 * Math.round(px / 2);
  return width >= height
    ? { width: even((lines * width) / height), height: lines }
    : { width: lines, height: even((lines * height) / width) };
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

export function fillBadFormat(reading: Reading): Filled {
  const format = badFormat(reading.clause);
  const details = exportDetails(reading);
  return ask(`I export **mp4** and **gif**, not ${format}. Will one of those do?`, {
    ...("question" in details ? {} : { input: details }),
    ...{ tool: "export", say: "export as" },
  });
}

function badFormat(clause: Clause): string {
  const phrase = clause.phrases.find((one) => one.concepts.has("badFormat"));
  return (
    clause.tokens
      .slice(phrase?.from, phrase?.to)
      .map((token) => token.raw.replace(/^\./, ""))
      .join(" ") || "that"
  );
}

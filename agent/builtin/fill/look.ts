import { plainCursor } from "../../resolve/look.ts";
import type { ToolInput } from "../../tools/inputs.ts";
import { set } from "../../words.ts";
import { cameraWish } from "../aboutCamera.ts";
import { type Clause, has } from "../words/clause.ts";
import type { Reading } from "../words/reading.ts";
import { ask, calls, type Filled, tell } from "./filled.ts";

export function fillCursor(reading: Reading): Filled {
  const input = cursorWishes(reading);
  // "don't change the cursor"
  const isPlain = Object.keys(input).length === 0;
  if (isPlain && reading.has("not")) return calls();
  // One that is hidden would be made visible.
  if (isPlain && reading.word("unhide", "visible", "back", ...showing) && !reading.has("emphasise", "smooth"))
    return tell("The cursor is shown already.");
  const made = calls({ tool: "cursor_emphasis", input });
  if (!isOfPart(reading)) return made;
  return input.size === 0
    ? ask(`${ONE_CURSOR} Shall I **hide the cursor** all along?`)
    : { ...made, beside: ONE_CURSOR };
}

export const ONE_CURSOR = "The cursor is the same for the whole video, I cannot change it for a part.";

/** "hide the cursor while he types", unlike "a bigger cursor so they see where he clicks" */
const isOfPart = ({ times, clause: { tokens } }: Reading): boolean =>
  times.some(
    (item) =>
      (item.kind === "span" || item.kind === "point") &&
      !tokens.slice(0, item.from).some(({ word }) => purposes.has(word)),
  );
const purposes = set("so because since that damit weil para porque");

const showing = ["show", "zeig", "muestra"];

function cursorWishes(reading: Reading): ToolInput<"cursor_emphasis"> {
  const now = reading.view?.draft.operations.findLast((one) => one.type === "cursor_emphasis") ?? plainCursor;
  const wishes: ToolInput<"cursor_emphasis"> = {};
  const text = reading.source.toLowerCase();
  const trailAt = (pattern: RegExp): number | undefined => numberIn(text, pattern);
  const trail = trailAt(/trail(?: length)?(?: of| to|:|=)? (\d+)/) ?? trailAt(/(\d+)[- ]frames?(?: long)?(?: trail)?/);
  const size =
    trailAt(/size(?: of| to|:|=)? (\d+(?:\.\d+)?)/) ??
    (trail === undefined ? reading.first("times")?.factor : undefined) ??
    shareOf(reading, now.size) ??
    wordFactor(text);
  const smoothing = trailAt(/smooth(?:ing|ness)?(?: of| to|:|=)? (0?\.\d+|[01](?:\.\d+)?)/);
  if (trail !== undefined) wishes.trailLength = trail;
  if (size !== undefined) wishes.size = size;
  if (smoothing !== undefined) wishes.smoothing = smoothing;
  const gone = reading.has("remove", "noneOf", "not", "redact") || reading.word("off");
  if (reading.has("trail") && trail === undefined) {
    if (gone) wishes.trailLength = 0;
    else if (reading.has("shorterWord", "smaller"))
      wishes.trailLength = Math.max(2, Math.round((now.trailLength || 12) / 2));
    else if (reading.has("longerWord", "more") || (reading.has("bigger") && !reading.has("cursor")))
      wishes.trailLength = Math.min(60, (now.trailLength || 12) * 2);
    else wishes.trailLength = now.trailLength || 12;
  }
  // "the pointer is way too big": a complaint asks for the other way; beside a wish it is the reason.
  const complains =
    reading.word("too", "so", "zu", "demasiado") ||
    /\b(?:is|looks|seems|its|it's) (?:very |really |way |a bit |quite |pretty )?(?:small|tiny|big|huge)\b/.test(text);
  const [saysBigger, saysSmaller] = [reading.has("bigger", "zoom", "emphasise"), reading.has("smaller")];
  const grows = saysBigger && saysSmaller ? true : complains ? saysSmaller : saysBigger;
  const shrinks = !grows && (saysBigger || saysSmaller);
  const sizeWords = reading.has("cursor") || !reading.has("trail");
  // "it is still hidden, show it", unlike "don't show it"
  const isShown = reading.word("unhide", "visible", "back", ...showing) && !reading.has("not", "noneOf");
  const isShownAgain = now.size === 0 && size === undefined && (!gone || isShown);
  if (isShownAgain) wishes.size = 1;
  // "don't change the cursor" hides nothing.
  const isUnwanted = reading.has("remove", "noneOf", "redact") || reading.word("off", "show", "see", "want", "need");
  const isHidden =
    gone &&
    !isShown &&
    isUnwanted &&
    reading.has("cursor") &&
    !reading.has("trail", "bigger", "smaller", "smooth", "smoothOff");
  if (size === undefined && isHidden) wishes.size = 0;
  if (size === undefined && sizeWords && grows) wishes.size = grownSize(reading, now.size || 1);
  if (size === undefined && sizeWords && shrinks)
    wishes.size = Math.max(0.25, Number(((now.size || 1) * 0.7).toFixed(2)));
  if (smoothing === undefined && reading.has("smooth"))
    wishes.smoothing = Math.min(1, Number((now.smoothing + 0.35).toFixed(2)));
  if (smoothing === undefined && reading.has("smoothOff"))
    wishes.smoothing = Math.max(0, Number((now.smoothing - 0.35).toFixed(2)));
  return wishes;
}

/** "50% bigger" */
function shareOf(reading: Reading, now: number): number | undefined {
  const percent = reading.first("percent")?.value;
  if (percent === undefined || !reading.has("bigger", "smaller")) return undefined;
  return Number((now * (1 + (reading.has("smaller") ? -percent : percent) / 100)).toFixed(2));
}

function grownSize(reading: Reading, now: number): number {
  const by = reading.has("little")
    ? 1.3
    : reading.has("more") || reading.word("huge", "giant", "enorme", "riesig")
      ? 2.4
      : 1.6;
  return Math.min(6, Number((now * by).toFixed(2)));
}

function wordFactor(text: string): number | undefined {
  const found = /\b(twice|double|doppelt|doble|triple|three times|thrice)\b/.exec(text)?.[1];
  if (!found) return /\bhalf (?:as big|the size)|halb so gross/.test(text) ? 0.5 : undefined;
  return ["triple", "three times", "thrice"].includes(found) ? 3 : 2;
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

export function fillStyle(reading: Reading): Filled {
  const camera = cameraWish(reading.source, reading.context);
  if (camera !== null) return camera === "is out" ? calls() : calls(camera);
  const overrides = styleOverrides(reading);
  const current = reading.view?.draft.operations.findLast((one) => one.type === "style_preset");
  const preset = presetOf(reading) ?? (overrides ? (current?.preset ?? "default") : null);
  if (!preset)
    return ask("Which style shall it be: **default**, **minimal** or **dramatic**?", {
      tool: "style_preset",
      say: "style",
    });
  return calls({ tool: "style_preset", input: { preset, ...(overrides ? { overrides } : {}) } });
}

export function presetOf(reading: Reading): "default" | "minimal" | "dramatic" | null {
  const declined = declinedPreset(reading.clause);
  // "the plain default style": a style's own name, before a word for another
  const isPlainDefault =
    reading.word("default") && !reading.word("dramatic", "minimal") && !reading.has("not", "insteadOf");
  if (isPlainDefault && !declined) return "default";
  if (reading.has("dramatic") && declined !== "dramatic") return "dramatic";
  if (reading.has("minimal") && declined !== "minimal") return "minimal";
  if (reading.has("standard") || declined) return "default";
  return null;
}

/** "not dramatic", "less dramatic". */
function declinedPreset(clause: Clause): "dramatic" | "minimal" | null {
  const not = clause.phrases.find((phrase) => phrase.concepts.has("not"));
  const tooAt = clause.tokens.findIndex((token) => ["too", "zu", "demasiado"].includes(token.word));
  const end = not?.to ?? (tooAt >= 0 ? tooAt + 1 : null);
  if (end === null) return null;
  const next = clause.phrases.find(
    (phrase) => phrase.from >= end && (phrase.concepts.has("dramatic") || phrase.concepts.has("minimal")),
  );
  if (!next) return null;
  return next.concepts.has("dramatic") ? "dramatic" : "minimal";
}

function styleOverrides(
  reading: Reading,
): { cornerRadius?: number; motionSmoothing?: number; zoomScale?: number } | null {
  const text = reading.source.toLowerCase();
  const radius =
    numberIn(text, /(?:corners?|radius|rounding|ecken|esquinas)\D{0,20}?(\d{1,3})/) ??
    numberIn(text, /(\d{1,3})\s*(?:px|pixels?)?\s*(?:rounded|corner|radius|corners)/);
  const overrides = {
    ...(radius !== undefined
      ? { cornerRadius: radius }
      : has(reading.clause, "corners")
        ? {
            cornerRadius:
              reading.has("noneOf", "remove", "smaller") || reading.word("sharp", "square", "pointy") ? 0 : 24,
          }
        : {}),
    ...(reading.has("motionSmoothing")
      ? { motionSmoothing: numberIn(text, /motion ?smoothing\D{0,10}(0?\.\d+|[01](?:\.\d+)?)/) ?? 0.8 }
      : {}),
    ...(reading.has("zoomScale", "zoom")
      ? { zoomScale: numberIn(text, /zoom(?: ?scale)?\D{0,10}?(\d(?:\.\d+)?)/) ?? 2 }
      : {}),
  };
  return Object.keys(overrides).length > 0 ? overrides : null;
}

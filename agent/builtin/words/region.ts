import type { Box } from "../../../convex/model/recording.ts";
import { fold, set } from "../../words.ts";
import { concepts } from "../lexicon/lexicon.ts";
import { fractionNamed } from "../times/words.ts";
import type { Reading } from "./reading.ts";

type Side = "left" | "right" | "top" | "bottom" | "middle";

const sideLines: Record<Side, string> = {
  left: "left lefthand linke linken links izquierda izquierdo",
  right: "right righthand rechte rechten rechts derecha derecho",
  top: "top upper obere oberen oben superior arriba",
  bottom: "bottom lower untere unteren unten inferior abajo",
  middle: "middle center centre mitte centro",
};
const sideNamed = (word: string): Side | undefined =>
  (Object.keys(sideLines) as Side[]).find((side) => set(sideLines[side]).has(word));
const sides = Object.values(sideLines).join(" ").replaceAll(" ", "|");
const areaWords =
  "corner|half|side|third|quarter|edge|part|area|portion|ecke|halfte|seite|drittel|viertel|rand|bereich|esquina|mitad|lado|tercio|zona|parte";
const screenWords =
  "screen|frame|picture|page|image|window|view|viewport|display|bild|bildes|bildschirm|bildschirms|bildrand|pantalla|imagen|ventana";

/** "top right corner", "left half", "obere Hälfte", "esquina superior derecha", "middle of the screen". */
const patterns: readonly RegExp[] = [
  new RegExp(`\\b(${sides})[ -]+(?:a la )?(${sides})\\b(?:[ -]hand)?(?: (${areaWords}))?`),
  new RegExp(`\\b(${sides})(?:[ -]hand)? ()(${areaWords})\\b`),
  new RegExp(`\\b(${areaWords}) (${sides})(?: (${sides}))?\\b`),
  new RegExp(`\\b(${sides})()() (?:of|des|der|vom|im|de|de la|del) (?:the |la |el |dem )?(?:${screenWords})\\b`),
];

/** The part of the picture that words such as "the top right corner" mean, in pixels of the recorded video; or null. */
export function regionIn(reading: Reading): Box | null {
  const { view } = reading;
  if (!view) return null;
  const text = fold(reading.source).replace(/\s+/g, " ");
  const found = patterns.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  if (!found) return null;
  const words = found.slice(1).filter((word): word is string => Boolean(word));
  const named = words.flatMap((word) => sideNamed(word) ?? []);
  const share = words.map(fractionNamed).find((value) => value !== undefined) ?? 1 / 2;
  const isTime =
    named.every((side) => side === "middle") && words.some((word) => (fractionNamed(word) ?? 1 / 2) !== 1 / 2);
  return named.length === 0 || isTime ? null : boxOf(named, share, view.take);
}

/** "crop the top", "cut a bit off the left", "crop away the browser bar": the edges that are to go; none where anything else is named. */
export function edgesToCrop(reading: Reading): Side[] {
  const { tokens, phrases } = reading.clause;
  // "800x600 from the top left": what is to be left of it
  if (tokens.some(({ kind }) => kind === "area" || kind === "number")) return [];
  const words = tokens.flatMap(({ kind, word }) => (kind === "word" ? [word] : []));
  const text = words.join(" ");
  const bar = barWords.exec(text)?.[0];
  if (!reading.has("crop") && !words.some((word) => cutting.has(word)) && !(bar && reading.has("remove"))) return [];
  if (reading.has("caption", "zoom", "redact") || / to (?:the )?(?:very )?(?:top|bottom|left|right)\b/.test(text))
    return [];
  const spent = new Set(
    phrases
      .filter(({ concepts }) => edgeConcepts.some((concept) => concepts.has(concept)))
      .flatMap(({ from, to }) => tokens.slice(from, to).map(({ word }) => word)),
  );
  const rest = (bar ? text.replace(bar, "") : text)
    .split(" ")
    .filter((word) => word && !spent.has(word) && !aroundEdge.has(word));
  const named = [...new Set(words.flatMap((word) => sideNamed(word) ?? []))].filter((side) => side !== "middle");
  if (rest.join(" ") === "both sides") return ["left", "right"];
  if (rest.some((word) => !sideNamed(word))) return [];
  return named.length === 0 && bar ? ["top"] : named;
}
const barWords = /\b(?:browsers? |address |url |tab )(?:address |url |tab )?(?:bar|bars|chrome|tabs|frame)\b/;
const cutting = set("crop cut trim chop slice shave schneide corta recorta");
const edgeConcepts = concepts("crop remove trim filler little more okay thanks greeting");
const aroundEdge = set(
  `the a an of off away from at out in on it and just some only also as well too again auch tambien bit little edge edges strip sliver margin picture screen frame video image
    und y ein bisschen un poco den die das der el la los de del am vom von bild`,
);

/** What stays of a crop when, at each of these edges, a share of the whole picture goes. */
export function withoutEdges(
  sides: readonly Side[],
  share: number,
  { x, y, width, height }: Box,
  picture: { width: number; height: number },
): Box {
  const off = (side: Side, px: number): number => (sides.includes(side) ? Math.round(px * share) : 0);
  const [left, top] = [off("left", picture.width), off("top", picture.height)];
  return {
    ...{ x: x + left, y: y + top },
    width: width - left - off("right", picture.width),
    height: height - top - off("bottom", picture.height),
  };
}

/** "the sign in link top right": words for a thing without those for where it is; null when these are the thing ("the left half"). */
export function withoutPlace(words: string): string | null {
  const bare = fold(words).replace(placeOnly, " ").replace(/\s+/g, " ").trim();
  return bare === fold(words).trim() ? null : bare;
}
const placeOnly = new RegExp(
  `\\b(?:(?:in|on|at) the )?(?:${sides})[ -]+(?:a la )?(?:${sides})(?: (?:corner|ecke|esquina))?\\b`,
);

/** Whether the middle of a box lies in a region. */
export const contains = (region: Box, box: Box): boolean => {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return x >= region.x && x <= region.x + region.width && y >= region.y && y <= region.y + region.height;
};

function boxOf(named: readonly Side[], share: number, { width, height }: { width: number; height: number }): Box {
  const across = named.find((side) => side === "left" || side === "right");
  const down = named.find((side) => side === "top" || side === "bottom");
  const isMiddle = !across && !down;
  const boxWidth = Math.round(across || isMiddle ? width * share : width);
  const boxHeight = Math.round(down || isMiddle ? height * share : height);
  const x = across === "right" ? width - boxWidth : isMiddle ? Math.round((width - boxWidth) / 2) : 0;
  const y = down === "bottom" ? height - boxHeight : isMiddle ? Math.round((height - boxHeight) / 2) : 0;
  return { x, y, width: boxWidth, height: boxHeight };
}

/** What is left of the picture when one side of it goes; null for a part from whose removal no rectangle remains. */
export function withoutRegion({ x, y, width, height }: Box, frame: { width: number; height: number }): Box | null {
  if (height === frame.height && width < frame.width)
    return { x: x === 0 ? width : 0, y: 0, width: frame.width - width, height };
  if (width === frame.width && height < frame.height)
    return { x: 0, y: y === 0 ? height : 0, width, height: frame.height - height };
  return null;
}

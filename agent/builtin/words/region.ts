import type { Box } from "../../../convex/model/recording.ts";
import { fold } from "../../words.ts";
import type { Reading } from "./reading.ts";

type Side = "left" | "right" | "top" | "bottom" | "middle";

const sideWords: Record<string, Side> = {
  left: "left",
  lefthand: "left",
  linke: "left",
  linken: "left",
  links: "left",
  izquierda: "left",
  izquierdo: "left",
  right: "right",
  righthand: "right",
  rechte: "right",
  rechten: "right",
  rechts: "right",
  derecha: "right",
  derecho: "right",
  top: "top",
  upper: "top",
  obere: "top",
  oberen: "top",
  oben: "top",
  superior: "top",
  arriba: "top",
  bottom: "bottom",
  lower: "bottom",
  untere: "bottom",
  unteren: "bottom",
  unten: "bottom",
  inferior: "bottom",
  abajo: "bottom",
  middle: "middle",
  center: "middle",
  centre: "middle",
  mitte: "middle",
  centro: "middle",
};
const sides = Object.keys(sideWords).join("|");
const shares: Record<string, number> = {
  third: 1 / 3,
  drittel: 1 / 3,
  tercio: 1 / 3,
  quarter: 1 / 4,
  viertel: 1 / 4,
  cuarto: 1 / 4,
};
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
  const named = words.flatMap((word) => sideWords[word] ?? []);
  const share = words.map((word) => shares[word]).find((value) => value !== undefined) ?? 1 / 2;
  const isTime = named.every((side) => side === "middle") && words.some((word) => shares[word] !== undefined);
  return named.length === 0 || isTime ? null : boxOf(named, share, view.take);
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

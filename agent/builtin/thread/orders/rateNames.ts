import type { Placed } from "./namedEdits.ts";

/** "the 0.5x bit", "the slow part", "the 3x zoom", "the vertical one", "the caption at the top": what edits are known by, and the words beside it. */
export function withoutRates(
  said: string,
  all: readonly Placed[],
): { words: string; isSo: ((one: Placed) => boolean) | null } {
  const rated = rate.exec(said);
  const value = Number(rated?.groups?.rate?.replace(",", "."));
  const ofRate = ({ edit }: Placed): boolean =>
    Math.abs((edit.type === "speed" ? edit.rate : edit.type === "zoom" ? edit.intensity : 0) - value) < 0.01;
  if (rated && all.some(ofRate)) return { words: said.replace(rated[0], " one "), isSo: ofRate };
  const paced = pacedPart.exec(said);
  const isSlow = paced?.groups?.slow !== undefined;
  const ofPace = ({ edit }: Placed): boolean => edit.type === "speed" && (isSlow ? edit.rate < 1 : edit.rate > 1);
  const shaped = shape.exec(said);
  const isShaped = ({ edit }: Placed): boolean =>
    edit.type === "crop" && (shaped?.groups?.square ? edit.width === edit.height : edit.width < edit.height);
  if (shaped && all.some(isShaped)) return { words: said.replace(shaped[0], " crop "), isSo: isShaped };
  const place = standing.exec(said);
  const isThere = ({ edit }: Placed): boolean =>
    edit.type === "caption" && edit.position === (place?.groups?.top ? "top" : "bottom");
  if (place && all.some(isThere)) return { words: said.replace(place[0], " "), isSo: isThere };
  const slowed = slowNoun.exec(said);
  if (slowed && all.some(isSlowed)) return { words: said.replace(slowed[0], " speed "), isSo: isSlowed };
  return paced && all.some(ofPace) ? { words: said.replace(paced[0], " "), isSo: ofPace } : { words: said, isSo: null };
}
const isSlowed = ({ edit }: Placed): boolean => edit.type === "speed" && edit.rate < 1;
const shape =
  /\b(?:(?<square>square|1:1|quadrat(?:isch)?|cuadrado)|vertical|portrait|9:16|hochkant)(?: (?:crop|format|shape|version|one|thing))?\b/iu;
const standing =
  /(?<!\p{L})(?:(?:(?:at|on|in) (?:the )?)?(?:very )?(?:(?<top>top(?:most)?|upper)|bottom|lower)|(?:ganz )?(?:(?<top>oben|obere[nrs]?)|unten|untere[nrs]?)|(?:de )?(?:(?<top>arriba)|abajo))(?: of the (?:video|screen|picture|page))?(?!\p{L})/iu;
const slowNoun = /\b(?:slow[- ]?(?:downs?|mo(?:tion)?)|zeitlupe|c[aá]mara lenta)\b/iu;
const part =
  "(?:parts?|bits?|ones?|sections?|pieces?|stretch(?:es)?|segments?|teile?|stellen?|abschnitte?|partes?|trozos?)";
const rate = new RegExp(`(?<rate>\\d+(?:[.,]\\d+)?)\\s?[x×](?: (?:${part}|speed))?`, "iu");
const pacedPart = new RegExp(
  `\\b(?:(?<slow>slow(?:ed|er)?(?:[- ]?down)?|slow[- ]?mo(?:tion)?|langsame[nr]?|lent[oa]s?)|fast(?:er)?|quick(?:er)?|sped[- ]up|speeded[- ]up|schnelle[nr]?|r[aá]pid[oa]s?) ${part}\\b`,
  "iu",
);

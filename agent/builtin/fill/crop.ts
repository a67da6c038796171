import { describe } from "../../resolve/describe.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { concepts } from "../lexicon/lexicon.ts";
import { thingNamed } from "../words/grounding.ts";
import type { Reading } from "../words/reading.ts";
import { edgesToCrop, regionIn, withoutEdges, withoutRegion } from "../words/region.ts";
import { askElement } from "./askElement.ts";
import { fillCropOut } from "./cropOut.ts";
import { ask, calls, type Filled } from "./filled.ts";
import { type Aspect, aspectOf, aspects, hasShapeAsked, shapesListed } from "./shape.ts";
import { targetName } from "./when.ts";

const aroundCrop = concepts(
  "crop square vertical landscape fourFive make add whole show version trim remove more mobile bigger exporting exportVerb not instead top bottom keep zoom shorten demo style",
);

/** "crop the top a little": about as much as a browser's own bars take. */
const USUAL_EDGE_PERCENT = 10;
const MOST_OF_EDGE = 0.45;

export function fillCrop(reading: Reading): Filled {
  const aspect = aspectOf(reading);
  if (aspect === "unsupported")
    return ask(
      `I crop to **16:9**, **1:1**, **4:5** and **9:16**, not to ${reading.first("aspect")?.value}. Which of those shall it be?`,
      { tool: "crop", say: "crop to" },
    );
  const follow = followWished(reading);
  if (follow !== undefined) return calls({ tool: "crop", input: { ...(aspect ? { aspect } : {}), follow } });
  if (reading.has("letterbox")) return wholeIn(reading, aspect);
  // "keep it vertical, but …": it is
  if (reading.has("keep") && hasShapeAsked(reading)) return calls();
  const edges = edgeCrop(reading);
  if (edges) return calls({ tool: "crop", input: edges });
  const sides = aspect ? [] : edgesToCrop(reading);
  if (sides.length > 0 && reading.view) {
    const share = (reading.first("percent")?.value ?? USUAL_EDGE_PERCENT) / 100;
    const { take, seen } = reading.view;
    const { x, y, width, height } = seen.operations.findLast((one) => one.type === "crop") ?? { x: 0, y: 0, ...take };
    return calls({
      tool: "crop",
      input: withoutEdges(sides, Math.min(share, MOST_OF_EDGE), { x, y, width, height }, take),
    });
  }
  const area = reading.first("area");
  const point = reading.first("point");
  if (area && !aspect)
    return calls({
      tool: "crop",
      input: { x: point?.x ?? 0, y: point?.y ?? 0, width: area.width, height: area.height },
    });
  const region = aspect ? null : regionIn(reading);
  if (region && reading.view) {
    const goes =
      (reading.has("remove") && reading.clause.tokens.at(-1)?.word !== "zu") ||
      /\b(?:crop|cut|trim)\w* (?:out|off|away)\b/i.test(reading.source);
    const left = goes && !reading.has("keep") ? withoutRegion(region, reading.view.take) : region;
    if (left) return calls({ tool: "crop", input: left });
  }
  const shapes = shapesListed(reading);
  if (shapes.length > 1) return calls(...shapes.map((shape): ToolCall => ({ tool: "crop", input: { aspect: shape } })));
  const without = aspect ? null : fillCropOut(reading);
  if (without) return without;
  const { grounded, words } = thingNamed(reading, aroundCrop);
  if (aspect) {
    const centred = /\b(cent(er|re)d|focus(s?ed)?|around|on|with|auf|zentriert|centrado|en)\b/.test(
      reading.source.toLowerCase(),
    );
    if (centred && grounded.kind === "found" && words)
      return calls({ tool: "crop", input: { aspect, target: targetName(reading, grounded.shot) } });
    return calls({ tool: "crop", input: { aspect } });
  }
  if (grounded.kind === "found") {
    // "the delivery days": the whole set
    const thing = (describe(words).all && grounded.whole) || grounded.shot;
    return calls({ tool: "crop", input: { target: targetName(reading, thing) } });
  }
  if (grounded.kind === "nothing")
    return ask("What should I crop to: a shape (**square**, **vertical**, **16:9**, **4:5**) or an element?", {
      ...{ tool: "crop", say: "crop to" },
    });
  return askElement(reading, grounded, { tool: "crop", input: {} });
}

/** "vertical, with the whole page in it", "like with a background above and below": in the shape that it has. */
function wholeIn({ view }: Reading, aspect: Aspect | null): Filled {
  const crop = view?.seen.operations.findLast((one) => one.type === "crop");
  const has = (one: Aspect): boolean => {
    const [across = 1, up = 1] = one.split(":").map(Number);
    return crop !== undefined && Math.abs(((crop.width / crop.height) * up) / across - 1) < NEARLY;
  };
  const shape = aspect ?? crop?.shape ?? aspects.find(has);
  if (shape) return calls({ tool: "crop", input: { aspect: shape, whole: true } });
  return ask("The whole page is in the picture. In which shape shall it stand: **vertical**, **square** or **4:5**?", {
    ...{ tool: "crop", input: { whole: true }, say: "with the whole page in it," },
  });
}
const NEARLY = 0.015;

/** "follow the mouse", "without panning". */
function followWished(reading: Reading): boolean | undefined {
  if (reading.has("panStill")) return false;
  if (reading.has("pan")) return !(reading.has("not", "noneOf") || reading.word("without", "ohne", "sin"));
  const isAfterCursor = reading.has("cursor") && reading.word("follow", "follows", "following", "track", "tracks");
  return isAfterCursor ? true : undefined;
}

const edgeBefore = /(top|bottom|left|right|oberen|unteren|linken|rechten) (\d{1,4})\s*(?:px|pixels?)/i;

/** "100 pixels off the top", "the top 100 pixels". */
function edgeCrop(reading: Reading): { x: number; y: number; width: number; height: number } | null {
  const { view } = reading;
  const found =
    edgeBefore
      .exec(reading.source)
      ?.toSpliced(1, 2, ...(edgeBefore.exec(reading.source)?.slice(1, 3).toReversed() ?? [])) ??
    /(\d{1,4})\s*(?:px|pixels?|pixel)\s+(?:off|from|away|vom|de|des|oben|unten)?\s*(?:of|from|the|left|der|del|la)?\s*(?:the\s+)?(top|bottom|left|right|oben|unten|links|rechts|arriba|abajo|izquierda|derecha)/i.exec(
      reading.source,
    );
  if (!found || !view) return null;
  const by = Number(found[1]);
  const { width, height } = view.take;
  switch (found[2]?.toLowerCase()) {
    case "top":
    case "oben":
    case "oberen":
    case "arriba":
      return { x: 0, y: by, width, height: height - by };
    case "bottom":
    case "unten":
    case "unteren":
    case "abajo":
      return { x: 0, y: 0, width, height: height - by };
    case "left":
    case "links":
    case "linken":
    case "izquierda":
      return { x: by, y: 0, width: width - by, height };
    default:
      return { x: 0, y: 0, width: width - by, height };
  }
}

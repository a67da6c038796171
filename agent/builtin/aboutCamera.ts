import type { ThreadContext } from "../context.ts";
import { type EditView, isView, openView } from "../resolve/view.ts";
import type { ToolCall } from "../tools/inputs.ts";
import { fold } from "../words.ts";
import { cameraScale, cameraTold, withCameraScale } from "./questions/camera.ts";
import type { Understanding } from "./understand.ts";

/** What is said of the camera's own moves, which are the style's and no edit: told of, switched off, or made gentler. */

const camera = "(?:the |that |this )?(?:camera|automatic zoom(?:ing|s)?|auto ?-?zoom(?:ing|s)?|own zoom|kamera|camara)";
const whole = "(?:whole|entire|full|complete|ganze[nrs]?|gesamte[nrs]?|enter[oa]|complet[oa])";
const seen = "(?:page|window|screen|picture|app|site|view|thing|seite|fenster|bild|pagina|ventana|pantalla)";
const always =
  "(?:all the time|always|throughout|the whole time|all along|the entire time|from (?:start|beginning) to (?:end|finish)|immer|siempre)";

const staysOut: readonly RegExp[] = [
  /\b(?:zooms?|camera|pull) (?:it |the camera |the picture )?(?:all the way |back |further )*out\b|\bzoomed out\b|\bunzoom\b|\braus ?zoomen\b|\balejar?\b/,
  /\b(?:no(?! more)|without|stop|dont want|do not want|kein|sin)\b.*\b(?:zoom(?:ing|s)?|moving in|going in)\b/,
  new RegExp(
    `\\b(?:no|without|stop|remove|turn off|switch off|disable|dont want|do not want|get rid of|lose|drop|kein|sin)\\b.*\\b${camera}\\b`,
  ),
  new RegExp(`\\b${camera}\\b.*\\b(?:off|out|still|static|fixed|away|stay|stays|not move|far|aus|weg)\\b`),
  /\b(?:stay|stays|keep|keeps|remain|be|make|bleib\w*)\b.*\b(?:far|far away|zoomed out|wide|further away|farther|distant|weit)\b/,
  new RegExp(
    `\\b(?:keep|show|have|leave|see|want|stay)\\b.*\\b(?:the |my |all (?:of )?the )?${whole} ${seen}\\b.*\\b(?:in view|visible|in frame|in the picture|seen|shown|${always})`,
  ),
  new RegExp(`\\b(?:keep|leave|show)\\b.*\\b${whole} ${seen}\\b(?! (?:speed|pace))`),
];
const isGentler = new RegExp(
  `\\b(?:less|gentler|softer|weaker|not so (?:much|strong|close)|a bit less|calmer)\\b.*\\b${camera}|\\b${camera}\\b.*\\b(?:less|gentler|softer|weaker|not so (?:much|strong|close)|too (?:strong|close|much)|calmer)\\b`,
);
const observes =
  /\b(?:it|video|camera|picture|that|image|frame)\b (?:does |still |also |always |suddenly |just |is |gets |comes |already )*(?:(?:zooms?|zoomed|zooming)(?: in)?|(?:goes|moves|moving|comes) (?:in|closer|nearer)|closer|nearer|tighter)\b|\bwhy\b.*\b(?:zoom|closer|moves? in)\b/;
/** Of a zoom that somebody is asking for, or of a part of the page. */
const isOther =
  /\b(?:vertical|square|portrait|upright|crop\w*|caption|blur\w*|background|export|gif|mp4|record|cursor|pointer|border|speed|hochformat)\b|["“]/;

/** The message as a whole is about that; null where it is not, or where something else is asked for with it. */
export function aboutCamera(
  text: string,
  context: ThreadContext,
  isElse: (part: string) => boolean,
): Understanding | null {
  const view = openView(context);
  if (!isView(view)) return null;
  const words = plain(text);
  const call = cameraWish(text, context);
  const told = cameraTold(view, context);
  const says = told !== null && observes.test(words) && !isPart(words) && isItsOwn(words, view);
  if (call === null && !says) return null;
  const parts = text.split(/[,.;!?]+\s|\s(?:and|und|y)\s/).filter((part) => /\p{L}/u.test(part));
  const isOf = (part: string): boolean =>
    cameraWish(part, context) !== null ||
    [observes, goesOut, isOfIt].some((one) => one.test(plain(part))) ||
    !isElse(part);
  if (parts.length > 1 && !parts.every(isOf)) return null;
  if (call === null) return { kind: "say", why: "chat", text: told ?? IS_OUT };
  return call === "is out" ? { kind: "say", why: "chat", text: IS_OUT } : { kind: "calls", calls: [call] };
}

/** "zoom out", "keep the whole window in view", "less of the automatic zoom": what that makes of the style. */
export function cameraWish(text: string, context: ThreadContext): ToolCall | "is out" | null {
  const view = openView(context);
  const words = plain(text);
  if (!isView(view) || isOther.test(words) || isPart(words) || !isItsOwn(words, view)) return null;
  const scale = cameraScale(view);
  if (scale > 1 && isGentler.test(words)) return withCameraScale(view, 1 + (scale - 1) / 2);
  if (!staysOut.some((one) => one.test(words))) return null;
  // Where the picture is cropped, the whole page is a matter of the crop.
  if (new RegExp(`${whole} ${seen}`).test(words) && view.seen.operations.some(({ type }) => type === "crop"))
    return null;
  return scale > 1 ? withCameraScale(view, 1) : "is out";
}

export const plain = (text: string): string =>
  fold(text)
    .replace(/['’`]/g, "")
    .replace(/[^\p{L}\p{N}"“]+/gu, " ")
    .trim();
/** Edits that are zooms answer for themselves. */
const isItsOwn = (words: string, { seen }: EditView): boolean =>
  ofCamera.test(words) || !seen.operations.some(({ type }) => type === "zoom");
const goesOut = /^(?:then )?(?:back )?out (?:again )?(?:at|near|towards?|by|before) /;
/** "i mean that one", "can you make it start later?" */
const isOfIt =
  /^(?:i mean|that one|can you|could you|make|please|let)\b.*\b(?:it|that|this|one)\b(?:.*\b(?:later|earlier|sooner|slower|start|begin)\b)?/;
const ofCamera = new RegExp(`\\b${camera}\\b`);
const IS_OUT = "The whole window is in view all along: nothing zooms in this version.";
/** "zoom out at 0:05", "no zoom on the phone": one that is to be made or not, and no move of the camera's own. */
const isPart = (words: string): boolean =>
  /\b(?:zoom|zooms|zooming) (?:in )?on\b|\bzoom out (?:at|after|from|when) \b/.test(words);

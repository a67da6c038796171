import type { ThreadContext } from "../context.ts";
import { isView, openView } from "../resolve/view.ts";
import { plain } from "./aboutCamera.ts";
import { cameraScale, cameraTold, withCameraScale } from "./questions/camera.ts";
import { earlierMessages, questionOf } from "./thread/answers/openQuestion.ts";
import type { Understanding } from "./understand.ts";

/**
 * What is asked of some of the camera's own moves, or of their pace: those are the style's, all or none. "remove the zoom at
 * the start", "the zoom makes me dizzy, slower please", "let it zoom out slowly at the end", and what is said on to that.
 */
export function askedOfMoves(
  text: string,
  context: ThreadContext,
  isElse: (part: string) => boolean,
): Understanding | null {
  const view = openView(context);
  if (!isView(view) || view.seen.operations.some(({ type }) => type === "zoom")) return null;
  const words = plain(text);
  const before = earlierMessages(context, text).findLast(({ role }) => role === "assistant")?.content ?? "";
  const isOn = ofMoves.test(before);
  const isOut = cameraTold(view, context) === null;
  if (!isOn && (!moves.test(words) || isOther.test(words))) return null;
  if (isOn && itOff.test(words) && !isOut) return { kind: "calls", calls: [withCameraScale(view, 1)] };
  if (isOn && itBack.test(words) && !isOut) return { kind: "say", why: "chat", text: NOTHING_GONE };
  if (isOn && oneMore.test(words)) return { kind: "say", why: "chat", text: isOut ? ALL_OUT : before };
  if (!moves.test(words) || !partsOf(text).every((part) => isOfThem(part) || !isElse(part))) return null;
  if (/\bout\b/.test(words) && slow.test(words)) return { kind: "say", why: "chat", text: isOut ? ALL_OUT : GOES_OUT };
  if (!isOut && gentler.test(words) && !edge.test(words))
    return { kind: "calls", calls: [withCameraScale(view, 1 + (cameraScale(view) - 1) / 2)] };
  if (slow.test(words) || fast.test(words)) return isOut ? null : offer(ONE_PACE);
  const isPartOff = partsOf(text).some(
    (part) => [moves, off, edge].every((one) => one.test(part)) && !/^why\b/.test(part),
  );
  return isPartOff ? (isOut ? { kind: "say", why: "chat", text: ALL_OUT } : offer(ALL_OR_NONE)) : null;
}

const partsOf = (text: string): string[] =>
  text
    .split(/[,.;!?]+\s|\s(?:and|then|und|y)\s/)
    .map(plain)
    .filter((part) => part !== "");
const isOfThem = (part: string): boolean =>
  [moves, slow, fast, gentler].some((one) => one.test(part)) && !/\d/.test(part);

const KEEP_OUT = "keep the whole window in view";
function offer(text: string): Understanding {
  return {
    kind: "say",
    why: "asks",
    text,
    open: [questionOf(text, { offers: [{ name: KEEP_OUT, value: KEEP_OUT }] })],
  };
}
const ONE_PACE = `The camera moves in by itself, at one pace of its own that I cannot change. Shall I **${KEEP_OUT}** instead?`;
const ALL_OR_NONE = `That is no edit: the camera moves in by itself, for all of the video or not at all. Shall I **${KEEP_OUT}**?`;
const GOES_OUT = "The camera goes back out by itself before the end, at one pace of its own that I cannot change.";
const ALL_OUT = "The whole window is in view all along: nothing zooms in this version.";
const NOTHING_GONE = "It is there still: I had taken nothing out.";

const moves = /\b(?:zooms?|zoomed|zooming|camera|kamera|camara)\b/;
/** Another wish, or a zoom that is to be made. */
const isOther =
  /\b(?:zoom(?:s|ing)? (?:in )?(?:on|onto|to)|add|caption\w*|blur\w*|crop\w*|export|gif|mp4|record|cursor|pointer|square|vertical)\b|["“]|^(?:when|where|is|are|does|do|did|how|what|which)\b/;
const slow =
  /\b(?:slow(?:er|ly)|slow (?:down )?(?:the |that |this )?(?:zoom|camera)|smooth(?:er|ly)?|not so (?:fast|quick|quickly|sudden)|less (?:fast|sudden|abrupt)|langsamer|sanfter|mas (?:lento|suave))\b/;
const fast =
  /\b(?:too|so|very|way|a bit) (?:fast|quick|quickly|sudden|suddenly|abrupt|abruptly|hectic|jerky|jumpy)\b|\b(?:dizzy|seasick|nauseous|motion sick)\b/;
const gentler = /\b(?:calmer|gentler|softer|weaker|less of it)\b/;
const off =
  /\b(?:no|without|stop|remove|delete|drop|lose|kill|skip|turn off|switch off|disable|get rid of|take (?:out|off|away)|dont (?:want|need)|do not (?:want|need)|kein\w*|ohne|entfern\w*|sin|quita\w*)\b/;
const edge = /\b(?:start|beginning|intro|opening|end|ending|first|last|anfang|ende|principio|inicio|final)\b|\d/;
/** How Aura speaks of them. */
const ofMoves = /\bcamera\b|\bwhole window\b/i;
const softly = "(?:(?:or|and|then|ok|okay|yes|no|so|please|just|well|maybe|now) )*";
const itOff = new RegExp(
  `^${softly}(?:(?:take|turn|switch|leave) (?:it|that|this|them|both) (?:out|off|away)|(?:remove|drop|lose|delete|disable|kill|skip) (?:it|that|this|them|both)|without (?:it|that|them)?|off)\\b`,
);
const itBack = new RegExp(
  `^${softly}(?:actually )?(?:put|bring|get) (?:it|that|the (?:first|last|other)(?: one| zoom)?) back\\b`,
);
const oneMore = new RegExp(
  `^${softly}(?:also |same (?:for|with|at) )*(?:the (?:one|zoom|first|last|other)(?: one)? ?)?(?:at|in|near|by)? ?(?:the )?(?:very )?(?:start|beginning|end|ending)?(?: (?:same|too|as well|also))*$`,
);

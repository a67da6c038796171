import type { ThreadContext } from "../../context.ts";
import { DECLINED } from "../chat.ts";
import { type Understanding, understand } from "../understand.ts";
import { anyNoun, type Named, typeIn } from "./editNames.ts";

/** What a message takes back at its end: "make it square. hm, no, leave the shape". */

const hesitating =
  "(?:hm+|no|nope|nah|wait|actually|sorry|or|oh|well|but|nein|nee|warte|doch|oder|ach|espera|mejor|perd[oó]n|bueno)";
const asItIs =
  "(?: (?:as (?:it|that) (?:is|was)|alone|like (?:it|that) (?:is|was)|like that|unchanged|wie (?:es|er|sie) ist|so|como est[aá]|as[ií]))?";
const kept = `(?:leave|keep|don'?t (?:touch|change)|lass|behalte?|deja|mant[eé]n) (?:the |my |das |die |den |der |el |la )?(?:${anyNoun()})${asItIs}`;
const none = `(?:don'?t|do not|no) (?:(?<zoom>zoom)|(?<redact>blur|hide)|(?<crop>crop)|(?<caption>caption)|(?<speed>speed))(?: (?:it|that|in|up))*(?: (?:at all|anything|anywhere|after all))?`;
const all = `leave (?:it|that|this|everything)${asItIs}|never ?mind(?: (?:that|it))?|nvm|forget (?:it|that|all that|about it)|scratch that|don'?t(?: do (?:it|that))?|do nothing|lass es(?: so)?|vergiss es|egal|doch nicht|d[eé]jalo(?: as[ií])?|olv[ií]dalo`;
const ending = (said: string): RegExp =>
  new RegExp(
    `^(?<head>.{4,}?)[\\s,.;!?…–-]+(?:${hesitating}[\\s,.!…]+)+(?:just |rather |please )?(?:${said})(?: please)?[\\s.!]*$`,
    "iu",
  );
const [endsKept, endsWithout, endsAll] = [ending(kept), ending(none), ending(all)];

export function takenBackAtItsEnd(text: string, context: ThreadContext): Understanding | null {
  if (text.length > 200) return null;
  const groups = endsKept.exec(text)?.groups ?? endsWithout.exec(text)?.groups;
  const type = typeIn(groups);
  const head = groups?.head ?? endsAll.exec(text)?.groups?.head;
  const meant = head === undefined ? null : understand(head, context);
  if (meant?.kind !== "calls") return null;
  const left = type ? meant.calls.filter(({ tool }) => tool !== type) : [];
  if (left.length === meant.calls.length) return null;
  if (left.length > 0) return { kind: "calls", calls: left };
  return { kind: "say", why: "chat", text: type ? `All right, ${stays[type]}.` : DECLINED };
}

const stays: Record<Named, string> = {
  zoom: "I do not zoom there",
  redact: "I blur nothing there",
  caption: "the captions stay as they are",
  speed: "the speed stays as it is",
  crop: "the shape stays as it is",
  cursor_emphasis: "the cursor stays as it is",
};

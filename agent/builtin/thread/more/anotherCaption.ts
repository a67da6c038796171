import type { ThreadContext } from "../../../context.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { type Understanding, understand } from "../../understand.ts";
import { editsPlaced, isReadIn } from "../orders/namedEdits.ts";

/** 'and one when the code is accepted: "It works"', 'the same at the end but with "Out now"': one more caption, where the last edit is one. */
export function anotherCaption(text: string, context: ThreadContext): Understanding | null {
  const last = editsPlaced(context).at(-1)?.edit;
  const [quote, ...more] = [...text.matchAll(quotes)];
  const words = quote?.groups?.words?.trim();
  if (last?.type !== "caption" || !words || more.length > 0 || isReadIn(words, context) === "whole") return null;
  const beside = text.replace(quotes, " ").replace(/(?:[;,!?\s]|[:.](?!\d))+/gu, " ");
  const head = opening.exec(beside);
  if (!head) return null;
  const where = beside.slice(head[0].length).replace(leadingIn, " ").replace(besideIt, "$1 the caption").trim();
  if (where !== "" && !placing.test(where.replace(likeIt, "").trim())) return null;
  const isSame = head.groups?.same !== undefined || likeIt.test(beside);
  const length = isSame && !/\d|\bseconds?\b/u.test(where) ? ` for ${last.durationMs / 1000} seconds` : "";
  const meant = understand(`add a caption "${words}" ${where.replace(likeIt, " ")}${length}`, context);
  const [call, ...others] = meant.kind === "calls" ? meant.calls : [];
  if (meant.kind !== "calls" || call?.tool !== "caption" || others.length > 0) return null;
  const { position } = last;
  const alike: ToolCall = { ...call, input: { ...(position === "top" ? { position } : {}), ...call.input } };
  return { ...meant, calls: [alike] };
}

const quotes = /["“„«](?<words>[^"“”„«»]{1,300})["”“»]/gu;
const opening =
  /^ ?(?:(?:and|then|now|next|ok(?:ay)?|also|plus|please|yes|great|nice|good|can you|could you|put|add|make|do|give me|i want|we need|und|dann|jetzt|y|ahora|luego|pon) )*(?:(?:the|a|an|yet|in) )*(?:(?<same>same)(?: (?:style|thing|way|again))*(?: for (?:a|another|the)? ?(?:second|third|next|other)? ?(?:one)?)?|another|one|second(?: one)?|third(?: one)?|noch eine[nr]?|otr[oa])(?: (?:more|one|also|too|as well|again|caption|text|title))*(?= |$)/iu;
const leadingIn = /\b(?:but|with|saying|that says|it says|says|reading|called|text|and it|mit|con)\b/giu;
const besideIt = /\b((?:right |directly |just |shortly )?(?:after|before)) (?:it|that|this|that one)\b/iu;
/** "the same at the end", unlike "same video …" */
const placing =
  /^(?:$|\d|at|on|in|when|while|where|right|directly|just|before|after|over|for|from|near|during|there|once|until|as|to|bei|am|im|wenn|nach|al|en|cuando|despu[eé]s)(?!\p{L})/iu;
const likeIt = /\b(?:just |exactly )?like (?:it|that|this|that one|the first(?: one)?)\b/iu;

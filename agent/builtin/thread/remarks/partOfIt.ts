import type { ThreadContext } from "../../../context.ts";
import { elementOf } from "../../../resolve/things.ts";
import { isEdit } from "../../../tools/inputs.ts";
import { type Understanding, understand } from "../../understand.ts";
import { before, instead, justChanged } from "../lastChange.ts";

const verbs = { redact: "blur", zoom: "zoom on" } as const;
const name = "(?<part>[\\p{L}-]+(?: [\\p{L}-]+)?)(?: of it| please)*[\\s.!]*$";
const verb = "(?: (?:blur|hide|cover|zoom on|zoom to))?";
const notAll = "not (?:the )?(?:whole|entire|full) \\p{L}+|not (?:all|everything)(?: of it)?";
const forms: readonly RegExp[] = [
  `^(?:(?:no|oh|hm+|sorry|wait|${notAll})[\\s,.;]+)*(?:but )?(?:only|just|nur|solo)${verb} (?:its|his|her|their|su|seine?n?) ${name}`,
  `^(?:(?:no|oh|hm+|sorry|wait)[\\s,.;]+)*(?:${notAll})[\\s,.;]+(?:but )?(?:(?:only|just|nur|solo)${verb} )?(?:the|den|die|das|el|la) ${name}`,
].map((form) => new RegExp(form, "iu"));

/** "no, only its price", "not the whole card, just the price": of the one thing that was just covered or zoomed on. */
export function partOfIt(text: string, context: ThreadContext): Understanding | null {
  const part = forms.map((form) => form.exec(text)?.groups?.part).find(Boolean);
  const change = part === undefined ? null : justChanged(context, text);
  const [edit] = change?.added ?? [];
  if (!change || !edit || (edit.type !== "redact" && edit.type !== "zoom")) return null;
  const owners = change.added.map(({ anchor }) => elementOf(context, anchor ?? {})?.group ?? anchor?.element);
  const [owner] = owners;
  if (owner === undefined || owners.some((one) => one !== owner)) return null;
  const was = before(context, change);
  const meant = understand(`${verbs[edit.type]} the ${part} of ${owner}`, was);
  return meant.kind === "calls" && meant.calls.every(isEdit) ? instead(change, meant.calls) : null;
}

import type { ThreadContext } from "../../../context.ts";
import { type Understanding, understand } from "../../understand.ts";
import { read } from "../../words/read.ts";
import { justChanged, takenBack } from "../lastChange.ts";
import { editsNamed } from "../orders/namedEdits.ts";
import { ordered } from "../orders/orders.ts";
import { piecesOf, says } from "../orders/orderWords.ts";
import { hearRemark } from "./hearRemark.ts";
import { withoutProtest } from "./protest.ts";

/** "no, I meant the zoom, undo that": what was asked of "it" before, of the edit that is named, and what was done is taken back. */
export function meantEdit(text: string, context: ThreadContext): Understanding | null {
  const { against, rest } = withoutProtest(text);
  if (against !== "corrects" && against !== "protests") return null;
  const { of, words = "", rest: beside } = hearRemark(rest, context);
  const back = beside === "" ? null : understand(beside, context);
  if (of !== "part" || (back && (back.kind === "say" || back.calls.some(({ tool }) => tool !== "revert")))) return null;
  const change = justChanged(context, text);
  const was = change ? { ...context, currentVersion: change.previous.version, seenVersion: null } : context;
  const named = editsNamed(words, was);
  const isOther = named?.edits.every(({ edit }) => edit.type !== change?.added.at(-1)?.type);
  if (!named || named.asks || change?.added.length === 0) return null;
  if (!isOther) return change && takenBack(change);
  const asked = context.messages.findLast(({ role, content }) => role === "user" && content !== text)?.content ?? "";
  const it = piecesOf(read(asked, was), asked).find((one) => says(one, "it") && one.text === one.token.raw)?.token;
  const meant = it ? ordered(`${asked.slice(0, it.start)}${words}${asked.slice(it.end)}`, was) : null;
  const undone = change && takenBack(change);
  return meant?.kind === "calls" && undone
    ? { kind: "calls", calls: [...undone.calls, ...meant.calls] }
    : (meant ?? undone);
}

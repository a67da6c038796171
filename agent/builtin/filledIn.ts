import type { ThreadContext } from "../context.ts";
import { revertTarget } from "../resolve/history.ts";
import type { ToolCall } from "../tools/inputs.ts";
import { fillWish } from "./fill/fillWish.ts";
import { rangeIn } from "./fill/speed.ts";
import type { Intent } from "./grammar/row.ts";
import { isTogether } from "./granted.ts";
import { timedEditsOf } from "./rehearse.ts";
import type { FilledWish } from "./thread/newVideo.ts";
import type { Wish, Wishes } from "./wishes/wish.ts";
import { Reading } from "./words/reading.ts";

/** Each wish with what it comes to after those before it. */
export function filledIn(
  meant: readonly Wish[],
  said: readonly Wish[],
  { chatter, declined }: Pick<Wishes, "chatter" | "declined">,
  context: ThreadContext,
  text: string,
): FilledWish[] {
  const complaints = said.filter((wish) => !meant.includes(wish) && wish.reading.has("wrong"));
  const all: FilledWish[] = [];
  for (const wish of meant) {
    const asked = callsOf(all);
    const then = asked.length > 0 ? afterGoingBack(asked, context) : null;
    if (then) wish.reading = new Reading(wish.reading.clause, then, text);
    if (asked.length > 0 && isTogether(wish)) wish.reading.follow(timedEditsOf(context, asked));
    const thing = thingOf(asked);
    if (thing !== undefined) wish.reading.thingBefore = thing;
    const before = all.at(-1)?.wish;
    const part = before && ofParts.includes(before.row.intent) ? rangeIn(before.reading) : null;
    if (part) wish.reading.followPart(part);
    const filled = fillWish(wish, {
      chatter,
      complaints: complaints.map(({ reading }) => reading),
      speeds: meant.filter((one) => one !== wish && one.row.intent === "speed").map(({ reading }) => reading),
      declined: declined.map(({ row }) => row.intent),
      said: meant.map(({ reading }) => reading),
      kept: said.flatMap(({ row, reading }) => (row.intent === "leave" ? [reading] : [])),
    });
    all.push({ wish, filled });
  }
  return all;
}

/** What these wishes name is a part of the video: "it" after them may be that. */
const ofParts: readonly Intent[] = ["speed", "cut", "trim"];

const callsOf = (all: readonly FilledWish[]): ToolCall[] =>
  all.flatMap(({ filled }) => (filled.kind === "calls" ? filled.calls : []));

/** What the calls before were for, by its name. */
function thingOf(asked: readonly ToolCall[]): string | undefined {
  const last = asked.findLast(({ tool }) => tool === "zoom" || tool === "redact" || tool === "crop");
  return last && "target" in last.input ? last.input.target : undefined;
}

/** "undo that and cut the first 5 seconds": the thread as the rest of the message is said of it. */
function afterGoingBack(asked: readonly ToolCall[], context: ThreadContext): ThreadContext | null {
  const back = asked.findLast((call) => call.tool === "revert");
  const target = back && revertTarget(context, back.input.to);
  return target?.kind === "version" ? { ...context, currentVersion: target.version.version, seenVersion: null } : null;
}

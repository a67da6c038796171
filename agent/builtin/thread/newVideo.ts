import type { ThreadContext } from "../../context.ts";
import { isEdit, type ToolCall } from "../../tools/inputs.ts";
import type { Filled } from "../fill/filled.ts";
import type { Wish } from "../wishes/wish.ts";

/** A wish with what it comes to. */
export type FilledWish = { wish: Wish; filled: Filled };

const isRecording = ({ row }: Wish): boolean => row.intent === "record" || row.intent === "rerecord";

/** "record PR 12 and export it", answered once more when the video is there: what is left to do. */
export function withoutDone(wishes: Wish[], { run }: ThreadContext): Wish[] {
  const left = wishes.slice(wishes.findIndex(isRecording) + 1);
  return run?.isOfMessage && run.status === "completed" && left.length > 0 ? left : wishes;
}

/**
 * What is asked for after a recording is meant of its video. Edits alone beside one that is made again are made first, since it
 * takes them over; files and deliveries are named, and put off by their tools; all else waits unnamed, since nobody knows
 * yet what there will be to see. `waits`: something does.
 */
export function aroundRecording(
  all: readonly FilledWish[],
  needsVideo: (wish: Wish) => boolean,
): { now: FilledWish[]; waits: boolean } {
  const at = all.findIndex(({ wish }) => isRecording(wish));
  if (at < 0) return { now: [...all], waits: false };
  const isAgain = all[at]?.wish.row.intent === "rerecord";
  const later = all.slice(at).filter(({ wish }) => needsVideo(wish));
  const isCarried =
    isAgain && later.every(({ filled }) => callsOf(filled).length > 0 && callsOf(filled).every(isChange));
  const carried = isCarried ? later : [];
  const named = later.filter(({ filled }) => callsOf(filled).some((call) => !isChange(call)));
  const rest = all.slice(at).filter((one) => !later.includes(one) || named.includes(one));
  return { now: [...all.slice(0, at), ...carried, ...rest], waits: later.length > carried.length };
}

const callsOf = (filled: Filled): readonly ToolCall[] => (filled.kind === "calls" ? filled.calls : []);
const isChange = (call: ToolCall): boolean => isEdit(call) || call.tool === "remove_edit";

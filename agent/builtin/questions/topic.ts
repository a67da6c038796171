import type { ThreadContext } from "../../context.ts";
import type { EditView } from "../../resolve/view.ts";

/**
 * Questions about how things stand: about this video, its edits, its files and who has it. One row a topic, and the first that
 * fits answers from what is known of the thread; null where that does not hold an answer.
 */
export type Asked = {
  words: string;
  text: string;
  /** All that was said, as plain words. */
  message: string;
  context: ThreadContext;
  /** The length after the edits of the same message. */
  nowMs?: number | undefined;
};
export type Topic = {
  about: RegExp;
  /** What the same words mean otherwise. */
  not?: RegExp;
  tell: (asked: Asked, view: EditView) => string | null;
  /** It can be told before there is a video. */
  isEarly?: boolean;
};

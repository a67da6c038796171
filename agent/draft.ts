import { presentable } from "./presentable.ts";

/** What some models say that a text is: a remark between calls, or the answer. */
export type Phase = "commentary" | "final" | undefined;

/** A reply while it is being written. */
export type Draft = {
  /** A text of the model begins. */
  begin(phase: Phase): void;
  add(delta: string): void;
  /** The model calls a tool: what it wrote in this step was no reply. */
  call(): void;
  endStep(): void;
};

/** Where a sentence ends and another begins. */
const SENTENCE_END = /[.!?:…]\**\s+\S/;

/**
 * Decides what of a growing text is shown: whole words, and only what will most likely be the reply. Before the first
 * call a model likes to say in one sentence what it is about to do; that sentence is not shown until another follows. What
 * turns out to be no reply is taken back at once (`show("")`).
 */
export function openDraft(show: (text: string) => void): Draft {
  let hasCalled = false;
  let isCalling = false;
  let phase: Phase;
  let text = "";
  let shown = "";

  const tell = (next: string): void => {
    if (next === shown) return;
    shown = next;
    show(next);
  };
  const isReply = (): boolean => hasCalled || phase === "final" || SENTENCE_END.test(text);

  return {
    begin: (given) => {
      phase = given;
    },
    add: (delta) => {
      if (isCalling || phase === "commentary") return;
      text += delta;
      if (isReply()) tell(presentable(wholeWords(text)));
    },
    call: () => {
      isCalling = true;
      hasCalled = true;
      text = "";
      tell("");
    },
    endStep: () => {
      isCalling = false;
      text = "";
    },
  };
}

/** Without the last word, which may go on, and without a mark that has not been closed. */
function wholeWords(text: string): string {
  const words = text.replace(/\S+$/, "").trimEnd();
  const isBoldOpen = words.split("**").length % 2 === 0;
  return isBoldOpen ? words.slice(0, words.lastIndexOf("**")).trimEnd() : words;
}

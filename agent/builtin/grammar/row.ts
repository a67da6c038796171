import { listsOf } from "../../words.ts";

/**
 * What people ask for, a row an intent; the first row that fits a clause is its meaning. A pattern is a list of terms that
 * must all be there, in any order: `zoom` a concept of lexicon.ts, `a|b` either, `!a` not there, `=word` that very word,
 * `#slot` a thing that the words come to (below). A clause that says "not" fits only rows that name `not` or `noneOf`
 * themselves; otherwise it is a wish declined.
 */
export type Intent =
  | "preferences"
  | "list_digests"
  | "cancel_digest"
  | "schedule_digest"
  | "rerecord"
  | "record"
  | "record_what"
  | "cancel"
  | "status"
  | "review_reject"
  | "review_withdraw"
  | "review_approve"
  | "review_soft"
  | "remove_edit"
  | "redo"
  | "revert"
  | "show_video"
  | "share"
  | "share_what"
  | "export"
  | "bad_format"
  | "caption"
  | "redact"
  | "cursor_emphasis"
  | "crop"
  | "zoom"
  | "zoom_out"
  | "unsupported"
  | "style_preset"
  | "split"
  | "lengthen"
  | "shorten"
  | "trim"
  | "cut"
  | "speed"
  | "cut_what"
  | "leave";

/** "zoom crop cut": a list of intents. */
export const intents = listsOf<Intent>();

export type Row = {
  intent: Intent;
  says: readonly string[];
  /** Later clauses of these intents, said without a verb of their own, are details of this one. */
  absorbs?: readonly Intent[];
  /** "zoom on A and B": a clause with nothing but another object repeats the wish for it. */
  repeats?: "element" | "span" | "address";
  /** A clause without any meaning of its own still belongs to this one (names, reasons, wording). */
  takesAnything?: true;
  /** May be no more than a remark: "you can read the email, cover it" wants one thing. */
  remark?: true;
  /** Only where no wish stands before it, whose detail it would be. */
  weak?: true;
};

export const anyEdit = "!zoom !shorten !crop !redact !caption !style !faster !slower !cursor";

/** Wishes beside that for a recording are about the video that is to be made, not about the one that is seen. */
export const aboutRecording = intents(
  "shorten zoom style_preset cursor_emphasis crop speed record_what lengthen export cut cut_what trim split caption redact",
);

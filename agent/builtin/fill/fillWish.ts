import { isBeingRecorded } from "../../context.ts";
import type { Intent } from "../grammar/row.ts";
import { lackingAnswer, lackingBeside } from "../lacking.ts";
import type { Wish } from "../wishes/wish.ts";
import type { Reading } from "../words/reading.ts";
import { fillCaption } from "./caption.ts";
import { fillCrop } from "./crop.ts";
import { fillDigest } from "./digest.ts";
import { fillBadFormat, fillExport } from "./export.ts";
import { ask, calls, type Filled, tell } from "./filled.ts";
import { fillRemoveEdit, fillRemoveIt } from "./history.ts";
import { fillCursor, fillStyle } from "./look.ts";
import { fillCut, fillTrim } from "./parts.ts";
import { fillCancelDigest, fillPreferences } from "./preferences.ts";
import { askWhat, fillRecord, fillRerecord } from "./record.ts";
import { fillRedact } from "./redact.ts";
import { fillRedo, fillRevert } from "./revert.ts";
import { fillPraise, fillReview, fillWithdrawal } from "./review.ts";
import { fillShare } from "./share.ts";
import { fillShorten, tellsLengthOnly } from "./shorten.ts";
import { fillSpeed } from "./speed.ts";
import { fillSplit } from "./split.ts";
import { fillLonger, fillZoom, fillZoomOut } from "./zoom.ts";

/** What was said beside a wish. */
export type Around = {
  chatter: readonly Reading[];
  complaints: readonly Reading[];
  speeds: readonly Reading[];
  said: readonly Reading[];
  /** "no cuts": how it is not to be done. */
  declined: readonly Intent[];
  /** "but keep the caption": what stays as it is. */
  kept: readonly Reading[];
};

/** A wish as calls, or the question for what is missing; what is lacking to do all of it is told beside. */
export function fillWish(wish: Wish, around: Around): Filled {
  const filled = filledBy(wish, around);
  const lacks = ofPicture.includes(wish.row.intent) ? lackingBeside(wish.reading) : null;
  return filled.kind === "calls" && lacks !== null && !filled.beside ? { ...filled, beside: lacks } : filled;
}
const isOfCuts = (intent: Intent): boolean => intent === "cut" || intent === "cut_what" || intent === "trim";
const ofPicture: readonly Intent[] = ["caption", "crop", "style_preset"];

function filledBy({ row, reading }: Wish, around: Around): Filled {
  switch (row.intent) {
    case "leave":
      return ask("Fine, that stays. What should I change instead?");
    case "preferences":
      return fillPreferences(reading);
    case "list_digests":
      return calls({ tool: "list_digests", input: {} });
    case "cancel_digest":
      return fillCancelDigest(reading);
    case "schedule_digest":
      return fillDigest(reading);
    case "rerecord":
      return fillRerecord(reading);
    case "record":
      return fillRecord(reading);
    case "record_what":
      return askWhat(reading);
    case "cancel":
      // "stop, go back": by itself and before more, it is no order.
      if (around.said.length > 1 && reading.all("word").length === 1 && !isBeingRecorded(reading.context))
        return calls();
      return calls({ tool: "cancel", input: {} });
    case "status":
      return calls({ tool: "status", input: {} });
    case "review_withdraw":
      return fillWithdrawal(reading);
    case "review_reject":
      return fillReview("rejected", noteOf(reading, around));
    case "review_approve":
      return fillReview("approved", null);
    case "review_soft":
      return fillPraise(around.chatter);
    case "remove_edit":
      return withExport(fillRemoveEdit(reading, around.said.length > 1), reading);
    case "zoom_out":
      return fillZoomOut(reading);
    case "redo":
      return fillRedo(reading);
    case "show_video":
      return calls({ tool: "show_video", input: { pr: reading.first("pr")?.number ?? 0 } });
    case "revert":
      return fillRevert(reading, around.kept);
    case "share":
      return fillShare(reading);
    case "share_what":
      return fillShare(reading);
    case "export":
      return fillExport(reading, around.chatter);
    case "bad_format":
      return fillBadFormat(reading);
    case "caption":
      return fillCaption(reading);
    case "redact":
      return fillRedact(reading);
    case "cursor_emphasis":
      return fillCursor(reading);
    case "crop":
      return fillCrop(reading);
    case "zoom":
      return fillZoom(reading);
    case "style_preset":
      return fillStyle(reading);
    case "split":
      return fillSplit(reading);
    case "shorten":
      return around.said.length > 1 && tellsLengthOnly(reading)
        ? calls()
        : fillShorten(reading, around.declined.some(isOfCuts));
    case "speed":
      return fillSpeed(reading, around.speeds);
    case "trim":
      return fillTrim(reading);
    case "cut_what":
      return fillRemoveIt(reading) ?? fillCut(reading);
    case "cut":
      return fillCut(reading);
    case "lengthen":
      return (
        fillLonger(reading) ??
        lengthNamed(reading) ??
        ask(
          "I cannot make more of it than was recorded, but I can play it slower. Shall I play all of it at **0.75×**?",
          { tool: "speed", say: "play everything at" },
        )
      );
    case "unsupported":
      // Beside other wishes it is told, and holds nothing up.
      return around.said.length > 1 ? tell(lackingBeside(reading) ?? "") : ask(lackingAnswer(reading));
  }
}

/** "it should last about 12 seconds", of a video that is longer. */
function lengthNamed(reading: Reading): Filled | null {
  const duration = reading.time("duration");
  const isOfAll = duration !== undefined && duration.how !== "by" && !reading.has("longerWord", "caption", "zoom");
  if (!isOfAll || duration.ms >= reading.lengthMs || duration.ms < reading.lengthMs / 8) return null;
  return calls({ tool: "shorten", input: { targetMs: duration.ms } });
}

/** "export it without the caption". */
function withExport(filled: Filled, reading: Reading): Filled {
  const file = reading.has("exportVerb") ? fillExport(reading) : null;
  return file?.kind === "calls" && filled.kind === "calls" ? calls(...filled.calls, ...file.calls) : filled;
}

/** The reason beside a rejection. */
function noteOf(reading: Reading, { chatter, complaints }: Around): string | null {
  const words = [...[...chatter, ...complaints].map((one) => one.source), reading.source].map((text) =>
    text
      .replace(/\b(?:i |we )?(?:reject(?:ed)?(?: this| it)?|not approved|thumbs down)\b/gi, "")
      .replace(/^[\s,.;:!-]+|[\s,.;:!-]+$/g, ""),
  );
  const note = words.filter((text) => text.length > 3).join(", ");
  return note === "" ? null : note;
}

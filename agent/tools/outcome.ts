import type { TimeMap } from "../../convex/model/timeMap.ts";
import type { Offer } from "../resolve/offers.ts";
import { set } from "../words.ts";

/** The video's length before and after a call, and the draft's time map, so that a reply can say when things are seen. */
export type VideoState = {
  wasMs: number;
  nowMs: number;
  timeline: TimeMap;
  /** All edits of the message together leave the version as it is: none is made. */
  isAsBefore?: true;
};

/**
 * What a tool call came to. `message` is one sentence for the person, or (of an edit) a phrase without a full stop.
 * A question and a refusal changed nothing.
 */
export type Outcome =
  | {
      kind: "edited";
      message: string;
      atTakeMs?: number;
      when?: "at" | "from" | "to";
      note?: string;
      video: VideoState;
    }
  /** `undoes`: nothing but the last edit was taken back. */
  | { kind: "went_back"; message: string; undoes?: true; note?: string; video: VideoState }
  /** `starts`: "today at 18:00", when it is for later. */
  | { kind: "recording"; message: string; starts?: string }
  | { kind: "exporting"; message: string; format: "mp4" | "gif"; note?: string }
  | { kind: "told"; message: string }
  | { kind: "done"; message: string }
  | { kind: "unavailable"; message: string }
  | { kind: "refused"; code: string; message: string }
  /** `offers`: what it names to choose from. */
  | { kind: "question"; message: string; offers?: Offer[] }
  /** Understood, and waiting for a member's yes. */
  | { kind: "confirm"; message: string };

export const refused = (code: string, message: string): Extract<Outcome, { kind: "refused" }> => ({
  kind: "refused",
  code,
  message,
});
export const question = (message: string, offers?: Offer[]): Extract<Outcome, { kind: "question" }> => ({
  ...{ kind: "question", message },
  ...(offers ? { offers } : {}),
});

export const changedSomething = (outcome: Outcome): boolean =>
  set("edited went_back recording exporting done").has(outcome.kind);

/** What can be wrong with a finished video. */
export type FindingKind =
  | "blank_lead_in"
  | "frozen"
  | "wrong_picture"
  | "cursor_jump"
  | "small_text"
  | "audio"
  | "duration"
  | "size"
  | "undecodable";

export type Finding = {
  kind: FindingKind;
  /** Where in the video, where it is a place. Output milliseconds. */
  startMs?: number;
  endMs?: number;
  /** One sentence for the person in the thread. */
  message: string;
  /** What was done about it; absent when it is still there. */
  repair?: "trimmed" | "rendered_again";
};

/** 100 is a video with nothing to say about it. */
export type Quality = { score: number; findings: Finding[] };

/** How much a defect that is still there costs. */
const weights: Record<FindingKind, number> = {
  undecodable: 60,
  duration: 40,
  wrong_picture: 40,
  frozen: 30,
  size: 30,
  blank_lead_in: 20,
  audio: 20,
  small_text: 10,
  cursor_jump: 10,
};

/** Each kind counts once: ten places with small text are not ten times as bad. */
export function qualityOf(findings: readonly Finding[]): Quality {
  const left = new Set(findings.filter(({ repair }) => repair === undefined).map(({ kind }) => kind));
  const cost = [...left].reduce((sum, kind) => sum + weights[kind], 0);
  return { score: Math.max(0, 100 - cost), findings: [...findings] };
}

/** Defects that a render from nothing may well mend: what was encoded is not what was drawn. */
export const isBroken = ({ kind }: Finding): boolean =>
  kind === "undecodable" || kind === "wrong_picture" || kind === "frozen" || kind === "duration" || kind === "size";

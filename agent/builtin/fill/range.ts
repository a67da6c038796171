/** A stretch of the version that the person saw. */
export type Range = { startMs: number; endMs: number };

/** The same in whole milliseconds. */
export const round = ({ startMs, endMs }: Range): Range => ({ startMs: Math.round(startMs), endMs: Math.round(endMs) });

/** What long work says of itself: a stage in plain words, and how much of that stage is done (null when nobody knows). */
export type Progress = { stage: string; fraction: number | null };
export type OnProgress = (progress: Progress) => void;

/** What a person is told: the stage, the whole in percent, and how long is still to go. */
export type OverallProgress = { stage: string; percent: number; etaMs: number | null };

/**
 * Turns the stages' own fractions into one figure that never goes back. `shares` says how much of the whole time each stage
 * usually takes; a stage that is not in the table leaves the figure where it is.
 */
export function overall(
  shares: Readonly<Record<string, number>>,
  report: (progress: OverallProgress) => void,
  now: () => number = Date.now,
): OnProgress {
  const names = Object.keys(shares);
  const total = names.reduce((sum, name) => sum + (shares[name] ?? 0), 0);
  const startedAt = now();
  let reached = 0;
  return ({ stage, fraction }) => {
    const at = names.indexOf(stage);
    if (at >= 0) {
      const before = names.slice(0, at).reduce((sum, name) => sum + (shares[name] ?? 0), 0);
      reached = Math.max(reached, (before + (shares[stage] ?? 0) * (fraction ?? 0)) / total);
    }
    const elapsedMs = now() - startedAt;
    // Below a tenth an estimate by proportion jumps about more than it tells.
    const etaMs = reached > 0.1 ? Math.round((elapsedMs / reached) * (1 - reached)) : null;
    report({ stage, percent: Math.min(99, Math.round(reached * 100)), etaMs });
  };
}

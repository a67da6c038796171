/** What a file of some scale (1 = as asked) weighs. */
export type Attempt = { scale: number; sizeBytes: number };

/** A file that uses at least this share of the cap uses it well. */
export const wellUsed = 0.86;
const aimedShare = 0.95;
const mostAttempts = 7;

/**
 * The scale to try next, or null when the best so far is good enough or nothing fits. Sizes grow about as a power of the scale;
 * the power is fitted from what was tried, `growth` is the guess before that. `made` holds the attempts, oldest first.
 */
export function nextScale(
  made: readonly Attempt[],
  capBytes: number,
  { smallest, growth }: { smallest: number; growth: number },
): number | null {
  const best = bestOf(made, capBytes);
  if (best && (best.scale >= 1 || best.sizeBytes >= wellUsed * capBytes || made.length >= mostAttempts)) return null;
  const tooLarge = made
    .filter(({ sizeBytes }) => sizeBytes > capBytes)
    .reduce<Attempt | null>((least, each) => (least && least.scale <= each.scale ? least : each), null);
  if (tooLarge && tooLarge.scale <= smallest) return null;
  const from = best ?? tooLarge;
  if (!from) return 1;
  const upper = tooLarge ? tooLarge.scale * 0.985 : 1;
  const lower = best ? best.scale * 1.015 : smallest;
  if (upper <= lower) return best ? null : smallest;
  return Math.min(upper, Math.max(lower, scaleFor(capBytes, from, powerOf(made) ?? growth)));
}

/** The scale at which a file would weigh a little less than the cap. */
export const scaleFor = (capBytes: number, { scale, sizeBytes }: Attempt, power: number): number =>
  scale * ((aimedShare * capBytes) / sizeBytes) ** (1 / power);

/** The largest that fits. */
export const bestOf = (made: readonly Attempt[], capBytes: number): Attempt | null =>
  made
    .filter(({ sizeBytes }) => sizeBytes <= capBytes)
    .reduce<Attempt | null>((most, each) => (most && most.scale >= each.scale ? most : each), null);

/** How steeply size grows with scale between the last two attempts. */
export function powerOf(made: readonly Attempt[]): number | null {
  const [one, other] = made.slice(-2);
  if (!one || !other || one.scale === other.scale) return null;
  const power = Math.log(other.sizeBytes / one.sizeBytes) / Math.log(other.scale / one.scale);
  return Number.isFinite(power) ? Math.min(3, Math.max(0.7, power)) : null;
}

/** What an attempt at an export costs and gives: made smaller until it fits under a cap. */
export type Attempt = { scale: number; sizeBytes: number };

/** A file that uses at least this share of the cap uses it well. */
export const wellUsed = 0.86;
const aimedShare = 0.955;
const mostAttempts = 7;

/**
 * The scale (1 = as asked) to try next, or null when the best so far is good enough. Sizes grow about as a power of the scale;
 * the power is fitted from what was tried. `measured` holds finished attempts, oldest first.
 */
export function nextScale(
  measured: readonly Attempt[],
  capBytes: number,
  { smallest, growth }: { smallest: number; growth: number },
): number | null {
  const last = measured.at(-1);
  if (!last) return 1;
  const fitting = measured.filter(({ sizeBytes }) => sizeBytes <= capBytes);
  const best = fitting.reduce<Attempt | null>((most, each) => (most && most.scale >= each.scale ? most : each), null);
  if (best && (best.scale >= 1 || best.sizeBytes >= wellUsed * capBytes)) return null;
  if (measured.length >= mostAttempts && best) return null;
  const tooLarge = measured
    .filter(({ sizeBytes }) => sizeBytes > capBytes)
    .reduce<Attempt | null>((least, each) => (least && least.scale <= each.scale ? least : each), null);
  const power = powerOf(measured) ?? growth;
  const from = best ?? tooLarge ?? last;
  const wanted = from.scale * ((aimedShare * capBytes) / from.sizeBytes) ** (1 / power);
  const upper = tooLarge ? tooLarge.scale * 0.985 : 1;
  const lower = best ? best.scale * 1.015 : smallest;
  if (upper <= lower) return best || (tooLarge && tooLarge.scale <= smallest) ? null : smallest;
  return Math.min(upper, Math.max(lower, wanted));
}

function powerOf(measured: readonly Attempt[]): number | null {
  const [one, other] = measured.slice(-2);
  if (!one || !other || one.scale === other.scale) return null;
  const power = Math.log(other.sizeBytes / one.sizeBytes) / Math.log(other.scale / one.scale);
  return Number.isFinite(power) ? Math.min(3, Math.max(0.7, power)) : null;
}

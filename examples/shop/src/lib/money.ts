/** 12900 → "€129", -4770 → "−€47.70". Cents are shown only when there are any. */
export function money(cents: number): string {
  const euros = Math.abs(cents) / 100;
  return `${cents < 0 ? "−" : ""}€${cents % 100 === 0 ? euros.toLocaleString("en-US") : euros.toFixed(2)}`;
}

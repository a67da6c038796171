const format = new Intl.NumberFormat("en-US", { style: "currency", currency: "EUR", minimumFractionDigits: 0 });

/** 12900 → "€129". Cents are shown only when there are any. */
export function money(cents: number): string {
  return cents % 100 === 0
    ? format.format(cents / 100)
    : `${cents < 0 ? "-" : ""}€${(Math.abs(cents) / 100).toFixed(2)}`;
}

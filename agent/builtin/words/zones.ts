import { fold } from "../../words.ts";

const zones: readonly [RegExp, string][] = [
  [/\b(utc|gmt|zulu)\b/, "UTC"],
  [/new york|\b(est|edt|eastern)\b/, "America/New_York"],
  [/chicago|\b(cst|cdt|central time)\b/, "America/Chicago"],
  [/denver|\b(mst|mdt|mountain time)\b/, "America/Denver"],
  [/los angeles|san francisco|california|\b(pst|pdt|pacific)\b/, "America/Los_Angeles"],
  [/london|\b(bst|uk time)\b/, "Europe/London"],
  [/berlin|\b(cet|cest|german time)\b/, "Europe/Berlin"],
  [/madrid/, "Europe/Madrid"],
  [/paris/, "Europe/Paris"],
  [/tokyo|\bjst\b/, "Asia/Tokyo"],
  [/sydney|\baest\b/, "Australia/Sydney"],
  [/india|\bist\b|mumbai|delhi/, "Asia/Kolkata"],
  [/singapore/, "Asia/Singapore"],
  [/sao paulo|\bbrt\b/, "America/Sao_Paulo"],
];

/** The time zone that was named: an IANA name, a city, an abbreviation. */
export function zoneIn(source: string): string | undefined {
  const iana = /\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific)\/[A-Za-z_]+(?:\/[A-Za-z_]+)?\b/.exec(
    source,
  )?.[0];
  if (iana && Intl.supportedValuesOf("timeZone").includes(iana)) return iana;
  const text = fold(source);
  return zones.find(([pattern]) => pattern.test(text))?.[1];
}

export const joinSegments = (segments: readonly string[]): string => `/${segments.filter(Boolean).join("/")}`;

/**
 * One part of a path of files as a part of an address: "[id]" → ":id", "[...rest]" → ":rest*", "[[id]]" → ":id?",
 * "[[...rest]]" → ":rest*?"; "(group)" and "@slot" are no part of an address.
 */
export function segmentOf(name: string): string {
  if (/^\(.*\)$/.test(name) || name.startsWith("@")) return "";
  const dynamic = /^(\[{1,2})(\.{3})?([\w-]+)(?:=\w+)?\]{1,2}$/.exec(name);
  if (dynamic) return `:${dynamic[3]}${dynamic[2] ? "*" : ""}${dynamic[1] === "[[" ? "?" : ""}`;
  return name.replace(
    /\[{1,2}(\.{3})?([\w-]+)(?:=\w+)?\]{1,2}/g,
    (_, rest: string | undefined, word: string) => `:${word}${rest ? "*" : ""}`,
  );
}

export const routeOfPath = (path: string): string => joinSegments(path.split("/").map(segmentOf));

/** A part that may be missing makes two addresses: one without it and one with it. */
export function withAndWithout(route: string): string[] {
  const parts = route.split("/").filter(Boolean);
  const index = parts.findIndex((part) => part.startsWith(":") && part.endsWith("?"));
  if (index < 0) return [joinSegments(parts)];
  const present = parts.with(index, (parts[index] ?? "").slice(0, -1));
  return [...withAndWithout(joinSegments(parts.toSpliced(index, 1))), ...withAndWithout(joinSegments(present))];
}

export const withoutExtension = (path: string): string => path.replace(/\.[^./]+$/, "");

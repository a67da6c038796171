/** Text from outside, on one line, without marks, and not too long for a reply. */
export function plain(text: string): string {
  const line = text.replaceAll(/[\s*_`<>[\]]+/g, " ").trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

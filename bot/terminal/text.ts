import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters, styleText } from "node:util";

export type Style = { isColored: boolean; columns: number; cwd: string; hasLinks: boolean };

/** Titles and names come from pull requests: nothing of them may steer the terminal. */
export const harmless = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  stripVTControlCharacters(text).replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, " ");

type Format = Parameters<typeof styleText>[0];

export const styled = (style: Style, format: Format, text: string): string =>
  style.isColored ? styleText(format, text, { validateStream: false }) : text;

/** **bold** and `code` become what the terminal can show. */
export const marked = (style: Style, text: string): string =>
  text
    .replace(/\*\*(.+?)\*\*/g, (_, bold: string) => styled(style, "bold", bold))
    .replace(/`([^`\n]+)`/g, (_, code: string) => styled(style, "cyan", code));

/** Words broken at the terminal's width; every line but the first begins with the indent. */
export function wrapped(text: string, columns: number, indent: string): string {
  const room = columns - indent.length;
  if (room < 20) return text.replaceAll("\n", `\n${indent}`);
  const lines = text.split("\n").flatMap((paragraph) => wrapParagraph(paragraph, room));
  return lines.join(`\n${indent}`);
}

function wrapParagraph(paragraph: string, room: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    // Markers take no room once they are styled.
    const lengthOf = (part: string) => part.replaceAll("**", "").length;
    if (line !== "" && lengthOf(line) + 1 + lengthOf(word) > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A path as one would type it here, and as a link where the terminal has links. */
export function path(style: Style, filePath: string): string {
  const fromHere = relative(style.cwd, filePath);
  const shown = fromHere.startsWith("..") ? filePath : fromHere;
  const colored = styled(style, "cyan", shown);
  return style.hasLinks ? `\u001b]8;;${pathToFileURL(filePath)}\u001b\\${colored}\u001b]8;;\u001b\\` : colored;
}

const BAR_CELLS = 24;

/** "━━━━━━╌╌╌╌╌╌"; nobody knows how much: no bar. */
export function bar(style: Style, percent: number | null): string {
  if (percent === null) return "";
  const done = Math.round((Math.min(100, Math.max(0, percent)) / 100) * BAR_CELLS);
  return styled(style, "cyan", "━".repeat(done)) + styled(style, "dim", "╌".repeat(BAR_CELLS - done));
}

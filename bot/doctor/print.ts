import { styleText } from "node:util";
import type { Examination, Finding } from "./finding.ts";

type Style = Parameters<typeof styleText>[0];

const marks: Record<Finding["state"], { text: string; style: Style }> = {
  ok: { text: "✓", style: "green" },
  off: { text: "–", style: "gray" },
  warning: { text: "!", style: "yellow" },
  broken: { text: "✗", style: "red" },
};

/** The examination as aligned text; `columns` is the width to wrap at, `isColored` whether styles are used. */
export function describe(
  examination: Examination,
  { isColored, columns }: { isColored: boolean; columns: number },
): string {
  const paint = (style: Style, text: string) => (isColored ? styleText(style, text, { validateStream: false }) : text);
  const names = examination.sections.flatMap(({ findings }) => findings.map(({ name }) => name.length));
  const nameWidth = Math.max(...names);
  const indent = " ".repeat(nameWidth + 6);
  const wrapped = (text: string) => wrap(text, Math.max(30, columns - indent.length - 2));

  const finding = ({ name, state, inUse, path, why, help }: Finding): string[] => {
    const mark = marks[state];
    const head = `  ${paint(mark.style, mark.text)} ${name.padEnd(nameWidth)}  ${state === "off" ? paint("gray", inUse) : inUse}`;
    const details = [path, why].filter((text) => text !== undefined).flatMap(wrapped);
    const advice = help ? wrapped(help) : [];
    return [
      head,
      ...details.map((line) => `${indent}${paint("gray", line)}`),
      ...advice.map(
        (line, index) => `${indent}${paint(state === "off" ? "gray" : "bold", `${index === 0 ? "→" : " "} ${line}`)}`,
      ),
    ];
  };

  const sections = examination.sections.flatMap(({ title, findings }) => [
    paint("bold", title),
    ...findings.flatMap(finding),
    "",
  ]);
  return [...sections, conclusion(examination, paint)].join("\n");
}

function conclusion({ isReady, sections }: Examination, paint: (style: Style, text: string) => string): string {
  if (isReady) return paint("green", "Ready. Start with: npm start");
  const broken = sections.flatMap(({ findings }) => findings).filter(({ state }) => state === "broken");
  const things = broken.length === 1 ? "one thing" : `${broken.length} things`;
  return paint("red", `Not ready: mend ${things} first (${broken.map(({ name }) => name).join(", ")}).`);
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

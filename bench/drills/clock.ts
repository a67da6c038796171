import { createInterface } from "node:readline";

/**
 * Lets whoever started this process set its clock, by a line "clock MILLISECONDS" (from the real time) on its standard input.
 * `onLine` gets every other line, `onEnd` the end of the input.
 */
export function obeyInput({ onLine, onEnd }: { onLine?: (line: string) => void; onEnd?: () => void }): void {
  const realNow = Date.now.bind(Date);
  let offsetMs = 0;
  Date.now = () => realNow() + offsetMs;
  const input = createInterface({ input: process.stdin });
  input.on("line", (line) => {
    const [, jump] = /^clock (-?\d+)$/.exec(line) ?? [];
    if (jump === undefined) onLine?.(line);
    else offsetMs = Number(jump);
  });
  input.on("close", () => onEnd?.());
}

import { clearScreenDown, cursorTo, type Interface, moveCursor } from "node:readline";
import type { Interface as PromisesInterface } from "node:readline/promises";
import type { Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";

/** Where the conversation is printed. Status lines stay below it, above the prompt, and are rewritten in place. */
export type Screen = {
  print(text: string): void;
  setStatus(lines: readonly string[]): void;
  /** From now on the prompt of this interface is kept below everything. */
  attachPrompt(prompt: Interface | PromisesInterface | null): void;
};

/** Lines, one after the other: for pipes, files and CI. */
export function plainScreen(output: Writable): Screen {
  return {
    print: (text) => void output.write(`${text}\n`),
    setStatus: () => undefined,
    attachPrompt: () => undefined,
  };
}

/** A terminal that can be written over. */
export function liveScreen(output: Writable & { columns?: number }): Screen {
  let status: readonly string[] = [];
  let prompt: Interface | PromisesInterface | null = null;

  const erase = (): void => {
    // The cursor stands in the prompt's row that is being typed in, or just below the status.
    const rowsAbove = status.length + (prompt?.getCursorPos().rows ?? 0);
    cursorTo(output, 0);
    if (rowsAbove > 0) moveCursor(output, 0, -rowsAbove);
    clearScreenDown(output);
  };

  const draw = (): void => {
    const columns = output.columns || 80;
    for (const line of status) output.write(`${cut(line, columns - 1)}\n`);
    if (!prompt) return;
    // readline first goes up by the rows that it drew last time: give it those rows.
    output.write("\n".repeat(rowsDrawnBy(prompt)));
    prompt.prompt(true);
  };

  return {
    print: (text) => {
      erase();
      output.write(`${text}\n`);
      draw();
    },
    setStatus: (lines) => {
      if (lines.join("\n") === status.join("\n")) return;
      erase();
      status = lines;
      draw();
    },
    attachPrompt: (next) => {
      prompt = next;
    },
  };
}

/** readline's own count, which lags behind the cursor while a pasted text wraps; it is not in the types. */
function rowsDrawnBy(prompt: Interface | PromisesInterface): number {
  const rows = "prevRows" in prompt ? prompt.prevRows : 0;
  return typeof rows === "number" ? rows : 0;
}

/** A status line must not wrap: the rows are counted. Colours go when it has to be cut. */
function cut(line: string, columns: number): string {
  const plain = stripVTControlCharacters(line);
  return plain.length <= columns ? line : plain.slice(0, Math.max(0, columns));
}

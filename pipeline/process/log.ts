import { createWriteStream, type WriteStream } from "node:fs";
import { stripVTControlCharacters } from "node:util";

/** What a program printed: the last lines in memory, all of them in a file when one is given. */
export type ProcessLog = {
  append(chunk: string): void;
  /** The last lines that say something, oldest first. */
  last(count: number): string[];
  lines(): readonly string[];
  close(): void;
};

export function openLog({
  keptLines = 400,
  file,
  onLine,
}: {
  keptLines?: number;
  file?: string;
  onLine?: (line: string) => void;
} = {}): ProcessLog {
  const kept: string[] = [];
  let open = "";
  let stream: WriteStream | null = file === undefined ? null : createWriteStream(file, { flags: "a" });
  // A full disk must not take the program down with it.
  stream?.on("error", () => {
    stream = null;
  });

  const keep = (line: string): void => {
    const plain = stripVTControlCharacters(line).trimEnd();
    kept.push(plain);
    if (kept.length > keptLines) kept.shift();
    onLine?.(plain);
  };

  return {
    append(chunk) {
      stream?.write(chunk);
      const parts = (open + chunk).split(/\r?\n|\r/);
      open = (parts.pop() ?? "").slice(-10_000);
      for (const line of parts) keep(line);
    },
    last: (count) => [...kept, stripVTControlCharacters(open)].filter((line) => line.trim() !== "").slice(-count),
    lines: () => kept,
    close() {
      stream?.end();
      stream = null;
    },
  };
}

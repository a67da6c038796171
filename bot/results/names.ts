import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const claimsSchema = z.record(z.string(), z.string());

/** Which name each result has in a folder. A name once given stays with its owner, across restarts. */
export type NameClaims = {
  /** The owner's name, else the first candidate that nobody has; numbered on when all are taken. */
  claim(ownerId: string, candidates: readonly string[]): string;
};

export function openNames(folder: string): NameClaims {
  const file = join(folder, ".names.json");
  const names = readClaims(file);
  return {
    claim: (ownerId, candidates) => {
      const own = names[ownerId];
      if (own !== undefined) return own;
      const taken = new Set(Object.values(names));
      const name = candidates.find((one) => !taken.has(one)) ?? numbered(candidates.at(-1) ?? ownerId, taken);
      names[ownerId] = name;
      writeFileSync(`${file}.new`, JSON.stringify(names, null, 1));
      renameSync(`${file}.new`, file);
      return name;
    },
  };
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  for (let number = 2; ; number++) {
    const candidate = `${stem}-${number}${ending}`;
    if (!taken.has(candidate)) return candidate;
  }
}

function readClaims(file: string): Record<string, string> {
  try {
    return claimsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}

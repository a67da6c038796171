import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { asyncSyscalls, jsSyscalls, refusedSyscalls, syncSyscalls } from "./syscalls.ts";

const packageDir = dirname(dirname(dirname(createRequire(import.meta.url).resolve("convex/server"))));

/** Every name that the library's server code hands to its host. */
function syscallsOfLibrary(): string[] {
  const sources = join(packageDir, "..", "src", "server");
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(?<!test)\.ts$/.test(file),
  );
  const names = files.flatMap((file) => {
    const text = readFileSync(join(sources, file), "utf8");
    return [...text.matchAll(/perform(?:Async|Js)?Syscall\(\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  });
  return [...new Set(names)].sort();
}

test("every system call of the pinned library is answered or refused by name, and nothing more", () => {
  const known = [syncSyscalls, asyncSyscalls, jsSyscalls, refusedSyscalls].flatMap((handlers) => Object.keys(handlers));
  const used = syscallsOfLibrary();
  expect(used.length).toBeGreaterThan(30);
  expect([...known].sort()).toEqual(used);
});

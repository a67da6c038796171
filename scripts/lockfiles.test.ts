import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

type LockedPackage = {
  version?: string;
  resolved?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
};
type Lockfile = { packages: Record<string, LockedPackage> };

/** Every folder above a package in which npm looks for what it needs. */
function placesOf(path: string, name: string): string[] {
  const parts = path.split("/node_modules/");
  const above = parts.map((_, index) => parts.slice(0, parts.length - index).join("/node_modules/"));
  return [...above, ""].map((dir) => `${dir === "" ? "" : `${dir}/`}node_modules/${name}`);
}

describe.each(["package-lock.json", "examples/shop/package-lock.json"])("%s", (name) => {
  const read = async (): Promise<Lockfile> =>
    JSON.parse(await readFile(fileURLToPath(new URL(`../${name}`, import.meta.url)), "utf8"));

  it("names no download address", async () => {
    const { packages } = await read();
    const addressed = Object.entries(packages).filter(([, { resolved, link }]) => resolved !== undefined && !link);
    expect(addressed.map(([path]) => path)).toEqual([]);
  });

  // npm ci refuses a lockfile that lacks the packages of other systems, and on those systems they would be missing.
  it("has the packages of every system", async () => {
    const { packages } = await read();
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((wanted) => !placesOf(path, wanted).some((place) => place in packages))
        .map((wanted) => `${path || "the project"} wants ${wanted}`),
    );
    expect(missing).toEqual([]);
  });
});

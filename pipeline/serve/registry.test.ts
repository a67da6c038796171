import { describe, expect, it } from "vitest";
import { scratchDir, writeFiles } from "./fixtures/repository.ts";
import { namesPrivateRegistry, publicHosts, withRegistry } from "./registry.ts";

const mirror = "https://npm.corp.example/repository/all";
const [publicHost] = publicHosts;
const publicRegistry = `https://${publicHost}`;
const lockOf = (registry: string): string =>
  JSON.stringify(
    {
      packages: {
        "node_modules/clsx": { resolved: `${registry}/clsx/-/clsx-2.1.1.tgz`, integrity: "sha512-aaaa" },
        "node_modules/@babel/core": { resolved: `${registry}/@babel/core/-/core-7.1.0.tgz`, integrity: "sha512-bbbb" },
      },
    },
    null,
    2,
  );

describe("withRegistry", () => {
  it("takes every package from the given registry, wherever the old one had them", () => {
    expect(withRegistry(lockOf(mirror), publicRegistry)).toBe(lockOf(publicRegistry));
  });

  it("reads Yarn's lockfiles, too", () => {
    const entry = (registry: string) =>
      `clsx@2.1.1:\n  version "2.1.1"\n  resolved "${registry}/clsx/-/clsx-2.1.1.tgz#eed3"\n  integrity sha512-aaaa==\n`;
    expect(withRegistry(entry(mirror), publicRegistry)).toBe(entry(publicRegistry));
  });

  it("does nothing when a package has no checksum: another registry's could be another package", () => {
    const unchecked = JSON.stringify({ clsx: { resolved: `${mirror}/clsx/-/clsx-2.1.1.tgz` } });
    expect(withRegistry(unchecked, publicRegistry)).toBeNull();
  });
});

describe("namesPrivateRegistry", () => {
  const manager = { name: "npm", version: null, lockfile: "package-lock.json", installDir: "" } as const;
  const repositoryWith = (files: Record<string, string>): string => {
    const dir = scratchDir("registry");
    writeFiles(dir, { "package-lock.json": lockOf(publicRegistry), ...files });
    return dir;
  };

  it.each<[string, Record<string, string>, boolean]>([
    ["the public registry", {}, false],
    ["a mirror in the lockfile", { "package-lock.json": lockOf(mirror) }, true],
    ["a mirror in .npmrc", { ".npmrc": `save-exact=true\nregistry=${mirror}/\n` }, true],
    ["a mirror in .yarnrc.yml", { ".yarnrc.yml": `nodeLinker: pnp\nnpmRegistryServer: "${mirror}"\n` }, true],
    ["a registry of one scope alone", { ".npmrc": `@corp:registry=${mirror}/\n` }, false],
  ])("%s", (_, files, isPrivate) => {
    expect(namesPrivateRegistry(repositoryWith(files), manager)).toBe(isPrivate);
  });
});

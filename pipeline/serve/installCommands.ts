import type { PackageManager } from "../detect/types.ts";

export type InstallCommand = { command: string; args: string[] };

const npmQuiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];

/**
 * What to try, in order: the lockfile as it is, then the forgiving way (a lockfile that lags behind its package.json is common).
 * Managers other than npm are fetched from the registry by npm in the wanted version: corepack and global installs both lie.
 */
export function installCommands({ name, version, lockfile }: PackageManager): InstallCommand[] {
  switch (name) {
    case "npm": {
      const forgiving = { command: "npm", args: ["install", ...npmQuiet, "--legacy-peer-deps"] };
      return lockfile === null
        ? [{ command: "npm", args: ["install", ...npmQuiet] }, forgiving]
        : [
            { command: "npm", args: ["ci", ...npmQuiet] },
            { command: "npm", args: ["ci", ...npmQuiet, "--legacy-peer-deps"] },
            forgiving,
          ];
    }
    case "pnpm": {
      const install = ["install", "--ignore-scripts", "--prefer-offline", "--reporter=append-only"];
      return [
        throughNpm(`pnpm@${version ?? "9"}`, "pnpm", [...install, "--frozen-lockfile"]),
        throughNpm(`pnpm@${version ?? "9"}`, "pnpm", [...install, "--no-frozen-lockfile"]),
      ];
    }
    case "yarn":
      return version?.startsWith("1") || version === null
        ? [
            throughNpm("yarn@1.22.22", "yarn", [
              "install",
              "--ignore-scripts",
              "--non-interactive",
              "--frozen-lockfile",
            ]),
            throughNpm("yarn@1.22.22", "yarn", ["install", "--ignore-scripts", "--non-interactive"]),
          ]
        : [
            throughNpm(`@yarnpkg/cli-dist@${version}`, "yarn", ["install", "--mode=skip-build", "--immutable"]),
            throughNpm(`@yarnpkg/cli-dist@${version}`, "yarn", ["install", "--mode=skip-build", "--no-immutable"]),
          ];
    case "bun":
      return [
        { command: "bun", args: ["install", "--ignore-scripts", "--frozen-lockfile"] },
        { command: "npm", args: ["install", ...npmQuiet, "--legacy-peer-deps"] },
      ];
  }
}

const throughNpm = (packageName: string, program: string, args: readonly string[]): InstallCommand => ({
  command: "npm",
  args: ["exec", "--yes", `--package=${packageName}`, "--", program, ...args],
});

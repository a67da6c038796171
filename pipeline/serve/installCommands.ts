import type { PackageManager } from "../detect/types.ts";

/** One way to install: the manager's arguments, and what it must know beside them. */
export type InstallCommand = { args: string[]; env: Record<string, string>; isFrozen: boolean };

const npmQuiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--engine-strict=false"];

/**
 * What to try, in order: the lockfile as it is, then the forgiving way (a lockfile that lags behind its package.json is common).
 * No package's scripts run in any of them.
 */
export function installCommands({ name, version, lockfile }: PackageManager): InstallCommand[] {
  const isBerry = name === "yarn" && version !== null && !version.startsWith("1");
  const ways = isBerry ? berryWays : waysOf[name];
  return ways.filter(({ isFrozen }) => lockfile !== null || !isFrozen);
}

const frozen = (args: string[], env: Record<string, string> = {}): InstallCommand => ({ args, env, isFrozen: true });
const forgiving = (args: string[], env: Record<string, string> = {}): InstallCommand => ({
  args,
  env,
  isFrozen: false,
});

/** pnpm must neither become another version of itself nor refuse a project that names another manager. */
const pnpmEnvironment = {
  npm_config_manage_package_manager_versions: "false",
  npm_config_package_manager_strict: "false",
  pnpm_config_pm_on_fail: "ignore",
};
const pnpmInstall = ["install", "--ignore-scripts", "--prefer-offline", "--reporter=append-only"];
const pnpmLenient = ["--config.engine-strict=false", "--config.confirm-modules-purge=false"];

const waysOf: Record<PackageManager["name"], InstallCommand[]> = {
  npm: [
    frozen(["ci", ...npmQuiet]),
    frozen(["ci", ...npmQuiet, "--legacy-peer-deps"]),
    forgiving(["install", ...npmQuiet]),
    forgiving(["install", ...npmQuiet, "--legacy-peer-deps"]),
  ],
  pnpm: [
    frozen([...pnpmInstall, ...pnpmLenient, "--frozen-lockfile"], pnpmEnvironment),
    forgiving([...pnpmInstall, ...pnpmLenient, "--no-frozen-lockfile"], pnpmEnvironment),
  ],
  yarn: [
    frozen(["install", "--ignore-scripts", "--ignore-engines", "--non-interactive", "--frozen-lockfile"]),
    forgiving(["install", "--ignore-scripts", "--ignore-engines", "--non-interactive"]),
  ],
  bun: [
    frozen(["install", "--ignore-scripts", "--frozen-lockfile"]),
    forgiving(["install", "--ignore-scripts", "--no-save"]),
  ],
};

const berryEnvironment = {
  YARN_NODE_LINKER: "node-modules",
  YARN_ENABLE_SCRIPTS: "0",
  YARN_ENABLE_GLOBAL_CACHE: "1",
  YARN_ENABLE_TELEMETRY: "0",
  // The version that the repository keeps of Yarn is not the one we chose, and a program of the repository's besides.
  YARN_IGNORE_PATH: "1",
};
const berryWays: InstallCommand[] = [
  frozen(["install", "--immutable"], berryEnvironment),
  forgiving(["install", "--no-immutable"], berryEnvironment),
];

export type Framework =
  | "nextjs"
  | "react"
  | "vue"
  | "vite"
  | "angular"
  | "svelte"
  | "nuxt"
  | "remix"
  | "astro"
  | "unknown";

export type PackageManagerName = "npm" | "pnpm" | "yarn" | "bun";

/** Who installs the dependencies, and where. Folders are relative to the repository's root; "" is the root itself. */
export type PackageManager = {
  name: PackageManagerName;
  /** Wanted version when the repository says so: "9", "8.15.4". */
  version: string | null;
  /** Relative path of the lockfile; null when there is none. */
  lockfile: string | null;
  installDir: string;
};

export type WebAppInfo = {
  isWebApp: boolean;
  framework: Framework;
  /** Name of the script that starts the app; null for a static site, and where package.json has none. */
  devScript: string | null;
  /** What that script runs, as written in package.json; without a script the framework's own program ("vite"). */
  devCommand: string | null;
  devPort: number | null;
  /** Own and development dependencies of the app's package. */
  dependencies: Record<string, string>;
  /** Folder of the app's package, relative to the repository's root; "" is the root itself. */
  packageDir: string;
  packageManager: PackageManager;
  /** Folder of an index.html that is served as it is, relative to the repository's root; null when a dev script serves the app. */
  staticDir: string | null;
  /** The versions of Node that the project asks for ("22", ">=20.9"); null when it does not say. */
  nodeRange: string | null;
};

import { dependenciesOf, type Manifest } from "./packages.ts";
import type { Framework } from "./types.ts";

/** The first whose package is among the dependencies; a meta framework stands before what it is made of. */
const byPackage: readonly (readonly [Framework, readonly string[]])[] = [
  ["nextjs", ["next"]],
  ["nuxt", ["nuxt", "nuxt3", "nuxt-edge"]],
  ["astro", ["astro"]],
  ["remix", ["@remix-run/dev", "@react-router/dev", "@remix-run/react"]],
  ["svelte", ["@sveltejs/kit", "svelte"]],
  ["angular", ["@angular/core"]],
  ["vue", ["vue"]],
  ["react", ["react-dom", "react-scripts", "preact"]],
  ["vite", ["vite"]],
];

const defaultPorts: Record<Framework, number | null> = {
  nextjs: 3000,
  nuxt: 3000,
  astro: 4321,
  remix: 5173,
  svelte: 5173,
  angular: 4200,
  vue: 5173,
  react: 5173,
  vite: 5173,
  unknown: null,
};

/** Programs that serve an app while it is written, by the word that a script calls them with. */
const devPrograms = [
  "next",
  "nuxt",
  "nuxi",
  "astro",
  "remix",
  "react-router",
  "ng",
  "vue-cli-service",
  "react-scripts",
  "craco",
  "vite",
  "webpack-dev-server",
  "webpack",
  "rsbuild",
  "parcel",
  "svelte-kit",
  "gatsby",
  "umi",
  "snowpack",
] as const;
export type DevProgram = (typeof devPrograms)[number];

export function frameworkOf(manifest: Manifest): Framework {
  const dependencies = dependenciesOf(manifest);
  return byPackage.find(([, names]) => names.some((name) => name in dependencies))?.[0] ?? "unknown";
}

/** The dev program that a script runs last, null when it runs none that we know: "codegen && vite --open" runs vite. */
export function devProgramOf(command: string): DevProgram | null {
  const last = command.split(/&&|;/).at(-1) ?? "";
  const words = last.trim().split(/\s+/);
  return (
    devPrograms.find((program) => words.some((word) => word === program || word.endsWith(`/.bin/${program}`))) ?? null
  );
}

const usualScripts = ["dev", "develop", "start", "serve", "start:dev", "dev:web", "dev:app", "web", "docs:dev"];

/** The script that serves the app while it is written; null when there is none. */
export function devScriptOf(manifest: Manifest): string | null {
  const names = [...usualScripts, ...Object.keys(manifest.scripts).filter((name) => /\bdev\b/.test(name))];
  const present = [...new Set(names)].filter((name) => manifest.scripts[name]);
  const serves = (name: string): boolean => {
    const command = manifest.scripts[name] ?? "";
    return devProgramOf(command) !== null && !/\b(build|preview|generate|export)\b/.test(command);
  };
  return present.find(serves) ?? present[0] ?? null;
}

/** The port that the script names, or the framework's own. */
export function devPortOf(framework: Framework, command: string | null): number | null {
  const named = /(?:--port|-p|\bPORT)[=\s]+(\d{2,5})\b/.exec(command ?? "")?.[1];
  return named ? Number(named) : defaultPorts[framework];
}

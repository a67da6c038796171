import { dependenciesOf, type Manifest } from "./packages.ts";
import type { Framework } from "./types.ts";

/** The first whose package is among the dependencies; a meta framework stands before what it is made of. */
const byPackage: readonly (readonly [Framework, readonly string[]])[] = [
  ["nextjs", ["next"]],
  ["nuxt", ["nuxt", "nuxt3", "nuxt-edge"]],
  ["astro", ["astro"]],
  ["vue", ["vitepress", "vuepress", "@quasar/app-vite", "@quasar/app-webpack"]],
  ["react", ["@docusaurus/core", "gatsby", "rspress", "@tanstack/react-start", "vike-react"]],
  ["remix", ["@remix-run/dev", "@react-router/dev", "@remix-run/react"]],
  ["svelte", ["@sveltejs/kit", "svelte"]],
  ["angular", ["@angular/core"]],
  ["vue", ["vue"]],
  ["react", ["react-dom", "react-scripts", "preact"]],
  ["vite", ["vite", "vinxi", "solid-js", "@builder.io/qwik", "lit", "parcel", "webpack-dev-server", "@rsbuild/core"]],
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
  "vinxi",
  "vike",
  "vitepress",
  "vuepress",
  "docusaurus",
  "rspress",
  "quasar",
  "vite",
  "webpack-dev-server",
  "webpack",
  "rsbuild",
  "rspack",
  "parcel",
  "svelte-kit",
  "gatsby",
  "umi",
  "ember",
  "snowpack",
  "nx",
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
    return devProgramOf(command) !== null && !/\b(build|preview|generate|export|test|lint|storybook)\b/.test(command);
  };
  return present.find(serves) ?? present[0] ?? null;
}

/** What starts an app whose package.json has no script for it: the framework's own program. */
export function ownCommandOf(framework: Framework, manifest: Manifest): string | null {
  const dependencies = dependenciesOf(manifest);
  const has = (name: string): boolean => name in dependencies;
  if (has("vitepress")) return "vitepress dev";
  if (has("@docusaurus/core")) return "docusaurus start";
  if (has("gatsby")) return "gatsby develop";
  switch (framework) {
    case "nextjs":
      return "next dev";
    case "nuxt":
      return "nuxt dev";
    case "astro":
      return "astro dev";
    case "angular":
      return "ng serve";
    case "remix":
      return has("@react-router/dev") ? "react-router dev" : has("vite") ? "remix vite:dev" : "remix dev";
    case "unknown":
      return null;
    default:
      if (has("vite")) return "vite";
      if (has("react-scripts")) return "react-scripts start";
      return has("@vue/cli-service") ? "vue-cli-service serve" : null;
  }
}

/** A server of the app's own, which serves its pages too; only for packages of no known framework. */
export function isOwnServer(manifest: Manifest, command: string): boolean {
  const servers = [
    "express",
    "fastify",
    "koa",
    "hono",
    "@hono/node-server",
    "http-server",
    "serve",
    "live-server",
    "@11ty/eleventy",
    "browser-sync",
    "polka",
    "sirv-cli",
  ];
  const dependencies = dependenciesOf(manifest);
  return (
    servers.some((name) => name in dependencies) &&
    /(^|[\s/])(node|nodemon|tsx|ts-node|bun|http-server|serve|live-server|eleventy|browser-sync|sirv)(\s|$)/.test(
      command,
    )
  );
}

/** The port that the script names, or the framework's own. */
export function devPortOf(framework: Framework, command: string | null): number | null {
  const named = /(?:--port|-p|\bPORT)[=\s]+(\d{2,5})\b/.exec(command ?? "")?.[1];
  return named ? Number(named) : defaultPorts[framework];
}

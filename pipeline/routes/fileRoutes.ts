import type { WebAppInfo } from "../detect/types.ts";
import { nextApp, nextPages } from "./files/next.ts";
import { astro, docusaurus, gatsby, htmlPages, routeFolder, starlight, svelteKit, vike } from "./files/others.ts";
import { remix } from "./files/remix.ts";
import type { Reader } from "./files/shared.ts";
import { nuxtContent, vitepress, vuePages } from "./files/vue.ts";
import { withAndWithout } from "./segments.ts";
import type { DeclaredRoute } from "./types.ts";

/** Pages that the framework finds by where their files lie. Paths are relative to the repository's root. */
export function fileRoutes(files: readonly string[], app: WebAppInfo): DeclaredRoute[] {
  const prefix = app.packageDir === "" ? "" : `${app.packageDir}/`;
  const own = files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
  const found = readersOf(app).flatMap((read) => read(own));
  return found.flatMap(({ route, files: pages }) =>
    withAndWithout(route).map((address) => ({
      route: address,
      source: prefix + (pages[0] ?? ""),
      line: null,
      pages: pages.map((file) => ({ file: prefix + file, component: null })),
    })),
  );
}

function readersOf({ framework, dependencies }: WebAppInfo): Reader[] {
  const has = (name: string): boolean => name in dependencies;
  switch (framework) {
    case "nextjs":
      return [nextApp, nextPages];
    case "svelte":
      return [svelteKit];
    case "nuxt":
      return has("@nuxt/content") ? [vuePages, nuxtContent] : [vuePages];
    case "astro":
      return has("@astrojs/starlight") ? [astro, starlight] : [astro];
    case "remix":
      return [remix];
    case "vue":
      if (has("vitepress")) return [vitepress];
      return has("unplugin-vue-router") || has("vite-plugin-pages") ? [vuePages] : [];
    case "react":
      if (has("@docusaurus/core")) return [docusaurus];
      return [...(has("gatsby") ? [gatsby] : []), ...(has("vike") ? [vike] : [])];
    case "vite":
      return [
        ...(has("@solidjs/start") || has("@builder.io/qwik-city") ? [routeFolder] : []),
        ...(has("vike") ? [vike] : []),
        htmlPages,
      ];
    case "unknown":
      return [htmlPages];
    default:
      return [];
  }
}

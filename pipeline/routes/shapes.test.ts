import { describe, expect, it } from "vitest";
import { detectWebApp } from "../detect/webApp.ts";
import { classify, extensionOf } from "../diff/classify.ts";
import type { ChangedString, DiffAnalysis } from "../diff/types.ts";
import { scratchDir, writeFiles } from "../serve/fixtures/repository.ts";
import { inferRoutes } from "./infer.ts";

type Files = Record<string, string>;

/** The pages of an app whose one file changed; what in it changed does not matter to where it shows. */
async function routesOf(files: Files, changed: string, strings: ChangedString[] = []): Promise<string[]> {
  const dir = scratchDir("shapes");
  writeFiles(dir, files);
  const kind = classify(changed);
  const analysis: DiffAnalysis = {
    changedFiles: [
      {
        path: changed,
        status: "modified",
        kind,
        extension: extensionOf(changed),
        isComponent: kind === "component" || kind === "page",
        isPage: kind === "page",
        isRoute: kind === "route",
        addedLines: [],
        removedLines: [],
      },
    ],
    componentFiles: [],
    pageFiles: [],
    routeFiles: [],
    diff: "",
    base: "",
    head: "",
    commits: [],
    elements: [],
    strings,
    styles: [],
    unread: [],
  };
  const app = await detectWebApp(dir, [changed]);
  return (await inferRoutes({ dir, app, analysis })).map(({ route, confidence }) => `${route} ${confidence}`);
}

const manifest = (dev: string, ...names: string[]): string =>
  JSON.stringify({ name: "app", scripts: { dev }, dependencies: Object.fromEntries(names.map((name) => [name, "1"])) });
const jsx = (name: string, inside = ""): string =>
  `${inside}\nexport default function ${name}() { return <h1>${name}</h1>; }`;
const vue = (text: string, script = ""): string =>
  `<script setup>${script}</script>\n<template><p>${text}</p></template>`;

const next = {
  "package.json": manifest("next dev", "next", "react-dom"),
  "next.config.mjs": `export default { basePath: "/base" };`,
  "src/i18n/routing.ts": `export const routing = { locales: ["en", "de"], defaultLocale: "en" };`,
  "src/app/[locale]/layout.tsx": jsx("Layout"),
  "src/app/[locale]/(shop)/cart/page.tsx": jsx("Cart"),
  "src/app/[locale]/docs/[[...slug]]/page.tsx": jsx("Docs"),
  "src/app/[locale]/photos/[id]/page.tsx": jsx("Photo"),
  "src/app/[locale]/@modal/(.)photos/[id]/page.tsx": jsx("Modal", `import { Frame } from "@/components";`),
  "src/components/index.ts": `export * from "./Frame"; export { default as Row } from "./Row";`,
  "src/components/Frame.tsx": "export const Frame = () => <i>Frame</i>;",
  "src/components/Row.tsx": jsx("Row"),
  "tsconfig.json": `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
};

const nuxt = {
  "package.json": manifest("nuxt dev", "nuxt", "vue"),
  "app/app.vue": "<template><NuxtPage /></template>",
  "app/pages/users.vue": vue("Users"),
  "app/pages/users/[id].vue": `<template><BaseCard /></template>`,
  "app/pages/index.vue": vue("Home", "const n = usePrice(1);"),
  "app/components/base/Card.vue": vue("Card"),
  "app/composables/usePrice.ts": "export const usePrice = (n) => n;",
};

const angular = {
  "package.json": manifest("ng serve", "@angular/core", "@angular/router"),
  "src/main.ts": `import { App } from "./app/app.component";`,
  "src/app/app.component.ts": `import { routes } from "./app.routes"; @Component({ selector: "app-root", templateUrl: "./app.component.html" }) export class App {}`,
  "src/app/app.component.html": "<nav>Menu</nav><router-outlet />",
  "src/app/app.routes.ts": `import { Routes } from "@angular/router"; import { Home } from "./home.component";
    export const routes: Routes = [{ path: "", component: Home },
      { path: "about", loadComponent: () => import("./about.component").then((m) => m.About) },
      { path: "admin", loadChildren: () => import("./admin/admin.module").then((m) => m.AdminModule) }];`,
  "src/app/home.component.ts": `@Component({ template: "<h1>Home</h1>" }) export class Home {}`,
  "src/app/about.component.ts": `@Component({ templateUrl: "./about.component.html" }) export class About {}`,
  "src/app/about.component.html": "<h1>About</h1>",
  "src/app/admin/admin.module.ts": `import { NgModule } from "@angular/core"; import { AdminRouting } from "./admin-routing.module"; export class AdminModule {}`,
  "src/app/admin/admin-routing.module.ts": `import { RouterModule } from "@angular/router"; import { Users } from "./users.component"; const routes = [{ path: "users/:id", component: Users }]; export class AdminRouting {}`,
  "src/app/admin/users.component.ts": `@Component({ selector: "app-users", template: "<app-badge></app-badge>" }) export class Users {}`,
  "src/app/shared/badge.component.ts": `@Component({ selector: "app-badge", template: "<b>Badge</b>" }) export class Badge {}`,
};

const react = {
  "package.json": manifest("vite", "react-dom", "react-router-dom", "vite"),
  "index.html": `<div id="root"></div><script type="module" src="/src/main.tsx"></script>`,
  "src/main.tsx": `import { App } from "./App";`,
  "src/config/paths.ts": `const root = "/shop"; export const paths = { cart: { path: \`\${root}/cart\` }, team: "/team/:id" } as const; export enum Areas { Admin = "admin/*" }`,
  "src/pages/index.ts": `export { Cart } from "./Cart"; export { default as Team } from "./Team"; export * from "./Admin";`,
  "src/pages/Cart.tsx": "export const Cart = () => <h1>Cart</h1>;",
  "src/pages/Team.tsx": jsx("Team"),
  "src/pages/Admin.tsx": `import { Routes, Route } from "react-router-dom"; import { Logs } from "./Logs"; export const Admin = () => <Routes><Route path="logs" element={<Logs />} /></Routes>;`,
  "src/pages/Logs.tsx": "export const Logs = () => <h1>Logs</h1>;",
  "src/App.tsx": `import { Routes, Route } from "react-router-dom"; import { paths, Areas } from "./config/paths"; import { Cart, Team, Admin } from "./pages";
    export const App = () => <Routes><Route path={paths.cart.path} element={<Cart />} /><Route path={paths.team} element={<Team />} /><Route path={Areas.Admin} element={<Admin />} /></Routes>;`,
};

const sliced = {
  "package.json": manifest("vite", "react-dom", "react-router-dom", "vite"),
  "src/main.tsx": `import { AppRouter } from "./app/AppRouter";`,
  "src/shared/router.ts": `export enum AppRoutes { Main = "main", Article = "article" } export const getRouteMain = () => "/"; export const getRouteArticle = (id: string) => \`/articles/\${id}\`;
    export const RoutePath: Record<string, string> = { [AppRoutes.Main]: getRouteMain(), [AppRoutes.Article]: getRouteArticle(":id") };`,
  "src/app/AppRouter.tsx": `import { Routes, Route } from "react-router-dom"; import { AppRoutes, RoutePath } from "@/shared/router"; import { Main } from "@/pages/Main"; import { Article } from "@/pages/Article";
    const config = { [AppRoutes.Main]: { path: RoutePath.main, element: <Main /> }, [AppRoutes.Article]: { path: RoutePath[AppRoutes.Article], element: <Article /> } };
    export const AppRouter = () => <Routes>{Object.values(config).map((one) => <Route {...one} />)}</Routes>;`,
  "src/pages/Main/index.ts": `export { Main } from "./ui/Main";`,
  "src/pages/Main/ui/Main.tsx": "export const Main = () => <h1>Main</h1>;",
  "src/pages/Article/index.ts": `export { ArticleAsync as Article } from "./ui/Article.async";`,
  "src/pages/Article/ui/Article.async.tsx": `import { lazy } from "react"; export const ArticleAsync = lazy(() => import("./Article"));`,
  "src/pages/Article/ui/Article.tsx": jsx("Article"),
};

const tanstack = {
  "package.json": manifest("vite", "react-dom", "@tanstack/react-router", "vite"),
  "src/routes/__root.tsx": `import { createRootRoute } from "@tanstack/react-router"; export const Route = createRootRoute({ component: Root }); function Root() { return <nav>Menu</nav>; }`,
  "src/routes/posts.tsx": `import { createFileRoute } from "@tanstack/react-router"; export const Route = createFileRoute("/posts")({ component: Posts }); function Posts() { return <h1>Posts</h1>; }`,
  "src/routes/_auth/posts.$postId.tsx": `import { createFileRoute } from "@tanstack/react-router"; import { Card } from "../../Card"; export const Route = createFileRoute("/_auth/posts/$postId")({ component: Post }); function Post() { return <Card />; }`,
  "src/Card.tsx": "export const Card = () => <i>Card</i>;",
};

const svelte = {
  "package.json": manifest("vite dev", "@sveltejs/kit", "svelte"),
  "src/routes/[[lang]]/(app)/items/[id=int]/+page.svelte": `<script>import Card from "$lib/Card.svelte";</script><Card />`,
  "src/routes/[[lang]]/(app)/items/[id=int]/+page.server.ts": "export const load = () => ({ n: 1 });",
  "src/lib/Card.svelte": "<p>Card</p>",
};

const remix = {
  "package.json": manifest("remix vite:dev", "@remix-run/dev", "@remix-run/react"),
  "app/root.tsx": jsx("Root"),
  "app/routes/_shell.tsx": jsx("Shell"),
  "app/routes/_shell.($lang).about.tsx": jsx("About"),
  "app/routes/files.$.tsx": jsx("Files"),
  "app/routes/shop_.cart/route.tsx": jsx("Cart", `import { Line } from "./Line";`),
  "app/routes/shop_.cart/Line.tsx": "export const Line = () => <i>Line</i>;",
};

const astro = {
  "package.json": manifest("astro dev", "astro"),
  "src/pages/index.astro": "<h1>Home</h1>",
  "src/pages/blog/[...slug].astro": `---\nimport Layout from "../../layouts/Post.astro";\nconst posts = await getCollection("posts");\n---\n<Layout />`,
  "src/layouts/Post.astro": "<article>Post</article>",
  "src/content/posts/first-post.md": "---\ntitle: First\n---\nHello",
};

const vueHash = {
  "package.json": manifest("vue-cli-service serve", "vue", "vue-router"),
  "src/main.js": `import App from "./App.vue"; import router from "./router";`,
  "src/App.vue": "<template><router-view /></template>",
  "src/router/index.js": `import Vue from "vue"; import VueRouter from "vue-router"; import admin from "./admin"; export default new VueRouter({ routes: [{ path: "/about", component: () => import("@/views/About.vue") }, { path: "/admin", component: { render: (h) => h("router-view") }, children: admin }] });`,
  "src/router/admin.js": `export default [{ path: "users", component: () => import("@/views/Users.vue") }];`,
  "src/views/About.vue": vue("About"),
  "src/views/Users.vue": vue("Users"),
};

describe("inferRoutes, in the shapes that apps have", () => {
  it.each<[string, Files, string, string]>([
    ["Next's groups, base path and language", next, "src/app/[locale]/(shop)/cart/page.tsx", "/base/en/cart high"],
    ["Next's optional catch-all", next, "src/app/[locale]/docs/[[...slug]]/page.tsx", "/base/en/docs high"],
    ["Next's intercepted pages, through a barrel", next, "src/components/Frame.tsx", "/base/en/photos/:id medium"],
    ["Nuxt's components by name", nuxt, "app/components/base/Card.vue", "/users/:id high"],
    ["Nuxt's composables by name", nuxt, "app/composables/usePrice.ts", "/ high"],
    ["Angular's lazy components and their templates", angular, "src/app/about.component.html", "/about high"],
    [
      "Angular's lazy modules and their selectors",
      angular,
      "src/app/shared/badge.component.ts",
      "/admin/users/:id high",
    ],
    ["Angular's shell", angular, "src/app/app.component.html", "/ medium"],
    ["constants of another file, and an index of pages", react, "src/pages/Cart.tsx", "/shop/cart high"],
    ["routes of a page's own", react, "src/pages/Logs.tsx", "/admin/logs high"],
    ["paths by functions and computed keys", sliced, "src/pages/Article/ui/Article.tsx", "/articles/:id high"],
    ["TanStack's file routes", tanstack, "src/Card.tsx", "/posts/:postId high"],
    ["SvelteKit's optional parts and matchers", svelte, "src/lib/Card.svelte", "/items/:id high"],
    ["SvelteKit's loaders", svelte, "src/routes/[[lang]]/(app)/items/[id=int]/+page.server.ts", "/items/:id high"],
    ["Remix's optional parts", remix, "app/routes/_shell.($lang).about.tsx", "/about high"],
    ["Remix's layouts", remix, "app/routes/_shell.tsx", "/about high"],
    ["Remix's splats", remix, "app/routes/files.$.tsx", "/files/:rest* high"],
    ["Remix's folders", remix, "app/routes/shop_.cart/Line.tsx", "/shop/cart high"],
    ["Astro's collections", astro, "src/content/posts/first-post.md", "/blog/first-post medium"],
    ["Astro's layouts", astro, "src/layouts/Post.astro", "/blog/:slug* high"],
    ["Vue Router 3 behind a hash", vueHash, "src/views/About.vue", "/#/about high"],
    ["Vue Router's imported children", vueHash, "src/views/Users.vue", "/#/admin/users high"],
  ])("knows %s", async (_, files, changed, expected) => {
    expect((await routesOf(files, changed))[0]).toBe(expected);
  });

  it("finds the pages of a translation by its keys", async () => {
    const files = {
      ...react,
      "public/locales/en/cart.json": `{ "title": "Cart", "pay": "Pay" }`,
      "src/pages/Cart.tsx": `export const Cart = () => <h1>{t("cart:title")}</h1>;`,
    };
    const path = "public/locales/en/cart.json";
    const string: ChangedString = { file: path, line: 1, value: "Basket", kind: "text", key: "title" };
    expect((await routesOf(files, path, [string]))[0]).toBe("/shop/cart high");
  });

  it("finds the pages of a picture by its address", async () => {
    const files = {
      ...react,
      "public/hero.svg": "<svg></svg>",
      "src/pages/Team.tsx": jsx("Team", "const hero = '/hero.svg';"),
    };
    expect((await routesOf(files, "public/hero.svg"))[0]).toBe("/team/:id high");
  });
});

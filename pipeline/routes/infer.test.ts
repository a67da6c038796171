import { describe, expect, it } from "vitest";
import { detectWebApp } from "../detect/webApp.ts";
import { analyzeDiff } from "../diff/analyze.ts";
import { branch, createRepository, runGit } from "../serve/fixtures/repository.ts";
import { inferRoutes } from "./infer.ts";

const manifest = (dependencies: Record<string, string>, dev = "vite") =>
  JSON.stringify({ name: "app", scripts: { dev }, dependencies });

async function routesOf(files: Record<string, string>, change: Record<string, string>) {
  const dir = createRepository("routes", files);
  branch(dir, "change", "Change", change);
  runGit(dir, "checkout", "--quiet", "change");
  const analysis = await analyzeDiff({ repoDir: dir, base: "main", head: "change" });
  const app = await detectWebApp(dir, Object.keys(change));
  const routes = await inferRoutes({ dir, app, analysis });
  return routes.map(({ route, confidence, files: shown }) => `${route} ${confidence} ${shown.join(" ")}`.trim());
}

const page = (name: string, inside = "") => `${inside}export function ${name}() { return <h1>${name}</h1>; }`;

const reactApp = {
  "package.json": manifest({ "react-dom": "19", vite: "8", "react-router": "7" }),
  "vite.config.js": `import path from "node:path"; export default { resolve: { alias: { "#parts": path.resolve(import.meta.dirname, "./src/parts") } } };`,
  "tsconfig.json": `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
  "index.html": `<div id="root"></div><script type="module" src="/src/main.jsx"></script>`,
  "src/main.jsx": `import "./app.css"; import { App } from "./App";`,
  "src/app.css": ".a { color: red }",
  "src/App.jsx": `import { lazy } from "react"; import { Routes, Route } from "react-router"; import { Header } from "./parts/Header"; import { Home } from "./pages/Home"; import { Cart } from "./pages/Cart.js";
    const Product = lazy(() => import("./pages/Product"));
    export const App = () => (<><Header /><Routes>
      <Route path="/" element={<Home />} />
      <Route path="shop"><Route index element={<Guard><Cart /></Guard>} /><Route path=":slug" element={<Product />} /></Route>
      <Route path="*" element={<Lost />} />
    </Routes></>);
    function Guard({ children }) { return <div>{children}</div>; }
    function Lost() { return <p>Lost</p>; }`,
  "src/parts/Header.jsx": page("Header"),
  "src/parts/Row.jsx": page("Row"),
  "src/parts/List.jsx": page("List", `import { Row } from "./Row";`),
  "src/pages/Home.jsx": page("Home"),
  "src/pages/Cart.jsx": page("Cart", `import { List } from "#parts/List";`),
  "src/pages/Product.jsx": page("Product", `import { price } from "@/price";`),
  "src/price.js": "export const price = 1;",
};

describe("inferRoutes", () => {
  it("follows imports, aliases, lazy pages and nested <Route>s", async () => {
    expect(await routesOf(reactApp, { "src/parts/Row.jsx": page("Row2") })).toEqual([
      "/shop medium src/parts/Row.jsx",
      "/ low",
    ]);
    expect(await routesOf(reactApp, { "src/price.js": "export const price = 2;" })).toEqual([
      "/shop/:slug high src/price.js",
      "/ low",
    ]);
  });

  it("shows what is around every page on the first", async () => {
    expect(await routesOf(reactApp, { "src/parts/Header.jsx": page("Top") })).toEqual([
      "/ medium src/parts/Header.jsx",
    ]);
    expect(await routesOf(reactApp, { "src/app.css": ".a { color: blue }" })).toEqual(["/ medium src/app.css"]);
  });

  it("knows a new route", async () => {
    const app = reactApp["src/App.jsx"].replace(
      `<Route path="*"`,
      `<Route path="/about" element={<About />} />\n<Route path="*"`,
    );
    const change = {
      "src/App.jsx": `import { About } from "./pages/About";\n${app}`,
      "src/pages/About.jsx": page("About"),
    };
    const routes = await routesOf(reactApp, change);
    expect(routes[0]).toBe("/about high src/pages/About.jsx");
  });

  it("reads route objects of React Router, Vue Router and Angular, hashes too", async () => {
    const files = {
      "package.json": manifest({ "react-dom": "19", vite: "8", "react-router-dom": "7" }),
      "src/main.tsx": `import { createHashRouter } from "react-router-dom"; import { Home } from "./Home";
        const routes = [{ path: "/", element: <Home />, children: [{ path: "settings", lazy: () => import("./Settings") }, { index: true, Component: Home }] }];
        createHashRouter(routes);`,
      "src/Home.tsx": page("Home"),
      "src/Settings.tsx": page("Settings"),
    };
    expect((await routesOf(files, { "src/Settings.tsx": page("Changed") }))[0]).toBe(
      "/#/settings high src/Settings.tsx",
    );
    const vue = {
      "package.json": manifest({ vue: "3", vite: "8", "vue-router": "4" }),
      "src/router/index.ts": `import { createRouter } from "vue-router"; export default createRouter({ routes: [{ path: "/about", name: "about", component: () => import("../views/About.vue") }] });`,
      "src/views/About.vue": `<script setup>import Card from "../Card.vue";</script><template><Card/></template>`,
      "src/Card.vue": "<template><p>Hi</p></template>",
    };
    expect((await routesOf(vue, { "src/Card.vue": "<template><p>Ho</p></template>" }))[0]).toBe(
      "/about high src/Card.vue",
    );
  });

  it.each([
    ["next", "next dev", "app/(shop)/products/[id]/page.tsx", "/products/:id"],
    ["next", "next dev", "src/pages/blog/[...slug].tsx", "/blog/:slug*"],
    ["@sveltejs/kit", "vite dev", "src/routes/(app)/settings/+page.svelte", "/settings"],
    ["nuxt", "nuxt dev", "app/pages/users/[id].vue", "/users/:id"],
    ["astro", "astro dev", "src/pages/about.astro", "/about"],
    ["@remix-run/dev", "remix vite:dev", "app/routes/shop.products.$id.tsx", "/shop/products/:id"],
  ])("knows %s's files", async (dependency, dev, file, route) => {
    const files = { "package.json": manifest({ [dependency]: "1" }, dev), [file]: "<p>One</p>" };
    expect((await routesOf(files, { [file]: "<p>Two</p>" }))[0]).toBe(`${route} high ${file}`);
  });

  it("reads React Router's routes.ts", async () => {
    const files = {
      "package.json": manifest({ "@react-router/dev": "7" }, "react-router dev"),
      "app/routes.ts": `import { index, layout, prefix, route } from "@react-router/dev/routes";
        export default [index("routes/home.tsx"), layout("shell.tsx", [...prefix("team", [route(":id", "./routes/member.tsx")])])];`,
      "app/routes/home.tsx": page("Home"),
      "app/routes/member.tsx": page("Member"),
      "app/shell.tsx": page("Shell"),
    };
    expect((await routesOf(files, { "app/routes/member.tsx": page("Changed") }))[0]).toBe(
      "/team/:id high app/routes/member.tsx",
    );
  });

  it("takes the page of an app without a router, and plain HTML pages", async () => {
    const single = {
      "package.json": manifest({ "react-dom": "19", vite: "8" }),
      "index.html": `<script type="module" src="./main.jsx"></script>`,
      "main.jsx": page("App"),
    };
    expect(await routesOf(single, { "main.jsx": page("Changed") })).toEqual(["/ high main.jsx"]);
    const site = { "index.html": "<h1>Home</h1>", "about/index.html": "<h1>About</h1>" };
    expect(await routesOf(site, { "about/index.html": "<h1>About us</h1>" })).toEqual([
      "/about high about/index.html",
      "/ low",
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { scratchDir, writeFiles } from "../serve/fixtures/repository.ts";
import { detectWebApp } from "./webApp.ts";

const manifest = (fields: object): string => JSON.stringify({ name: "app", ...fields });

async function detect(files: Record<string, string>, changed: string[] = []) {
  const dir = scratchDir("detect");
  writeFiles(dir, files);
  return detectWebApp(dir, changed);
}

describe("detectWebApp", () => {
  it.each([
    ["nextjs", { next: "16", react: "19", "react-dom": "19" }, "next dev -p 3100", 3100],
    ["nuxt", { nuxt: "4", vue: "3" }, "nuxt dev", 3000],
    ["astro", { astro: "6", react: "19", "react-dom": "19" }, "astro dev", 4321],
    ["remix", { "@react-router/dev": "7", "react-dom": "19" }, "react-router dev", 5173],
    ["svelte", { "@sveltejs/kit": "2", vite: "8" }, "vite dev", 5173],
    ["angular", { "@angular/core": "21" }, "ng serve", 4200],
    ["vue", { vue: "3", vite: "8" }, "vite", 5173],
    ["react", { "react-dom": "19", vite: "8" }, "vite --port=4100", 4100],
    ["vite", { vite: "8" }, "vite", 5173],
  ])("knows %s", async (framework, dependencies, dev, devPort) => {
    const info = await detect({ "package.json": manifest({ scripts: { dev, build: "x" }, dependencies }) });
    expect(info).toMatchObject({
      isWebApp: true,
      framework,
      devScript: "dev",
      devCommand: dev,
      devPort,
      packageDir: "",
    });
  });

  it("takes the app that the change touches, directly or through a package it uses", async () => {
    const files = {
      "package.json": manifest({ workspaces: ["apps/*", "packages/*"], scripts: { dev: "turbo dev" } }),
      "pnpm-lock.yaml": "lockfileVersion: '6.0'\n",
      "apps/docs/package.json": manifest({ name: "docs", scripts: { dev: "astro dev" }, dependencies: { astro: "6" } }),
      "apps/web/package.json": manifest({
        name: "web",
        scripts: { dev: "vite" },
        dependencies: { "react-dom": "19", ui: "workspace:*" },
      }),
      "packages/ui/package.json": manifest({ name: "ui", dependencies: { "react-dom": "19" } }),
    };
    expect(await detect(files, ["apps/docs/src/pages/index.astro"])).toMatchObject({
      packageDir: "apps/docs",
      framework: "astro",
    });
    expect(await detect(files, ["packages/ui/src/Button.tsx"])).toMatchObject({
      packageDir: "apps/web",
      packageManager: { name: "pnpm", version: "8", lockfile: "pnpm-lock.yaml", installDir: "" },
    });
  });

  it("finds an app deep inside of another product", async () => {
    const deep = "force/main/default/webapplications/shop";
    const app = manifest({ scripts: { dev: "vite" }, dependencies: { "react-dom": "19", vite: "8" } });
    const files = { "package.json": manifest({ scripts: { test: "jest" } }), [`${deep}/package.json`]: app };
    expect(await detect(files, [`${deep}/src/App.tsx`])).toMatchObject({ packageDir: deep, framework: "react" });
  });

  it("serves a plain site as it is", async () => {
    expect(await detect({ "docs/index.html": "<h1>Hi</h1>" })).toMatchObject({
      framework: "unknown",
      devScript: null,
      staticDir: "docs",
    });
  });

  it("prefers the script that runs a dev server", async () => {
    const scripts = { dev: "tsc --watch", start: "webpack serve --mode development" };
    const info = await detect({ "package.json": manifest({ scripts, dependencies: { "react-dom": "19" } }) });
    expect(info.devScript).toBe("start");
  });

  it("says what it looked for", async () => {
    await expect(detect({ "README.md": "# A library" })).rejects.toMatchObject({
      code: "no_web_app",
      message: expect.stringMatching(/no package\.json.*index\.html/),
    });
    await expect(detect({ "package.json": manifest({ scripts: { dev: "tsc --watch" } }) })).rejects.toMatchObject({
      code: "no_web_app",
    });
  });

  it("finds the framework's own program where no script starts the app", async () => {
    const files = {
      "package.json": manifest({ scripts: { build: "vite build" }, dependencies: { vue: "3", vite: "8" } }),
      "index.html": "<div id=app></div>",
    };
    expect(await detect(files)).toMatchObject({
      devScript: null,
      devCommand: "vite",
      framework: "vue",
      staticDir: null,
    });
    await expect(detect({ "package.json": files["package.json"] })).rejects.toMatchObject({ code: "no_web_app" });
  });

  it("follows a library through another to the app, and takes no library that only builds", async () => {
    const files = {
      "package.json": manifest({ name: "root", scripts: { dev: "turbo dev" }, devDependencies: { "react-dom": "19" } }),
      "apps/docs/package.json": manifest({ name: "docs", scripts: { dev: "next dev" }, dependencies: { next: "16" } }),
      "apps/web/package.json": manifest({
        name: "web",
        scripts: { dev: "next dev" },
        dependencies: { next: "16", "@x/ui": "*" },
      }),
      "packages/ui/package.json": manifest({
        name: "@x/ui",
        scripts: { dev: "tsup --watch" },
        dependencies: { "@x/icons": "*" },
        peerDependencies: { "react-dom": "19" },
      }),
      "packages/icons/package.json": manifest({
        name: "@x/icons",
        scripts: { dev: "vite build --watch" },
        devDependencies: { vite: "8" },
      }),
    };
    expect(await detect(files, ["packages/icons/src/Arrow.tsx"])).toMatchObject({ packageDir: "apps/web" });
    expect(await detect(files, ["apps/docs/app/page.tsx"])).toMatchObject({ packageDir: "apps/docs" });
  });

  it("reads which Node is asked for, the pinned one first", async () => {
    const dependencies = { scripts: { dev: "vite" }, dependencies: { vite: "8" } };
    expect(await detect({ "package.json": manifest({ ...dependencies, engines: { node: ">=22" } }) })).toMatchObject({
      nodeRange: ">=22",
    });
    expect(
      await detect({ "package.json": manifest({ ...dependencies, engines: { node: ">=22" } }), ".nvmrc": "v24.1.0\n" }),
    ).toMatchObject({ nodeRange: "24.1.0" });
  });

  it("takes a server of the app's own as the last resort", async () => {
    const server = { scripts: { start: "node server.js" }, dependencies: { express: "5" } };
    expect(await detect({ "package.json": manifest(server) })).toMatchObject({
      framework: "unknown",
      devScript: "start",
    });
  });
});

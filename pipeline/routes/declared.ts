import type { WebAppInfo } from "../detect/types.ts";
import { codeRoutes, usesRouter } from "./codeRoutes.ts";
import { fileRoutes } from "./fileRoutes.ts";
import { specifiersOf } from "./moduleGraph.ts";
import type { ResolveImport } from "./resolver.ts";
import { readSource, scriptsOf } from "./sources.ts";
import type { DeclaredRoute } from "./types.ts";

/** Every page that the app declares, by its files or in its router; each address once. */
export function declaredRoutes(
  rootDir: string,
  app: WebAppInfo,
  files: readonly string[],
  resolve: ResolveImport,
): DeclaredRoute[] {
  const prefix = app.packageDir === "" ? "" : `${app.packageDir}/`;
  const scripts = files.filter(
    (file) =>
      file.startsWith(prefix) && /\.[cm]?[jt]sx?$|\.vue$|\.svelte$/.test(file) && !/\.(test|spec|stories)\./.test(file),
  );
  const inCode = scripts.flatMap((file) => {
    const text = readSource(rootDir, file);
    // Reading every script for routes would cost seconds: one that names no router has none.
    if (text === null || !/rout|\breach\b|preact-iso/i.test(text)) return [];
    return scriptsOf(file, text)
      .filter((syntax) => usesRouter(specifiersOf(syntax)) || /rout/i.test(file))
      .flatMap((syntax) => codeRoutes(file, syntax, resolve));
  });
  // With a routes.ts the names of files mean nothing.
  const byFiles = app.framework === "remix" && inCode.length > 0 ? [] : fileRoutes(files, app);
  const all = [...inCode, ...byFiles].filter(({ route }) => !/(^|\/)\*/.test(route));
  return all.filter((one, index) => all.findIndex(({ route }) => route === one.route) === index);
}

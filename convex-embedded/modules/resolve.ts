import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

let isRegistered = false;

/**
 * Lets Node find relative imports without an extension (`./_generated/server`), which Convex's bundler allows.
 * Only consulted after Node's own resolution has failed, and never for packages.
 */
export function resolveExtensionlessImports(): void {
  if (isRegistered) return;
  isRegistered = true;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      try {
        return nextResolve(specifier, context);
      } catch (failure) {
        const found = withExtension(specifier, context.parentURL);
        if (found === null) throw failure;
        return nextResolve(found, context);
      }
    },
  });
}

function withExtension(specifier: string, parentUrl: string | undefined): string | null {
  if (!specifier.startsWith(".") || !parentUrl?.startsWith("file:") || parentUrl.includes("/node_modules/"))
    return null;
  for (const ending of [".ts", ".js", "/index.ts", "/index.js"]) {
    const url = new URL(specifier + ending, parentUrl);
    if (existsSync(fileURLToPath(url))) return url.href;
  }
  return null;
}

import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { EmbeddedHostError, messageOf, unsupported } from "../errors.ts";
import { type CronDefinition, readCrons } from "./crons.ts";
import { functionsOf, type ProjectFunction } from "./functions.ts";
import { resolveExtensionlessImports } from "./resolve.ts";
import { type ProjectSchema, readSchema } from "./schema.ts";

/** Module namespaces by their path in the functions directory, such as `messages.ts` or `model/time.ts`. */
export type ModuleMap = Record<string, Record<string, unknown>>;

export type LoadedProject = {
  functions: Map<string, ProjectFunction>;
  schema: ProjectSchema;
  crons: CronDefinition[];
};

const unsupportedModules: Record<string, string> = {
  http: "http.ts (HTTP actions)",
  "convex.config": "convex.config.ts (components)",
  "auth.config": "auth.config.ts (sign-in tokens)",
};

/** Imports every module of a functions directory with Node itself: no bundling, types stripped. */
export async function importFunctions(functionsDir: string): Promise<ModuleMap> {
  resolveExtensionlessImports();
  const modules: ModuleMap = {};
  for (const file of await moduleFiles(functionsDir)) {
    const path = relative(functionsDir, file).split(sep).join("/");
    try {
      modules[path] = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Record<string, unknown>;
    } catch (failure) {
      throw new EmbeddedHostError("functions_invalid", `${file} cannot be loaded: ${messageOf(failure)}`, {
        cause: failure,
      });
    }
  }
  return modules;
}

/** Convex's own rule: one dot in the name (so no tests and no .d.ts), and nothing generated. */
async function moduleFiles(functionsDir: string): Promise<string[]> {
  const entries = await readdir(functionsDir, { recursive: true, withFileTypes: true }).catch((failure) => {
    throw new EmbeddedHostError("functions_invalid", `The functions directory ${functionsDir} cannot be read.`, {
      cause: failure,
    });
  });
  const files = entries
    .filter(
      (entry) => entry.isFile() && (/^[^.]+\.ts$/.test(entry.name) || /^(convex|auth)\.config\.ts$/.test(entry.name)),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(functionsDir, file).split(sep).includes("_generated"));
  return files.sort();
}

/** Finds the functions, the schema and the crons in a module map, and refuses what the dialect lacks. */
export function readProject(modules: ModuleMap): LoadedProject {
  const functions = new Map<string, ProjectFunction>();
  let schema: ProjectSchema | null = null;
  let crons: CronDefinition[] = [];
  for (const [file, exports] of Object.entries(modules)) {
    const modulePath = file.replace(/^\.?\//, "").replace(/\.[jt]s$/, "");
    checkModuleName(modulePath);
    const refused = unsupportedModules[modulePath];
    if (refused !== undefined) throw unsupported(refused);
    if (modulePath === "schema") schema = readSchema(exports.default);
    else {
      if (modulePath === "crons") crons = readCrons(exports.default);
      for (const found of functionsOf(modulePath, exports)) functions.set(found.path, found);
    }
  }
  if (schema === null) {
    throw new EmbeddedHostError(
      "functions_invalid",
      "The functions directory has no schema.ts; the embedded store needs one.",
    );
  }
  for (const cron of crons) checkCron(cron, functions);
  return { functions, schema, crons };
}

/** Convex's own rule, which decides when the same folder is pushed to a deployment. */
function checkModuleName(modulePath: string): void {
  const wrong = modulePath.split("/").find((part) => !/^[\w.]*[a-zA-Z0-9][\w.]*$/.test(part) || part.length > 64);
  if (wrong === undefined) return;
  throw new EmbeddedHostError(
    "functions_invalid",
    `${modulePath}: "${wrong}" is no name for a module or folder; use up to 64 letters, digits and underscores.`,
  );
}

function checkCron(cron: CronDefinition, functions: Map<string, ProjectFunction>): void {
  const target = functions.get(cron.functionPath);
  if (target === undefined || target.kind === "query") {
    throw new EmbeddedHostError(
      "functions_invalid",
      `crons.ts: "${cron.name}" calls ${cron.functionPath}, which is not a mutation or an action of this project.`,
    );
  }
}

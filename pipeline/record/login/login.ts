import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { loginVariables } from "../../../environment.ts";
import { PipelineError } from "../../failure.ts";
import { type LoginScript, loginScriptSchema } from "./loginScript.ts";
import { parseStorageState, type StorageState } from "./storageState.ts";

/** How an app is entered that shows nothing without it. It holds secrets: it goes to the browser and nowhere else. */
export type Login = { kind: "saved"; state: StorageState } | { kind: "script"; script: LoginScript; file: string };

/**
 * Reads a login from a file: one that Playwright saved, or the steps that a person takes. What a step types by the name of a
 * variable is read from the file's neighbour (`demo.env` beside `demo.json`), else from our own environment. Throws one
 * sentence that names the file and nothing of its contents.
 */
export async function readLogin(file: string): Promise<Login> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new PipelineError("login_missing", `There is no login at ${file}; check the path.`);
  });
  const content = parseJson(text);
  if (typeof content === "object" && content !== null && "steps" in content) {
    return { kind: "script", script: await filledIn(content, file), file };
  }
  const state = parseStorageState(content);
  if (state) return { kind: "saved", state };
  throw new PipelineError(
    "login_invalid",
    `The file ${file} is no saved login; make one with "npx playwright codegen --save-storage=FILE URL".`,
  );
}

/** The login that is kept for a repository ("owner/name"), if there is one: `<owner>__<name>.json` in `loginsDir`. */
export async function loginFor(loginsDir: string, repository: string): Promise<Login | undefined> {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (!owner || !name) return undefined;
  return readLogin(join(loginsDir, `${owner}__${name}.json`)).catch((error: unknown) => {
    if (error instanceof PipelineError && error.code === "login_missing") return undefined;
    throw error;
  });
}

/** The script with the variables' values in place of their names. */
async function filledIn(content: object, file: string): Promise<LoginScript> {
  const checked = loginScriptSchema.safeParse(content);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new PipelineError(
      "login_invalid",
      `The login script ${file} cannot be used: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "it is not complete"}. docs/recorder.md shows one.`,
    );
  }
  const beside = await readFile(file.replace(/(\.json)?$/, ".env"), "utf8").catch(() => "");
  const known: Record<string, string | undefined> = { ...loginVariables(), ...parseEnv(beside) };
  const steps = checked.data.steps.map(({ env, ...step }) => {
    if (env === undefined) return step;
    const value = known[env];
    if (value === undefined) {
      throw new PipelineError("login_incomplete", `The login script ${file} needs ${env}, which is not set.`);
    }
    return { ...step, value };
  });
  return { ...checked.data, steps };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

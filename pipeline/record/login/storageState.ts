import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { PipelineError } from "../../failure.ts";
import { isLoopback } from "../guard/openings.ts";

const cookieSchema = z.object({
  name: z.string(),
  value: z.string(),
  domain: z.string(),
  path: z.string().default("/"),
  expires: z.number().default(-1),
  httpOnly: z.boolean().default(false),
  secure: z.boolean().default(false),
  sameSite: z.enum(["Strict", "Lax", "None"]).default("Lax"),
});
const entrySchema = z.object({ name: z.string(), value: z.string() });
const storageStateSchema = z.object({
  cookies: z.array(cookieSchema).default([]),
  origins: z.array(z.object({ origin: z.url(), localStorage: z.array(entrySchema).default([]) })).default([]),
});

/** A login that Playwright saved (`context.storageState({ path })`). It holds secrets: it goes to the browser and nowhere else. */
export type StorageState = z.infer<typeof storageStateSchema>;

/** Reads a saved login. Throws one sentence that names the file and nothing of its contents. */
export async function readStorageState(file: string): Promise<StorageState> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new PipelineError("login_missing", `There is no saved login at ${file}; check the path.`);
  });
  const parsed = storageStateSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new PipelineError(
    "login_invalid",
    `The file ${file} is no saved login; make one with "npx playwright codegen --save-storage=FILE URL".`,
  );
}

/** The login that is kept for a repository ("owner/name"), if there is one: `<owner>__<name>.json` in `loginsDir`. */
export async function loginFor(loginsDir: string, repository: string): Promise<StorageState | undefined> {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (!owner || !name) return undefined;
  return readStorageState(join(loginsDir, `${owner}__${name}.json`)).catch((error: unknown) => {
    if (error instanceof PipelineError && error.code === "login_missing") return undefined;
    throw error;
  });
}

/** The app under test has another port each time: what was saved on this machine's own address is moved to this one. */
export function movedTo(baseUrl: string, { cookies, origins }: StorageState): StorageState {
  const here = new URL(baseUrl);
  if (!isLoopback(here.hostname)) return { cookies, origins };
  return {
    cookies: cookies.map((cookie) =>
      isLoopback(cookie.domain.replace(/^\./, "")) ? { ...cookie, domain: here.hostname } : cookie,
    ),
    origins: origins.map(({ origin, localStorage }) => ({
      origin: isLoopback(new URL(origin).hostname) ? here.origin : origin,
      localStorage,
    })),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import { z } from "zod";
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

/** Null when the content of a file is no saved login. */
export function parseStorageState(content: unknown): StorageState | null {
  return storageStateSchema.safeParse(content).data ?? null;
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

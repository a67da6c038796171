import { createHash, timingSafeEqual } from "node:crypto";
import { isAbsolute } from "node:path";
import { RequestProblem } from "./problem.ts";

export type Admin = { key: string; snapshot(intoDir: string): Promise<void> };

/** Writes a snapshot into the folder that the body names, for whoever shows the key. */
export async function takeSnapshot(admin: Admin, authorization: string | undefined, body: string): Promise<void> {
  if (!isSame(authorization ?? "", `Convex ${admin.key}`))
    throw new RequestProblem(401, "This key opens nothing here.");
  const { dir } = JSON.parse(body || "{}") as { dir?: unknown };
  if (typeof dir !== "string" || !isAbsolute(dir)) throw new RequestProblem(400, "Name an absolute folder as `dir`.");
  await admin.snapshot(dir);
}

/** In constant time: hashes are of one length, whatever was given. */
function isSame(given: string, expected: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

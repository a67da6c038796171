import { cp, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { z } from "zod";
import { cleanEnvironment } from "../../environment.ts";

const appsDir = fileURLToPath(new URL("../apps", import.meta.url));

/**
 * What a person who knows the change would look for. The recorder never sees it. `label` and `route` are regular expressions
 * on a shot; `notShown` are the files that no picture can show.
 */
const expectationSchema = z.strictObject({
  title: z.string(),
  /** What makes this change hard to show. */
  kind: z.string(),
  expect: z.discriminatedUnion("outcome", [
    z.strictObject({
      outcome: z.literal("shown"),
      label: z.string(),
      route: z.string(),
      notShown: z.array(z.string()).default([]),
    }),
    z.strictObject({
      outcome: z.literal("accounted"),
      notShown: z.array(z.string()).default([]),
    }),
  ]),
});

/** One change of one app: a branch of the app's repository. */
export type Pair = { name: string; app: string; change: string } & z.infer<typeof expectationSchema>;

/** All pairs, or those whose name begins with one of the given words: "vue-inventory", "vue-inventory/badge-colour". */
export async function readPairs(words: readonly string[]): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const app of (await readdir(appsDir)).sort()) {
    const files = await readdir(join(appsDir, app, "changes"));
    for (const file of files.filter((one) => one.endsWith(".json")).sort()) {
      const change = file.slice(0, -".json".length);
      const text = await readFile(join(appsDir, app, "changes", file), "utf8");
      pairs.push({ name: `${app}/${change}`, app, change, ...expectationSchema.parse(JSON.parse(text)) });
    }
  }
  const wanted = pairs.filter(({ name }) => words.length === 0 || words.some((word) => name.startsWith(word)));
  if (wanted.length === 0) {
    throw new Error(`No pair is called ${words.join(", ")}; there are ${pairs.map(({ name }) => name).join(", ")}.`);
  }
  return wanted;
}

/** A repository with the app on `main` and the change on a branch named after it. */
export async function layOutPair({ app, change, title }: Pair, repoDir: string): Promise<string> {
  await rm(repoDir, { recursive: true, force: true });
  await mkdir(repoDir, { recursive: true });
  const source = join(appsDir, app, "app");
  await cp(source, repoDir, { recursive: true, filter: (path) => !/[\\/](node_modules|dist)$/.test(path) });
  const git = (...args: string[]) =>
    execa("git", ["-c", "user.name=Bench", "-c", "user.email=bench@aura.example", ...args], {
      cwd: repoDir,
      extendEnv: false,
      env: cleanEnvironment({ GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" }),
    });
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "Lay out the app");
  await git("checkout", "--quiet", "-b", change);
  await git("apply", "--index", join(appsDir, app, "changes", `${change}.patch`));
  await git("commit", "--quiet", "--message", title);
  await git("checkout", "--quiet", "main");
  return repoDir;
}

import { posix } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** The file in a repository by which it tells Aura what to record. */
export const settingsFile = ".aura.yml";

const patterns = z.array(z.string().min(1).max(200)).max(100);

/** What a repository may settle for itself, all optional. docs/aura.schema.json is made of this. */
export const repoSettingsSchema = z.strictObject({
  drafts: z.boolean().default(false).describe("Record drafts too; else they wait until they are ready for review."),
  labels: patterns.default([]).describe("Record only pull requests with one of these labels; none means all."),
  paths: patterns.default([]).describe("Record only when one of these paths changed, as globs: app/**, **/*.css."),
  ignore: patterns.default([]).describe("Changes of these paths count for nothing, as globs."),
  compare: z.boolean().optional().describe("Show the base beside the pull request."),
  focus: z.string().min(1).max(500).optional().describe("What the video should dwell on, in words."),
  preset: z.enum(["default", "minimal", "dramatic"]).optional().describe("The look of the video."),
  preview: z
    .enum(["use", "wait", "off"])
    .default("use")
    .describe(
      "A preview deployment of the pull request: use it when it is there, wait for it, or run the code always.",
    ),
  maxDuration: z.number().int().min(5).max(300).optional().describe("The longest recording, in seconds."),
});

export type RepoSettings = z.infer<typeof repoSettingsSchema>;

/** What the file settles, or one sentence on what is wrong with it. An absent file settles nothing. */
export function readRepoSettings(text: string | null): RepoSettings | { problem: string } {
  let value: unknown;
  try {
    value = text === null ? {} : (parse(text, { maxAliasCount: 10 }) ?? {});
  } catch (error) {
    const said = error instanceof Error ? (error.message.split("\n")[0] ?? "").replace(/:$/, "") : "";
    return { problem: `${settingsFile} is no YAML: ${said}` };
  }
  const parsed = repoSettingsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.length ? `${issue.path.join(".")}: ` : "";
  return { problem: `${settingsFile}: ${where}${issue?.message ?? "it is not as expected"}` };
}

/** Why a pull request is not recorded by these settings; null when it is. */
export function unwantedBy(
  settings: RepoSettings,
  pull: { isDraft: boolean; labels: readonly string[]; changedPaths: readonly string[] },
): string | null {
  const { drafts, labels, paths, ignore } = settings;
  if (pull.isDraft && !drafts) return "It is a draft; it is recorded when it is ready for review.";
  if (labels.length > 0 && !labels.some((label) => pull.labels.includes(label))) {
    return `It has none of the labels ${labels.join(", ")}.`;
  }
  const isAmong = (path: string, globs: readonly string[]) => globs.some((glob) => posix.matchesGlob(path, glob));
  const isWanted = (path: string) => paths.length === 0 || isAmong(path, paths);
  if (pull.changedPaths.some((path) => isWanted(path) && !isAmong(path, ignore))) return null;
  return `It changes nothing that ${settingsFile} wants recorded.`;
}

/** The settings as JSON Schema, for editors. */
export const repoSettingsJsonSchema = (): object => ({
  title: `Aura's ${settingsFile}`,
  ...z.toJSONSchema(repoSettingsSchema, { io: "input" }),
});

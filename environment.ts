import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { z } from "zod";

/** The only file that reads process.env. Every variable is optional on one machine; .env.example says where each is found. */
const projectDir = fileURLToPath(new URL(".", import.meta.url));

const url = z.url({ protocol: /^https?$/, error: "expected an address such as https://example.com" });
const optionalUrl = url.optional();
const text = z.string().optional();

const days = (least: number) => {
  const error = `expected a whole number of days from ${least} to 3650`;
  return z.coerce.number({ error }).int(error).min(least, error).max(3_650, error).optional();
};

const schema = z.object({
  AURA_HOME: z.string().default(join(projectDir, ".aura")),
  AURA_REPOS: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean),
    )
    .refine(
      (names) => names.every((name) => /^[\w.-]+\/[\w.-]+$/.test(name)),
      "expected owner/name, separated by commas",
    ),
  OPENAI_API_KEY: text,
  OPENAI_BASE_URL: optionalUrl,
  AURA_MODEL: z.string().default("gpt-5-mini"),
  AURA_MODEL_PRICE: z
    .string()
    .regex(/^\d+(\.\d+)?\/\d+(\.\d+)?$/, "expected the dollars for a million tokens read and written, such as 0.25/2")
    .optional(),
  CONVEX_URL: optionalUrl,
  AURA_WORKER_KEY: text,
  AURA_STORAGE: z.enum(["local", "store", "s3"], { error: "expected local, store or s3" }).optional(),
  AURA_S3_BUCKET: text,
  AURA_S3_REGION: text,
  AURA_S3_ENDPOINT: optionalUrl,
  AURA_S3_PREFIX: text,
  AURA_S3_ACCESS_KEY_ID: text,
  AURA_S3_SECRET_ACCESS_KEY: text,
  SLACK_BOT_TOKEN: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_APP_TOKEN: text,
  SLACK_CLIENT_ID: text,
  SLACK_CLIENT_SECRET: text,
  SLACK_API_URL: optionalUrl,
  DISCORD_TOKEN: text,
  DISCORD_APPLICATION_ID: text,
  DISCORD_API_URL: optionalUrl,
  GITHUB_TOKEN: text,
  GITHUB_APP_ID: text,
  GITHUB_APP_PRIVATE_KEY: text,
  GITHUB_WEBHOOK_SECRET: text,
  GITHUB_API_URL: optionalUrl,
  COMPOSIO_API_KEY: text,
  COMPOSIO_BASE_URL: optionalUrl,
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "expected smtp://user:password@host:port" }).optional(),
  MAIL_FROM: text,
  AGENTMAIL_API_KEY: text,
  AGENTMAIL_BASE_URL: optionalUrl,
  AURA_WEBHOOK_SECRET: z.string().min(16, "expected at least 16 characters").optional(),
  LMNR_PROJECT_API_KEY: text,
  LMNR_BASE_URL: optionalUrl,
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalUrl,
  SUPERMEMORY_API_KEY: text,
  SUPERMEMORY_BASE_URL: optionalUrl,
  PUBLIC_URL: url.default("http://localhost:3000"),
  PORT: z.coerce.number({ error: "expected a port number" }).int().min(0).max(65535).default(3001),
  AURA_HEALTH_PORT: z.coerce.number({ error: "expected a port number" }).int().min(0).max(65535).optional(),
  AURA_KEEP_DELIVERIES_DAYS: days(1),
  AURA_KEEP_HISTORY_DAYS: days(1),
  AURA_KEEP_FAILED_DAYS: days(0),
  AURA_KEEP_TAKES_DAYS: days(1),
  CHROMIUM_PATH: text,
  FFMPEG_BIN: text,
});

export type Environment = z.infer<typeof schema>;
export type VariableName = keyof Environment;

/** Every variable that Aura reads. */
export const variableNames = Object.keys(schema.shape) as VariableName[];

/** The values of the .env file, over which the process's own go. They never enter process.env, so no child inherits them. */
function givenValues(): NodeJS.ProcessEnv {
  const file = join(projectDir, ".env");
  // A test must not reach the services that a developer's own .env names.
  const isUsed = process.env.NODE_ENV !== "test" && existsSync(file);
  return { ...(isUsed ? parseEnv(readFileSync(file, "utf8")) : {}), ...process.env };
}

/** Throws one sentence that names the variable, what was expected, and where to look. Empty values count as absent. */
export function readEnvironment(source: NodeJS.ProcessEnv = givenValues()): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? "The environment");
  throw new Error(`${name}: ${issue?.message ?? "is not valid"}. See ${name} in .env.example.`);
}

export type StorageKind = NonNullable<Environment["AURA_STORAGE"]>;

/**
 * Where takes, and the commits that they are made of, lie so that every worker finds them: in AURA_HOME alone while the store
 * is this machine's, else in a bucket when there is one, else in the store's own files.
 */
export function storageKindOf({ AURA_STORAGE, AURA_S3_BUCKET, CONVEX_URL }: Environment): StorageKind {
  if (AURA_STORAGE === "s3" && !AURA_S3_BUCKET) {
    throw new Error("AURA_STORAGE: s3 needs a bucket. See AURA_S3_BUCKET in .env.example.");
  }
  if (AURA_STORAGE !== undefined) return AURA_STORAGE;
  if (AURA_S3_BUCKET) return "s3";
  return CONVEX_URL === undefined || isThisMachine(CONVEX_URL) ? "local" : "store";
}

const isThisMachine = (address: string): boolean =>
  ["localhost", "127.0.0.1", "[::1]"].includes(new URL(address).hostname);

/** What a login script may type: the variables that are named for it, and no other. */
export const loginVariables = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith("AURA_LOGIN_") && value !== undefined ? [[name, value]] : [],
    ),
  );

/** What a child process may see: enough to find programs and fonts, never a secret. */
export function cleanEnvironment(extra: Record<string, string> = {}): Record<string, string> {
  const passed = ["PATH", "HOME", "LANG", "LC_ALL", "TERM", "TMPDIR", "TZ"];
  // Files of certificates are no secrets, and behind a company's own authority nothing installs without them.
  passed.push("NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR");
  const kept = passed.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : []));
  return { ...Object.fromEntries(kept), ...extra };
}

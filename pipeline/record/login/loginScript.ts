import { z } from "zod";

const targetSchema = z
  .object({
    role: z.string().exactOptional(),
    name: z.string().exactOptional(),
    testId: z.string().exactOptional(),
    text: z.string().exactOptional(),
    selector: z.string().exactOptional(),
  })
  .refine((target) => Object.keys(target).length > 0, "name the element by role, name, testId, text or selector");

const stepSchema = z.object({
  action: z.enum(["type", "click", "toggle", "select", "submit"]),
  target: targetSchema,
  value: z.string().exactOptional(),
  /** Of the variable that holds what is typed. The prefix keeps every other secret of ours out of a stranger's page. */
  env: z
    .string()
    .regex(/^AURA_LOGIN_[A-Z0-9_]+$/, "expected a name that begins with AURA_LOGIN_")
    .exactOptional(),
});

/** The steps that a person takes to enter an app, and what proves that they are in. */
export const loginScriptSchema = z.object({
  /** The page with the login, as the app's own path. */
  address: z.string().startsWith("/").default("/"),
  steps: z.array(stepSchema).min(1).max(20),
  /** All of it must be so afterwards. */
  success: z
    .object({ path: z.string().startsWith("/").exactOptional(), text: z.string().exactOptional() })
    .refine(
      ({ path, text }) => path !== undefined || text !== undefined,
      "give a path or a text that is there afterwards",
    ),
  /** Origins beside the app's own at which values may be typed: a provider of logins. */
  alsoOn: z.array(z.url({ protocol: /^https$/ })).default([]),
});

export type LoginScript = z.infer<typeof loginScriptSchema>;
export type LoginStep = LoginScript["steps"][number];

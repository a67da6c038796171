import { z } from "zod";

/**
 * What Slack sends, as far as Aura and Bolt read it (https://docs.slack.dev/apis/events-api, /interactivity). Both take the
 * shape for granted, so that it is looked at before.
 */
const named = z.object({ id: z.string().min(1) });
const text = z.string();

const verification = z.object({ type: z.literal("url_verification"), challenge: text });
const callback = z.object({
  type: z.literal("event_callback"),
  team_id: text.min(1),
  event: z.object({
    type: text.min(1),
    channel: z.union([text, z.looseObject({})]).optional(),
    item: z.looseObject({}).optional(),
  }),
  authorizations: z.array(z.object({ team_id: text.nullish(), user_id: text.nullish() })).optional(),
});
const notice = z.object({ type: z.literal("app_rate_limited") });

const command = z.object({
  ...{ command: text.startsWith("/"), text, trigger_id: text.min(1) },
  ...{ team_id: text.min(1), user_id: text.min(1), channel_id: text.min(1) },
});

const pressed = z.object({
  type: z.literal("block_actions"),
  // No team where a whole organisation has installed the app.
  ...{ user: named, team: named.nullish(), trigger_id: text.min(1), channel: named.optional() },
  message: z.object({ ts: text, thread_ts: text.optional() }).optional(),
  actions: z
    .array(
      z.object({
        ...{ type: text, action_id: text, block_id: text, value: text.nullish(), action_ts: text.optional() },
        selected_option: z.object({ value: text }).nullish(),
      }),
    )
    .min(1),
});
const submitted = z.object({
  type: z.literal("view_submission"),
  ...{ user: named, team: named },
  view: z.object({
    ...{ id: text, callback_id: text, private_metadata: text.refine(isJson) },
    state: z.object({ values: z.record(text, z.record(text, z.looseObject({}))) }),
  }),
});
/** Nothing that Aura listens to. */
const closed = z.object({ type: z.literal("view_closed"), ...{ user: named, team: named }, view: named });
const shortcut = z.object({
  type: z.enum(["shortcut", "message_action"]),
  ...{ user: named, team: named, callback_id: text, channel: named.optional() },
});

const events = z.union([verification, callback]);
const interactions = z.union([pressed, submitted, closed, shortcut]);

/** A request for Bolt, Slack's notice that it holds events back, or neither, by its shape. Its signature is another matter. */
export function kindOfRequest(contentType: string, body: string): "request" | "notice" | "neither" {
  if (contentType.startsWith("application/json")) {
    return fits(events, body) ? "request" : fits(notice, body) ? "notice" : "neither";
  }
  if (!contentType.startsWith("application/x-www-form-urlencoded")) return "neither";
  const fields = Object.fromEntries(new URLSearchParams(body));
  const isInteraction = fields.payload !== undefined && fits(interactions, fields.payload);
  const isCommand = fields.payload === undefined && command.safeParse(fields).success;
  return isInteraction || isCommand || fields.ssl_check !== undefined ? "request" : "neither";
}

function fits(schema: z.ZodType, json: string): boolean {
  try {
    return schema.safeParse(JSON.parse(json)).success;
  } catch {
    return false;
  }
}

function isJson(json: string): boolean {
  try {
    return typeof JSON.parse(json) === "object";
  } catch {
    return false;
  }
}

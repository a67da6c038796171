import { oneOf, UsageError } from "../../commandLine.ts";
import type { Delivery } from "../../convex/model/documents.ts";
import type { Environment } from "../../environment.ts";
import { openLetters } from "../delivery/letters.ts";
import type { Parcel } from "../delivery/parcel.ts";
import type { Route } from "../delivery/route.ts";
import { openAgentMail } from "../delivery/routes/agentmail.ts";
import { openComposio } from "../delivery/routes/composio.ts";
import { openSmtp } from "../delivery/routes/smtp.ts";
import { openWebhook } from "../delivery/routes/webhook.ts";
import { deliverySettingsOf } from "../delivery/settings.ts";
import { sayInDiscord } from "../discord/say.ts";
import { DoorError } from "../failure.ts";
import { sayInSlack } from "../slack/say.ts";

export const channels = ["email", "gmail", "slack", "discord", "teams", "telegram", "webhook"] as const;
type Channel = (typeof channels)[number];

const testText = "This is a test of Aura's deliveries. If you can read it, they arrive here.";
const usage = `Say --send-test CHANNEL TO, with one of ${channels.join(", ")}; for what goes through Composio also --workspace slack:TEAM-ID.`;

/** `--send-test CHANNEL TO [--workspace PLATFORM:ID]`, null where no test is asked for. Throws UsageError. */
export function testAskedFor(
  {
    "send-test": name,
    workspace = "local:local",
  }: { "send-test"?: string | undefined; workspace?: string | undefined },
  [to]: readonly string[],
): { channel: Channel; to: string; workspace: string } | null {
  if (name === undefined && to === undefined) return null;
  const channel = oneOf("--send-test", name, channels);
  if (channel === undefined || to === undefined) throw new UsageError(usage);
  return { channel, to, workspace };
}

/** Sends one sentence there, by the ways that are set up, and answers by which it went. Throws DoorError or DeliveryError. */
export async function sendTest(
  environment: Environment,
  { channel, to, workspace }: { channel: Channel; to: string; workspace: string },
): Promise<string> {
  if (channel === "slack" && (await sayInSlack(environment, to, testText)))
    return `A test went to ${to} by Slack's own API.`;
  if (channel === "discord" && (await sayInDiscord(environment, to, testText))) {
    return `A test went to ${to} by Discord's own API.`;
  }
  const parcel = testParcel({ channel, to, workspace });
  for (const route of routesFor(channel, environment)) {
    const refusal = await route.refuses(parcel);
    if (refusal?.kind === "not_connected") continue;
    if (refusal) throw refusal;
    await route.send(parcel, AbortSignal.timeout(60_000));
    return `A test went to ${to} by ${route.name}.`;
  }
  throw new DoorError(
    "not_connected",
    `There is no way to ${channel} set up for ${workspace}; see docs/delivery.md. ${usage}`,
  );
}

function routesFor(channel: Channel, environment: Environment): Route[] {
  const { composio, smtp, agentMail, webhook } = deliverySettingsOf(environment);
  const publicUrl = environment.PUBLIC_URL;
  const letters = openLetters({ writers: {}, publicUrl, unsubscribeUrl: () => publicUrl });
  if (channel === "webhook") return webhook ? [openWebhook(webhook)] : [];
  const mail =
    channel === "email"
      ? [...(smtp ? [openSmtp(smtp, letters)] : []), ...(agentMail ? [openAgentMail(agentMail, letters)] : [])]
      : [];
  return [...mail, ...(composio ? [openComposio(composio, letters)] : [])];
}

/** As a delivery of the store, but for the store. */
function testParcel({ channel, to, workspace }: { channel: Channel; to: string; workspace: string }): Parcel {
  const [platform = "", ...id] = workspace.split(":");
  const marker = `test-${Date.now().toString(36)}`;
  const text = testText;
  const delivery = { purpose: "copy", channel, to, marker, workspaceId: "test", payload: { kind: "notice", text } };
  return {
    delivery: delivery as unknown as Delivery,
    ...{ to, thread: null, slackThreadTs: null, content: { kind: "notice", text } },
    workspace: { platform, externalId: id.join(":"), name: workspace },
  };
}

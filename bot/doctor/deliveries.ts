import type { Environment } from "../../environment.ts";
import { DeliveryError } from "../delivery/failure.ts";
import { inspectAgentMail } from "../delivery/routes/agentmail.ts";
import { inspectComposio } from "../delivery/routes/composio.ts";
import { trySmtp } from "../delivery/routes/smtp.ts";
import { type DeliverySettings, deliverySettingsOf } from "../delivery/settings.ts";
import { DoorError } from "../failure.ts";
import type { Finding } from "./finding.ts";

const help = "docs/delivery.md says how to set it up";

/** Which ways out are set up, and whether they let us in: really tried, with nothing sent. */
export async function examineDeliveries(environment: Environment): Promise<Finding[]> {
  const thread: Finding = { name: "Thread", state: "ok", inUse: "replies and files go where they were asked for" };
  try {
    const settings = deliverySettingsOf(environment);
    const found = await Promise.all([composio(settings), smtp(settings), agentMail(settings)]);
    return [thread, ...found, webhook(settings), links(environment)];
  } catch (error) {
    if (!(error instanceof DoorError)) throw error;
    return [thread, { name: "Mail", state: "broken", inUse: "not completely set up", help: error.message }];
  }
}

async function composio({ composio: settings }: DeliverySettings): Promise<Finding> {
  const name = "Composio";
  if (settings === null) return { name, state: "off", inUse: help };
  return await trying(name, async () => {
    const { troubles, connected } = await inspectComposio(settings);
    const who = connected.map(({ userId, toolkits }) => `${userId} (${toolkits.join(", ")})`).join("; ");
    const inUse = who === "" ? "no account is connected yet" : `connected: ${who}`;
    const wrong = troubles.map(({ message }) => message).join(" ");
    if (wrong !== "") return { name, state: "warning", inUse, help: wrong };
    const connect = "Connect accounts at platform.composio.dev for the user slack:TEAM-ID or discord:SERVER-ID.";
    return who === "" ? { name, state: "warning", inUse, help: connect } : { name, state: "ok", inUse };
  });
}

async function smtp({ smtp: settings }: DeliverySettings): Promise<Finding> {
  const name = "Mail (SMTP)";
  if (settings === null) return { name, state: "off", inUse: help };
  return await trying(name, async () => {
    await trySmtp(settings);
    return { name, state: "ok", inUse: `${new URL(settings.url).host}, as ${settings.from}` };
  });
}

async function agentMail({ agentMail: settings }: DeliverySettings): Promise<Finding> {
  const name = "AgentMail";
  if (settings === null) return { name, state: "off", inUse: help };
  return await trying(name, async () => ({ name, state: "ok", inUse: `as ${await inspectAgentMail(settings)}` }));
}

const webhook = ({ webhook: settings }: DeliverySettings): Finding =>
  settings === null
    ? { name: "Web hooks", state: "off", inUse: "AURA_WEBHOOK_SECRET is not set" }
    : { name: "Web hooks", state: "ok", inUse: "signed with AURA_WEBHOOK_SECRET, to public https addresses" };

/** Without a public address a chat elsewhere gets no link, and a mail carries the file itself. */
const links = ({ PUBLIC_URL }: Environment): Finding =>
  PUBLIC_URL.startsWith("https://")
    ? { name: "Links", state: "ok", inUse: PUBLIC_URL }
    : {
        name: "Links",
        state: "off",
        inUse: "PUBLIC_URL is no https address: mails carry small videos, other chats get none",
      };

async function trying(name: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return { name, state: error.kind === "permanent" ? "broken" : "warning", inUse: "set up", help: error.message };
  }
}

import { createHmac } from "node:crypto";
import type { Couriers } from "../../agent/couriers.ts";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { Delivery } from "../../convex/model/documents.ts";
import type { Environment } from "../../environment.ts";
import { digestWriters } from "../digest/writers.ts";
import { gitHubSettingsOf } from "../github/settings.ts";
import type { Log } from "../log.ts";
import type { Platform } from "../platform.ts";
import type { Library } from "../results/library.ts";
import type { Decision } from "./attempt.ts";
import { openCouriers } from "./couriers.ts";
import { openLetters } from "./letters.ts";
import { openLinks } from "./links.ts";
import { openMailLinks } from "./mail/links.ts";
import { openMailAddresses } from "./mailAddresses.ts";
import { openOutbox } from "./outbox.ts";
import { openPacker } from "./parcel.ts";
import type { BackOff } from "./policy.ts";
import { throughOutbox } from "./replies.ts";
import type { Route } from "./route.ts";
import { openAgentMail } from "./routes/agentmail.ts";
import { inspectComposio, openComposio } from "./routes/composio.ts";
import { openDoorRoute } from "./routes/door.ts";
import { openSmtp } from "./routes/smtp.ts";
import { openWebhook, type WebhookMeans } from "./routes/webhook.ts";
import { type DeliverySettings, deliverySettingsOf } from "./settings.ts";

export type Delivering = {
  /** The given platforms; what they post in more than one way goes through the outbox. */
  platforms: readonly Platform[];
  couriers: Couriers;
  close(): Promise<void>;
};

export type DeliveryOptions = {
  environment: Environment;
  store: Store;
  library: Library;
  log: Log;
  /** What links are made of; a secret that only this deployment has. */
  secret: string;
  platforms: readonly Platform[];
  backOff?: BackOff;
  webhookMeans?: Partial<WebhookMeans>;
};

/** Everything that leaves the house: the outbox with all the ways out that are set up. */
export function openDelivery(options: DeliveryOptions): Delivering {
  const { environment, store, library, log, platforms, backOff } = options;
  const settings = deliverySettingsOf(environment);
  const closing = new AbortController();
  const { letters, links } = stationeryOf(options);
  const composio = settings.composio && openComposio(settings.composio, letters);
  const routes = [...routesOf(settings, options), ...(composio ? [composio] : []), ...mailRoutesOf(settings, letters)];
  if (settings.composio) void tellOfTools(settings.composio, log);
  const addresses = openMailAddresses({ store, platforms, log });
  const outbox = openOutbox({
    ...{ store, log, routes, packer: openPacker({ store, library, links }) },
    decide: (delivery) => decide(store, delivery),
    mailAddressOf: (delivery) => addresses.of(delivery),
    ...(backOff ? { backOff } : {}),
  });
  return {
    platforms: platforms.map((platform) => throughOutbox(platform, store, closing.signal)),
    couriers: openCouriers({ store, platforms, routes, composio, log }),
    close: async () => {
      closing.abort();
      await outbox.close();
    },
  };
}

/** Tools that have changed since they were pinned are told of at the start, rather than by the first delivery that fails. */
async function tellOfTools(composio: NonNullable<DeliverySettings["composio"]>, log: Log): Promise<void> {
  try {
    for (const { slug, message } of (await inspectComposio(composio)).troubles) log.warn({ tool: slug }, message);
  } catch (error) {
    log.info({ err: error }, "Composio's tools could not be looked at; npm run doctor tries again");
  }
}

/** Who writes what is sent, and the links in it. */
function stationeryOf({ environment, store, secret }: DeliveryOptions) {
  const publicUrl = environment.PUBLIC_URL.replace(/\/+$/, "");
  const linkSecret = createHmac("sha256", secret).update("links to versions").digest("hex");
  const links = openLinks({ publicUrl, secret: linkSecret, store });
  const mailLinks = openMailLinks({ publicUrl, secret });
  const writers = digestWriters({ store, links, mailLinks, publicUrl });
  const gitHub = gitHubSettingsOf(environment);
  const forge = gitHub && { webUrl: gitHub.gitUrl, repos: gitHub.repos };
  return { links, letters: openLetters({ writers, publicUrl, forge, unsubscribeUrl: mailLinks.unsubscribeUrl }) };
}

function routesOf({ webhook }: DeliverySettings, { platforms, store, webhookMeans }: DeliveryOptions): Route[] {
  return [openDoorRoute({ platforms, store }), ...(webhook ? [openWebhook(webhook, webhookMeans)] : [])];
}

type Letters = ReturnType<typeof openLetters>;

const mailRoutesOf = ({ smtp, agentMail }: DeliverySettings, letters: Letters): Route[] => [
  ...(smtp ? [openSmtp(smtp, letters)] : []),
  ...(agentMail ? [openAgentMail(agentMail, letters)] : []),
];

async function decide(store: Store, { workspaceId, channel, to, purpose }: Delivery): Promise<Decision> {
  return await store.query(api.deliveryPreferences.decide, { workspaceId, channel, to, purpose, now: Date.now() });
}

import { request as httpRequest } from "node:http";
import { pino } from "pino";
import { openLetters } from "../../bot/delivery/letters.ts";
import { openLinks } from "../../bot/delivery/links.ts";
import { openOutbox } from "../../bot/delivery/outbox.ts";
import { openPacker } from "../../bot/delivery/parcel.ts";
import { openSmtp } from "../../bot/delivery/routes/smtp.ts";
import { openWebhook, type WebhookMeans } from "../../bot/delivery/routes/webhook.ts";
import { openLibrary } from "../../bot/results/library.ts";
import { connectStore } from "../../convex/client.ts";

/** A sender of its own, to be killed: `STORE_URL KEY SMTP_URL HOOK_PORT VIDEOS_DIR`. Its log goes to standard output. */
const [url = "", key = "", smtpUrl = "", hookPort = "", videosDir = ""] = process.argv.slice(2);
const store = connectStore({ url, key, kind: "bot" });
const publicUrl = "https://aura.example.com";
const letters = openLetters({ writers: {}, publicUrl, unsubscribeUrl: () => publicUrl });
const request = ((address: URL, options: object, onAnswer: never) =>
  httpRequest(new URL(address.pathname, `http://127.0.0.1:${hookPort}`), options, onAnswer)) as WebhookMeans["request"];
const links = openLinks({ publicUrl, secret: "a secret of the test", store });
openOutbox({
  ...{ store, log: pino(pino.destination({ dest: 1, sync: true })) },
  packer: openPacker({ store, library: await openLibrary(videosDir), links }),
  routes: [
    openSmtp({ url: smtpUrl, from: "aura@example.com" }, letters),
    openWebhook({ secret: "a secret of the test" }, { request }),
  ],
  decide: async () => ({ send: true }),
  mailAddressOf: async () => null,
  atOnce: 8,
  backOff: { firstMs: 10, factor: 2, mostMs: 200 },
});

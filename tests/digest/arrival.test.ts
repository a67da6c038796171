import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Delivering, openDelivery } from "../../bot/delivery/delivery.ts";
import { deliveryPages } from "../../bot/delivery/pages.ts";
import { openLibrary } from "../../bot/results/library.ts";
import { startWebhookServer, type WebhookServer } from "../../bot/webhooks/server.ts";
import { api } from "../../convex/_generated/api.js";
import { readEnvironment } from "../../environment.ts";
import { describeVideo } from "../../pipeline/encode/fixtures/readVideo.ts";
import { writeSyntheticTake } from "../../pipeline/timeline/fixtures/syntheticTake.ts";
import { performers } from "../../pipeline/worker/perform.ts";
import { openWorkshop, type Workshop } from "../../pipeline/worker/workshop.ts";
import { type MailSink, openMailSink } from "../delivery/mailSink.ts";
import { claim, joinAs, newThread, openStore, type StoreUnderTest } from "../store/support.ts";
import { until } from "../support/aura.ts";
import { MINUTE_MS, recorded, sweep, weekly } from "./support.ts";

const publicUrl = "https://aura.example.com";
const secret = "a secret of the test";
const log = pino({ enabled: false });

let store: StoreUnderTest;
let sink: MailSink;
let delivery: Delivering;
let pages: WebhookServer;
let workshop: Workshop;
beforeAll(async () => {
  [store, sink] = await Promise.all([openStore(), openMailSink()]);
  const given = { SMTP_URL: sink.url, MAIL_FROM: "Aura <aura@example.com>", PUBLIC_URL: publicUrl };
  const environment = readEnvironment(given);
  const videosDir = join(store.dir, "videos");
  await mkdir(videosDir);
  const library = await openLibrary(videosDir);
  const backOff = { firstMs: 20, factor: 2, mostMs: 100 };
  delivery = openDelivery({ environment, store: store.bot, library, log, platforms: [], secret, backOff });
  const routes = deliveryPages({ environment, store: store.bot, secret });
  pages = await startWebhookServer({ port: 0, host: "127.0.0.1", routes, log });
  workshop = await openWorkshop({ store: store.worker, home: store.dir, shelf: null, log });
});
afterAll(async () => {
  await delivery.close();
  await pages.close();
  await store.close();
  await sink.close();
});

const linkIn = (text: string | undefined, page: string): string => {
  const path = new RegExp(`${publicUrl}(/mail/${page}/[\\w.-]+)`).exec(text ?? "")?.[1];
  if (path === undefined) throw new Error(`There is no link to ${page} in: ${text}`);
  return pages.url + path;
};
const press = (url: string, form: Record<string, string>) =>
  fetch(url, { method: "POST", body: new URLSearchParams(form) });
const mailsTo = async (to: string, count: number) => {
  await until(`${count} mails to ${to}`, () => sink.sentTo(to).length >= count);
  return sink.sentTo(to);
};

it("a digest with a reel arrives on its minute, once its reader has confirmed, and never again once they stop it", async () => {
  const thread = await newThread(store);
  const { workspaceId } = thread;
  const owner = await joinAs(store, workspaceId, "U1", { isOwner: true });
  await owner.mutation(api.workspaces.updateSettings, { workspaceId, settings: { ownDomains: ["acme.com"] } });
  const digest = await weekly(store, thread, ["team@acme.com", "eve@else.where"]);

  const [question] = await mailsTo("eve@else.where", 1);
  expect(question?.subject).toBe("Do you want Team's mails?");
  const confirmUrl = linkIn(question?.text, "confirm");
  // A mail filter looks at the link; only a person presses the button.
  expect(await (await fetch(confirmUrl)).text()).toContain("Yes, send them to me");
  expect((await fetch(`${confirmUrl.slice(0, -3)}AAA`)).status).toBe(404);
  expect((await press(confirmUrl, { answer: "yes" })).status).toBe(200);

  for (const [pr, title] of [
    [1, "Coupons"],
    [2, "Dark mode"],
  ] as const) {
    const take = await writeSyntheticTake(join(workshop.takes.dir, `take-${pr}`), { seconds: 4, deviceScale: 1 });
    const shots = take.shots.map((shot) => ({ ...shot, changed: true }));
    await recorded(store, thread, { pr, title, shots, durationMs: take.durationMs });
  }
  await sweep(store, digest.nextRunAt - 5 * MINUTE_MS);
  const job = await claim(store, "w1", ["reel"]);
  await performers(workshop).reel(job, { signal: new AbortController().signal, report: () => {} });
  await sweep(store, digest.nextRunAt - MINUTE_MS);
  expect(sink.sentTo("team@acme.com")).toEqual([]);

  await sweep(store, digest.nextRunAt);
  const [[ours], [, theirs]] = await Promise.all([mailsTo("team@acme.com", 1), mailsTo("eve@else.where", 2)]);
  for (const mail of [ours, theirs]) {
    expect(mail?.subject).toBe("Team: 2 new videos");
    expect(mail?.text).toMatch(/The reel, [\s\S]*0:00 {2}Coupons: [\s\S]*Dark mode: [\s\S]*acme\/shop[\s\S]*Ben/);
    // The test's posters are no pictures, the reel's is one.
    expect(mail?.attachments.map(({ filename }) => filename)).toEqual(["reel.jpg"]);
    expect(mail?.html).toContain(`cid:${mail?.attachments[0]?.contentId?.replaceAll(/[<>]/g, "")}`);
  }
  const reelUrl = linkIn(ours?.text, "reel");
  expect(await (await fetch(reelUrl)).text()).toContain("Team: the reel");
  const film = join(store.dir, "reel.mp4");
  await writeFile(film, await (await fetch(`${reelUrl}/video.mp4`)).bytes());
  const { timestamps } = await describeVideo(film);
  expect(timestamps.length).toBeGreaterThan(60);
  expect(timestamps.length).toBeLessThan(90 * 30);

  const next = await weekly(store, thread, ["team@acme.com", "eve@else.where"]);
  expect(next.recipients.map(({ state }) => state)).toEqual(["confirmed", "confirmed"]);
  // As a mail reader does it by itself: one POST, and no page.
  const header = theirs?.headers.find(({ key }) => key === "list-unsubscribe")?.value;
  expect(theirs?.headers.find(({ key }) => key === "list-unsubscribe-post")?.value).toBe("List-Unsubscribe=One-Click");
  const stopped = await press(linkIn(header, "unsubscribe"), { "List-Unsubscribe": "One-Click" });
  expect(await stopped.text()).toContain("It is quiet now");
  await recorded(store, thread, { pr: 3, title: "Refunds" });
  await sweep(store, next.nextRunAt);
  await mailsTo("team@acme.com", 2);
  const { threadId } = thread;
  await until("the digest is held back", async () => {
    const paginationOpts = { numItems: 50, cursor: null };
    const { page } = await store.bot.query(api.deliveries.listByThread, { threadId, paginationOpts });
    const last = page.find(({ to, purpose }) => to === "eve@else.where" && purpose === "digest");
    return last?.state === "canceled" && last.error?.code === "unsubscribed";
  });
  expect(sink.sentTo("eve@else.where")).toHaveLength(2);
});

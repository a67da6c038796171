import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLetters } from "../../bot/delivery/letters.ts";
import { openLinks } from "../../bot/delivery/links.ts";
import { openOutbox } from "../../bot/delivery/outbox.ts";
import { openPacker } from "../../bot/delivery/parcel.ts";
import { openSmtp } from "../../bot/delivery/routes/smtp.ts";
import { api } from "../../convex/_generated/api.js";
import { openTestHouse, silentLog, type TestHouse } from "../doors/testHouse.ts";
import { until } from "../support/aura.ts";
import { type MailSink, openMailSink } from "./mailSink.ts";

let house: TestHouse;
let sink: MailSink;
beforeEach(async () => {
  [house, sink] = await Promise.all([openTestHouse(), openMailSink()]);
});
afterEach(async () => {
  await Promise.all([house.close(), sink.close()]);
});

describe("a mail", () => {
  it("brings a finished version to somebody", async () => {
    const { store, library, workspaceId } = house;
    const publicUrl = "https://aura.example.com";
    const links = openLinks({ publicUrl, secret: "a secret of the test", store });
    const packer = openPacker({ store, library, links });
    const forge = { webUrl: "https://github.com", repos: ["acme/shop"] };
    const letters = openLetters({ writers: {}, unsubscribeUrl: () => `${publicUrl}/unsubscribe/x`, publicUrl, forge });
    const smtp = openSmtp({ url: sink.url, from: "Aura <aura@example.com>" }, letters);
    const outbox = openOutbox({
      ...{ store, log: silentLog, packer, routes: [smtp] },
      decide: async () => ({ send: true }),
      mailAddressOf: async () => null,
    });
    const threadId = await store.mutation(api.threads.ensure, {
      ...{ workspaceId, platform: "local", channelType: "local", channelTarget: "local", externalId: "t" },
      timezone: "UTC",
    });
    await store.mutation(api.posts.record, { threadId, key: "comment", externalId: "77" });
    const runId = await store.mutation(api.runs.create, {
      ...{ workspaceId, threadId, pr: 1, request: { kind: "pr" }, repo: "acme/shop", title: "Coupons" },
      ...{ timestamp: Date.now(), summary: "Recording PR 1", status: "queued", source: "pr" },
    });
    await until("it is recorded", async () => house.worker.done.includes("record"));
    const operations = [{ type: "cut" as const, startMs: 6_000, endMs: 9_000 }];
    const editVersionId = await store.mutation(api.edits.applyEdits, { runId, operations, summary: "3 s shorter" });
    await store.mutation(api.deliveries.enqueue, {
      ...{ workspaceId, runId, editVersionId, purpose: "copy", channel: "email", to: "Ana@acme.com" },
      ...{ payload: { kind: "video" }, idempotencyKey: "one" },
    });
    await until("it is sent", async () => sink.mails.length > 0);
    await outbox.close();
    const [mail] = sink.mails;
    expect(mail?.recipients).toEqual(["ana@acme.com"]);
    expect(mail?.text).toContain("https://aura.example.com/watch/");
    expect(mail?.text).toMatch(/github\.com\/acme\/shop\/pull\/1\s/);
    expect(mail?.text).toContain("github.com/acme/shop/pull/1#issuecomment-77");
  });
});

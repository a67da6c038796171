import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Attempting, attemptDelivery } from "../../bot/delivery/attempt.ts";
import { DeliveryError } from "../../bot/delivery/failure.ts";
import type { Parcel } from "../../bot/delivery/parcel.ts";
import { openSmtp } from "../../bot/delivery/routes/smtp.ts";
import type { Delivery } from "../../convex/model/documents.ts";
import { type MailSink, openMailSink } from "./mailSink.ts";
import { letters, videoParcel } from "./parcels.ts";

const never = new AbortController().signal;
const dir = mkdtempSync(join(tmpdir(), "aura-faults-"));
let sink: MailSink;
beforeEach(async () => {
  sink = await openMailSink();
});
afterEach(() => sink.close());
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const smtp = (url = sink.url, given = letters) => openSmtp({ url, from: "Aura <aura@example.com>" }, given);

/** One attempt as the outbox makes it, without a store. */
function attempt(parcel: Parcel, { failures = 0, ...more }: Partial<Attempting> & { failures?: number } = {}) {
  const warnings: string[] = [];
  const delivery = { ...parcel.delivery, failures } as Delivery;
  return attemptDelivery(delivery, {
    ...{ packer: { pack: async () => parcel }, routes: [smtp()], signal: never },
    decide: async () => ({ send: true }),
    mailAddressOf: async () => null,
    begin: async () => undefined,
    warn: (_details, message) => warnings.push(message),
    ...more,
  });
}

const toAna = (more: { title?: string; hasLink?: boolean; to?: string } = {}) =>
  videoParcel({ channel: "email", to: "ana@acme.com", ...more });

describe("a mail that does not arrive", () => {
  it.each([
    ["mailbox full, for now", { responseCode: 452, message: "4.2.2 mailbox full" }, "retry", "mailbox_full"],
    ["mailbox full, for good", { responseCode: 552, message: "5.2.2 mailbox full" }, "failed", "mailbox_full"],
    [
      "too large for the other side",
      { responseCode: 552, message: "5.3.4 message size exceeds limit" },
      "failed",
      "too_large",
    ],
    ["nobody of that name", { responseCode: 550, message: "5.1.1 no such user" }, "failed", "invalid_address"],
    ["grey-listed", { responseCode: 451, message: "4.7.1 greylisted" }, "retry", "rate_limit"],
    ["taken for spam", { responseCode: 554, message: "5.7.1 rejected" }, "failed", "refused"],
  ])("%s", async (_name, mood, kind, code) => {
    sink.feel(() => mood);
    const outcome = await attempt(await toAna());
    expect(outcome).toMatchObject({ kind, error: { code, message: expect.stringMatching(/^[A-Z].*\.$/) } });
    expect(sink.mails).toEqual([]);
  });

  it("a refused login is for whoever set it up, and is not tried again", async () => {
    const outcome = await attempt(await toAna(), { routes: [smtp(sink.urlWith("guessed"))] });
    expect(outcome).toMatchObject({
      kind: "failed",
      error: { code: "refused_login", message: expect.stringContaining("SMTP_URL") },
    });
  });

  it("a server that is not there is tried again, later each time, and given up in the end", async () => {
    const parcel = await toAna();
    await sink.close();
    const pauses: number[] = [];
    for (let failures = 0; failures < 6; failures += 1) {
      const outcome = await attempt(parcel, { failures });
      if (outcome.kind !== "retry") throw new Error(`It is ${outcome.kind}.`);
      pauses.push(outcome.afterMs);
    }
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(await attempt(parcel, { failures: 6 })).toMatchObject({ kind: "failed", error: { code: "unreachable" } });
    sink = await openMailSink();
  });

  it.each([
    "ana",
    "ana@acme.com, ben@acme.com",
    "ana@acme.com\r\nBcc: ben@acme.com",
    "Ana <ana@acme.com>",
    `${"a".repeat(70)}@acme.com`,
  ])("is not sent to %j", async (to) => {
    expect(await attempt(await toAna({ to }))).toMatchObject({ kind: "failed", error: { code: "invalid_address" } });
    expect(sink.mails).toEqual([]);
  });

  it("takes no header from a title", async () => {
    await attempt(await toAna({ title: "Coupons\r\nBcc: ben@acme.com\r\n\r\n<script>alert(1)</script>" }));
    const [mail] = sink.mails;
    expect(mail?.recipients).toEqual(["ana@acme.com"]);
    expect(mail?.bcc ?? []).toEqual([]);
    expect(mail?.subject).toContain("Coupons");
    expect(mail?.html).not.toContain("<script>");
  });

  it("is not sent to somebody who has unsubscribed, and waits for the end of their night", async () => {
    const parcel = await toAna();
    const unsubscribed = await attempt(parcel, { decide: async () => ({ send: false, reason: "unsubscribed" }) });
    expect(unsubscribed).toMatchObject({ kind: "canceled", error: { code: "unsubscribed" } });
    expect(await attempt(parcel, { decide: async () => ({ holdUntil: 42 }) })).toEqual({ kind: "hold", until: 42 });
    expect(sink.mails).toEqual([]);
  });

  it("that cannot be written is not tried again", async () => {
    const torn = {
      of: async (parcel: Parcel) => ({ ...(await letters.of(parcel)), unsubscribeUrl: "javascript:alert(1)" }),
    };
    const routes = [smtp(sink.url, torn)];
    expect(await attempt(await toAna(), { routes })).toMatchObject({ kind: "failed", error: { code: "unwritten" } });
  });
});

describe("a video without a public link", () => {
  it("travels in the mail while it is small, and says what to set when it is not", async () => {
    const parcel = await toAna({ hasLink: false });
    expect(await attempt(parcel)).toMatchObject({ kind: "sent", via: "smtp" });
    expect(sink.mails[0]?.attachments.map(({ mimeType }) => mimeType)).toContain("video/mp4");
    if (parcel.content.kind !== "video") throw new Error("It is a video.");
    const large = join(dir, "large.mp4");
    writeFileSync(large, "");
    truncateSync(large, 31_000_000);
    const heavy = { ...parcel, content: { ...parcel.content, post: { ...parcel.content.post, filePath: large } } };
    const outcome = await attempt(heavy);
    expect(outcome).toMatchObject({
      kind: "failed",
      error: { code: "too_large", message: expect.stringContaining("PUBLIC_URL") },
    });
    expect(sink.mails).toHaveLength(1);
  });
});

it("never undercuts what a service asked for, and prefers a way that may work again", async () => {
  const parcel = await toAna();
  const limited = new DeliveryError("rate_limit", "rate_limit", "Slower.", { retryAfterMs: 3_600_000 });
  const route = { ...smtp(), send: () => Promise.reject(limited) };
  expect(await attempt(parcel, { routes: [route] })).toMatchObject({
    kind: "retry",
    afterMs: 3_600_000,
    isOpen: false,
  });
});

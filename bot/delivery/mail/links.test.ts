import { expect, it } from "vitest";
import { openMailLinks } from "./links.ts";

const DAY_MS = 24 * 3_600_000;
let now = 1_800_000_000_000;
const links = openMailLinks({ publicUrl: "https://aura.example.com/", secret: "one", now: () => now });
const tokenOf = (url: string): string => /^https:\/\/aura\.example\.com\/mail\/\w+\/([\w.-]+)$/.exec(url)?.[1] ?? "";

it("carries what a link grants", () => {
  expect(links.read(tokenOf(links.unsubscribeUrl("w1", "Ana@Example.com")))).toEqual({
    ...{ kind: "unsubscribe", workspaceId: "w1", address: "ana@example.com" },
  });
  expect(links.read(tokenOf(links.reelUrl("i1")))).toEqual({ kind: "reel", issueId: "i1" });
});

it("is over after its time", () => {
  const token = tokenOf(links.confirmUrl({ workspaceId: "w1", address: "ana@example.com", digestId: "d1" }));
  expect(links.read(token)).toMatchObject({ kind: "confirm", digestId: "d1", untilMs: now + 14 * DAY_MS });
  now += 14 * DAY_MS + 1;
  expect(links.read(token)).toBeNull();
});

it("is worth nothing when it was changed, cut off, or made elsewhere", () => {
  const token = tokenOf(links.unsubscribeUrl("w1", "ana@example.com"));
  const [body = "", signature = ""] = token.split(".");
  const forged = Buffer.from(JSON.stringify({ kind: "unsubscribe", workspaceId: "w2", address: "ana@example.com" }));
  const elsewhere = openMailLinks({ publicUrl: "https://aura.example.com", secret: "two" });
  const wrong = [
    ...[`${forged.toString("base64url")}.${signature}`, body, `${body}.`, `.${signature}`, token.slice(0, -2), "", "."],
    tokenOf(elsewhere.unsubscribeUrl("w1", "ana@example.com")),
  ];
  for (const one of wrong) expect(links.read(one), one).toBeNull();
  expect(links.read(token)).not.toBeNull();
});

import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** What a link in a mail lets whoever follows it do. It names no person but the address that the mail went to. */
const grant = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("unsubscribe"), workspaceId: z.string(), address: z.string() }),
  z.object({
    kind: z.literal("confirm"),
    workspaceId: z.string(),
    address: z.string(),
    digestId: z.string().optional(),
    untilMs: z.number(),
  }),
  z.object({ kind: z.literal("reel"), issueId: z.string() }),
]);
export type Grant = z.infer<typeof grant>;

const CONFIRM_MS = 14 * 24 * 3_600_000;

export type MailLinks = {
  unsubscribeUrl(workspaceId: string, address: string): string;
  /** Good for 14 days. */
  confirmUrl(confirmation: { workspaceId: string; address: string; digestId?: string }): string;
  reelUrl(issueId: string): string;
  /** What the token of a link grants; null when it was not made here, was changed, or is over. */
  read(token: string): Grant | null;
};

/** Links whose tokens carry what they grant, signed with a key of this deployment: nothing of them need be kept. */
export function openMailLinks(options: { publicUrl: string; secret: string; now?: () => number }): MailLinks {
  const { secret, now = Date.now } = options;
  const base = options.publicUrl.replace(/\/+$/, "");
  const key = createHmac("sha256", secret).update("links in mails").digest();
  const sign = (text: string): Buffer => createHmac("sha256", key).update(text).digest();

  const linkTo = (page: string, granted: Grant): string => {
    const body = Buffer.from(JSON.stringify(granted)).toString("base64url");
    return `${base}/mail/${page}/${body}.${sign(body).toString("base64url")}`;
  };

  return {
    unsubscribeUrl: (workspaceId, address) =>
      linkTo("unsubscribe", { kind: "unsubscribe", workspaceId, address: address.toLowerCase() }),
    confirmUrl: (confirmation) => linkTo("confirm", { kind: "confirm", ...confirmation, untilMs: now() + CONFIRM_MS }),
    reelUrl: (issueId) => linkTo("reel", { kind: "reel", issueId }),
    read: (token) => {
      const [body = "", signature = ""] = token.split(".");
      const given = Buffer.from(signature, "base64url");
      const right = sign(body);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      const granted = grant.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
      if (!granted.success) return null;
      return granted.data.kind === "confirm" && granted.data.untilMs < now() ? null : granted.data;
    },
  };
}

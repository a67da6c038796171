import type { Id } from "../_generated/dataModel.js";
import type { MutationCtx } from "../_generated/server.js";
import type { DeliveryChannel, DeliveryPayload, DeliveryPurpose } from "./deliveries.ts";
import { hashKey } from "./keys.ts";
import type { Author } from "./message.ts";
import { fresh } from "./outbox.ts";

/** In whose name something is sent. */
export type Sender = {
  workspaceId: Id<"workspaces">;
  threadId?: Id<"threads">;
  digestId?: Id<"digests">;
  askedBy?: Author;
};

type Sent = { purpose: DeliveryPurpose; channel: DeliveryChannel; to: string; payload: DeliveryPayload; key: string };

/** Puts something that is no video into the outbox, in the transaction that decides it; once for each key. */
export async function putInOutbox(ctx: MutationCtx, sender: Sender, sent: Sent): Promise<void> {
  const { key: idempotencyKey, ...row } = sent;
  const known = await ctx.db
    .query("deliveries")
    .withIndex("by_idempotency", (range) => range.eq("idempotencyKey", idempotencyKey))
    .first();
  if (known) return;
  const marker = (await hashKey(idempotencyKey)).slice(0, 24);
  await ctx.db.insert("deliveries", { ...sender, ...row, idempotencyKey, marker, ...fresh() });
}

/** Asks whoever a mail address belongs to whether they want something. `what` follows on "asked Aura to send you". */
export async function askWhether(
  ctx: MutationCtx,
  sender: Sender,
  { to, what, key }: { to: string; what: string; key: string },
): Promise<void> {
  const payload = { kind: "confirmation" as const, asker: sender.askedBy?.name ?? "Somebody", what };
  await putInOutbox(ctx, sender, { purpose: "confirmation", channel: "email", to, payload, key });
}

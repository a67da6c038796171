import type { Json } from "../values/json.ts";

/** The messages of Convex's sync protocol that the dialect takes and sends. Timestamps are base64 of 8 bytes, little-endian. */
export type AddQuery = { type: "Add"; queryId: number; udfPath: string; args: Json[]; journal?: string | null };
type RemoveQuery = { type: "Remove"; queryId: number };

export type ClientMessage =
  | { type: "Connect"; sessionId: string; maxObservedTimestamp?: string }
  | { type: "ModifyQuerySet"; baseVersion: number; newVersion: number; modifications: (AddQuery | RemoveQuery)[] }
  | { type: "Mutation" | "Action"; requestId: number; udfPath: string; args: Json[]; componentPath?: string }
  | { type: "Authenticate"; tokenType: "Admin" | "User" | "None"; baseVersion: number }
  | { type: "Event" };

export type StateVersion = { querySet: number; identity: number; ts: string };

export function encodeTs(ts: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(ts);
  return bytes.toString("base64");
}

export function decodeTs(text: string): bigint {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === 8 ? bytes.readBigUInt64LE() : 0n;
}

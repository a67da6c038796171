import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel.js";
import type { MutationCtx, QueryCtx } from "../_generated/server.js";
import { storeError } from "./errors.ts";
import { deleteFiles, deleteUnkept, keepFiles, urlOf } from "./files.ts";

/** `take` is a recording; `source` the two commits of a pull request. */
export const packKind = v.union(v.literal("take"), v.literal("source"));

/** Where the parts of a pack lie, in order: in the store's own files, or as objects of a bucket that the workers share. */
export const packPlace = v.union(
  v.object({ kind: v.literal("store"), parts: v.array(v.id("_storage")) }),
  v.object({ kind: v.literal("bucket"), keys: v.array(v.string()) }),
);

/** A pack as a worker finds it: each part has an address, or a key in the bucket. */
export const foundPack = v.object({
  name: v.string(),
  place: v.union(
    v.object({ kind: v.literal("store"), urls: v.array(v.string()) }),
    v.object({ kind: v.literal("bucket"), keys: v.array(v.string()) }),
  ),
  sizeBytes: v.number(),
  sha256: v.string(),
});

export const packFields = { name: v.string(), place: packPlace, sizeBytes: v.number(), sha256: v.string() };

/** What a pack that nobody has claimed yet, or a source, lives. */
export const PACK_LIFE_MS = 7 * 24 * 3_600_000;

/** Rows that are read at once. */
export const PACK_BATCH = 10;
const FILES_AT_ONCE = 300;
/** 4.8 GB: what one transaction can still delete beside what else it does. */
const MOST_PARTS = 600;

type Pack = Doc<"packs">;
export type NewPack = Pick<Pack, "name" | "place" | "sizeBytes" | "sha256">;

export async function packNamed(ctx: QueryCtx, kind: Pack["kind"], name: string): Promise<Pack | null> {
  return await ctx.db
    .query("packs")
    .withIndex("by_name", (range) => range.eq("kind", kind).eq("name", name))
    .filter((row) => row.eq(row.field("removedAt"), undefined))
    .first();
}

/** Writes a pack down once. False when it was there already: then the caller's parts are not needed. */
export async function addPack(
  ctx: MutationCtx,
  pack: NewPack & Pick<Pack, "kind" | "workspaceId"> & { runId?: Id<"runs">; expiresAt?: number },
): Promise<boolean> {
  if (await packNamed(ctx, pack.kind, pack.name)) {
    if (pack.place.kind === "store") await deleteUnkept(ctx, pack.place.parts);
    return false;
  }
  if (partsOf(pack) > MOST_PARTS) {
    throw storeError("invalid_argument", "This is too large for the store's own files; use a bucket (AURA_S3_BUCKET).");
  }
  if (!/^[0-9a-f]{64}$/.test(pack.sha256)) throw storeError("invalid_argument", "A pack needs its SHA-256.");
  if (pack.place.kind === "store") await keepFiles(ctx, pack.place.parts);
  await ctx.db.insert("packs", pack);
  return true;
}

const partsOf = ({ place }: Pick<Pack, "place">): number => (place.kind === "store" ? place.parts.length : 0);

/** As a worker needs it; null when a part is gone. */
export async function withAddresses(ctx: QueryCtx, pack: Pack): Promise<Infer<typeof foundPack> | null> {
  const { name, place, sizeBytes, sha256 } = pack;
  if (place.kind === "bucket") return { name, place, sizeBytes, sha256 };
  const urls = (await Promise.all(place.parts.map((part) => urlOf(ctx, part)))).filter((url) => url !== null);
  if (urls.length < place.parts.length) return null;
  return { name, place: { kind: "store", urls }, sizeBytes, sha256 };
}

/** Its files go at once. What lies in a bucket only a worker can delete, so its row waits for one. */
async function removePack(ctx: MutationCtx, pack: Pack): Promise<void> {
  if (pack.place.kind === "bucket") {
    await ctx.db.patch("packs", pack._id, { removedAt: Date.now(), expiresAt: undefined, runId: undefined });
    return;
  }
  await deleteFiles(ctx, pack.place.parts);
  await ctx.db.delete("packs", pack._id);
}

/**
 * Removes packs until enough files have gone for one transaction: three looks each, of the 4,096 that it has. Answers how many
 * packs those were; what is left over is for the next.
 */
export async function removePacks(ctx: MutationCtx, packs: readonly Pack[]): Promise<number> {
  let files = 0;
  let removed = 0;
  for (const pack of packs) {
    if (files >= FILES_AT_ONCE) break;
    await removePack(ctx, pack);
    files += partsOf(pack);
    removed += 1;
  }
  return removed;
}

/** The take of a finished recording stays as long as its run. */
export async function keepTakePack(ctx: MutationCtx, takeRef: string): Promise<void> {
  const pack = await packNamed(ctx, "take", takeRef);
  if (pack) await ctx.db.patch("packs", pack._id, { expiresAt: undefined });
}

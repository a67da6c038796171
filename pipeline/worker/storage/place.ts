import type { FunctionArgs, FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api.js";
import type { Id } from "../../../convex/_generated/dataModel.js";
import { PipelineError } from "../../failure.ts";
import type { Pack } from "./pack.ts";
import type { Shelf } from "./shelf.ts";

type Place = FunctionArgs<typeof api.packs.addTake>["place"];
type Found = NonNullable<FunctionReturnType<typeof api.packs.take>>;

/** Where a pack lies, as the store writes it down. */
export function placeOf(shelf: Shelf, { references }: Pack): Place {
  // The store's shelf answers the ids of files.
  if (shelf.kind === "store") return { kind: "store", parts: references as Id<"_storage">[] };
  return { kind: "bucket", keys: references };
}

/** A pack that the store knows, as the shelf finds it. Throws when it lies on another kind of shelf. */
export function foundAs(shelf: Shelf, { place, name, sizeBytes, sha256 }: Found): Pack {
  if (place.kind !== shelf.kind) {
    const message = `This recording lies in ${place.kind === "bucket" ? "a bucket" : "the store"}, which this worker does not use; give all workers the same AURA_STORAGE.`;
    throw new PipelineError("storage_differs", message);
  }
  return { name, sizeBytes, sha256, references: place.kind === "store" ? place.urls : place.keys };
}

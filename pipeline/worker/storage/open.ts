import type { Store } from "../../../convex/client.ts";
import { type Environment, storageKindOf } from "../../../environment.ts";
import type { Shelf } from "./shelf.ts";
import { storeShelf } from "./storeShelf.ts";

/** The shelf that all workers share; null while they share one AURA_HOME. */
export async function openShelf(environment: Environment, store: Store): Promise<Shelf | null> {
  switch (storageKindOf(environment)) {
    case "local":
      return null;
    case "store":
      return storeShelf(store);
    case "s3":
      // The SDK is large, and few use it.
      return (await import("./bucketShelf.ts")).bucketShelf(environment);
  }
}

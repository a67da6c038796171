import type { DeliveryRoute } from "../../convex/model/deliveries.ts";
import type { DeliveryError } from "./failure.ts";
import type { Parcel } from "./parcel.ts";

export type Receipt = { messageId?: string };

/** What came of an attempt whose end nobody saw. `unknown`: this channel cannot tell. */
export type Arrival = { kind: "arrived"; messageId?: string } | { kind: "absent" } | { kind: "unknown" };

/** One way out of the house. Every method throws DeliveryError. */
export type Route = {
  readonly name: DeliveryRoute;
  /** Null when it can take the parcel; else why not, so that the next route is asked. */
  refuses(parcel: Parcel): Promise<DeliveryError | null>;
  /** Resolves when the service has taken it. After `signal` nobody knows any more. */
  send(parcel: Parcel, signal: AbortSignal): Promise<Receipt>;
  /** Looks for the parcel by its marker where it was going. */
  find(parcel: Parcel): Promise<Arrival>;
};

import type { FunctionArgs } from "convex/server";
import type { api } from "../../convex/_generated/api.js";
import type { DeliveryRoute } from "../../convex/model/deliveries.ts";
import type { Delivery } from "../../convex/model/documents.ts";
import { failureOf } from "../failure.ts";
import { DeliveryError, isRetried } from "./failure.ts";
import { type Step, stepsOf } from "./order.ts";
import type { Packer, Parcel } from "./parcel.ts";
import { type BackOff, decisive, MAIL_AFTER_FAILURES, MAX_FAILURES, pauseMs, usualBackOff } from "./policy.ts";
import type { Arrival, Receipt, Route } from "./route.ts";

export type Outcome = FunctionArgs<typeof api.deliveries.settle>["outcome"];

/** Whether whoever it goes to wants it, and when. */
export type Decision = { send: true } | { send: false; reason: "unsubscribed" | "unwanted" } | { holdUntil: number };

export type Attempting = {
  packer: Packer;
  routes: readonly Route[];
  /** Asked before every attempt. */
  decide(delivery: Delivery): Promise<Decision>;
  /** Where whoever asked hears by mail what their chat did not take; null when nobody knows, or they do not want it. */
  mailAddressOf(delivery: Delivery): Promise<string | null>;
  backOff?: BackOff;
};

type Attempt = Attempting & {
  signal: AbortSignal;
  /** For whoever looks after the machine. */
  warn(details: object, message: string): void;
  /** Called with the route before anything goes out: the store then knows where to look should this process die. */
  begin(route: DeliveryRoute): Promise<void>;
};

/** One attempt at one delivery, over all the ways that it may take. Never throws for what a route says. */
export async function attemptDelivery(delivery: Delivery, attempt: Attempt): Promise<Outcome> {
  if (delivery.failures >= MAX_FAILURES) return { kind: "failed", error: lastErrorOf(delivery) };
  try {
    const decision = await attempt.decide(delivery);
    if ("holdUntil" in decision) return { kind: "hold", until: decision.holdUntil };
    if (!decision.send) return { kind: "canceled", error: unwantedError(decision.reason, delivery) };
    const parcel = await attempt.packer.pack(delivery);
    return (await findOpen(delivery, parcel, attempt)) ?? (await sendBy(delivery, parcel, attempt));
  } catch (error) {
    return ended(delivery, [deliveryErrorOf(error)], attempt);
  }
}

/** What an attempt left open is looked for first: a second copy is worse than a late one. */
async function findOpen(delivery: Delivery, parcel: Parcel, { routes, warn }: Attempt): Promise<Outcome | null> {
  const route = routes.find(({ name }) => name === delivery.openRoute);
  if (route === undefined) return null;
  const isMail = isMailStep(delivery, route);
  const arrival = await arrivalAt(route, parcel, warn);
  if (arrival.kind === "arrived") return sent(route, arrival, isMail);
  if (arrival.kind === "unknown") warn({ via: route.name, marker: delivery.marker }, "may have been sent twice");
  return null;
}

const isMailStep = (delivery: Delivery, { name }: Route): boolean =>
  stepsOf(delivery).some(({ route, isMail }) => route === name && isMail);

async function arrivalAt(route: Route, parcel: Parcel, warn: Attempt["warn"]): Promise<Arrival> {
  try {
    return await route.find(parcel);
  } catch (error) {
    const failure = deliveryErrorOf(error);
    // Not able to look now, perhaps later: until then nothing is sent.
    if (isRetried(failure)) throw failure;
    warn({ err: error, via: route.name }, "it could not be looked for");
    return { kind: "unknown" };
  }
}

const sent = ({ name: via }: Route, { messageId }: Receipt, usedFallback: boolean): Outcome => ({
  kind: "sent",
  via,
  usedFallback,
  ...(messageId === undefined ? {} : { messageId }),
});

async function sendBy(delivery: Delivery, parcel: Parcel, attempt: Attempt): Promise<Outcome> {
  const errors: DeliveryError[] = [];
  for (const step of stepsOf(delivery)) {
    const route = attempt.routes.find(({ name }) => name === step.route);
    if (route === undefined) continue;
    const addressed = await addressedFor(step, parcel, delivery, errors, attempt);
    if (addressed === null) break;
    const refusal = await route.refuses(addressed).catch(deliveryErrorOf);
    if (refusal !== null) {
      errors.push(refusal);
      continue;
    }
    await attempt.begin(route.name);
    try {
      return sent(route, await route.send(addressed, attempt.signal), step.isMail);
    } catch (error) {
      const failure = deliveryErrorOf(error);
      attempt.warn({ err: error, via: route.name, code: failure.code }, "a delivery was not taken");
      // Whether it arrived must be known before another way is taken.
      if (failure.kind === "open") return ended(delivery, [failure], attempt);
      errors.push(failure);
    }
  }
  return ended(delivery, errors, attempt);
}

/** The parcel as this step sends it; null when it is too early for mail, or nobody's address is known. */
async function addressedFor(
  { isMail }: Step,
  parcel: Parcel,
  delivery: Delivery,
  errors: readonly DeliveryError[],
  { mailAddressOf }: Attempt,
): Promise<Parcel | null> {
  if (!isMail) return parcel;
  const isHopeless = !errors.some(isRetried);
  if (!isHopeless && delivery.failures + 1 < MAIL_AFTER_FAILURES) return null;
  const to = await mailAddressOf(delivery);
  return to === null ? null : { ...parcel, to };
}

const unsent = {
  code: "not_connected",
  message: "There is no way to send it there; npm run doctor says what is set up.",
};

/** What all that went wrong comes to: another try after a pause, or the end. */
function ended(delivery: Delivery, errors: readonly DeliveryError[], attempt: Attempt): Outcome {
  const error = decisive(errors);
  if (error === null) return { kind: "failed", error: unsent };
  const { code, message } = error;
  const failures = delivery.failures + 1;
  if (!isRetried(error) || failures >= MAX_FAILURES) return { kind: "failed", error: { code, message } };
  const afterMs = pauseMs(failures, error, attempt.backOff ?? usualBackOff, Math.random());
  return { kind: "retry", afterMs, isOpen: error.kind === "open", error: { code, message } };
}

const lastErrorOf = ({ error }: Delivery) => error ?? unsent;

function unwantedError(reason: "unsubscribed" | "unwanted", { to }: Delivery) {
  const message =
    reason === "unsubscribed"
      ? `${to} has unsubscribed from the mails of this workspace.`
      : `${to} does not want messages there.`;
  return { code: reason, message };
}

/** A failure of our own is tried again: the store may be away, the disk full for a moment. */
function deliveryErrorOf(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { code, message } = failureOf(error);
  const kind = code === "internal" || code === "disk_full" ? "temporary" : "permanent";
  return new DeliveryError(kind, code, message, { cause: error });
}

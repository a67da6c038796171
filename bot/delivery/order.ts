import type { DeliveryRoute } from "../../convex/model/deliveries.ts";
import type { Delivery } from "../../convex/model/documents.ts";

/** One way that may be tried, in order. `isMail`: somebody hears by mail what was meant for a chat. */
export type Step = { route: DeliveryRoute; isMail: boolean };

const mailRoutes: readonly DeliveryRoute[] = ["smtp", "agentmail"];

/** A thread hears through Composio first, then by its platform's own API, and last by mail. */
export function stepsOf({ purpose, channel }: Pick<Delivery, "purpose" | "channel">): Step[] {
  const routes = routesOf(channel).map((route) => ({ route, isMail: false }));
  const isForThread = purpose === "reply" || purpose === "notice";
  return isForThread ? [...routes, ...mailRoutes.map((route) => ({ route, isMail: true }))] : routes;
}

function routesOf(channel: Delivery["channel"]): readonly DeliveryRoute[] {
  switch (channel) {
    case "slack":
    case "discord":
      return ["composio", "door"];
    case "teams":
    case "telegram":
    case "gmail":
      return ["composio"];
    case "email":
      return [...mailRoutes, "composio"];
    case "webhook":
      return ["webhook"];
    case "thread":
      return ["door"];
  }
}

import { publicAddress } from "../../agent/tools/publicAddress.ts";
import type { Store } from "../../convex/client.ts";
import type { Environment } from "../../environment.ts";
import type { Route } from "../door.ts";
import { openWatch } from "../github/watch.ts";

/** What the webhook server answers for those who got something: the page that a link leads to. Nothing without a public address. */
export function deliveryPages({
  environment,
  store,
}: {
  environment: Environment;
  store: Store;
}): Record<string, Route> {
  const { PUBLIC_URL: publicUrl } = environment;
  if (!publicUrl.startsWith("https://") || "refusal" in publicAddress(publicUrl)) return {};
  // Any token is served; this one makes none.
  const { route } = openWatch({ publicUrl, secret: "", store });
  return { "/watch/*": route };
}

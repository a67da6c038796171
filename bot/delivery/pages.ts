import { publicAddress } from "../../agent/tools/publicAddress.ts";
import type { Store } from "../../convex/client.ts";
import type { Environment } from "../../environment.ts";
import { mailPages } from "../digest/pages.ts";
import type { Route } from "../door.ts";
import { openWatch } from "../github/watch.ts";
import { openMailLinks } from "./mail/links.ts";

type PageOptions = { environment: Environment; store: Store; secret: string };

/**
 * What the webhook server answers for those who got something: the pages that links and mails lead to. None without a public
 * address. `secret` is that of the delivery that made the links.
 */
export function deliveryPages({ environment, store, secret }: PageOptions): Record<string, Route> {
  const { PUBLIC_URL: publicUrl } = environment;
  if (!publicUrl.startsWith("https://") || "refusal" in publicAddress(publicUrl)) return {};
  // Any token of a video is served; this one makes none.
  const { route } = openWatch({ publicUrl, secret: "", store });
  return { ...mailPages({ store, links: openMailLinks({ publicUrl, secret }), publicUrl }), "/watch/*": route };
}

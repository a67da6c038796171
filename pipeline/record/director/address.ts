import { PipelineError } from "../../failure.ts";

/** The web address of a route or link of the app. Throws for anything that is no web page. */
export function addressOf(baseUrl: string, route: string): string {
  const url = URL.parse(route, baseUrl);
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new PipelineError(
      "address_refused",
      `The address ${route.slice(0, 200)} is no web page; give one that begins with http.`,
    );
  }
  return url.href;
}

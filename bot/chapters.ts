import type { NotShown } from "../convex/model/recording.ts";

const reasons: Record<NotShown["reason"], string> = {
  not_reachable: "no page of the app leads to it",
  server_only: "it runs on the server only",
  needs_login: "it needs a login",
  test_file: "it is a test",
  configuration: "it is configuration",
  no_visible_effect: "it has no visible effect",
  not_found_on_page: "it was not found on the page",
};

/** "src/api.ts: the retry limit (it runs on the server only)". */
export const notShownInWords = (missing: readonly NotShown[]): string[] =>
  missing.map(({ file, what, reason, detail }) => `${what || file} (${detail ?? reasons[reason]})`);

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { botScopes } from "./scopes.ts";

const manifest = parse(readFileSync(fileURLToPath(new URL("./manifest.yaml", import.meta.url)), "utf8"));

it("asks for the scopes that a team's own installation asks for, and the guide explains each", () => {
  expect(manifest.oauth_config.scopes.bot).toEqual(botScopes);
  const guide = readFileSync(fileURLToPath(new URL("../../docs/slack.md", import.meta.url)), "utf8");
  for (const scope of botScopes) expect(guide, scope).toContain(`\`${scope}\``);
});

it("keeps within Slack's limits", () => {
  expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
  expect(manifest.display_information.long_description.length).toBeGreaterThanOrEqual(174);
});

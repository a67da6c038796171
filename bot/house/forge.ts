import type { Forge } from "../../agent/forge.ts";
import type { Store } from "../../convex/client.ts";
import type { Environment } from "../../environment.ts";
import { layOutSample } from "../../scripts/layOutSample.ts";
import { besideLocal } from "../forge/combined.ts";
import { type LocalForge, openLocalForge } from "../forge/local.ts";
import { openRepositories } from "../github/repositories.ts";
import { gitHubSettingsOf } from "../github/settings.ts";
import type { Home } from "../home/home.ts";

/** The repository that was given, else the sample shop, which is laid out in the home first. */
export async function openGivenForge(repoDir: string | null, home: Home): Promise<LocalForge> {
  if (repoDir !== null) return openLocalForge(repoDir);
  const sample = await layOutSample(home.samplesDir);
  return openLocalForge(sample.repoDir);
}

/** As `openGivenForge`, with GitHub beside it when that is configured; then the first of AURA_REPOS stands for the sample shop. */
export async function openBotForge(
  repoDir: string | null,
  { environment, home, store }: { environment: Environment; home: Home; store: Store },
): Promise<Forge> {
  const settings = gitHubSettingsOf(environment);
  if (settings === null) return await openGivenForge(repoDir, home);
  const { forge } = openRepositories(settings, { home, store });
  if (repoDir === null && settings.repos.length > 0) return forge;
  return besideLocal(await openGivenForge(repoDir, home), forge);
}

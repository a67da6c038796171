import { layOutSample } from "../../scripts/layOutSample.ts";
import { type LocalForge, openLocalForge } from "../forge/local.ts";
import type { Home } from "../home/home.ts";

/** The repository that was given, else the sample shop, which is laid out in the home first. */
export async function openGivenForge(repoDir: string | null, home: Home): Promise<LocalForge> {
  if (repoDir !== null) return openLocalForge(repoDir);
  const sample = await layOutSample(home.samplesDir);
  return openLocalForge(sample.repoDir);
}

import type { Environment } from "../../environment.ts";
import { DoorError } from "../failure.ts";
import { troublesIn } from "../github/inspection.ts";
import { openGitHub } from "../github/octokit.ts";
import { gitHubSettingsOf } from "../github/settings.ts";
import { inspect } from "../slack/inspection.ts";
import { slackSettingsOf } from "../slack/settings.ts";
import type { Finding } from "./finding.ts";

const ANSWER_TIMEOUT_MS = 8000;

/** Asks Slack and GitHub what Aura may do there, where their variables are in order. */
export async function examineRights(environment: Environment, findings: readonly Finding[]): Promise<Finding[]> {
  const asking: Record<string, (finding: Finding) => Promise<Finding>> = {
    Slack: (finding) => askSlack(environment, finding),
    GitHub: (finding) => askGitHub(environment, finding),
  };
  return await Promise.all(
    findings.map(async (finding) => {
      const ask = finding.state === "ok" ? asking[finding.name] : undefined;
      return ask ? await ask(finding) : finding;
    }),
  );
}

async function askSlack(environment: Environment, finding: Finding): Promise<Finding> {
  const settings = slackSettingsOf(environment);
  // What installs itself is asked for all scopes when it does.
  if (settings?.teams.kind !== "one") return finding;
  try {
    const { team, missing } = await inspect(settings.teams.botToken, settings.apiUrl, ANSWER_TIMEOUT_MS);
    const inUse = `${team}, ${finding.inUse}`;
    if (missing.length === 0) return { ...finding, inUse };
    const help = `In ${team} it lacks ${missing.join(", ")}: add them under OAuth & Permissions › Scopes, and install the app again.`;
    return { ...finding, state: "warning", inUse, help };
  } catch (error) {
    return failed(finding, error, "Slack does not answer; look at the network.");
  }
}

async function askGitHub(environment: Environment, finding: Finding): Promise<Finding> {
  const settings = gitHubSettingsOf(environment);
  if (settings === null) return finding;
  try {
    const github = openGitHub(settings);
    const login = await github.login();
    if (login === null) {
      const help = "GitHub does not confirm the token; look at the network, or make a new one as docs/github.md says.";
      return { ...finding, state: "warning", help };
    }
    const inUse = `${login}, ${finding.inUse}`;
    const troubles = await troublesIn(github, settings.repos);
    return troubles.length === 0
      ? { ...finding, inUse }
      : { ...finding, state: "warning", inUse, help: troubles.join(" ") };
  } catch (error) {
    return failed(finding, error, "GitHub does not answer; look at the network.");
  }
}

function failed(finding: Finding, error: unknown, otherwise: string): Finding {
  const isRefusal = error instanceof DoorError && error.code.endsWith("_token");
  const help = error instanceof DoorError ? error.message : otherwise;
  return { ...finding, state: isRefusal ? "broken" : "warning", help };
}

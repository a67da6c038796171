import getPort, { portNumbers } from "get-port";
import type { Environment } from "../../environment.ts";
import { gitHubSettingsOf } from "../github/settings.ts";
import { slackSettingsOf } from "../slack/settings.ts";
import type { Finding } from "./finding.ts";

export function examineDoors(environment: Environment): Finding[] {
  return [examineSlack(environment), examineGitHub(environment)];
}

/** Whether its variables belong together; that Slack takes them is seen when the bot starts. */
function examineSlack(environment: Environment): Finding {
  return examineSettings("Slack", () => {
    const settings = slackSettingsOf(environment);
    if (settings === null) return null;
    const teams = settings.teams.kind === "one" ? "one workspace" : "every workspace that installs it";
    const way = settings.way.kind === "socket" ? "by its socket" : `by requests to port ${environment.PORT}`;
    return `${teams}, ${way}`;
  });
}

/** That GitHub takes the token is seen when the bot starts. */
function examineGitHub(environment: Environment): Finding {
  return examineSettings("GitHub", () => {
    const settings = gitHubSettingsOf(environment);
    if (settings === null) return null;
    const who = settings.auth.kind === "token" ? "by a token" : "as an App";
    const repos = settings.repos.length === 0 ? "no repository: AURA_REPOS is empty" : settings.repos.join(", ");
    const hears =
      settings.webhookSecret === null ? "no webhooks: GITHUB_WEBHOOK_SECRET is not set" : "webhooks at /webhook";
    return `${who}, ${repos}, ${hears}`;
  });
}

/** `inUse` answers null when nothing is set, and throws a sentence when something is missing. */
function examineSettings(name: string, inUse: () => string | null): Finding {
  try {
    const used = inUse();
    if (used !== null) return { name, state: "ok", inUse: used };
    return { name, state: "off", inUse: `docs/${name.toLowerCase()}.md says how to set it up` };
  } catch (error) {
    const help = error instanceof Error ? error.message : String(error);
    return { name, state: "broken", inUse: "not completely set up", help };
  }
}

const firstWebPort = 3000;

/** Really opens the ports, for a moment. */
export async function examineWebPage(): Promise<Finding> {
  const port = await getPort({ port: portNumbers(firstWebPort, firstWebPort + 100), host: "127.0.0.1" });
  const taken = port === firstWebPort ? {} : { why: `port ${firstWebPort} is taken, so the next free one` };
  return { name: "Web page", state: "ok", inUse: `http://127.0.0.1:${port}`, ...taken };
}

export function examineTerminal(): Finding {
  return { name: "Terminal", state: "ok", inUse: "npm start" };
}

export function examineRepositories({ AURA_REPOS }: Environment): Finding {
  return AURA_REPOS.length > 0
    ? { name: "Repositories", state: "ok", inUse: AURA_REPOS.join(", "), why: "AURA_REPOS says so" }
    : {
        name: "Repositories",
        state: "ok",
        inUse: "the sample shop, and local folders given by --repo",
        why: "AURA_REPOS is empty",
      };
}

import getPort, { portNumbers } from "get-port";
import type { Environment, VariableName } from "../../environment.ts";
import type { Finding } from "./finding.ts";
import { helpToSet } from "./variables.ts";

type Service = {
  name: string;
  /** Sets of variables, each of which is enough. The first is what is asked for when none is set. */
  needs: [VariableName[], ...VariableName[][]];
  inUse: string;
  /** What stands in while it is off. */
  without: string;
};

const doors: Service[] = [
  {
    name: "Slack",
    needs: [
      ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"],
      ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"],
    ],
    inUse: "set up",
    without: "not set up",
  },
  {
    name: "Discord",
    needs: [["DISCORD_TOKEN", "DISCORD_APPLICATION_ID"]],
    inUse: "set up",
    without: "not set up",
  },
  {
    name: "GitHub",
    needs: [["GITHUB_TOKEN"], ["GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY"]],
    inUse: "set up",
    without: "not set up; pull requests of local repositories only",
  },
];

const deliveries: Service[] = [
  {
    name: "E-mail",
    needs: [["SMTP_URL", "MAIL_FROM"], ["AGENTMAIL_API_KEY"]],
    inUse: "set up",
    without: "not set up",
  },
  { name: "Composio", needs: [["COMPOSIO_API_KEY"]], inUse: "set up", without: "not set up" },
];

export function examineDoors(environment: Environment): Finding[] {
  return doors.map((service) => examineService(service, environment));
}

export function examineDeliveries(environment: Environment): Finding[] {
  const always: Finding = { name: "Thread", state: "ok", inUse: "replies and files go where they were asked for" };
  return [always, ...deliveries.map((service) => examineService(service, environment))];
}

/** Half of what a service needs is a mistake, and so a warning; nothing of it is a choice. */
function examineService({ name, needs, inUse, without }: Service, environment: Environment): Finding {
  const isSet = (variable: VariableName) => environment[variable] !== undefined;
  const complete = needs.find((variables) => variables.every(isSet));
  if (complete) return { name, state: "ok", inUse, why: `${complete.join(" and ")} ${areSet(complete)}` };
  const begun = needs.find((variables) => variables.some(isSet));
  const missing = (begun ?? needs[0]).filter((variable) => !isSet(variable));
  const [first, ...more] = missing;
  const help = first && `${helpToSet(first)}${more.length > 0 ? `; and ${more.join(", ")} (see .env.example)` : ""}`;
  const said = { name, inUse: begun ? "half set up" : without, ...(help ? { help } : {}) };
  return { ...said, state: begun ? "warning" : "off" };
}

const areSet = (names: string[]): string => (names.length === 1 ? "is set" : "are set");

const firstWebPort = 3000;

/** Really opens the ports, for a moment. */
export async function examineWebPage(): Promise<Finding> {
  const port = await getPort({ port: portNumbers(firstWebPort, firstWebPort + 100), host: "127.0.0.1" });
  const taken = port === firstWebPort ? {} : { why: `port ${firstWebPort} is taken, so the next free one` };
  return { name: "Web page", state: "ok", inUse: `http://127.0.0.1:${port}`, ...taken };
}

export async function examineWebhooks({ PORT, PUBLIC_URL }: Environment): Promise<Finding> {
  const isFree = PORT === 0 || (await getPort({ port: PORT })) === PORT;
  const said = { name: "Webhooks", inUse: `port ${PORT}, links to ${PUBLIC_URL}` };
  if (isFree) return { ...said, state: "ok", why: 'used by "npm run bot" only' };
  return { ...said, state: "warning", help: `Port ${PORT} is taken; for "npm run bot", end what uses it or set PORT.` };
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

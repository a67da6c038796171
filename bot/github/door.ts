import type { Conductor } from "../conversation/conductor.ts";
import type { Door, Surroundings } from "../door.ts";
import { openPublish } from "../forge/publish.ts";
import { openDispatch } from "./dispatch.ts";
import { pullsAt } from "./forge.ts";
import { nameOf } from "./octokit.ts";
import { openGitHubPlatform } from "./platform.ts";
import { openRepositories } from "./repositories.ts";
import { type GitHubSettings, gitHubSettingsOf } from "./settings.ts";
import { openWatch } from "./watch.ts";
import { webhookRoute } from "./webhook.ts";
import { openWords } from "./words.ts";

type Needed = Pick<Surroundings, "environment" | "store" | "log" | "gate"> & {
  home: Pick<Surroundings["home"], "mirrorsDir">;
};

/** GitHub as a door; null when nothing of it is set. */
export function openGitHubDoor(surroundings: Needed): Door | null {
  const settings = gitHubSettingsOf(surroundings.environment);
  return settings && gitHubDoor(settings, surroundings);
}

/** As `openGitHubDoor`, by settings that are there. */
export function gitHubDoor(
  settings: GitHubSettings,
  { environment, home, store, log, gate }: Needed,
  { editIntervalMs }: { editIntervalMs?: number } = {},
): Door {
  const { github, mirrors } = openRepositories(settings, { home, store });
  const watch = openWatch({ publicUrl: environment.PUBLIC_URL, secret: linkSecretOf(settings), store });
  const platform = openGitHubPlatform({
    ...{ github, store, log, linksOf: watch.linksOf },
    ...(editIntervalMs === undefined ? {} : { editIntervalMs }),
  });
  let conductor: Conductor | null = null;
  const theConductor = (): Conductor => {
    if (conductor === null) throw new Error("The door to GitHub is not open yet.");
    return conductor;
  };
  const { repos, webhookSecret: secret } = settings;
  const dispatch = openDispatch({
    ...{ github, mirrors, store, repos, publish: openPublish(environment, store) },
    conductor: theConductor,
    tell: ({ id, workspaceId, repo, number }, why) => {
      const thread = { id, workspaceId, channel: nameOf(repo), threadKey: String(number) };
      platform.refuse(thread, why).catch((error: unknown) => log.warn({ err: error }, "a refusal was not told"));
    },
  });
  const take = webhookRoute({
    ...{ secret, dispatch, log },
    say: openWords({ store, gate, platform, repos, conductor: theConductor }),
    pullsAt: (repo, sha) => pullsAt(github, repo, sha),
  });
  return {
    name: "GitHub",
    platforms: [platform],
    routes: { "/": take, "/webhook": take, "/watch/*": watch.route },
    start: async (opened) => {
      conductor = opened;
      const login = await github.login();
      const who = login === null ? "GitHub has not confirmed the token" : `as ${login}`;
      return settings.webhookSecret === null
        ? `${who}, without webhooks: GITHUB_WEBHOOK_SECRET is not set`
        : `${who}, webhooks at /webhook`;
    },
    close: async () => platform.close(),
  };
}

/** What links are made of; a secret that only this deployment has. */
const linkSecretOf = ({ webhookSecret, auth }: GitHubSettings): string =>
  webhookSecret ?? (auth.kind === "token" ? auth.token : auth.privateKey);

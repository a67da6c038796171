import type { App, webApi } from "@slack/bolt";
import { api } from "../../convex/_generated/api.js";
import type { Conductor } from "../conversation/conductor.ts";
import { type Decision, review } from "../conversation/reviews.ts";
import { exportChoice } from "../conversation/suggestions.ts";
import type { Surroundings } from "../door.ts";
import { failureOf } from "../failure.ts";
import { reviewAction, sayAction } from "./blocks.ts";
import { exportModal, exportModalId, exportTargetIn, modalWords } from "./exportModal.ts";
import { publishHome } from "./home.ts";
import { mrkdwn } from "./mrkdwn.ts";
import { openPeople } from "./people.ts";
import type { SlackPlatform } from "./platform.ts";
import { spokenIn, wordsOf } from "./spoken.ts";
import type { Teams } from "./teams.ts";
import { commandKey, threadKeyOf, withoutMention } from "./threads.ts";

/** What a person said, wherever they said it. */
type Said = {
  teamId: string;
  channel: string;
  threadKey: string;
  id: string;
  userId: string;
  text: string;
};

export type Ears = Pick<Surroundings, "store" | "gate" | "log"> & {
  conductor: Conductor;
  teams: Teams;
  platform: SlackPlatform;
};

const platformName = "slack";

/**
 * Listens to a Slack app: slash commands, mentions, direct messages, messages in Aura's threads, buttons, menus, the export
 * form, App Home. Each listener ends when what was said is in the store, and only then is Slack told that it arrived.
 */
export function listen(app: App, ears: Ears): void {
  const { conductor, gate, log, platform, teams } = ears;
  const people = openPeople(teams);

  /** Takes it in, or answers why not, for the person alone. */
  async function hear(said: Said): Promise<string | null> {
    const { teamId, channel, threadKey, id, userId, text } = said;
    const [team, person] = await Promise.all([teams.of(teamId), people.of(teamId, userId)]);
    const workspace = { platform: platformName, workspaceId: teamId, workspaceName: team.name };
    const workspaceId = await conductor.workspaceOf(workspace);
    const { name, isOwner } = person;
    const admission = await gate.admit({ workspaceId, userId, name, channel, requestId: id, isOwner });
    if (!admission.admitted) return admission.message;
    const { threadId } = await conductor.accept({
      ...workspace,
      ...{ id, threadKey, channel, text, timezone: person.timezone, receivedAtMs: Date.now() },
      author: { id: userId, name: person.name },
    });
    if (!threadKey.startsWith(commandKey)) return null;
    // After the acknowledgement: the channel sees who asked for what, and the thread is under it.
    const words = `<@${userId}> asked: ${text}`;
    platform
      .rootOf({ id: threadId, workspaceId, channel, threadKey }, words)
      .catch((error: unknown) => log.error({ err: error, threadId }, "a command's thread was not opened"));
    return null;
  }

  /** As `hear`; a refusal is shown to the person alone. */
  async function hearOrTell(client: webApi.WebClient, said: Said, threadTs?: string): Promise<void> {
    const refusal = await hear(said);
    if (refusal !== null) await whisper(client, said, refusal, threadTs);
  }

  /** Decides on a version, or answers why not. */
  async function decide({ teamId, channel, userId, id, versionId, decision }: Decided): Promise<string | null> {
    const person = await people.of(teamId, userId);
    const { name, isOwner } = person;
    const workspaceId = await conductor.workspaceOf({ platform: platformName, workspaceId: teamId });
    const admission = await gate.admit({ workspaceId, userId, name, channel, requestId: id, isOwner });
    if (!admission.admitted) return admission.message;
    const pressed = { id, workspaceId, versionId, decision, person: { id: userId, name } };
    return await review(ears, pressed).catch((error: unknown) => {
      // Slack need not send it again: whoever pressed sees this, and can.
      log.error({ err: error }, "a version was not reviewed");
      return failureOf(error).message;
    });
  }

  /** A thread's own messages need no mention; everybody else's talk is none of Aura's business. */
  async function knownThread(teamId: string, channel: string, threadTs: string): Promise<string | null> {
    const workspaceId = await conductor.workspaceOf({ platform: platformName, workspaceId: teamId });
    const place = { workspaceId, channelTarget: channel };
    const { store } = ears;
    const [named, under] = await Promise.all([
      store.query(api.threads.find, { ...place, platform: platformName, externalId: threadTs }),
      store.query(api.posts.threadOf, { ...place, key: "root", externalId: threadTs }),
    ]);
    if (named !== null) return threadTs;
    return under?.externalId ?? null;
  }

  app.command("/aura", async ({ command, ack }) => {
    const refusal = await hear({
      teamId: command.team_id,
      channel: command.channel_id,
      threadKey: `${commandKey}${command.trigger_id}`,
      id: command.trigger_id,
      userId: command.user_id,
      text: command.text.trim() || "help",
    });
    await (refusal === null ? ack() : ack({ response_type: "ephemeral", text: refusal }));
  });

  app.event("app_mention", async ({ event, body, client }) => {
    const message = spokenIn(event);
    if (message === null) return;
    const { botUserId } = await teams.of(body.team_id);
    const { channel, ts, threadTs, userId, text } = message;
    const known = threadTs ? await knownThread(body.team_id, channel, threadTs) : null;
    const said = {
      ...{ teamId: body.team_id, channel, userId },
      threadKey: known ?? threadKeyOf({ ts, thread_ts: threadTs, isDirect: false }),
      id: `${channel}:${ts}`,
      text: withoutMention(text, botUserId) || "help",
    };
    await hearOrTell(client, said, threadTs);
  });

  app.event("message", async ({ event, body, client }) => {
    const message = spokenIn(event);
    if (message === null) return;
    const { botUserId } = await teams.of(body.team_id);
    const { channel, ts, threadTs, userId, text } = message;
    const isDirect = event.channel_type === "im";
    // The mention comes as an event of its own; Aura's own posts come back as messages.
    if (userId === botUserId || (!isDirect && text.includes(`<@${botUserId}>`))) return;
    const known = threadTs ? await knownThread(body.team_id, channel, threadTs) : null;
    if (!isDirect && known === null) return;
    const said = {
      ...{ teamId: body.team_id, channel, userId },
      threadKey: known ?? threadKeyOf({ ts, thread_ts: threadTs, isDirect }),
      id: `${channel}:${ts}`,
      text: withoutMention(text, botUserId),
    };
    await hearOrTell(client, said, threadTs);
  });

  app.action(new RegExp(`^${sayAction}:`), async ({ action, body, ack, client }) => {
    if (body.type !== "block_actions" || !body.channel || !body.team) return void (await ack());
    const { message } = body;
    const threadTs: string | undefined = message?.thread_ts;
    const [teamId, channel, ts] = [body.team.id, body.channel.id, message?.ts ?? ""];
    const known = threadTs ? await knownThread(teamId, channel, threadTs) : null;
    const threadKey = known ?? threadKeyOf({ ts, thread_ts: threadTs, isDirect: channel.startsWith("D") });
    const text = wordsOf(action);
    if (text === exportChoice) {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: exportModal({ channel, threadKey }) });
      return;
    }
    const id = `${channel}:${ts}:${"action_ts" in action ? action.action_ts : body.trigger_id}`;
    const said = { teamId, channel, threadKey, id, userId: body.user.id, text };
    if (text) await hearOrTell(client, said, threadTs);
    await ack();
  });

  app.action(new RegExp(`^${reviewAction}:`), async ({ action, body, ack, client }) => {
    const [, decision] = /:(approved|rejected)$/.exec("action_id" in action ? action.action_id : "") ?? [];
    if (body.type !== "block_actions" || !body.channel || !body.team || !decision) return void (await ack());
    const [teamId, channel, userId] = [body.team.id, body.channel.id, body.user.id];
    const refusal = await decide({
      ...{ teamId, channel, userId, decision: decision as Decision, versionId: wordsOf(action) },
      id: `${channel}:${body.message?.ts ?? ""}:${"action_ts" in action ? action.action_ts : body.trigger_id}`,
    });
    const threadTs: string | undefined = body.message?.thread_ts;
    if (refusal !== null) await whisper(client, { channel, userId }, refusal, threadTs);
    await ack();
  });

  app.view(exportModalId, async ({ view, body, ack, client }) => {
    const target = exportTargetIn(view.private_metadata);
    if (target === null) return void (await ack());
    const said = {
      ...{ ...target, teamId: body.team?.id ?? "", userId: body.user.id },
      id: `view:${view.id}`,
      text: modalWords(view.state.values),
    };
    await hearOrTell(client, said);
    await ack();
  });

  app.event("app_home_opened", async ({ event, body, client }) => {
    if (event.tab !== "home") return;
    const workspaceId = await conductor.workspaceOf({ platform: platformName, workspaceId: body.team_id });
    await publishHome({ client, store: ears.store, workspaceId, userId: event.user });
  });
}

type Decided = Omit<Said, "threadKey" | "text"> & { versionId: string; decision: Decision };

/** For one person's eyes. */
async function whisper(
  client: webApi.WebClient,
  { channel, userId: user }: Pick<Said, "channel" | "userId">,
  text: string,
  threadTs: string | undefined,
): Promise<void> {
  await client.chat.postEphemeral({ channel, user, text: mrkdwn(text), ...(threadTs ? { thread_ts: threadTs } : {}) });
}

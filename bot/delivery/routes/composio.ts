import type { Composio } from "@composio/core";
import { DeliveryError, failureOfStatus } from "../failure.ts";
import type { Letters } from "../letters.ts";
import type { Parcel, Workspace } from "../parcel.ts";
import type { Arrival, Route } from "../route.ts";
import { markedLink } from "../words.ts";
import { type Argued, type ComposioTool, composioChannelOf, isMarked, usedTools } from "./composioTools.ts";
import { refusalOfAddress } from "./smtp.ts";
import { writtenMail } from "./written.ts";

export type ComposioSettings = { apiKey: string; baseUrl: string | undefined };

/** How long an answer about who is connected holds: somebody who has just connected an account should not wait long. */
const CONNECTED_FOR_MS = 60_000;
const NOT_CONNECTED_FOR_MS = 10_000;

/** The user at Composio in whose name a workspace's messages go: its accounts are connected there under this id. */
const composioUserOf = ({ platform, externalId }: Workspace): string => `${platform}:${externalId}`;

export type ComposioRoute = Route & {
  /** Whether the workspace has an active account for the channel. */
  isConnected(parcel: Pick<Parcel, "delivery" | "workspace">): Promise<boolean>;
};

/** Messages through the accounts that a workspace has connected at Composio. They are words with a link. */
export function openComposio(settings: ComposioSettings, letters: Letters): ComposioRoute {
  let opening: Promise<Composio> | null = null;
  const client = (): Promise<Composio> => {
    opening ??= clientOf(settings);
    return opening;
  };
  const connected = new Map<string, { is: boolean; untilMs: number }>();

  async function isConnected({ delivery, workspace }: Pick<Parcel, "delivery" | "workspace">): Promise<boolean> {
    const channel = composioChannelOf({ delivery });
    if (channel === null) return false;
    const userId = composioUserOf(workspace);
    const key = `${userId} ${channel.toolkit}`;
    const known = connected.get(key);
    if (known && known.untilMs > Date.now()) return known.is;
    const composio = await client();
    const accounts = await asking(() =>
      composio.connectedAccounts.list({ userIds: [userId], toolkitSlugs: [channel.toolkit], statuses: ["ACTIVE"] }),
    );
    const is = accounts.items.length > 0;
    connected.set(key, { is, untilMs: Date.now() + (is ? CONNECTED_FOR_MS : NOT_CONNECTED_FOR_MS) });
    return is;
  }

  async function execute(parcel: Parcel, { slug, version }: ComposioTool, given: Argued, signal?: AbortSignal) {
    const userId = composioUserOf(parcel.workspace);
    const call = { userId, version, arguments: given };
    const composio = await client();
    const { successful, error, data } = await asking(() =>
      composio.tools.execute(slug, call, signal ? { signal } : undefined),
    );
    if (!successful) throw failureOfTool(error, slug);
    return data;
  }

  async function argumentsOf(parcel: Parcel, given: Argued): Promise<Argued> {
    if (parcel.delivery.channel !== "gmail" && parcel.delivery.channel !== "email") return given;
    const { subject, html } = await writtenMail(parcel, letters);
    // Gmail gives a mail its Message-ID itself, so the marker stands where nobody sees it and a search finds it.
    return { ...given, subject, body: withMarker(html, parcel), is_html: true };
  }

  return {
    name: "composio",
    isConnected,
    refuses: async (parcel) => {
      const channel = composioChannelOf(parcel);
      if (channel === null) return notConnected();
      const isMail = parcel.delivery.channel === "gmail" || parcel.delivery.channel === "email";
      const misaddressed = channel.misaddressed(parcel.to);
      if (misaddressed !== null) return new DeliveryError("permanent", "invalid_address", misaddressed);
      if (isMail && refusalOfAddress(parcel.to)) return refusalOfAddress(parcel.to);
      if (!(await isConnected(parcel))) return notConnected();
      if (parcel.content.kind === "video" && parcel.content.link === null) return noPublicAddress();
      return null;
    },
    send: async (parcel, signal) => {
      const channel = composioChannelOf(parcel);
      if (channel === null) throw notConnected();
      const given = await argumentsOf(parcel, channel.message(parcel));
      const messageId = valueAt(await execute(parcel, channel, given, signal), channel.idPath);
      return messageId === null ? {} : { messageId };
    },
    find: async (parcel): Promise<Arrival> => {
      const latest = composioChannelOf(parcel)?.latest ?? null;
      if (latest === null) return { kind: "unknown" };
      const answer = await execute(parcel, latest, latest.arguments(parcel));
      return isMarked(answer, parcel) ? { kind: "arrived" } : { kind: "absent" };
    },
  };
}

/** The client brings half of another one along: whoever does not use it does not wait for it. */
async function clientOf({ apiKey, baseUrl }: ComposioSettings): Promise<Composio> {
  const { Composio: Client } = await import("@composio/core");
  return new Client({
    apiKey,
    allowTracking: false,
    disableVersionCheck: true,
    ...(baseUrl ? { baseURL: baseUrl } : {}),
  });
}

const withMarker = (html: string, { delivery }: Parcel): string =>
  html.replace(/<\/body>/i, `<div style="display:none">${markedLink("", delivery.marker)}</div></body>`);

const notConnected = (): DeliveryError =>
  new DeliveryError("not_connected", "not_connected", "Composio has no account of this workspace for that channel.");

const noPublicAddress = (): DeliveryError =>
  new DeliveryError(
    "not_connected",
    "no_public_address",
    "A link to the video is needed there; set PUBLIC_URL to an https address that leads to Aura.",
  );

/** The first value of that name, however deep Composio has wrapped the service's answer. */
function valueAt(answer: unknown, path: readonly string[]): string | null {
  if (typeof answer !== "object" || answer === null) return null;
  const own = path.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], answer);
  if (typeof own === "string" || typeof own === "number") return String(own);
  for (const inner of Object.values(answer)) {
    const found = valueAt(inner, path);
    if (found !== null) return found;
  }
  return null;
}

type ApiFailure = { status?: number; headers?: Headers; error?: unknown };

/** A call of the client; what it throws becomes a DeliveryError. */
async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw failureOfComposio(error);
  }
}

function failureOfComposio(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const chain = causesOf(error);
  const names = chain.map((one) => one.constructor.name).join(" ");
  if (/ConnectedAccountNotFound|NoConnectedAccount/.test(names)) return notConnected();
  const { status, headers } = (chain.find((one) => typeof (one as ApiFailure).status === "number") ?? {}) as ApiFailure;
  if (status !== undefined) {
    return failureOfStatus("Composio", status, { retryAfter: headers?.get("retry-after") ?? null, cause: error });
  }
  // The tool's description is fetched before anything is sent.
  if (/ToolFetchError/.test(names)) {
    return new DeliveryError("temporary", "unreachable", "Composio cannot be reached.", { cause: error });
  }
  if (/ToolNotFound|VersionRequired|Validation/.test(names)) {
    return new DeliveryError(
      "permanent",
      "tool_changed",
      "Composio no longer offers this tool; npm run doctor says which.",
      {
        cause: error,
      },
    );
  }
  // The request was out; its answer was not understood, or never came.
  const hasNotLeft = chain.some((one) =>
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(String((one as { code?: string }).code)),
  );
  return hasNotLeft
    ? new DeliveryError("temporary", "unreachable", "Composio cannot be reached.", { cause: error })
    : new DeliveryError("open", "no_answer", "Composio did not say whether it sent it.", { cause: error });
}

function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 8; at = at.cause) chain.push(at);
  return chain;
}

/** `successful: false` comes with a sentence of the service behind, and no code. */
function failureOfTool(error: unknown, slug: string): DeliveryError {
  const said = typeof error === "string" ? error : JSON.stringify(error ?? "");
  const cause = new Error(`${slug}: ${said.slice(0, 500)}`);
  const failed = (kind: DeliveryError["kind"], code: string, message: string, retryAfterMs: number | null = null) =>
    new DeliveryError(kind, code, message, { cause, retryAfterMs });
  if (/rate.?limit|too many requests|\b429\b/i.test(said)) {
    const seconds = Number(/retry.?after\D{0,5}(\d{1,5})/i.exec(said)?.[1] ?? Number.NaN);
    const pause = Number.isFinite(seconds) ? seconds * 1000 : null;
    return failed("rate_limit", "rate_limit", "The channel takes no more for now.", pause);
  }
  if (/connected.?account|not.?connected|token.?(expired|revoked)|invalid.?auth|unauthorized|\b401\b/i.test(said)) {
    return failed("not_connected", "not_connected", "The account at Composio must be connected again.");
  }
  if (/not.?found|not.?in.?channel|is_archived|unknown channel|missing access|forbidden|\b40[34]\b/i.test(said)) {
    return failed(
      "permanent",
      "invalid_address",
      "There is no such channel, or the account at Composio may not write there.",
    );
  }
  if (/too.?(long|large)|\b413\b/i.test(said))
    return failed("permanent", "too_large", "The message is too long there.");
  if (/timed?.?out|unavailable|internal|\b5\d\d\b/i.test(said)) {
    return failed("temporary", "unavailable", "The channel does not work at the moment.");
  }
  return failed("permanent", "refused", "The channel did not take the message.");
}

export type ToolTrouble = { slug: string; message: string };
export type ComposioState = {
  /** What no longer is as it is used here. */
  troubles: ToolTrouble[];
  /** Who has accounts there: the workspace's id at Composio with its toolkits. */
  connected: { userId: string; toolkits: string[] }[];
};

/** Asks Composio for every tool's schema and for the accounts. Throws DeliveryError when it does not answer. */
export async function inspectComposio(settings: ComposioSettings): Promise<ComposioState> {
  const composio = await clientOf(settings);
  const toolkitSlugs = [...new Set(usedTools.map(({ toolkit }) => toolkit))];
  // The client's own list leaves out whose an account is.
  const accounts = await asking(async () =>
    composio.getClient().connectedAccounts.list({ toolkit_slugs: toolkitSlugs, statuses: ["ACTIVE"], limit: 200 }),
  );
  const troubles = await Promise.all(usedTools.map((tool) => troubleWith(composio, tool)));
  const toolkits = new Map<string, Set<string>>();
  for (const account of accounts.items) {
    const { user_id: userId } = account;
    toolkits.set(userId, (toolkits.get(userId) ?? new Set()).add(account.toolkit.slug));
  }
  return {
    troubles: troubles.filter((one) => one !== null),
    connected: [...toolkits].map(([userId, slugs]) => ({ userId, toolkits: [...slugs].toSorted() })),
  };
}

async function troubleWith(composio: Composio, used: (typeof usedTools)[number]): Promise<ToolTrouble | null> {
  const { slug, version, fields } = used;
  try {
    const tool = await composio.tools.getRawComposioToolBySlug(slug, { version });
    const known = Object.keys(tool.inputParameters?.properties ?? {});
    const missing = fields.filter((field) => !known.includes(field));
    return missing.length === 0
      ? null
      : { slug, message: `${slug} (${version}) no longer takes ${missing.join(", ")}.` };
  } catch (error) {
    const failure = failureOfComposio(error);
    if (failure.kind === "rate_limit" || failure.kind === "temporary") throw failure;
    return { slug, message: `${slug} is not offered in version ${version}.` };
  }
}

import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { Delivery } from "../../convex/model/documents.ts";
import { DeliveryError } from "../delivery/failure.ts";
import type { LetterWriter } from "../delivery/letters.ts";
import type { Links } from "../delivery/links.ts";
import type { ConfirmationLetter, DigestLetter } from "../delivery/mail/letter.ts";
import type { MailLinks } from "../delivery/mail/links.ts";
import { digestLetterOf } from "./letter.ts";

export type WriterOptions = {
  store: Store;
  /** To one version of one run. */
  links: Links;
  mailLinks: MailLinks;
  /** Where a link leads when there is none of its own. */
  publicUrl: string;
};

/** Those who know what is in a digest and in a confirmation. */
export function digestWriters(options: WriterOptions): { digest: LetterWriter; confirmation: LetterWriter } {
  return {
    digest: (delivery) => digest(delivery, options),
    confirmation: (delivery) => confirmation(delivery, options),
  };
}

const gone = (message: string): DeliveryError => new DeliveryError("permanent", "gone", message);

async function digest({ workspaceId, to, payload }: Delivery, options: WriterOptions): Promise<DigestLetter> {
  if (payload.kind !== "digest") throw gone("It names no digest.");
  const told = await options.store.query(api.digests.issue, { id: payload.issueId });
  if (told === null) throw gone("The digest has been deleted.");
  const unsubscribeUrl = options.mailLinks.unsubscribeUrl(workspaceId, to);
  return { ...(await digestLetterOf(told, options)), unsubscribeUrl };
}

async function confirmation(
  { workspaceId, to, payload, digestId }: Delivery,
  { store, mailLinks }: WriterOptions,
): Promise<ConfirmationLetter> {
  if (payload.kind !== "confirmation") throw gone("It asks for nothing.");
  const workspace = await store.query(api.workspaces.get, { id: workspaceId });
  if (workspace === null) throw gone("The workspace has been removed.");
  const { asker, what } = payload;
  const confirmUrl = mailLinks.confirmUrl({ workspaceId, address: to, ...(digestId ? { digestId } : {}) });
  const unsubscribeUrl = mailLinks.unsubscribeUrl(workspaceId, to);
  return { kind: "confirmation", workspace: workspace.name, asker, what, confirmUrl, unsubscribeUrl };
}

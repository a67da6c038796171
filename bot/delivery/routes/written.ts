import { failureOf } from "../../failure.ts";
import { DeliveryError } from "../failure.ts";
import type { Letters } from "../letters.ts";
import { composeMail } from "../mail/compose.ts";
import type { ComposedMail } from "../mail/letter.ts";
import type { Parcel } from "../parcel.ts";

/** The parcel as a mail. What cannot be written now (a template lacks a slot) cannot be written later either. */
export async function writtenMail(parcel: Parcel, letters: Letters): Promise<ComposedMail> {
  const letter = await letters.of(parcel);
  try {
    return await composeMail(letter);
  } catch (cause) {
    if (cause instanceof DeliveryError || failureOf(cause).code === "disk_full") throw cause;
    const message = "The mail could not be written; the log says which of its templates is wrong.";
    throw new DeliveryError("permanent", "unwritten", message, { cause });
  }
}

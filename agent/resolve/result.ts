import type { Operation } from "../../convex/model/operations.ts";
import type { Offer } from "./offers.ts";

/** What a call comes to: operations to add to the draft, with what a reply needs to tell about them; or why not. */
export type Resolution =
  | { kind: "operations"; operations: Operation[]; told: Told }
  | { kind: "ask"; question: string; offers?: Offer[] }
  | { kind: "refused"; code: string; message: string };

/** What a reply says of an edit: a phrase, the moment of the take it belongs to, and anything the person did not ask for. */
export type Told = { phrase: string; atTakeMs?: number; when?: "at" | "from" | "to"; note?: string };

export const ask = (question: string, offers?: Offer[]): Resolution => ({
  ...{ kind: "ask", question },
  ...(offers ? { offers } : {}),
});
export const refuse = (code: string, message: string): Resolution => ({ kind: "refused", code, message });
export const operations = (list: Operation[], told: Told): Resolution => ({
  kind: "operations",
  operations: list,
  told,
});

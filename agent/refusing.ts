import { storeErrorOf } from "../convex/client.ts";
import { ActionError } from "./actions.ts";

/** The store's refusal as one that is told to the person. */
export async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const refusal = storeErrorOf(error);
    throw refusal ? new ActionError(refusal.code, refusal.message, { cause: error }) : error;
  }
}

import { ConvexError } from "convex/values";

/** Codes that cross rooms. The message is for people; only the code may be compared. */
export type StoreErrorCode =
  | "forbidden"
  | "not_found"
  | "invalid_argument"
  | "illegal_operation"
  | "illegal_transition"
  | "not_ready"
  | "stale_attempt"
  | "canceled";

export type StoreErrorData = { code: string; message: string };

export function storeError(code: StoreErrorCode, message: string): ConvexError<StoreErrorData> {
  return new ConvexError({ code, message });
}

/** The row, or ConvexError `not_found`, which says `what` is missing ("run"). */
export function found<Row>(row: Row | null, what: string): Row {
  if (row === null) throw storeError("not_found", `There is no such ${what}; it may have been deleted.`);
  return row;
}

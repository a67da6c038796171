/** A failure of the host itself (not of a function). `message` is one sentence for a person; `code` is for programs. */
export class EmbeddedHostError extends Error {
  readonly code: EmbeddedHostErrorCode;

  constructor(code: EmbeddedHostErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EmbeddedHostError";
    this.code = code;
  }
}

export type EmbeddedHostErrorCode =
  | "store_in_use"
  | "store_damaged"
  | "schema_mismatch"
  | "functions_invalid"
  | "port_in_use"
  | "unsupported"
  | "snapshot_unusable"
  | "host_closed";

/** A feature of Convex that is outside the dialect: it always says its own name. */
export function unsupported(feature: string): EmbeddedHostError {
  return new EmbeddedHostError(
    "unsupported",
    `${feature} is not supported by the embedded store. Use another way, or set CONVEX_URL to run on a Convex deployment (convex-embedded/README.md lists what is supported).`,
  );
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

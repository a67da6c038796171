/** A failure at a door. `message` is one sentence for the person, which says what to do; `code` is for programs. */
export class DoorError extends Error {
  readonly code: string;

  constructor(code: string, message: string, { cause }: { cause?: unknown } = {}) {
    super(message, { cause });
    this.name = "DoorError";
    this.code = code;
  }
}

type Coded = { code: string; message: string };

const isCoded = (value: unknown): value is Coded =>
  typeof value === "object" &&
  value !== null &&
  "code" in value &&
  typeof value.code === "string" &&
  "message" in value &&
  typeof value.message === "string";

/**
 * What a person is told. A room's own error (a code in lower case and a sentence) and the store's ConvexError speak for
 * themselves; everything else stays in the log.
 */
export function failureOf(error: unknown): Coded {
  const data = typeof error === "object" && error !== null && "data" in error ? error.data : null;
  if (isCoded(data)) return { code: data.code, message: data.message };
  if (isCoded(error)) {
    if (error.code === "ENOSPC") {
      return { code: "disk_full", message: "The disk is full; free some space and ask again." };
    }
    if (/^[a-z][a-z_]+$/.test(error.code)) return { code: error.code, message: error.message };
  }
  return {
    code: "internal",
    message: "Something went wrong inside Aura; the log has the details. Ask once more, please.",
  };
}

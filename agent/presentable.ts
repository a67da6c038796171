/** The marks around data, whole or begun at the end of a text. */
const DATA_MARK = /<\/?\s*data\b[^>]*(>|$)|<\/?\s*(d|da|dat)?$/gi;

/** What providers' keys look like: OpenAI, Slack, GitHub, AWS, and tokens of three parts. */
const KEY = new RegExp(
  [
    String.raw`sk-[\w-]{16,}`,
    String.raw`xox[abeprs]-[\w-]{10,}`,
    String.raw`xapp-[\w-]{10,}`,
    String.raw`gh[opsur]_\w{20,}`,
    String.raw`github_pat_\w{20,}`,
    "AKIA[0-9A-Z]{16}",
    String.raw`eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}`,
  ].join("|"),
  "g",
);

/**
 * A language model's words as they may stand in a thread: without the marks that its instructions put around data, and
 * without anything that looks like a key, which a page or a person may have shown it.
 */
export const presentable = (text: string): string => text.replaceAll(DATA_MARK, "").replaceAll(KEY, "•••").trim();

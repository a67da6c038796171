import { fold, set } from "../../words.ts";
import type { Token } from "./lexer.ts";

/** A token before its place in the message is known. */
export type Made = Token extends infer T
  ? T extends Token
    ? Omit<T, "raw" | "start" | "end" | "word"> & { word?: string }
    : never
  : never;
/** Null where what the pattern found is no such token after all. */
type Rule = { pattern: RegExp; make: (match: RegExpExecArray, before: string) => Made | null };

const num = (text: string | undefined): number => Number((text ?? "").replace(",", "."));
const rule = (pattern: RegExp, make: Rule["make"]): Rule => ({
  pattern: new RegExp(pattern.source, `${pattern.flags}y`),
  make,
});
const boundary = /(^|[\s([{"'“„«>,;:.!?–—-])$/;

const topLevel =
  "com|org|net|io|dev|app|ai|co|shop|store|site|tech|cloud|xyz|me|us|uk|de|at|ch|es|fr|it|nl|eu|info|biz|so|sh|gg|tv|ly|fm|example|test|edu|gov|online|page|blog|design|agency|studio|software|digital|health|finance|news|pl|se|no|dk|fi|be|pt|br|mx|ar|in|jp|ca|au|nz|za|localhost|ie|li|lu|cz|gr|hu|ro|ee|lt|lv|cl|uy|kr|sg|hk|tw|ph|th|vn|tr|il|ae|qa|ke|gh|pk|lk|rs|hr|si|sk|bg|ru|cn|pub|space|world|works|zone|studios|media|systems|solutions|services|ventures|capital|partners|global|network|energy|bank|consulting|technology|academy|school|travel";

/** From the most particular to the plainest; the first that fits at a place wins. */
export const rules: readonly Rule[] = [
  rule(/```[\s\S]*?(?:```|$)/, () => ({ kind: "code" })),
  rule(/<mailto:([^|>\s]+)(?:\|[^>]*)?>/i, ([, address = ""]) => ({ kind: "email", address })),
  rule(/<#\w+\|([\w-]+)>/, ([, name = ""]) => ({ kind: "channel", name: `#${name}` })),
  rule(/<@[\w|.-]+>/, () => ({ kind: "mark", mark: "" })),
  rule(/<(https?:\/\/[^|>\s]+)(?:\|[^>]*)?>/i, ([, url = ""]) => urlToken(url)),
  rule(
    /"([^"\n]{0,400})"|“([^”"\n]{0,400})[”"]|„([^“”"\n]{0,400})[“”"]|«\s?([^»\n]{0,400}?)\s?»|‹([^›\n]{0,400})›|`([^`\n]{1,400})`/,
    (match) => ({
      kind: "quoted",
      text: match.slice(1).find((text) => text !== undefined) ?? "",
    }),
  ),
  rule(/'(\S(?:[^\n]{0,398}?\S)?)'(?![\p{L}\p{N}])|‘([^’\n]{1,400})’(?![\p{L}\p{N}])/u, (match, before) =>
    boundary.test(before) ? { kind: "quoted", text: match[1] ?? match[2] ?? "" } : null,
  ),
  rule(/https?:\/\/[^\s<>"“”]+/i, ([url]) => urlToken(trimmedUrl(url))),
  rule(/(?:www\.)?(?:github\.com|gitlab\.com)\/[^\s<>"]+/i, ([url]) =>
    urlToken(`https://${trimmedUrl(url)}`, trimmedUrl(url)),
  ),
  rule(/(?:www\.|[a-z]{2}\.)?linkedin\.com\/[^\s<>"),]+/i, ([url]) =>
    urlToken(`https://${trimmedUrl(url)}`, trimmedUrl(url)),
  ),
  rule(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/, ([address]) => ({ kind: "email", address: trimmedUrl(address), word: "" })),
  rule(/([a-z\d][\w.-]*\/[\w.-]*\w)\/(?:pull|pulls|merge_requests)\/(\d+)/i, ([, repo = "", number]) => ({
    kind: "pr",
    repo,
    number: num(number),
  })),
  rule(/([a-z\d][\w.-]*\/[\w.-]*\w)#(\d+)/i, ([, repo = "", number]) => ({ kind: "pr", repo, number: num(number) })),
  rule(/#(\d+)(?![\w-])/, ([, number]) => ({ kind: "pr", number: num(number) })),
  rule(/!(\d+)\b/, ([, number], before) => (boundary.test(before) ? { kind: "pr", number: num(number) } : null)),
  rule(/#([\p{L}][\p{L}\p{N}_-]*)/u, ([, name = ""]) => ({ kind: "channel", name: `#${name}` })),
  rule(/@([\w][\w.-]*\w|\w)/, ([, name = ""], before) =>
    boundary.test(before) ? { kind: "handle", name: `@${name}` } : null,
  ),
  rule(/(?:pr|pull|mr)[-#/]?(\d+)\b/i, ([, number], before) =>
    boundary.test(before) ? { kind: "pr", number: num(number) } : null,
  ),
  rule(/(16:9|9:16|1:1|4:5|4:3|3:4|5:4|2:3|3:2|21:9|16:10|2:1)(?![\d:])/, ([, value = ""]) => ({
    kind: "aspect",
    value,
  })),
  rule(/(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,3}))?/, ([, hours, minutes, secs, part]) =>
    timecode(num(hours) * 60 + num(minutes), num(secs), part, [num(hours), num(minutes)]),
  ),
  rule(/(\d{1,3}):([0-5]\d)(?:[.,](\d{1,3}))?(?!\d)/, ([, minutes, secs, part]) =>
    timecode(num(minutes), num(secs), part, [num(minutes), num(secs)]),
  ),
  // ":19": the minute left out
  rule(/:([0-5]\d)(?![\d:])/, ([, secs], before) =>
    /^\s?$/.test(before) ? timecode(0, num(secs), undefined, [0, num(secs)]) : null,
  ),
  rule(/(\d{2,4})\s?(?:px|pixels?)?\s?[x×*]\s?(\d{2,4})(?:px)?(?![\d\w])/i, ([, width, height]) => ({
    kind: "area",
    width: num(width),
    height: num(height),
  })),
  rule(
    /(\d{2,4})\s?(?:px|pixels?)?\s?wide\s?(?:,|and|x|by)?\s?(\d{2,4})\s?(?:px|pixels?)?\s?(?:high|tall)/i,
    ([, width, height]) => ({
      kind: "area",
      width: num(width),
      height: num(height),
    }),
  ),
  rule(/(\d{3,4})\s(?:by|mal|por)\s(\d{3,4})(?![\d\w])/i, ([, width, height]) => ({
    kind: "area",
    width: num(width),
    height: num(height),
  })),
  rule(
    /w(?:idth|ide)?\s?[=:]?\s?(\d{1,4})(?:px)?\s?(?:,|and|\/)?\s?h(?:eight|igh)?\s?[=:]?\s?(\d{1,4})(?!\d)/i,
    ([, width, height], before) =>
      boundary.test(before) ? { kind: "area", width: num(width), height: num(height) } : null,
  ),
  rule(/(?:t|start|time|from)=(?=\d)/i, (_, before) => (boundary.test(before) ? { kind: "word", word: "at" } : null)),
  rule(/(?:length|duration|dur|len)=(?=\d)/i, (_, before) =>
    boundary.test(before) ? { kind: "word", word: "for" } : null,
  ),
  rule(/(?:ctrl|control|strg|cmd|command|⌘)\s?\+?\s?(?:shift|⇧)\s?\+?\s?z(?![\w])/i, () => ({
    kind: "word",
    word: "redo",
  })),
  rule(/(?:ctrl|control|strg|cmd|command|⌘)\s?[+-]?\s?(z|y)(?![\w])/i, ([, key = ""]) => ({
    kind: "word",
    word: key.toLowerCase() === "z" ? "undo" : "redo",
  })),
  rule(/✂\ufe0f?|\u{1f5d1}\ufe0f?/u, () => ({ kind: "word", word: "cut" })),
  rule(/(4x5|4\/5|9x16|9\/16|16x9|1x1)(?![\dx])/i, ([value]) => ({
    kind: "aspect",
    value: value.replace(/[x/]/i, ":"),
  })),
  rule(/x\s?[=:]?\s?(\d{1,4})\s?(?:,|and|\/)?\s?y\s?[=:]?\s?(\d{1,4})(?!\d)/i, ([, x, y], before) =>
    boundary.test(before) ? { kind: "point", x: num(x), y: num(y) } : null,
  ),
  rule(/\(?(\d{2,4}),\s?(\d{2,4})\)?(?![\d.])/, ([whole, x, y]) =>
    whole.includes(", ") && !whole.startsWith("(") ? null : { kind: "point", x: num(x), y: num(y) },
  ),
  rule(/(\d+(?:[.,]\d+)?|\.\d+)\s?[x×](?![\w])|[x×]\s?(\d+(?:[.,]\d+)?)(?![\w.])/i, ([, before, after]) => ({
    kind: "times",
    factor: num(before ?? after),
  })),
  // "acme slash web", as it is spoken
  rule(/([a-z][\w-]*) slash ([a-z][\w-]*)/i, ([, owner, name]) => ({ kind: "repo", repo: `${owner}/${name}` })),
  rule(/inicio de sesi[oó]n/i, () => ({ kind: "word", word: "login" })),
  rule(/@(?=\s|\d)/, () => ({ kind: "word", word: "at" })),
  rule(/w\/o(?=\s)/i, () => ({ kind: "word", word: "without" })),
  rule(/w\/(?=\s|\p{L})/iu, (_, before) => (boundary.test(before) ? { kind: "word", word: "with" } : null)),
  rule(/(\d+(?:[.,]\d+)?)\s?%|(\d+(?:[.,]\d+)?)\s(?:percent|per cent|pct|prozent|por ciento)(?!\w)/i, ([, a, b]) => ({
    kind: "percent",
    value: num(a ?? b),
  })),
  rule(/(\d{3,4})[pi](?!\w)/i, ([, lines]) => ({ kind: "lines", value: num(lines) })),
  rule(/v\.?(\d{1,3})(?![\w.])/i, ([, version], before) =>
    boundary.test(before) ? { kind: "version", value: num(version) } : null,
  ),
  rule(/4k(?!\w)/i, () => ({ kind: "word", word: "4k" })),
  rule(/(\d+)(?:st|nd|rd|th)(?!\w)/i, ([raw]) => ({ kind: "word", word: raw.toLowerCase() })),
  rule(/\.(avi|mov|webm|mkv|wmv|flv|m4v|mp4|gif|png|jpe?g|pdf|webp)(?!\w)/i, ([, format = ""], before) =>
    boundary.test(before) ? { kind: "word", word: format.toLowerCase() } : null,
  ),
  rule(/mp4s?(?!\w)|h26[45](?!\w)|m4v(?!\w)|mp3(?!\w)|3gp(?!\w)|3d(?!\w)/i, ([raw]) => ({
    kind: "word",
    word: raw.toLowerCase(),
  })),
  // "am 4. Dezember": no sentence ends there
  rule(/(\d{1,2})\.(?=\s(?:jan|feb|m[aä]rz|apr|mai|jun|jul|aug|sep|okt|nov|dez)\p{L}*)/iu, ([, value]) => ({
    kind: "number",
    value: num(value),
  })),
  rule(/\d+(?:[.,]\d+)?|\.\d+/, ([value]) => ({ kind: "number", value: num(value) })),
  rule(
    new RegExp(`(?:[a-z\\d](?:[\\w-]*[a-z\\d])?\\.)+(?:${topLevel})(?![\\w-])(?::\\d+)?(?:/[^\\s<>"),]*)?`, "i"),
    ([domain]) => ({ kind: "domain", domain: trimmedUrl(domain) }),
  ),
  rule(/localhost(?::\d+)?(?:\/[^\s]*)?/i, ([domain]) => ({ kind: "domain", domain: trimmedUrl(domain) })),
  rule(/[a-z\d][\w.-]*\/[\w.-]*\w/i, ([repo]) => (isRepo(repo) ? { kind: "repo", repo } : null)),
  // "Dr. Eldon Tyrell": no sentence ends there
  rule(/(?:Dr|Mrs?|Ms|Prof|Sra?)\.(?=\s\p{Lu})/u, ([raw]) => ({ kind: "word", word: raw.slice(0, -1).toLowerCase() })),
  rule(/\p{L}[\p{L}\p{M}\p{N}]*(?:['’ʼ]\p{L}+)*/u, ([raw]) => ({
    kind: "word",
    word: fold(raw.replaceAll(/['’ʼ]/g, "")),
  })),
  rule(/\|(?=\s)/, () => ({ kind: "mark", mark: "," })),
  rule(/[,;.!?:\n&+()–—-]|\/|→|->/, ([mark]) => ({ kind: "mark", mark })),
  rule(/[\s\S]/u, () => null),
];

function timecode(minutes: number, secs: number, part: string | undefined, [hour, minute]: [number, number]): Made {
  const fraction = part === undefined ? 0 : Number(`0.${part}`);
  return { kind: "timecode", ms: Math.round((minutes * 60 + secs + fraction) * 1000), hour, minute };
}

/** An address without the punctuation of the sentence around it; brackets that it opens itself are its own. */
export function trimmedUrl(text: string): string {
  const shorter = text.replace(/['’]s$|[.,!?;:'"*_”]+$/, "");
  const unopened = shorter.endsWith(")") && shorter.split(")").length > shorter.split("(").length;
  if (unopened) return trimmedUrl(shorter.slice(0, -1));
  return shorter;
}

function urlToken(url: string, consumed?: string): Made {
  const pull = /^https?:\/\/[^/]+\/([\w.-]+\/[\w.-]+)\/(?:pull|pulls|-\/merge_requests)\/(\d+)/i.exec(url);
  const made: Made = pull ? { kind: "pr", repo: pull[1] ?? "", number: num(pull[2]) } : { kind: "url", url };
  return consumed === undefined ? made : { ...made, word: consumed };
}

const noRepos = set(
  "before/after and/or his/her he/she w/o on/off in/out yes/no either/or start/end intro/outro top/bottom record/render am/pm w/the his/hers",
);
const isRepo = (text: string): boolean => !noRepos.has(text.toLowerCase()) && !/^[\d.]+\/[\d.]+$/.test(text);

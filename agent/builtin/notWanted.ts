/** Clauses that say what is not needed, beside others that say what is. */

const edit = "(?:caption|style|preset|zoom|crop|blur|cursor|format|speed|music|title|text)";
const files = "(?:gifs?|mp4s?|webms?|exports?|exporting|files?|downloads?)";
const mails = "(?:(?:\\p{L}+ )?(?:e-?)?mails?|notifications?|pings?)";
const clauseEnd = "(?=[,.;!?\\n]|$)";
const clauseStart = "(?<=^|[,.;!?\\n]\\s*|\\p{Extended_Pictographic}\\s*)";
const thenWanted = "(?=[\\s,.;!]*(?:please )?(?:simply|just|only|all (?:i|we) (?:want|need)))";
const pattern = (source: string): RegExp => new RegExp(source, "giu");

const declining: readonly RegExp[] = [
  // "No gif please", "an export isn't needed"
  pattern(
    `${clauseStart}(?:so |but |and |please )*no ${files}(?: (?:please|needed|required|this time|today|for me|at all))*${clauseEnd}`,
  ),
  pattern(
    `${clauseStart}(?:so |but |and )*(?:an? |the |any )?${files} (?:is|are)(?:n['’]?t| not) (?:needed|necessary|required)[^,.;!?\\n]*${clauseEnd}`,
  ),
  // "please no approval mails etc., simply …"
  pattern(
    `${clauseStart}(?:so |but |and |please )*no ${mails}(?: (?:please|needed|required|etc\\.?|and the like|or so|and so on))*${thenWanted}`,
  ),
  // "do not post this in the channel! Send it …"
  pattern(
    `${clauseStart}(?:please )?(?:(?:don['’]?t|do not|never) (?:post|put|share|send|publish|drop) (?:this|it|that|the video) |not )(?:in|to|on|into|with) [^,.;!?\\n]*[,.;!]+\\s*(?=(?:please |only |just |but |instead )*(?:send|mail|e-?mail|forward|post|put|share)\\b)`,
  ),
  // "leave the caption as it is, people do read it, but do switch to minimal"
  pattern(
    `${clauseStart}(?:please )?(?:leave|keep|don['’]?t touch) (?:the|my|our|that|this) ${edit}\\b[^.!?;\\n]*?,? but (?:please )?(?:do )?(?=\\p{L})`,
  ),
  // "I've got no visuals at all": what somebody has not is nothing to take away.
  pattern(
    "\\b(?:i|we)(?:['’]ve| have)?(?: still)? (?:got|have|had) (?:no|zero|not a single|hardly any) [^,.;!?\\n\\p{Extended_Pictographic}]*",
  ),
  // "cut nothing!", beside what is wanted
  pattern(
    `${clauseStart}(?:please )?(?:cut|remove|delete|change|touch|shorten|schneide|lösche|ändere|no cortes|no quites|no cambies|no toques) (?:nothing|nichts|nada)(?: else| more| away| out| weg| raus| sonst| mehr| más)*(?=\\s*[,.;!]+\\s*\\p{L})`,
  ),
  // "No zooms, no fancy effects. All I want is …"
  pattern(
    `${clauseStart}(?:(?:and )?no \\p{L}+(?: \\p{L}+){0,3}(?: please)?[,.;!]\\s*){2,}(?:please[,.!]\\s*)?${thenWanted}`,
  ),
];

/** "product@acme.com (the list, not a person)": what an address is. */
const describes =
  /(?<=@[\w.-]+|#[a-z][\w-]*)\s*\((?:a|an|the|that['’]?s|it['’]?s|this is|our|my|his|her|not)\b[^()@#\d"]*\)/gi;
/** "nobody reads the digests, please turn them off" */
const digestsOff =
  /(?<=^|[.!?\n]\s*)[^.!?\n]*\bdigests?\b(?:(?!\b(?:caption|zoom|style|blur|crop|gif|mp4)\b).)*?\b(?:(?:turn|switch|shut) (?:them|it|those) off|(?:stop|cancel|disable) (?:them|those))\b/gis;

/** "No gif please", and nothing else. */
export const declinesAll = (text: string): boolean =>
  !/\p{L}/u.test(declining.slice(0, 2).reduce((rest, clause) => rest.replace(clause, " "), text)) &&
  /\p{L}/u.test(text);

/** The message without them; the message as it is when nothing else is said. */
export function withoutDeclined(text: string): string {
  if (/["“„«]/.test(text)) return text;
  const plain = text.replace(describes, "").replace(digestsOff, "please turn the digests off");
  const left = declining.reduce((rest, clause) => rest.replace(clause, " "), plain);
  return /\p{L}{3,}/u.test(left) ? left : plain;
}

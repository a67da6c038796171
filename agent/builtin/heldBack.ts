/** "Don't do anything yet", "let's wait for Tom": a message, or a part of it, that puts off what it speaks of. */

/** The answer to a message that asks for nothing yet. */
export const HELD_BACK = "All right, I change nothing until you say so.";

const deeds = "(?:do|change|touch|start|edit|alter|run|begin|make)";
const somebodyDoes =
  "(?:before|until|till) (?:(?:we|i|i['’]m|he|she|they|you)\\b|\\p{L}+(?: \\p{L}+)? (?:has|have|had|is|are|says?|answers?|gives?|approves?|confirms?|gets?|looks?|comes?)\\b)";
const notYet = `(?:yet|for now|right now|at the moment|for the moment|just now|${somebodyDoes})`;
const noBut = "(?![^.!?\\n]*\\bbut\\b)";
const pattern = (source: string): RegExp => new RegExp(source, "iu");

/** Nothing of the whole message is wanted now. */
const wholes: readonly RegExp[] = [
  pattern(
    `\\b(?:don['’]?t|do not|let['’]?s not|nothing to|please not) ${deeds} (?:anything|any(?:thing)? (?:of )?\\p{L}+|a thing)\\b[^.!?\\n]*?\\b${notYet}${noBut}`,
  ),
  pattern(`\\b(?:nothing to do|no (?:edits?|changes?|actions?|exports?))\\b[^.!?\\n,;:]*?\\b(?:yet|for now)${noBut}`),
  pattern(
    `\\blet['’]?s (?:all )?(?:wait|hold off|hold on|hold back|pause) (?:for|until|till|before|with|on)\\b(?! \\d)${noBut}`,
  ),
  pattern(
    "\\b(?:wait|hold (?:on|off|back))(?: on| with) (?:any|all|every)(?:thing)?\\b|\\bhold (?:any|all) (?:edits?|changes?)\\b",
  ),
  pattern(
    "\\b(?:i['’]?m|we['’]?re|i am|we are) (?:only|just) (?:(?:collecting|gathering) (?:\\p{L}+ )?(?:feedback|opinions?|ideas?|thoughts?|input|comments?|reactions?|wishes|votes?|views)|thinking (?:out )?loud|thinking aloud|brainstorming)",
  ),
  pattern(
    "\\b(?:mach|ändere?) (?:bitte )?(?:noch )?nichts(?: bevor| bis|[.!,]|$)|\\bno (?:hagas|cambies) nada (?:todav[ií]a|a[uú]n)",
  ),
];

const announced =
  "(?:(?:i|we)(?:['’]ll| will)|\\bwill) (?:let you know|tell you|ping you|say so|say when|give you a (?:shout|sign)|(?:come|get) back to you|shout|write (?:to )?you)";
/** A part of the message is for later. */
const parts: readonly RegExp[] = [
  // "tomorrow I'll probably need a gif, I'll let you know"
  pattern(
    `(?:['’]ll|\\bwill|\\bmay|\\bmight|\\bprobably|\\bmaybe|\\bperhaps|\\bpossibly)\\b.*?\\b(?:need|want|send|use|ask|export|post|publish|do|like)\\b.*${announced}`,
  ),
  // "don't export anything yet! Only blur the email"
  pattern(
    `\\b(?:don['’]?t|do not|let['’]?s not) (?:cut|export|send|post|share|publish) anything\\b[^.!?\\n]*?\\b${notYet}${noBut}`,
  ),
  // "don't approve it yet, just export a gif"
  pattern(
    `^\\W*(?:please )?(?:don['’]?t|do not|let['’]?s not) (?:approve|sign off)(?: (?:it|this|that|anything))? yet\\W*$`,
  ),
  // "wait with the export until I say so"
  pattern(
    `^\\W*(?:please )?(?:wait|hold (?:on|off|back))(?: with| on) (?:the|that|this|it|sending|exporting)\\b[^.!?]*${somebodyDoes}`,
  ),
];

const quoted = /"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»/g;

/** The message without what it puts off, or null when it asks for nothing now. */
export function withoutHeldBack(text: string): string | null {
  const spoken = text.replace(quoted, (words) => "_".repeat(words.length));
  if (wholes.some((whole) => whole.test(spoken))) return null;
  const sentences = text.split(/(?<=[.!?\n])\s+|(?<=,)\s+(?=(?:but|just|only)\b)/);
  const left = sentences.filter((sentence) => !parts.some((part) => part.test(sentence)));
  return left.length === sentences.length ? text : left.join(" ");
}

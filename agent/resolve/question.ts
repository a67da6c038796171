import type { ContextShot } from "../context.ts";
import { listed } from "../words.ts";
import type { Grounded } from "./choice.ts";

/** A label in a sentence: on one line, not too long, without marks and without the mark that ends a sentence of its own ("Is it spelt right?"). */
export function shortLabel(label: string): string {
  const plain = label.replaceAll(/[\s*_`<>]+/g, " ").trim();
  const line = plain.replace(/[\s.?!:]+$/, "") || plain;
  return line.length > 48 ? `${line.slice(0, 47).trimEnd()}…` : line;
}

/** A thing in bold; a value, which says nothing by itself, with what it is the value of. */
export function nameOf({ label, group }: ContextShot): string {
  const isValue = group !== undefined && !/\p{L}{2}/u.test(label);
  return `**${shortLabel(isValue ? `${group} ${label}` : label)}**`;
}

/** "**Apply coupon** on /cart": apart from others of the same name by their group, their page or their place. */
function namesOf(shots: readonly ContextShot[]): string[] {
  return shots.map((shot) => {
    const name = nameOf(shot);
    const twins = shots.filter((other) => nameOf(other) === name);
    if (twins.length < 2) return name;
    if (shot.group && twins.every((other) => other === shot || other.group !== shot.group))
      return `${name} (${shortLabel(shot.group)})`;
    return ` ${name} on ${shot.route}`.trim();
  });
}

/** Of more than so many things a question names the first few, and says how many there are. */
const MOST_NAMED = 4;
const FEW_NAMED = 3;

/** The question that settles an unclear element; `verb` is what is to be done with it ("zoom on"). */
export function elementQuestion(grounded: Exclude<Grounded, { kind: "found" }>, verb: string): string {
  if (grounded.kind === "ambiguous") {
    const names = [...new Set(namesOf(grounded.shots))];
    const isFew = names.length <= MOST_NAMED;
    const told = isFew ? names : [...names.slice(0, FEW_NAMED), `one of ${names.length - FEW_NAMED} more`];
    return `Which one should I ${verb}: ${listed(told)}?`;
  }
  if (grounded.kind === "nothing") return `What should I ${verb}?`;
  const choices = namesOf(grounded.near);
  const seen = `I cannot point at ${nameIn(grounded.words) ?? "that"} in this video.`;
  return choices.length > 0 ? `${seen} Should I ${verb} ${listed(choices)}?` : `${seen} What should I ${verb}?`;
}

/** The words in quotation marks when they can be a name; a fragment of a sentence is none. */
function nameIn(text: string): string | null {
  const bare = text.trim().replace(edgeWords, "").replace(edgeWords, "").trim();
  const isName = bare !== "" && bare.split(/\s+/).length <= 4 && !ofSentence.test(bare);
  return isName ? `“${bare}”` : null;
}
const edgeWords =
  /^(?:(?:the|an?|my|our|your|this|that|on|in|at|of|to|das|die|der|den|dem|el|la|los|las)\s+)+|\s+(?:please|too|again|bitte|now|then|the|of)$/gi;
const ofSentence =
  /\b(?:is|are|was|be|do|does|did|has|have|get|got|rid|remove|all|anything|everything|something|nothing|leave|keep|put|make|made|end|earlier|later|where|when|how|what|which|who|why|about|if|not|no|only|just|others?|more|less|it|them|they|you|i|we|there|here|again|back|than|then|very|so|as|without|until|while|shows?|comes?|goes|should|could|would|can|will|want|please|nur|ist|sind|wo|wenn|nicht|solo|doble|mitad|doppelt|halfte|donde|cuando)\b/i;

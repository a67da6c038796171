import type { ThreadContext } from "../../context.ts";
import { isEnglish } from "../../english.ts";
import { set, wordsOf } from "../../words.ts";
import { withBareLength, withBareRate } from "./bareLength.ts";
import { withFigures } from "./figures.ts";
import { lex, type Token, wordAt } from "./lexer.ts";
import { withCompounds, withLabelsOfFigures, withNames } from "./names.ts";
import { numberNamed, withNumbers } from "./numbers.ts";
import { withLoneNumber, withPullRequests } from "./pullRequests.ts";
import { corrected } from "./spelling.ts";

/** A message as tokens, with slips mended and numbers in words made numbers. */
export function read(text: string, context: ThreadContext): Token[] {
  const labels = labelsOf(context);
  const tokens = withoutPointer(withoutHesitation(withCompounds(lex(text))));
  const shouting = tokens.filter((token) => token.kind === "word").every((token) => /^\p{Lu}/u.test(token.raw));
  const mended = tokens.map((token, at): Token => {
    if (token.kind !== "word" || token.isName || beginsName(tokens, at, shouting) || isLimit(tokens, at)) return token;
    return { ...token, word: corrected(token.word, labels) };
  });
  return withNames(
    withBareRate(
      withBareLength(
        withLoneNumber(withPullRequests(withNumbers(withFigures(withLabelsOfFigures(mended, context), context, text)))),
      ),
    ),
    context,
  );
}

/** "cap it at 30 seconds", unlike "add a cap saying …". */
const isLimit = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.word === "cap" && set("it at the this that").has(wordAt(tokens, at + 1));

const known = new WeakMap<ThreadContext["shots"], ReadonlySet<string>>();

/** The words on screen, and in the addresses of its pages. */
function labelsOf({ shots }: ThreadContext): ReadonlySet<string> {
  const labels =
    known.get(shots) ??
    new Set(shots.flatMap(({ label, route }) => wordsOf(`${label} ${route}`)).filter((word) => word.length > 2));
  known.set(shots, labels);
  return labels;
}

const hesitations = set("um uh uhm umm uhh erm hm hmm ehm ahm eh");

const germanArticles = set("ein eine einen einem die den das");

/** "open straight on the cart", "cut right before the end": how near, which a preposition says without them. */
const adverbs = set("straight directly immediately right just shortly");
const leads = set("on at with before after when where from until as");

/** "the first like five seconds", "uh zoom": how people talk while they think. Alone, such a word is all that was said. */
function withoutHesitation(tokens: readonly Token[]): Token[] {
  const left = tokens.filter(({ word }, at) => {
    if (adverbs.has(word) && leads.has(wordAt(tokens, at + 1))) return at === 0;
    // "um ein Drittel kürzer"
    if (word === "um" && (germanArticles.has(wordAt(tokens, at + 1)) || tokens[at + 2]?.word === "uhr")) return true;
    if (word !== "like") return !hesitations.has(word);
    const [before, next] = [wordAt(tokens, at - 1), tokens[at + 1]];
    const isCounting = next?.kind === "number" || numberNamed(next?.word ?? "") !== undefined;
    const isAsking = before === "you" && ["can", "could"].includes(wordAt(tokens, at - 2));
    return !((isCounting && before !== "something") || isAsking || before === "basically");
  });
  return left.some((token) => token.kind !== "mark") ? left : [...tokens];
}

const moments = set("when where while as once until wenn wo cuando donde");
const atPointer =
  /^(?:(?:the|my|your|der|el) )?(?:mouse|cursor|pointer|maus|zeiger|raton) (?:(?:is|goes|moves|hovers|gets|comes|lands|rests|sits|steht|geht|esta|pasa) )?(?:over|on|onto|to|at|above|over|uber|auf|sobre|en) /;

/** "when the mouse goes over the coupon field" is when the field is seen to be used: the pointer is no thing of its own. */
function withoutPointer(tokens: readonly Token[]): Token[] {
  const left: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token) left.push(token);
    if (!moments.has(token?.word ?? "")) continue;
    const next = tokens.slice(at + 1, at + 6).map(({ word }) => word);
    at +=
      atPointer
        .exec(`${next.join(" ")} `)?.[0]
        .trim()
        .split(" ").length ?? 0;
  }
  return left;
}

const actsLikePerson = set(
  "from says said thinks thought wants wanted needs asked asks told suggested suggests reviews reviewed is was has will would and likes loves prefers insists agrees at",
);
const capital = /^\p{Lu}\p{Ll}/u;

/** A capital in the middle of a sentence begins a name, and names are not mended. */
function beginsName(tokens: readonly Token[], at: number, shouting: boolean): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (shouting || !token || !capital.test(token.raw)) return false;
  if (before && !(before.kind === "mark" && ".!?\n:".includes(before.mark))) return true;
  // "Rita from the reseller", "Ben reviews it": a word that nobody knows, and what somebody does or where from.
  if (actsLikePerson.has(wordAt(tokens, at + 1)) && !isEnglish(token.word)) return true;
  // "Lena Vogt from Globex": two capitals in a row name somebody at the head of a sentence, too.
  return capital.test(tokens[at + 1]?.raw ?? "") && tokens[at + 1]?.kind === "word";
}

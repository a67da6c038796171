import type { ThreadContext } from "../context.ts";
import { editName } from "../resolve/history.ts";
import { isView, openView } from "../resolve/view.ts";
import { capital } from "../words.ts";
import { speaksOfColour } from "./colours.ts";
import { factAnswer } from "./facts.ts";
import { lackingAnswer } from "./lacking.ts";
import type { Concept } from "./lexicon/lexicon.ts";
import { lengthAnswer } from "./questions/length.ts";
import { nameFor } from "./questions/people.ts";
import { cannotTell, nextStep, notUnderstood } from "./standing.ts";
import { isInquiry } from "./wishes/inquiry.ts";
import { isPraise } from "./wishes/praise.ts";
import { tellsPurpose } from "./wishes/purpose.ts";
import type { Reading } from "./words/reading.ts";

/** Answers without a call: to greetings, thanks, questions about Aura, and to what means nothing here. */

/** To somebody who does not want what was said before. */
export const DECLINED = "All right, I leave that as it is.";

const hasVideo = ({ run }: ThreadContext): boolean => run?.status === "completed";

/** Whether a file was made a moment ago. */
const hasFile = ({ messages }: ThreadContext): boolean =>
  messages.slice(-6).some(({ role, content }) => role === "assistant" && /\bExporting (GIF|MP4)\b/.test(content));

function abilities(context: ThreadContext): string {
  const record = "I record demo videos of pull requests, web pages and for single leads (**record PR 12**)";
  const edit =
    "and edit them by words: trim, cut, shorten, speed up, zoom, crop, blur, captions, cursor and style (**shorter, and zoom on the button**)";
  return `${record}, ${edit}. I export mp4 and gif, and undo anything. ${nextStep(context)}`;
}

/** The answer to a question about what is possible, or null when the message asks for a deed. */
export function answerHowTo(reading: Reading, context: ThreadContext): string | null {
  const { phrases } = reading.clause;
  const opening = phrases.find(
    (phrase) => !["filler", "greeting", "okay", "praise"].some((concept) => phrase.concepts.has(concept as Concept)),
  );
  if (!opening || opening.from > 3) return null;
  if (reading.has("status") && !opening.concepts.has("help")) return null;
  if (opening.concepts.has("help") && reading.all("url").length + reading.all("domain").length > 0) return null;
  if (opening.concepts.has("help")) {
    const alone =
      reading.clause.tokens.filter((token) => token.kind === "word").length <= opening.to - opening.from + 6;
    return alone ? abilities(context) : null;
  }
  if (!opening.concepts.has("howTo") || recordsThen(reading)) return null;
  // "why is the pointer so tiny?" asks for a bigger one.
  if (reading.word("why") && reading.word("so", "too")) return null;
  return howTo(reading, context);
}

/** "how does PR 136 look on a phone? film it" */
const recordsThen = ({ clause: { tokens, phrases } }: Reading): boolean => {
  const end = tokens.findIndex(({ raw }) => raw === "?");
  const isOf = tokens.slice(0, Math.max(0, end)).some(({ kind }) => kind === "pr" || kind === "url");
  return isOf && phrases.some(({ from, concepts }) => from > end && concepts.has("record"));
};

const guides: readonly [Concept, string][] = [
  ["badFormat", "I export **mp4** and **gif**; other formats I do not make."],
  [
    "exportVerb",
    "Say **export as gif under 5 MB** or **720p mp4 at 60 fps**: I make mp4 and gif, in any size up to 4K.",
  ],
  ["gif", "Say **export as gif under 5 MB**; a width and a frame rate may follow."],
  [
    "zoom",
    "Name what to zoom on: **zoom on the coupon field**, **zoom on the last click**, or **zoom at 0:16 for 3 seconds**.",
  ],
  ["crop", "Say a shape (**square**, **vertical**, **4:5**) or an element (**crop to the order summary**)."],
  ["style", "There are three styles: **default**, **minimal** and **dramatic**. Say **use the minimal style**."],
  ["caption", "Say **add a caption saying “Hello” at 0:10**."],
  ["redact", "Name what must not be seen: **blur the email field**. It stays covered for as long as it is on screen."],
  ["cursor", "Say **bigger cursor**, **longer trail** or **smoother movement**."],
  ["undo", "Say **undo**, **back to version 2** or **back to the original**: nothing is ever lost."],
  [
    "shorten",
    "Say **make it shorter**, **under 20 seconds** or **half as long**. Pauses go first, what changed stays whole.",
  ],
  ["faster", "Say **speed up the login 2x**, or **slow down at 0:30**."],
  ["remove", "Name a part: **cut 0:18 to 0:26**, **remove the first 5 seconds**, **cut out the login**."],
  ["trim", "Say what should stay: **keep 0:10 to 0:30**, or **trim the first 5 seconds**."],
  ["share", "Give me an address: **send it to ana@example.com** or **post it in #demos**."],
  ["digest", "Say **every Monday at 9 mail a digest to team@example.com**."],
  ["record", "Say **record PR 12**, **record https://example.com**, or **record a demo for Jane Doe at acme.com**."],
];

function howTo(reading: Reading, context: ThreadContext): string {
  const words = reading.clause.tokens.map((token) => token.word).join(" ");
  const view = openView(context);
  if (/\b(how long|wie lang|cuanto dura)\b/.test(words)) return isView(view) ? lengthAnswer(view, words) : view.message;
  if (/\bformat(?:s|e|os?)?\b/.test(words))
    return "I export **mp4** and **gif**, in any size up to 4K. Say **export as gif under 5 MB**, for example.";
  const asksWho =
    /\b(?:whose|wessen|de quien)\b|\b(?:who|wer|quien) (?:(?:has|hat|ha) )?(?:made|did|added|changed|cut|put|edited|removed|wrote|zoomed|hizo|anadio|hat)\b/;
  if (asksWho.test(words) && context.versions.length > 0) return whoseAnswer(reading, context);
  const fact = factAnswer(reading, context);
  if (fact !== null) return fact;
  const isTold = reading.word("tell", "explain", "describe");
  // What was, and why, is told by no guide.
  if (/^(?:when|who|why|where|is|are|was|were|did|does|has|wann|wer|warum|ist|sind|cuando|quien|esta)\b/.test(words))
    return cannotTell(context);
  const guide = guides.find(([concept]) => reading.has(concept) && !(isTold && concept === "share"));
  return guide ? guide[1] : cannotTell(context);
}

/** "The caption is Ben's, of version 3.": who first made the last edit of the kind that was asked about, or the version seen. */
function whoseAnswer(reading: Reading, context: ThreadContext): string {
  const { versions, currentVersion } = context;
  const current = versions.find((one) => one.version === currentVersion) ?? versions.at(-1);
  const asked = current?.operations.findLast(
    ({ type }) => reading.word(...(namesOfType[type] ?? [])) || (type === "style_preset" && reading.has("style")),
  );
  const edit = asked ?? current?.operations.at(-1);
  const wanted = JSON.stringify(edit);
  const made = versions.find(({ operations }) => operations.some((one) => JSON.stringify(one) === wanted));
  if (!edit || !made) return `Nobody has edited this yet: it is as it was recorded. ${nextStep(context)}`;
  const name = `the ${editName(edit.type)}`;
  if (!made.author) return `${capital(name)} came with version ${made.version}; I do not know whose it was.`;
  return `${capital(nameFor(context, made.author.name))} made ${name}, in version ${made.version}.`;
}

const namesOfType: Partial<Record<string, string[]>> = {
  caption: ["caption", "text", "title"],
  zoom: ["zoom"],
  redact: ["blur", "mask"],
  crop: ["crop"],
  speed: ["speed"],
  cursor_emphasis: ["cursor"],
};

/** What to say when a message asks for nothing that the grammar knows. */
export function answerChat(
  reading: Reading,
  context: ThreadContext,
  declined: boolean,
  chatter: readonly Reading[],
): string {
  const unknown = chatter.some((clause) =>
    clause.clause.tokens.some((token) => token.kind === "word" || token.kind === "number"),
  );
  if (declined && !unknown) return DECLINED;
  const asks = reading.clause.tokens.length > 0 && unknown;
  if (asks && isInquiry(reading.clause.tokens)) return howTo(reading, context);
  if (!asks) {
    if (reading.has("thanks"))
      return hasVideo(context) && !hasFile(context)
        ? "You're welcome! Say **export as gif** when you want the file."
        : "You're welcome!";
    if (reading.has("bye")) return "See you! Everything here is kept.";
    if (reading.has("praise"))
      return hasVideo(context)
        ? "Glad you like it! Say **export** for the file, or tell me what to change."
        : "Thank you!";
    if (reading.has("laugh")) return "Happy to amuse. Whenever you are ready for the next step, say so.";
    if (reading.has("greeting")) return `Hello! ${nextStep(context)}`;
    if (reading.has("okay")) return `Fine. ${nextStep(context)}`;
    if (reading.has("help")) return abilities(context);
  }
  if (reading.clause.tokens.length === 0) return noWords(context);
  if (unknown && chatter.every(({ clause }) => isPraise(clause.tokens)))
    return "Glad you like it! Say **export** for the file, or tell me what to change.";
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Greek}\p{Script=Thai}\p{Script=Devanagari}]/u.test(
      reading.source,
    )
  ) {
    return "I understand English best, and some German and Spanish. Could you say it in one of those?";
  }
  const words = reading.clause.tokens.map((token) => (token.kind === "word" ? token.word : "")).join(" ");
  if (hasVideo(context) && speaksOfColour(reading)) return lackingAnswer(reading);
  if (hasVideo(context) && dislikes.test(words) && reading.clause.tokens.length <= 9)
    return "Sorry. What should be different: its length, where it zooms, or its style? **Undo** takes the last edit back.";
  if (hasVideo(context) && reading.has("make", "change") && reading.clause.tokens.length <= 7) {
    const changed = context.shots.findLast((shot) => shot.changed && shot.box);
    return `How should I change it: **shorter**, ${changed ? `**zoom on ${changed.label}**` : "**faster**"}, or in the **dramatic** style?`;
  }
  if (reading.has("thanks", "praise") && reading.clause.tokens.length <= 8) return "Thank you!";
  if (hasVideo(context) && !reading.isQuestion && !reading.has(...ofDeeds) && tellsPurpose(reading.clause.tokens))
    return "Good to know. Tell me what should change for that, or say **export** for the file.";
  if (/^(what|whats|is|does|how|which)\b/.test(words))
    return factAnswer(reading, context) ?? notUnderstood(context, reading);
  return notUnderstood(context, reading);
}

/** Words of a wish, which is not to be passed over. */
const ofDeeds: readonly Concept[] = [
  ...(["bigger", "smaller", "zoom", "faster", "slower", "shorten", "lengthen", "remove", "trim", "keep"] as const),
  ...(["caption", "redact", "crop", "cursor", "style", "change", "more", "little", "smooth"] as const),
];
const dislikes = /\b((do not|don t|dont|didn t) (really )?like|hate|awful|terrible|ugly|horrible)\b/;

/** Emoji, or nothing at all. */
export function noWords(context: ThreadContext): string {
  const example = hasVideo(context) ? "**make it shorter**" : "**record PR 12**";
  return `I see no words there that I could act on. What can I do for you: ${example}, for example?`;
}

import { clauseOf, type Phrase } from "../clause.ts";
import type { Token } from "../lexer.ts";
import type { Concept } from "../lexicon/lexicon.ts";
import { set } from "../times/words.ts";
import { opensPurpose } from "./purpose.ts";

/** `asks`: somebody is told or begged to do something. `tells`: how things are, or why. `open`: neither is plain to see. */
export type Mood = "asks" | "tells" | "open";

const leadIns = set(
  `so and but then also well ok okay hey hi hmm hm um uh oh ah please pls maybe perhaps now yeah yes no actually honestly like just
  sorry right plus still though again only mainly mostly basically overall und aber also dann ja nein bitte mal y pero pues si no entonces aura unfortunately frankly`,
);
const requestOpeners = set(
  `could can would will might please pls lets lemme mind shall how bitte kannst konntest konnen konnten wurdest puedes podrias podemos
  podria puede quiero necesito`,
);
const requestPairs = set(
  `id_like wed_like id_love wed_love i_want we_want i_need we_need id_prefer wed_prefer id_rather make_sure any_chance what_about
  you_could you_can i_prefer we_prefer i_wanna we_wanna i_suggest we_suggest i_propose i_vote i_recommend ich_mochte ich_will ich_hatte wir_wollen me_gustaria por_favor i_would we_would i_wish we_wish`,
);
const duties = set("should shall must needs ought gotta soll sollte sollen muss musste debe deberia deben need");
const dutyPairs = set(
  "would_be would_like would_love would_prefer need_to has_to have_to can_go can_be could_be could_use could_do can_come should_go tiene_que hay_que kann_weg",
);
const reasonOpeners = set("because cause cuz coz cos bc weil damit porque denn otherwise");
const reasonPairs = set(
  `since_it since_they since_we since_i since_the since_that since_its since_you so_that so_people so_viewers so_everyone so_they so_we
  so_i so_it as_this since_this since_our as_our given_that given_the given_it given_its now_that as_it as_its as_they as_we as_i as_the_others da_es da_er da_sie da_wir ya_que para_que its_for thats_for it_is_for`,
);
const subjects = set(
  `i we it that this they there he she nothing everything everyone nobody somebody someone people its thats theres im were theyre
  ich wir es das dies da man alles nichts jemand esto eso yo hay todo nadie viewers`,
);
const copulas = set("is are was were isnt arent says wants thinks ist sind war es son esta");
const questioning = set(
  "what how when where which who why is are was whats hows wie was wo wann que como cuando donde",
);
const withVerb = set("its thats theres im theyre were ive weve id ill theyll youll itll hes shes");
const determiners = set(
  `the that this these those my our your his her their its a an some all both der die das den dem mein unser el la los las mi
  nuestro este esta ese esa`,
);
const finiteVerbs = set(
  `is are was were isnt arent wasnt werent has have had hasnt havent hadnt do does dont doesnt didnt did feels feel felt looks look
  looked seems seem sounds takes goes happens happened drags gets shows means says wants likes liked think thought find found guess
  believe loved hate works keeps adds cant cannot couldnt wont comes came made makes ist sind war hat haben wirkt zieht dauert sieht
  findet es son esta estan tiene parece dura queda distracts bothers holds contains includes fits changed prefer said told asked noticed saw showed sent watched tried meant covers hides blocks overlaps reads uses opens watches needed hangs lingers runs`,
);

const wordAt = (tokens: readonly Token[], at: number): string =>
  tokens[at]?.kind === "word" ? (tokens[at]?.word ?? "") : "";

/** People, of whom something is told: "customers don't need it", "my boss watched it". */
const people = set(
  `i we they he she people customer customers client clients user users viewer viewers prospect prospects boss manager ceo cto pm po team
  marketing sales legal support management leadership designer designers developer developers dev devs engineer engineers colleague
  colleagues coworker intern everyone everybody nobody somebody someone anyone folks guys investors board stakeholders qa lawyer lawyers
  partner partners reviewer reviewers teammate audience wife husband friend kids`,
);
/** Before "we publish", "I show this to anyone": what is done after the video, not in it. */
const remarkOpeners = set("before once after until when if");
const ownPlans = set(
  "publish show share send post launch release ship present demo announce merge meet go pitch put deploy roll give hand upload",
);

/** "before we publish", "once I show this to the team". */
export const opensRemark = (tokens: readonly Token[], at: number): boolean =>
  remarkOpeners.has(wordAt(tokens, at)) &&
  ["i", "we"].includes(wordAt(tokens, at + 1)) &&
  ownPlans.has(wordAt(tokens, at + 2));

/** How a clause is meant, by its first words and its verb. */
export function moodOf(tokens: readonly Token[]): Mood {
  const from = tokens.findIndex((token) => token.kind !== "mark" && !leadIns.has(token.word));
  if (from < 0) return "open";
  const pair = (at: number): string => `${wordAt(tokens, at)}_${wordAt(tokens, at + 1)}`;
  if (isVerdict(tokens, from)) return "asks";
  if (reasonOpeners.has(wordAt(tokens, from)) || reasonPairs.has(pair(from))) return "tells";
  if (opensPurpose(tokens, from) || opensRemark(tokens, from) || opensGoal(tokens, from)) return "tells";
  if (isCondition(tokens, from)) return "tells";
  // "way too long", "zooms too shaky"
  if (wordAt(tokens, from) === "too" || wordAt(tokens, from + 1) === "too") return "tells";
  const isAsking = tokens.some(
    (token, at) =>
      (at === from && requestOpeners.has(token.word)) ||
      ["please", "pls", "plz", "bitte"].includes(token.word) ||
      (at === from && requestPairs.has(pair(at))) ||
      (duties.has(token.word) && !isHelping(tokens, at)) ||
      dutyPairs.has(pair(at)),
  );
  if (isAsking || isImperative(tokens, from)) return "asks";
  return isOfPeople(tokens, from) || statesSomething(tokens, from) ? "tells" : "open";
}

/** "… because it drags", "… so that people can follow", "an mp4 I can drop into slides": from here on it is said why. */
export function opensReason(tokens: readonly Token[], at: number): boolean {
  const [word, next] = [wordAt(tokens, at), wordAt(tokens, at + 1)];
  if (word === "so") return soFar.has(next) || requestOpeners.has(next) || isOfPeople(tokens, at + 1);
  if (reasonOpeners.has(word) || reasonPairs.has(`${word}_${next}`)) return true;
  if (["since", "as", "like", "given"].includes(word) && isOfPeople(tokens, at + 1)) return true;
  return users.has(word) && (next === "can" || next === "could") && !users.has(wordAt(tokens, at - 1)) && at > 1;
}
const soFar = set("that people viewers everyone they we i the our");
const users = set("i we people everyone they viewers");

/** "to save time", "to keep people watching": what it is good for, said before or after what is asked for. */
export function opensGoal(tokens: readonly Token[], at: number): boolean {
  if (wordAt(tokens, at) !== "to" || leadsToVerb.has(wordAt(tokens, at - 1))) return false;
  const [verb, next] = [wordAt(tokens, at + 1), wordAt(tokens, at + 2)];
  if (verb === "save") return ["time", "space", "money", "us", "people", "bandwidth"].includes(next);
  if (verb === "keep" || verb === "make")
    return goalObjects.has(next) && !tokens.slice(at).some(({ kind }) => isFigure(kind));
  return goalVerbs.has(verb);
}
/** "if the login is longer than 5 seconds": when it is to be done. */
const isCondition = (tokens: readonly Token[], from: number): boolean =>
  ["if", "unless"].includes(wordAt(tokens, from)) &&
  !["you", "possible", "we"].includes(wordAt(tokens, from + 1)) &&
  tokens.slice(from + 1, from + 8).some(({ word }) => finiteVerbs.has(word)) &&
  !tokens.some(({ kind, word }) => kind === "mark" && word === ",");
const goalVerbs = set(
  "avoid help protect prevent be reduce improve respect comply match convince impress please build",
);
const goalObjects = set("it things people them viewers everyone attention sure this everybody customers users");
const leadsToVerb = set(
  `want wants need needs like love able going have has had try ask you us me way how best prefer forgot ready supposed time where possible
  nice good better it that due up down next close go back switch change set`,
);
const isFigure = (kind: Token["kind"]): boolean => ["number", "timecode", "times", "percent", "aspect"].includes(kind);

/** "I don't need", "no need to": what is not necessary is no duty. */
const isHelping = (tokens: readonly Token[], at: number): boolean =>
  ["dont", "no", "not", "doesnt", "didnt", "still"].includes(wordAt(tokens, at - 1));

const imperatives: readonly Concept[] = [
  "zoom",
  "zoomOut",
  "trim",
  "remove",
  "keep",
  "split",
  "shorten",
  "faster",
  "slower",
  "play",
  "crop",
  "redact",
  "caption",
  "add",
  "write",
  "change",
  "make",
  "exportVerb",
  "exporting",
  "share",
  "undo",
  "restore",
  "record",
  "rerecord",
  "stop",
  "begin",
  "finish",
  "approve",
  "reject",
  "show",
  "schedule",
  "unsubscribe",
  "focusOn",
];

function isImperative(tokens: readonly Token[], from: number): boolean {
  const first: Phrase | undefined = clauseOf(tokens).phrases.find((phrase) => phrase.to > from);
  if (!first || first.from > from || subjects.has(wordAt(tokens, from)) || determiners.has(wordAt(tokens, from)))
    return false;
  return imperatives.some((concept) => first.concepts.has(concept));
}

/** "so I reject", "we approve this": to say it is to do it. */
function isVerdict(tokens: readonly Token[], from: number): boolean {
  if (!["i", "we", "ich", "wir"].includes(wordAt(tokens, from))) return false;
  return clauseOf(tokens).phrases.some(
    (phrase) => phrase.from === from + 1 && (phrase.concepts.has("approve") || phrase.concepts.has("reject")),
  );
}

const helping = set(
  "will wont can cant could couldnt would wouldnt never always also really just all already still only",
);
/** Somebody and what they do: "customers don't need it", "Sara from sales asked for it", unlike "we cut the login". */
export function isOfPeople(tokens: readonly Token[], from = 0): boolean {
  if (withVerb.has(wordAt(tokens, from)) && !/^(?:its|thats|theres|itll|youll)$/.test(wordAt(tokens, from)))
    return true;
  const at = tokens.slice(from, from + 4).findLastIndex(({ word }) => people.has(word)) + from;
  if (at < from || tokens.slice(from, at).some((token) => token.kind !== "word" || finiteVerbs.has(token.word)))
    return false;
  // "our biggest customer", "Sara from sales", "a guy on the team"
  const isNamed = at === from || determiners.has(wordAt(tokens, from)) || belonging.has(wordAt(tokens, from + 1));
  if (!isNamed) return false;
  const verb = wordAt(tokens, at + 1);
  if (belonging.has(verb))
    return tokens.slice(at + 2, at + 6).some(({ word }) => finiteVerbs.has(word) || isPast(word));
  if (verb === "" || questioning.has(wordAt(tokens, from))) return false;
  if (finiteVerbs.has(verb) || helping.has(verb) || peopleDo.has(verb) || isPast(verb)) return true;
  return ["i", "we", "they"].includes(wordAt(tokens, at)) && at === from && !isImperative(tokens, at + 1);
}
const isPast = (word: string): boolean => /[^e]ed$/.test(word) || word === "understood";
const belonging = set("from in of at on and or");
const peopleDo = set(
  `cares care thinks feels notices notice gives give minds mind keep keeps want wants need needs love loves hate hates like likes use uses see sees get gets lose loses know knows ask asks complain
  complains expect expects prefer prefers miss misses hates miss lost saw got went gave made had felt told`,
);

/** "ok so make it bigger" */
export function withoutLeadingSo(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ word }) => word === "so");
  return at >= 0 && tokens.slice(0, at).every(({ kind, word }) => kind === "mark" || leadIns.has(word))
    ? tokens.toSpliced(at, 1)
    : tokens;
}

const liking = set("like love likes loves liked loved enjoy enjoyed adore dig");
const pleasing = set(
  "great good nice perfect fine lovely awesome amazing cool neat ok okay brilliant beautiful excellent fantastic wonderful superb sweet solid right",
);
const comparing = set("better more most less if would dont not without to but too than prefer");
/** "I like the zoom on the button", "the caption is great": what pleases is to stay as it is. */
export function isPraise(tokens: readonly Token[]): boolean {
  if (tokens.some(({ word }) => comparing.has(word))) return false;
  const words = tokens.filter((token) => token.kind !== "mark");
  const verb = words.slice(0, 4).findIndex(({ word }) => liking.has(word));
  const isLiking = words
    .slice(0, Math.max(0, verb))
    .every(({ word }) => people.has(word) || leadIns.has(word) || helping.has(word));
  if (
    verb >= 0 &&
    isLiking &&
    (determiners.has(words[verb + 1]?.word ?? "") || words[verb + 1]?.word === "how") &&
    words.length > verb + 2
  )
    return true;
  const is = words.findIndex(
    ({ word }) => copulas.has(word) || word === "looks" || word === "look" || word === "works",
  );
  const told = words.slice(is + 1).filter(({ word }) => !helping.has(word) && !degrees.has(word));
  return is >= 2 && determiners.has(words[0]?.word ?? "") && told.length === 1 && pleasing.has(told[0]?.word ?? "");
}
/** "I already sent it", "I'll share it myself", "we cut a release yesterday": done, or done by others. */
export const isOthersDoing = (tokens: readonly Token[]): boolean =>
  isOfPeople(tokens.filter(({ word }) => !leadIns.has(word) && !pleasing.has(word))) &&
  tokens.some(({ word }) => ["myself", "ourselves", "already", "yesterday"].includes(word));
/** "everything is good except the login": what is said after it is meant. */
export function isPraiseBut(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(({ word }) => ["except", "apart", "besides"].includes(word));
  return at > 1 && tokens.slice(0, at).some(({ word }) => pleasing.has(word));
}
const degrees = set("itself overall otherwise very so quite pretty super absolutely totally now though already");

/** A subject and its verb: "the login is boring", "nothing happens there", "I can't read that". */
function statesSomething(tokens: readonly Token[], from: number): boolean {
  const first = wordAt(tokens, from);
  if (withVerb.has(first) || (users.has(first) && ["can", "could"].includes(wordAt(tokens, from + 1)))) return true;
  // "customer is not interested", "video is too long"
  if (copulas.has(wordAt(tokens, from + 1)) || copulas.has(wordAt(tokens, from + 2)))
    return !questioning.has(first) && tokens[from]?.kind === "word";
  if (!subjects.has(first) && !determiners.has(first)) return false;
  const second = wordAt(tokens, from + 1);
  // "it belongs to a customer", "that would help"
  if (pronouns.has(first) && (helping.has(second) || /[a-z]s$/.test(second))) return true;
  return tokens.slice(from + 1, from + 9).some((token) => token.kind === "word" && finiteVerbs.has(token.word));
}
const pronouns = set("it this that he she");

/** The things that a clause speaks of, the longest name of each first: "the scrolling in the cart", "the scrolling". */
export function thingsIn(tokens: readonly Token[]): Token[][] {
  const things: Token[][] = [];
  for (const at of tokens.keys()) {
    if (!pointing.has(wordAt(tokens, at)) || wordAt(tokens, at - 1) === "so") continue;
    const end = tokens.findIndex(
      (token, index) => index > at && (token.kind === "mark" || finiteVerbs.has(token.word) || ends.has(token.word)),
    );
    const limit = Math.min(at + 8, end < 0 ? tokens.length : end);
    for (let to = limit; to > at + 1; to -= 1) things.push(tokens.slice(at, to));
  }
  return things;
}

const pointing = set(
  "the that this these those her his their our my den das die der dem el la los las ese esa este esta",
);
const ends = set("at which who because so really just quite too very should must needs can");

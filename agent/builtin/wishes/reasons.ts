import { set } from "../../words.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import { isOfPeople } from "./people.ts";
import { requestOpeners, users } from "./sentence.ts";

const reasonOpeners = set("because cause cuz coz cos bc weil damit porque denn otherwise");
const reasonPairs = set(
  `since_it since_they since_we since_i since_the since_that since_its since_you so_that so_people so_viewers so_everyone so_they so_we
  so_i so_it as_this since_this since_our as_our given_that given_the given_it given_its now_that as_it as_its as_they as_we as_i as_the_others da_es da_er da_sie da_wir ya_que para_que its_for thats_for it_is_for`,
);
/** "because …", "since it …". */
export const opensCause = (tokens: readonly Token[], at: number): boolean =>
  reasonOpeners.has(wordAt(tokens, at)) ||
  (reasonPairs.has(`${wordAt(tokens, at)}_${wordAt(tokens, at + 1)}`) && !isOfTime(tokens, at));

/** "put it back as it was", "undo everything since the zoom", "as soon as it shows" */
const isOfTime = (tokens: readonly Token[], at: number): boolean =>
  (wordAt(tokens, at) === "as" && wordAt(tokens, at - 1) === "soon") ||
  (wordAt(tokens, at) === "as" && ["was", "were"].includes(wordAt(tokens, at + 2))) ||
  (wordAt(tokens, at) === "since" && set("everything all edits changes").has(wordAt(tokens, at - 1)));

/** "… because it drags", "… so that people can follow", "an mp4 I can drop into slides": from here on it is said why. */
export function opensReason(tokens: readonly Token[], at: number): boolean {
  const [word, next] = [wordAt(tokens, at), wordAt(tokens, at + 1)];
  if (word === "so")
    return (
      soFar.has(next) ||
      isAbleTo(tokens, at + 1) ||
      requestOpeners.has(next) ||
      isOfPeople(tokens, at + 1) ||
      isAverted(tokens, at + 1)
    );
  if (opensCause(tokens, at)) return true;
  return users.has(word) && (next === "can" || next === "could") && at > 1;
}
/** "so you can read it", unlike "so you only see the total" */
const isAbleTo = (tokens: readonly Token[], at: number): boolean =>
  wordAt(tokens, at) === "you" && ["can", "could"].includes(wordAt(tokens, at + 1));
/** "so it doesn't cover the toast", unlike "so it fits in 10 seconds" */
const isAverted = (tokens: readonly Token[], at: number): boolean =>
  averting.has(wordAt(tokens, at)) &&
  (negated.has(wordAt(tokens, at + 1)) || ["not", "never"].includes(wordAt(tokens, at + 2)));
const averting = set("it this nothing none es");
const negated = set("doesnt dont isnt wont cant didnt never no");
const soFar = set("that people viewers everyone they we i the our");

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

/** "about the login: …", "context: …", "for those who watch without sound: …": what the rest is about. */
export const opensTopic = (tokens: readonly Token[]): boolean =>
  set("about regarding concerning context background re").has(wordAt(tokens, 0)) ||
  (wordAt(tokens, 0) === "for" && set("those people everyone everybody anyone").has(wordAt(tokens, 1)));

/** "to save time", "to keep people watching": what it is good for, said before or after what is asked for. */
export function opensGoal(tokens: readonly Token[], at: number): boolean {
  if (wordAt(tokens, at) !== "to" || leadsToVerb.has(wordAt(tokens, at - 1))) return false;
  const [verb, next] = [wordAt(tokens, at + 1), wordAt(tokens, at + 2)];
  if (verb === "save") return set("time space money us people bandwidth").has(next);
  if (verb === "keep" || verb === "make") return goalObjects.has(next);
  return goalVerbs.has(verb);
}
const goalVerbs = set(
  "avoid help protect prevent be reduce improve respect comply match convince impress please build",
);
const goalObjects = set("it things people them viewers everyone attention sure this everybody customers users");
const leadsToVerb = set(
  `want wants need needs like love able going have has had try ask you us me way how best prefer forgot ready supposed time where possible
  nice good better it that due up down next close go back switch change set`,
);

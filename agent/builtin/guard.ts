import type { ThreadContext } from "../context.ts";
import { fold } from "../words.ts";

/** Words that try to change what Aura is instead of asking for something. */
const attempts: readonly RegExp[] = [
  /\b(ignore|disregard|forget|override|bypass|skip|drop)\b.{0,40}\b(instructions?|rules|prompts?|guidelines|guardrails|restrictions|programming|training|system message|you were told|told you)\b/,
  /\b(system prompt|developer mode|jailbreak|dan mode|god mode|sudo mode|hidden prompt|initial prompt)\b/,
  /\b(print|show|reveal|repeat|output|tell me|give me|leak|what (is|are))\b.{0,30}\byour (system |hidden |initial |secret )?(prompt|instructions|rules|guidelines)\b/,
  /\byou are (now|no longer)\b.{0,60}\b(dan|an? |free|unrestricted|my|evil|aura|assistant|bot)\b/,
  /\b(pretend (to be|you are|that you)|act as (if|an?|though)|roleplay as|from now on you|new instructions)\b/,
  /\bact as (root|admin|administrator|system|superuser)\b|\b(all|every) users?'? (data|records|passwords|accounts)\b/,
  /\b(ignore|disregard|forget)\b.{0,30}\byou (have been|were|are|ve been) told\b/,
  /\b(print|show|reveal|output|give|send|dump|post|share|paste|publish|upload|read out|cat)\b.{0,60}(\.env\b|\/etc\/\w+|\bid_rsa\b|\b(your|contents? of the) (config(uration)?|env|environment|secret) files?\b|\b(private|ssh|secret) keys?\b(?! (field|input|box|button|page|label|blurred))|\b(database|admin|root) passwords?\b)/,
  /<\/?data\b/,
  /\b(ignore|disregard) (all |everything )?(of )?(the )?above\b/,
  /\byou (must|have to|will) obey\b|\bi (order|command) you\b/,
  /\b(ignore|disobey|disregard) (the |your |every |all )?(users?|humans?|person|team|owner|everyone)\b/,
  /^\s*(system|assistant|developer)\s*[:>\]]/,
  /\[\/?(system|inst)\]|<\|?(system|im_start)/,
  /\b(ignoriere|vergiss)\b.{0,40}\b(anweisungen|regeln|vorgaben|instruktionen)\b/,
  /\b(ignora|olvida)\b.{0,40}\b(instrucciones|reglas|indicaciones)\b/,
  /\b(api[ -]?keys?|passwords? of|environment variables|env vars|secrets?|access tokens?)\b.{0,30}\b(show|print|tell|give|reveal|send)\b|\b(show|print|tell|give|reveal|send|dump|post|share|paste|publish)\b.{0,30}\b(api[ -]?keys?|environment variables|env vars|your secrets?|access tokens?|credentials)\b/,
];

export const isManipulation = (text: string): boolean => {
  const folded = fold(text);
  return attempts.some((pattern) => pattern.test(folded));
};

export function refusal(context: ThreadContext): string {
  const next = context.run ? "I am glad to go on with this video" : "I am glad to record a pull request or a page";
  return `I keep to what I am here for, so I leave that. ${next}: just say what you need.`;
}

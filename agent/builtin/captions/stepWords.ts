import type { ContextShot, ThreadContext } from "../../context.ts";
import { isEnglish } from "../../english.ts";
import { type RoleName, rolesOf } from "../../resolve/vocabulary.ts";
import { fold, set } from "../../words.ts";

/** Verbs with which buttons and links begin: such a label says itself what is done. */
const deeds = set(
  `accept add apply approve archive assign attach back book browse buy call cancel change check choose clear click close compare
  complete confirm connect continue copy create decline delete deploy disable discard dismiss download duplicate edit email enable
  enter explore export filter find finish follow generate get give go hide import install invite join keep leave like load lock log
  login make manage mark merge move open order pause pay pick pin place play post preview print proceed publish read redeem refresh
  register reject remove rename renew reopen reply report request reschedule reserve reset resolve restore resume retry return
  review run save schedule search see select send set share shop show sign skip snooze sort start stop submit subscribe switch
  sync take test track try turn undo unlock unsubscribe update upgrade upload use verify view visit watch withdraw write zoom`,
);
const owners = set("your my our his her their the a an this that");
const LONGEST_NAME_WORDS = 4;
const LONGEST_WORDS = 90;

/** What a caption says of each step, as a designer would write it: what is done, or what the page answers. Empty for what was said just before. */
export function stepWords(shots: readonly ContextShot[], context: ThreadContext): string[] {
  const said: string[] = [];
  let last = "";
  return shots.map((shot) => {
    const words = wordsFor(shot, roleOf(shot, context));
    const again = said.includes(words) && isDone(shot) ? `${words} again` : words;
    if (again === last) return "";
    said.push(words);
    last = again;
    return again;
  });
}

const isDone = ({ action }: ContextShot): boolean => action !== "hover" && action !== "scroll";

/** A step on the label of a choice is a step on the choice. */
const roleOf = ({ role, elementId }: ContextShot, { elements = [] }: ThreadContext): string =>
  elements.find(({ id }) => id === elementId)?.role ?? role;

function wordsFor(shot: ContextShot, role: string): string {
  const label = shot.label.replaceAll(/\s+/g, " ").trim();
  const is = (name: RoleName): boolean => rolesOf(name).includes(role);
  const value = shot.title?.startsWith(`${label}: `) ? shot.title.slice(label.length + 2) : null;
  switch (shot.action) {
    case "type":
      return value ? `Enter ${value}` : /^(?:search|find|filter)\b/i.test(label) ? label : `Enter ${thing(label)}`;
    case "select":
      return `Choose ${value ?? thing(label)}`;
    case "toggle":
      return role === "switch" ? `Switch ${thing(label)}` : role === "checkbox" ? `Tick ${label}` : `Choose ${label}`;
    case "scroll":
      return `Scroll to ${thing(label)}`;
    case "hover":
      return is("link") || is("button") || is("field") ? `Point at ${shot.title ?? label}` : answered(label);
    default:
      if (is("choice") || role === "menuitem") return `Choose ${label}`;
      if (startsWithDeed(label)) return label;
      return is("link") || is("tab") ? `Open ${label}` : `Click ${label}`;
  }
}

/** What the page says, in its own words. */
const answered = (text: string): string =>
  text.length > LONGEST_WORDS ? `${text.slice(0, LONGEST_WORDS - 1).trimEnd()}…` : text;

const startsWithDeed = (label: string): boolean => deeds.has(fold(label).split(/[\s,]/)[0] ?? "");

/** "Coupon code" → "the coupon code"; what is no short English name stays as it is written. */
function thing(label: string): string {
  const words = label.split(" ");
  const [first = ""] = words;
  const isName = words.length <= LONGEST_NAME_WORDS && /^[\p{L}\d\s'’-]+$/u.test(label) && isEnglish(fold(first));
  if (!isName) return label;
  // "VAT number"
  const lower = /^\p{Lu}\p{Ll}*$/u.test(first) ? [first.toLowerCase(), ...words.slice(1)].join(" ") : label;
  return owners.has(fold(first)) ? lower : `the ${lower}`;
}

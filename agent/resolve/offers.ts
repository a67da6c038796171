import type { ContextShot, ThreadContext } from "../context.ts";
import { shotIdOf } from "../context.ts";
import type { Grounded } from "./choice.ts";
import { ground } from "./ground.ts";
import { nameOf } from "./question.ts";

/** One of the things that a question names: as it is shown, what stands for it in the call, and its title. */
export type Offer = { name: string; value: string; title?: string | undefined };

/** The elements that a question about an unclear one names. */
export function offersOf(context: ThreadContext, grounded: Exclude<Grounded, { kind: "found" }>): Offer[] {
  const shots = grounded.kind === "ambiguous" ? grounded.shots : grounded.kind === "unknown" ? grounded.near : [];
  return shots.map((shot) => ({
    name: nameOf(shot).replaceAll("**", ""),
    value: targetOf(context, shot),
    ...(shot.group ? { title: shot.group } : {}),
  }));
}

/** The label where it names one element, of whose times the usual one is meant; else, and of a bare figure, its own id. */
const targetOf = (context: ThreadContext, shot: ContextShot): string => {
  const isFigure = shot.action === undefined && !/\p{L}/u.test(shot.label);
  const isName = !isFigure && ground(context, shot.label, { needsBox: true }).kind === "found";
  return isName ? shot.label : shotIdOf(context, shot);
};

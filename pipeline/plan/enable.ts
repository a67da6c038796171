import { isNear } from "./clusters.ts";
import { isHarmful, leadsAway } from "./harm.ts";
import { isControl, liveKind } from "./kinds.ts";
import type { Match } from "./match.ts";
import { isUsed, type Playing } from "./playing.ts";
import { matchesOn } from "./sight.ts";
import { actionFor, stepOn } from "./steps.ts";
import type { PageElement, PlanStep } from "./types.ts";
import { validValue } from "./values.ts";

/** Each costs a look. */
const mostTries = 3;
const nearPx = 120;

/**
 * A changed button that cannot be pressed yet, and what makes it so that it can: one control beside it, used as a person would
 * ("+" before "Start over"). Null when there is none.
 */
export async function enabling(playing: Playing): Promise<{ step: PlanStep; match: Match } | null> {
  const { snapshot, scouting, startRoute, path, steps, route } = playing;
  if (scouting.isForeign || playing.hasLeft) return null;
  const asleep = matchesOn(playing).find(
    (match) => match.live.disabled && isUsed(match) && liveKind(match.live) === "button" && !isHarmful(match.live),
  );
  if (!asleep) return null;
  for (const live of beside(asleep.live, playing).slice(0, mostTries)) {
    const step = stepOn(route, actionFor(live), live, {
      changed: false,
      reason: `so that ${asleep.live.name || "it"} can be pressed`,
      ...(liveKind(live) === "field" ? { value: validValue({ live, element: null }, playing.analysis, []) } : {}),
    });
    const after = await scouting.look(startRoute, [...path, ...steps, step]);
    const awake = after?.elements.find(({ selector, disabled }) => selector === asleep.live.selector && !disabled);
    if (after && awake && after.url === snapshot.url) return { step, match: { ...asleep, live: awake, all: [awake] } };
  }
  return null;
}

/** The nearest controls that may be used without harm, those that add something first. */
function beside(button: PageElement, { snapshot: { elements, url } }: Playing): PageElement[] {
  const distance = ({ box }: PageElement): number =>
    Math.abs(box.y - button.box.y) + Math.abs(box.x - button.box.x) / 4;
  const adds = ({ name }: PageElement): boolean =>
    /\b(add|more|increase|increment|plus|new|select|choose)\b|\+/i.test(name);
  return elements
    .filter(
      (live) =>
        live !== button &&
        isControl(liveKind(live)) &&
        liveKind(live) !== "link" &&
        !live.disabled &&
        live.checked !== true &&
        !isHarmful(live) &&
        !leadsAway(live, url) &&
        isNear(live, button, nearPx),
    )
    .sort((a, b) => Number(adds(b)) - Number(adds(a)) || distance(a) - distance(b));
}

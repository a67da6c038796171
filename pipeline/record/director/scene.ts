import { isExtra } from "../../plan/duration.ts";
import type { PlanStep } from "../../plan/types.ts";
import type { Keep } from "../page/overlays.ts";
import type { Actor } from "./act.ts";
import { arrive } from "./arrive.ts";
import { pace } from "./pace.ts";
import { hold } from "./stillness.ts";
import { skip } from "./track.ts";

/** What the whole take shares: what the steps found out about the page. */
export type Stage = {
  background: string;
  /** Something that was pressed had an effect: the page lives. */
  isAlive: boolean;
  wasReloaded: boolean;
};

/** A step's surroundings. */
export type Scene = Actor & { baseUrl: string; isFirst: boolean; stage: Stage; keep: Keep };

export function note({ track }: Scene, step: PlanStep, detail: string): false {
  if (!isExtra(step)) skip(track, step, detail);
  return false;
}

/** The step led to another document: it loads off air, and the take goes on when it stands. */
export async function followDocument({ camera, hand, keep }: Scene, step: PlanStep): Promise<void> {
  await arrive(camera, step.route, keep);
  camera.goOnAir();
  await hand.show();
  await hold(camera, pace.nextView);
}

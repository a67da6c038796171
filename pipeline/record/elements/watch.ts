import { randomUUID } from "node:crypto";
import type { CDPSession, ElementHandle } from "playwright-core";
import { z } from "zod";
import { ELEMENT_LABEL_LENGTH, ELEMENTS_KEPT, type Shot } from "../../../convex/model/recording.ts";
import type { TakeElement } from "../../take/take.ts";
import { inTime, LateError } from "../deadline.ts";
import { impliedRoles, inputRoles } from "../page/roles.ts";
import { listing } from "./inPage/listing.ts";
import { naming, type Tables } from "./inPage/naming.ts";
import { placing } from "./inPage/placing.ts";
import { openRegister } from "./inPage/register.ts";
import { type Element, openLedger } from "./ledger.ts";
import { pathOf } from "./motion.ts";
import { sayingsOf } from "./sayings.ts";

/** Looking takes a few milliseconds; whoever is so much slower is not looked at any more. */
const lookLimitMs = 5000;

const tables: Tables = {
  impliedRoles,
  inputRoles,
  longestLabel: ELEMENT_LABEL_LENGTH,
  longestText: 60,
  mostThings: 600,
};

const thingSchema = z.object({
  key: z.int().positive(),
  role: z
    .string()
    .max(200)
    .transform((role) => role.slice(0, 40)),
  label: z.string().max(ELEMENT_LABEL_LENGTH),
  group: z.string().max(ELEMENT_LABEL_LENGTH),
  isValue: z.boolean(),
  spot: z.int(),
});
const movedSchema = z.union([
  z.tuple([z.int().positive()]),
  z.tuple([z.int().positive(), z.int(), z.int(), z.int().positive(), z.int().positive()]),
]);
const lookSchema = z.object({
  nowMs: z.number(),
  route: z.string().max(500),
  things: z.array(thingSchema).max(tables.mostThings).optional(),
  moved: z.array(movedSchema).max(tables.mostThings),
});

export type ElementWatch = {
  /** Notes what the picture of this frame shows. `frameOf`: the frame of a time of the page's clock, where that is known better. */
  look(frame: number, frameOf?: (pageMs: number) => number): Promise<void>;
  /** The element that stands for a node of the page; undefined where none does. */
  idOf(handle: ElementHandle): Promise<string | undefined>;
  /** All that were seen, those that matter most first; undefined where the page could not be looked at. */
  finish(take: { shots: readonly Shot[]; frameCount: number; fps: number }): TakeElement[] | undefined;
};

/** Follows what can be named on a page, in a world of its own there: the page's code neither sees nor changes it. */
export function watchElements(session: CDPSession): ElementWatch {
  const ledger = openLedger();
  const token = `aura-${randomUUID()}`;
  let register: { objectId: string } | null = null;
  let documents = 0;
  let isLost = false;

  session.on("Page.frameNavigated", ({ frame }) => {
    if (!frame.parentId) register = null;
  });

  const openHere = async (): Promise<{ objectId: string }> => {
    const { frameTree } = await session.send("Page.getFrameTree");
    const { executionContextId } = await session.send("Page.createIsolatedWorld", {
      frameId: frameTree.frame.id,
      worldName: token,
    });
    const values = [JSON.stringify(tables), JSON.stringify(token), naming, listing, placing];
    const { result } = await session.send("Runtime.evaluate", {
      contextId: executionContextId,
      expression: `(${openRegister})(${values.join(", ")})`,
    });
    if (!result.objectId) throw new Error("the page cannot be looked at");
    documents += 1;
    register = { objectId: result.objectId };
    return register;
  };

  const call = async (name: "look" | "asked"): Promise<unknown> => {
    const { objectId } = register ?? (await openHere());
    const { result } = await session.send("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration: `function () { return this.${name}(); }`,
      returnByValue: true,
    });
    return result.value;
  };

  return {
    async look(frame, frameOf) {
      if (isLost) return;
      // A document may go away while it is asked; the next one tells with the next picture.
      const told = await inTime(call("look"), lookLimitMs).catch((error: unknown) => {
        register = null;
        isLost = error instanceof LateError;
      });
      if (typeof told !== "string") return;
      const { data: look } = lookSchema.safeParse(JSON.parse(told));
      isLost = look === undefined;
      if (!look) return;
      const moved = look.moved.map(([key, x, y, width, height]) => ({
        key,
        box: x === undefined ? null : { x, y: y as number, width: width as number, height: height as number },
      }));
      ledger.note(frameOf?.(look.nowMs) ?? frame, { ...look, moved, document: documents });
    },
    async idOf(handle) {
      if (isLost || !register) return undefined;
      const ask = async () => {
        await handle.evaluate((node, name) => node.dispatchEvent(new Event(name, { composed: true })), token);
        return z
          .int()
          .nullable()
          .parse(await call("asked"));
      };
      const key = await inTime(ask(), lookLimitMs).catch(() => null);
      return key === null ? undefined : ledger.idOf(key);
    },
    finish({ shots, frameCount, fps }) {
      if (isLost) return undefined;
      const used = new Set(shots.map(({ elementId }) => elementId));
      const changed = new Set(shots.filter((shot) => shot.changed).map(({ elementId }) => elementId));
      const usefulness = ({ id }: Element): number => (used.has(id) ? 4 : 0) + (changed.has(id) ? 2 : 0);
      return ledger
        .finish(frameCount)
        .map((element) => ({ element, weight: usefulness(element) + weightOf(element, frameCount) }))
        .toSorted((one, other) => other.weight - one.weight)
        .slice(0, ELEMENTS_KEPT)
        .map(({ element }) => described(element, changed.has(element.id), frameCount, fps));
    },
  };
}

/** What has a meaning of its own before other words, then what is seen long. */
function weightOf({ role, group, moves }: Element, frameCount: number): number {
  const framesSeen = moves.reduce((sum, { frame, box }, index) => {
    return box ? sum + (moves[index + 1]?.frame ?? frameCount) - frame : sum;
  }, 0);
  return (role !== "text" || group !== "" ? 1 : 0) + framesSeen / frameCount;
}

function described(element: Element, changed: boolean, frameCount: number, fps: number): TakeElement {
  const { id, role, group, route, labels, moves } = element;
  const [[label] = [""]] = [...labels].toSorted(([, one], [, other]) => other - one);
  const words = sayingsOf(element, frameCount, fps);
  return {
    ...{ id, label, role, ...(group && { group }), route, ...(changed && { changed }) },
    ...(words && { words }),
    path: pathOf(moves, fps),
  };
}

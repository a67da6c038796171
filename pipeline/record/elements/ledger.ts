import type { Box } from "../../../convex/model/recording.ts";
import type { Move } from "./motion.ts";

/** What can be named, as a page lists it; `key` is the node's own for as long as its document lives. */
export type Thing = { key: number; role: string; label: string; group: string; isValue: boolean; spot: number };

/** A look at the page: what has moved since the last one, and the list where it was made anew. */
export type Look = {
  /** Another document has other nodes. */
  document: number;
  route: string;
  things?: readonly Thing[] | undefined;
  moved: readonly { key: number; box: Box | null }[];
};

export type Call = { frame: number; label: string };

/** An element of the take: one thing of the page, whichever nodes stand for it. */
export type Element = {
  id: string;
  role: string;
  group: string;
  route: string;
  /** For how many frames it has been called what. */
  labels: Map<string, number>;
  /** What it has been called from which frame on, seen or not. */
  calls: Call[];
  moves: Move[];
};

type Known = Element & {
  key: number | null;
  label: string;
  labelSince: number;
  signatures: Set<string>;
  /** Among those of the same signature, in the document's order. */
  rank: number;
  spot: number;
  /** The look at which its node went away. */
  leftAt: number;
};

/** A node that no element stands for yet. */
type Fresh = { thing: Thing; signature: string; rank: number };

/** A value is known by what it is the value of, all else by its own name. */
const signatureOf = ({ role, label, group, isValue }: Thing): string =>
  JSON.stringify(isValue ? [role, group] : [role, label, group]);

/**
 * Keeps the elements of a take apart. A node stays one element while its words change; a node that takes another's place, with
 * the same role and name, is the same element again: rendered anew, on another page, after coming back.
 */
export function openLedger() {
  const elements: Known[] = [];
  const byKey = new Map<number, Known>();
  let document = -1;
  let looks = 0;

  const place = (element: Known, frame: number, box: Box | null): void => {
    const last = element.moves.at(-1);
    if (last?.frame === frame) element.moves.pop();
    if (box || element.moves.length > 0) element.moves.push({ frame, box });
  };
  const release = (element: Known, frame: number): void => {
    if (element.key !== null) byKey.delete(element.key);
    element.key = null;
    element.leftAt = looks;
    place(element, frame, null);
  };
  const call = (element: Known, label: string, frame: number): void => {
    if (label === element.label) return;
    credit(element, frame);
    element.label = label;
    element.labelSince = frame;
    element.calls.push({ frame, label });
  };
  const credit = (element: Known, frame: number): void => {
    const shown = element.labels.get(element.label) ?? 0;
    element.labels.set(element.label, shown + frame - element.labelSince);
    element.labelSince = frame;
  };
  const bind = (element: Known, thing: Thing, rank: number, frame: number): void => {
    element.key = thing.key;
    byKey.set(thing.key, element);
    element.signatures.add(signatureOf(thing));
    element.rank = rank;
    element.spot = thing.spot;
    if (element.moves.length === 0) element.labelSince = frame;
    call(element, thing.label, frame);
  };
  const create = (thing: Thing, route: string, frame: number): Known => {
    const { role, group, label, spot } = thing;
    const id = `element-${elements.length + 1}`;
    const calls = [{ frame, label }];
    const named = { role, group, route, label, labels: new Map<string, number>(), calls, labelSince: frame, spot };
    const element: Known = { id, ...named, moves: [], key: null, signatures: new Set(), rank: 0, leftAt: -1 };
    elements.push(element);
    return element;
  };

  /** On another page the same node with other words is something else: a heading that a router fills anew. */
  const isSame = (element: Known, signature: string, route: string): boolean =>
    element.route === route || element.signatures.has(signature);

  const relist = (things: readonly Thing[], route: string, frame: number): void => {
    const listed = new Set(things.map(({ key }) => key));
    for (const element of [...byKey.values()]) if (!listed.has(element.key ?? -1)) release(element, frame);
    const ranks = new Map<string, number>();
    const fresh: Fresh[] = [];
    for (const thing of things) {
      const signature = signatureOf(thing);
      const rank = ranks.get(signature) ?? 0;
      ranks.set(signature, rank + 1);
      const element = byKey.get(thing.key);
      if (element && isSame(element, signature, route)) bind(element, thing, rank, frame);
      else {
        if (element) release(element, frame);
        fresh.push({ thing, signature, rank });
      }
    }
    settle(fresh, route, frame);
  };

  /** From the surest to the least sure: the same place in order, just gone, ever seen; then whatever stood at the same place. */
  const settle = (fresh: readonly Fresh[], route: string, frame: number): void => {
    const rules: ((element: Known, fresh: Fresh) => boolean)[] = [
      ({ signatures, rank }, fresh) => signatures.has(fresh.signature) && rank === fresh.rank,
      ({ signatures, leftAt }, { signature }) => signatures.has(signature) && leftAt === looks,
      ({ signatures }, { signature }) => signatures.has(signature),
      ({ spot, role, leftAt, ...element }, { thing }) =>
        leftAt === looks && spot === thing.spot && role === thing.role && element.route === route,
    ];
    let waiting = fresh;
    for (const fits of rules) {
      const free = elements.filter(({ key }) => key === null);
      waiting = waiting.filter((one) => {
        const at = free.findIndex((element) => fits(element, one));
        const [element] = at < 0 ? [] : free.splice(at, 1);
        if (element) bind(element, one.thing, one.rank, frame);
        return !element;
      });
    }
    for (const { thing, rank } of waiting) bind(create(thing, route, frame), thing, rank, frame);
  };

  return {
    /** What the picture of this frame shows. */
    note(frame: number, look: Look): void {
      looks += 1;
      if (look.document !== document) for (const element of [...byKey.values()]) release(element, frame);
      document = look.document;
      if (look.things) relist(look.things, look.route, frame);
      for (const { key, box } of look.moved) {
        const element = byKey.get(key);
        if (element) place(element, frame, box);
      }
    },
    idOf: (key: number): string | undefined => byKey.get(key)?.id,
    /** All that were seen at least once, in the order of their coming. */
    finish(frameCount: number): Element[] {
      for (const element of elements) credit(element, frameCount);
      return elements.filter(({ moves }) => moves.some(({ box }) => box));
    },
  };
}

import { describe, expect, test } from "vitest";
import { openLedger, type Thing } from "./ledger.ts";
import { type Move, pathOf } from "./motion.ts";
import { sayingsOf } from "./sayings.ts";

const box = { x: 10, y: 20, width: 30, height: 10 };
const text = (key: number, label: string, more: Partial<Thing> = {}): Thing => ({
  ...{ key, role: "text", label, group: "", isValue: false, spot: key },
  ...more,
});

/** What a page shows in each of some frames, ten apart; all of it is to be seen. */
function watched(...shown: { document?: number; route?: string; things: Thing[] }[]) {
  const ledger = openLedger();
  for (const [index, { document = 1, route = "/", things }] of shown.entries()) {
    ledger.note(index * 10, { document, route, things, moved: things.map(({ key }) => ({ key, box })) });
  }
  return ledger.finish(shown.length * 10).map(({ labels, moves }) => ({
    labels: [...labels].filter(([, frames]) => frames > 0).map(([label]) => label),
    seen: moves.map(({ frame, box }) => (box ? frame : -frame)),
  }));
}

describe("an element stays the same", () => {
  test("while its node's words change", () => {
    const all = watched({ things: [text(1, "€318")] }, { things: [text(1, "€270")] });
    expect(all.map(({ labels }) => labels)).toEqual([["€318", "€270"]]);
  });

  test("when another node takes its place with the same name, at once, later, or in another document", () => {
    const phone = (key: number) => text(key, "030 123");
    expect(watched({ things: [phone(1)] }, { things: [phone(2)] })).toHaveLength(1);
    expect(watched({ things: [phone(1)] }, { things: [] }, { things: [phone(2)] })).toEqual([
      { labels: ["030 123"], seen: [0, -10, 20] },
    ]);
    const elsewhere = { document: 2, route: "/orders", things: [phone(1)] };
    expect(watched({ things: [phone(1)] }, elsewhere)).toHaveLength(1);
  });

  test("when it is rendered anew at the same place with other words", () => {
    const all = watched({ things: [text(1, "€318", { spot: 7 })] }, { things: [text(2, "€270", { spot: 7 })] });
    expect(all).toHaveLength(1);
    const total = (key: number, label: string) => text(key, label, { group: "Total", isValue: true });
    expect(watched({ things: [total(1, "€1")] }, { things: [] }, { things: [total(2, "€2")] })).toHaveLength(1);
  });
});

describe("two elements are kept apart", () => {
  test("of the same name, by their order, when all are rendered anew", () => {
    const remove = (key: number) => text(key, "Remove", { role: "button" });
    const ledger = openLedger();
    const at = (y: number) => ({ ...box, y });
    const look = { document: 1, route: "/" };
    const first = [remove(1), remove(2)];
    ledger.note(0, { ...look, things: first, moved: [1, 2].map((key) => ({ key, box: at(key * 100) })) });
    const second = [remove(3), remove(4)];
    ledger.note(5, { ...look, things: second, moved: [3, 4].map((key) => ({ key, box: at(key * 100) })) });
    const moves = ledger.finish(10).map((one) => one.moves.map(({ box }) => box?.y));
    expect(moves).toEqual([
      [100, 300],
      [200, 400],
    ]);
  });

  test("of one heading that a router fills for another page", () => {
    const all = watched({ things: [text(1, "Cart")] }, { route: "/settings", things: [text(1, "Settings")] });
    expect(all).toEqual([
      { labels: ["Cart"], seen: [0, -10] },
      { labels: ["Settings"], seen: [10] },
    ]);
  });
});

describe("what an element said", () => {
  /** One look each ten frames; null where it is out of sight. */
  const said = (...labels: (string | null)[]) => {
    const ledger = openLedger();
    for (const [index, label] of labels.entries()) {
      const things = [text(1, label ?? "unseen")];
      ledger.note(index * 10, {
        document: 1,
        route: "/",
        things,
        moved: [{ key: 1, box: label === null ? null : box }],
      });
    }
    const [element] = ledger.finish(labels.length * 10);
    return element && sayingsOf(element, labels.length * 10, 10)?.map(({ atMs, text }) => `${text} ${atMs}`);
  };

  test("is kept where it changed, from when it was seen", () => {
    expect(said("€318", "€318", "€270")).toEqual(["€318 0", "€270 2000"]);
    expect(said("€318", null, "€270", "€318")).toEqual(["€318 0", "€270 2000", "€318 3000"]);
    expect(said("€318", "€318")).toBeUndefined();
    expect(said("€318", null, "€318")).toBeUndefined();
  });

  test("is told shorter where it changes all the time", () => {
    const ticks = ["0", "0", ...Array.from({ length: 30 }, (_, at) => `${at + 1}`), "done"].toSpliced(
      12,
      0,
      "10",
      "10",
    );
    const kept = said(...ticks) ?? [];
    expect(kept).toHaveLength(8);
    expect([kept[0], kept.at(-1)]).toEqual(["0 0", "done 34000"]);
    expect(kept.some((one) => one.startsWith("10 "))).toBe(true);
  });
});

test("a path is straight where the motion is, and says where it begins", () => {
  const at = (y: number) => ({ ...box, y });
  const still: Move[] = [{ frame: 0, box: at(500) }];
  expect(pathOf(still, 30)).toEqual([{ atMs: 0, box: at(500) }]);
  const even: Move[] = [
    ...still,
    ...Array.from({ length: 20 }, (_, index) => ({ frame: 31 + index, box: at(490 - index * 10) })),
  ];
  expect(pathOf([...even, { frame: 90, box: null }], 30).map(({ atMs, box }) => [atMs, box?.y])).toEqual([
    [0, 500],
    [1_000, 500],
    [1_667, 300],
    [3_000, undefined],
  ]);
});

test("a thinned path is never off by more than a pixel", () => {
  const moves: Move[] = Array.from({ length: 60 }, (_, frame) => {
    const share = frame / 59;
    return { frame, box: { ...box, y: Math.round(600 * share ** 3 * (10 - 15 * share + 6 * share ** 2)) } };
  });
  const path = pathOf(moves, 1000);
  expect(path.length).toBeLessThan(30);
  for (const { frame, box: real } of moves) {
    const after = path.findIndex(({ atMs }) => atMs >= frame);
    const [from, to] = [path[Math.max(0, after - 1)], path[after]];
    const share = from && to && to.atMs > from.atMs ? (frame - from.atMs) / (to.atMs - from.atMs) : 0;
    const y = (from?.box?.y ?? 0) + ((to?.box?.y ?? 0) - (from?.box?.y ?? 0)) * share;
    expect(Math.abs(y - (real?.y ?? 0))).toBeLessThanOrEqual(1.001);
  }
});

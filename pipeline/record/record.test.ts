import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InteractionPlan } from "../plan/types.ts";
import { readTake } from "../take/store.ts";
import type { Take } from "../take/take.ts";
import { type FixtureSite, openFixtureSite } from "./fixtures/site.ts";
import { noProgress, open, openTrialStage, planOf, takeFolder } from "./fixtures/trial.ts";
import type { Stage } from "./stage.ts";

let site: FixtureSite;
let stage: Stage;

beforeAll(async () => {
  site = await openFixtureSite();
  stage = await openTrialStage();
});

afterAll(async () => {
  await stage.close();
  await site.close();
});

async function record(plan: InteractionPlan, startAtMs = Date.UTC(2026, 5, 1)): Promise<{ take: Take; dir: string }> {
  site.log.length = 0;
  const dir = await takeFolder();
  const take = await stage.record({
    baseUrl: site.url,
    plan,
    outDir: dir,
    timeLimitMs: 60_000,
    onProgress: noProgress,
    startAtMs,
  });
  return { take, dir };
}

async function pictureAt({ take, dir }: { take: Take; dir: string }, frame: number): Promise<PNG> {
  const picture = take.pictures.findLast(({ atFrame }) => atFrame <= frame);
  return PNG.sync.read(await readFile(join(dir, picture?.file ?? "none")));
}

function pixel(picture: PNG, x: number, y: number): number[] {
  return [...picture.data.subarray((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 3)];
}

describe("a moving box", () => {
  let recorded: { take: Take; dir: string };
  beforeAll(async () => {
    recorded = await record(
      planOf(open("/motion.html"), { action: "click", target: { role: "button", name: "Go" }, changed: true }),
    );
  });

  test("has one picture for each frame of the motion, each with the box where it belongs", async () => {
    const { take } = recorded;
    const pressed = take.pointer.find(({ event }) => event === "up");
    const releasedAt = Math.round(((pressed?.atMs ?? 0) * take.fps) / 1000);
    const lefts: number[] = [];
    for (let frame = releasedAt; frame < releasedAt + 34; frame++) {
      const picture = await pictureAt(recorded, frame);
      const left = Array.from({ length: picture.width }, (_, x) => x).find((x) => {
        const [red = 0, green = 255] = pixel(picture, x, 310);
        return red > 250 && green < 5;
      });
      lefts.push(left ?? -1);
    }
    const moving = lefts.filter((left, index) => left > 0 && left !== lefts[index - 1]);
    expect(lefts[0]).toBeLessThanOrEqual(1);
    expect(lefts.at(-1)).toBe(900);
    expect(moving.length).toBeGreaterThanOrEqual(30);
    // Thirty pixels a frame; each place is exact to a pixel.
    for (let index = 2; index < moving.length - 1; index++) {
      expect(Math.abs((moving[index] ?? 0) - (moving[index - 1] ?? 0) - 30)).toBeLessThanOrEqual(1);
    }
  });

  test("is described by a take that is whole", async () => {
    const { take, dir } = recorded;
    expect(await readTake(dir)).toEqual(take);
    expect(take.durationMs).toBe(Math.round((take.frameCount * 1000) / 30));
    expect(take.pictures[0]?.atFrame).toBe(0);
    expect(take.pictures.map(({ atFrame }) => atFrame)).toEqual(
      [...new Set(take.pictures.map(({ atFrame }) => atFrame))].sort((a, b) => a - b),
    );
    expect(take.capture.method).toBe("begin-frame");
    expect(take.shots.map(({ action, role, changed }) => [action, role, changed])).toEqual([
      ["navigate", "document", undefined],
      ["click", "button", true],
    ]);
    expect(take.shots[1]?.box).toEqual({ x: 20, y: 20, width: 120, height: 40 });
    const picture = await pictureAt(recorded, 0);
    expect([picture.width, picture.height]).toEqual([960, 540]);
  });

  test("has a pointer that moves frame by frame to the button and presses in it", () => {
    const { take } = recorded;
    const moves = take.pointer.filter(({ event }) => event === "move");
    const frames = moves.map(({ atMs }) => Math.round((atMs * 30) / 1000));
    expect(moves.length).toBeGreaterThan(9);
    expect(frames.slice(2).every((frame, index) => frame === (frames[index + 1] ?? 0) + 1)).toBe(true);
    const down = take.pointer.find(({ event }) => event === "down");
    expect(down?.x).toBeGreaterThan(20);
    expect(down?.x).toBeLessThan(140);
    expect(take.shots[1]?.atMs).toBe(down?.atMs);
  });
});

test("the pointer waits for the first step on nothing that could be pressed", async () => {
  const { take } = await record(planOf(open("/buttons.html"), { action: "click", target: { name: "Buy" } }));
  const [first] = take.pointer;
  const onButton = take.pointer.filter(({ cursor }) => cursor === "pointer");
  expect(first?.cursor).toBe("default");
  expect((first?.x ?? 960) < 528 || (first?.x ?? 0) > 816 || (first?.y ?? 0) > 476).toBe(true);
  expect(onButton.some(({ event }) => event === "down")).toBe(true);
});

test("two recordings of one plan are the same, picture by picture", async () => {
  const plan = planOf(open("/clock.html"), {
    action: "click",
    target: { role: "button", name: "Load" },
    changed: true,
  });
  const first = await record(plan);
  const second = await record(plan);
  const timeless = ({ capture: _, ...rest }: Take) => rest;
  expect(timeless(second.take)).toEqual(timeless(first.take));
  expect(first.take.pictures.length).toBeGreaterThan(50);
  for (const { file } of first.take.pictures) {
    expect((await readFile(join(first.dir, file))).equals(await readFile(join(second.dir, file))), file).toBe(true);
  }
});

test("every kind of input reaches the page", async () => {
  const { take } = await record(
    planOf(
      open("/shop.html"),
      { action: "type", target: { role: "textbox", name: "Coupon" }, value: "SAVE10", label: "Coupon", changed: true },
      { action: "type", target: { selector: "#secret" }, value: "hush", label: "Password" },
      { action: "click", target: { role: "button", name: "Apply coupon" } },
      { action: "submit", target: { role: "textbox", name: "Coupon" }, label: "Send" },
      { action: "select", target: { role: "combobox", name: "Size" }, value: "Large", label: "Size" },
      { action: "toggle", target: { role: "checkbox", name: "Gift wrap" }, label: "Gift wrap" },
      { action: "type", target: { role: "slider", name: "Amount" }, value: "7", label: "Amount" },
      { action: "type", target: { selector: "#day" }, value: "2026-07-01", label: "Day" },
      { action: "click", target: { role: "button", name: "Deep button" } },
      { action: "click", target: { role: "button", name: "At the bottom" } },
    ),
  );
  expect(site.log).toEqual([
    "secret 4",
    "click apply",
    "submit SAVE10",
    "size l",
    "gift true",
    "amount 7",
    "day 2026-07-01",
    "click deep",
    "click bottom",
  ]);
  expect(take.keys.map(({ text }) => text).join("")).toBe("SAVE10••••");
  expect(take.notShown).toEqual([]);
  const boxes = take.shots.flatMap(({ box }) => (box ? [box] : []));
  expect(boxes).toHaveLength(10);
  expect(boxes.flatMap((box) => Object.values(box)).every(Number.isInteger)).toBe(true);
  expect(new Set(take.pointer.map(({ cursor }) => cursor))).toEqual(new Set(["default", "text"]));
  expect(take.pageBackground).toBe("rgb(244, 246, 251)");
});

test("another document is loaded off the take", async () => {
  const recorded = await record(
    planOf(
      open("/shop.html"),
      { action: "click", target: { role: "link", name: "Second page" } },
      { action: "click", target: { role: "button", name: "Here" }, route: "/second.html" },
    ),
  );
  expect(site.log).toEqual(["second"]);
  const colours = new Set<string>();
  for (const { atFrame } of recorded.take.pictures)
    colours.add(String(pixel(await pictureAt(recorded, atFrame), 950, 500)));
  // The shop, then the second page, and no white between them.
  expect([...colours]).toEqual(["244,246,251", "10,120,60"]);
});

test("what the page paints frames after its first answer is on the take", async () => {
  const delays = [0, 1, 2, 3, 4, 5, 6, 7];
  const recorded = await record(
    planOf(
      open("/laterFrames.html"),
      ...delays.map((delay) => ({
        action: "click" as const,
        target: { role: "button", name: `After ${delay}` },
        changed: true,
      })),
    ),
  );
  const shown: number[][] = [];
  for (const { endMs } of recorded.take.shots.slice(1))
    shown.push(pixel(await pictureAt(recorded, Math.round((endMs * 30) / 1000) - 1), 950, 500));
  expect(shown).toEqual(delays.map((delay) => [20 * delay, 120, 60]));
});

test("a button in a frame is found, pressed, and placed in the picture", async () => {
  const { take } = await record(
    planOf(open("/frames.html"), { action: "click", target: { role: "button", name: "Inside" } }),
  );
  expect(site.log).toEqual(["inner"]);
  expect(take.shots[1]?.box).toMatchObject({ x: 350, y: 250 });
});

test("dialogs, tabs, downloads, spinners, sockets and streams do not stop the recording", async () => {
  const { take } = await record(
    planOf(
      open("/hostile.html"),
      { action: "click", target: { role: "button", name: "Ask" } },
      { action: "click", target: { role: "button", name: "Open tab" } },
      { action: "click", target: { role: "button", name: "Throw" } },
      { action: "click", target: { role: "link", name: "Download" } },
      { action: "click", target: { role: "link", name: "Leave" } },
      { action: "click", target: { role: "button", name: "Here" } },
    ),
  );
  expect(site.log).toEqual(["confirm false", "tab", "second"]);
  expect(take.consoleErrors.map(({ text }) => text)).toContain("Error: thrown on purpose");
  expect(take.capture.method).toBe("begin-frame");
});

test("a covered button is pressed where it shows, or by itself where it does not", async () => {
  const { take } = await record(
    planOf(
      open("/covered.html"),
      { action: "click", target: { text: "Half" } },
      { action: "click", target: { text: "Whole" } },
    ),
  );
  expect(site.log).toEqual(["half", "whole"]);
  const [half] = take.pointer.filter(({ event }) => event === "down");
  expect(half?.x).toBeLessThan(180);
});

test("a step whose element is missing is named, and the rest goes on", async () => {
  const { take } = await record(
    planOf(
      open("/second.html"),
      { action: "click", target: { role: "button", name: "Nowhere" } },
      { action: "click", target: { text: "Here" } },
    ),
  );
  expect(take.notShown).toEqual([expect.objectContaining({ what: "Nowhere", reason: "not_found_on_page" })]);
  expect(site.log).toEqual(["second"]);
});

test("a moved element is found by its name, and what took its place is not taken for it", async () => {
  const { take } = await record(
    planOf(
      open("/second.html"),
      { action: "click", target: { role: "button", name: "Nowhere", selector: "button" } },
      { action: "click", target: { role: "button", name: "Here", selector: "#gone" } },
    ),
  );
  expect(take.notShown).toEqual([expect.objectContaining({ what: "Nowhere" })]);
  expect(site.log).toEqual(["second"]);
});

test.each([
  ["/blank.html", "page_blank", "The page /blank.html stays empty; its first error is: TypeError: root is broken"],
  ["/error", "page_answer", "The page /error answers 500: the app failed to answer."],
  ["/nothing.html", "page_answer", "The page /nothing.html answers 404: there is no such page."],
  [
    "file:///etc/passwd",
    "address_refused",
    "The address file:///etc/passwd is no web page; give one that begins with http.",
  ],
])("a first page that cannot be shown fails in one sentence: %s", async (route, code, message) => {
  await expect(record(planOf(open(route)))).rejects.toMatchObject({ code, message });
});

test("a plan without an opening gets one", async () => {
  const { take } = await record(planOf({ action: "click", route: "/second.html", target: { text: "Here" } }));
  expect(take.shots.map(({ action }) => action)).toEqual(["navigate", "click"]);
});

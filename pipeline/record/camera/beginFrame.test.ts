import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { findBrowser } from "../../provision/browser.ts";
import { launchBrowser, type RunningBrowser } from "../browser/launch.ts";
import { type FixtureSite, openFixtureSite } from "../fixtures/site.ts";
import { takeFolder } from "../fixtures/trial.ts";
import { type GuardProxy, openGuardProxy } from "../guard/proxy.ts";
import { openBeginFrameCamera } from "./beginFrame.ts";
import type { Camera } from "./camera.ts";

let site: FixtureSite;
let proxy: GuardProxy;
let running: RunningBrowser;
let camera: Camera;
let takeDir: string;

beforeAll(async () => {
  site = await openFixtureSite();
  proxy = await openGuardProxy();
  running = await launchBrowser(await findBrowser(), "begin-frame", 1, new AbortController().signal);
});

afterAll(async () => {
  await running.end();
  await proxy.close();
  await site.close();
});

beforeEach(async () => {
  takeDir = await takeFolder();
  camera = await openBeginFrameCamera(running.browser, {
    size: { width: 320, height: 180 },
    deviceScale: 1,
    fps: 30,
    seed: 1,
    startAtMs: Date.UTC(2026, 5, 1),
    proxy: { server: proxy.url, bypass: `127.0.0.1:${site.port}` },
    isOnlyPublic: false,
    takeDir,
    checkTime() {},
    signal: new AbortController().signal,
  });
  await camera.open(`${site.url}/second.html`);
  await beats(30);
  camera.goOnAir();
  await beats(5);
});

afterEach(() => camera.page.context().close());

async function beats(count: number): Promise<void> {
  for (let beat = 0; beat < count; beat++) await camera.beat();
}

const paint = (colour: string) =>
  camera.page.evaluate((wanted) => {
    document.body.style.background = wanted;
  }, colour);

async function shownColour(): Promise<number[]> {
  const picture = PNG.sync.read(await readFile(join(takeDir, camera.pictureName ?? "none")));
  return [...picture.data.subarray(0, 3)];
}

type Drawn = { hasDamage: boolean; screenshotData?: string };

/** Stands between the camera and its browser: changes what a draw answers, or does something before the camera hears of it. */
function overhear(onDrawn: (drawn: Drawn, draw: number) => Drawn | Promise<Drawn>): void {
  const { session } = camera;
  const send = session.send.bind(session) as (method: string, given?: object) => Promise<unknown>;
  let draws = 0;
  const listening = async (method: string, given?: object) => {
    const answer = await send(method, given);
    return method === "HeadlessExperimental.beginFrame" ? onDrawn(answer as Drawn, draws++) : answer;
  };
  session.send = listening as typeof session.send;
}

test.each([0, 1, 2, 3, 4])("what the page answers late, after draw %i, is on the take", async (late) => {
  await camera.page.evaluate(() => {
    window.onhashchange = () => {
      document.body.style.background = "rgb(200, 10, 10)";
    };
  });
  overhear(async (drawn, draw) => {
    if (draw === late) {
      await camera.page.evaluate(() => {
        location.hash = "#/answer";
      });
    }
    return drawn;
  });
  await paint("rgb(10, 10, 200)");
  await beats(6);
  camera.look();
  await beats(1);
  expect(await shownColour()).toEqual([200, 10, 10]);
});

test("a picture that the browser did not give is taken again", async () => {
  let isLost = false;
  overhear((drawn) => {
    if (!drawn.screenshotData || isLost) return drawn;
    isLost = true;
    return { hasDamage: drawn.hasDamage };
  });
  await paint("rgb(10, 10, 200)");
  await beats(3);
  expect(isLost).toBe(true);
  expect(await shownColour()).toEqual([10, 10, 200]);
});

test("a change that the browser does not report is seen by the next look", async () => {
  overhear((drawn) => ({ ...drawn, hasDamage: false }));
  await paint("rgb(10, 10, 200)");
  await beats(3);
  expect(await shownColour()).toEqual([10, 120, 60]);
  camera.look();
  await beats(1);
  expect(await shownColour()).toEqual([10, 10, 200]);
});

test("a browser that gives no pictures any more counts as stuck", async () => {
  overhear(({ hasDamage }) => ({ hasDamage }));
  await paint("rgb(10, 10, 200)");
  await expect(beats(30)).rejects.toMatchObject({ code: "capture_stuck" });
});

test("a change costs two pictures, and a still page none", async () => {
  let pictures = 0;
  overhear((drawn) => {
    if (drawn.screenshotData) pictures += 1;
    return drawn;
  });
  await beats(20);
  expect(pictures).toBe(0);
  await paint("rgb(1, 2, 3)");
  await beats(20);
  expect(pictures).toBe(2);
});

test("what a press asks for is there before its frame is over", async () => {
  await camera.page.evaluate(() => {
    window.onmousedown = async () => {
      const pressedAtMs = performance.now();
      await fetch("/data");
      document.title = String(performance.now() - pressedAtMs);
    };
  });
  const press = { type: "mousePressed", x: 10, y: 10, button: "left", clickCount: 1 } as const;
  await camera.session.send("Input.dispatchMouseEvent", press);
  await beats(3);
  // Page time: the engine's own for a request, or none when the answer is there before time goes on. A frame is 33 ms.
  expect(["0", "10"]).toContain(await camera.page.title());
});

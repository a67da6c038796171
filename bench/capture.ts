import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InteractionPlan, PlanStep } from "../pipeline/plan/types.ts";
import { type BrowserInUse, findBrowser } from "../pipeline/provision/browser.ts";
import { openStage, type Size, type Stage } from "../pipeline/record/stage.ts";
import type { Take } from "../pipeline/take/take.ts";

type Row = Record<string, unknown>;
type Setting = { size: Size; deviceScale: number; fps: number };

const hd: Size = { width: 1280, height: 720 };
const fullHd: Size = { width: 1920, height: 1080 };
const settings: (Setting & { target: number | null })[] = [
  { size: hd, deviceScale: 1, fps: 30, target: 0.25 },
  { size: fullHd, deviceScale: 1, fps: 30, target: 0.4 },
  { size: hd, deviceScale: 2, fps: 30, target: null },
  { size: fullHd, deviceScale: 2, fps: 30, target: null },
  { size: hd, deviceScale: 1, fps: 60, target: null },
  { size: fullHd, deviceScale: 1, fps: 60, target: null },
];

/** A light page as demos show them: text to read and to scroll, a field, a menu with a transition, a request. */
const page = `<!doctype html><meta charset="utf-8"><title>Bench</title>
<style>
  body { margin: 0; font: 16px/1.5 sans-serif; background: linear-gradient(#fff, #eef); color: #223; }
  main { max-width: 900px; margin: auto; padding: 24px; }
  section { min-height: 420px; }
  #menu { transition: transform 0.6s, opacity 0.6s; transform: translateX(-60px); opacity: 0; }
  #menu.open { transform: none; opacity: 1; }
  #runner { width: 80px; height: 40px; background: #d42; }
  #runner.go { transition: transform 2s linear; transform: translateX(800px); }
</style>
<main>
  <h1>Orders</h1>
  <label>Search <input aria-label="Search"></label>
  <button onclick="menu.classList.toggle('open')">Menu</button>
  <button onclick="fetch('/data').then((answer) => answer.text()).then((text) => { result.textContent = text })">Load</button>
  <button onclick="runner.classList.add('go')">Run</button>
  <p id="result">Nothing yet.</p><ul id="menu"><li>Open</li><li>Paid</li><li>Sent</li></ul><div id="runner"></div>
  ${Array.from({ length: 6 }, (_, index) => `<section><h2>Part ${index + 1}</h2>${"<p>Some words that a viewer can read while the page goes by.</p>".repeat(6)}</section>`).join("")}
</main>`;

const nameOf = ({ size, deviceScale, fps }: Setting): string => `${size.height}p${fps}x${deviceScale}`;

/**
 * What capturing costs, whether frames are missing, and whether two runs are the same; the targets beside. With the names of
 * some settings ("1080p30x1"), of these alone.
 */
export async function benchCapture(words: readonly string[] = []): Promise<Row[]> {
  const server = createServer((request, response) => {
    const isData = request.url === "/data";
    response.writeHead(200, { "content-type": isData ? "text/plain" : "text/html" });
    setTimeout(() => response.end(isData ? "Loaded." : page), isData ? 40 + Math.random() * 80 : 0);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await findBrowser();
  const rows: Row[] = [];
  try {
    for (const { target, ...setting } of settings) {
      if (words.length > 0 && !words.includes(nameOf(setting))) continue;
      const row = { ...(await measure(browser, setting, baseUrl)), target };
      // Told at once: who has no time for the rest still has this.
      console.log(JSON.stringify(row));
      rows.push(row);
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return rows;
}

async function measure(browser: BrowserInUse, setting: Setting, baseUrl: string): Promise<Row> {
  const dir = await mkdtemp(join(tmpdir(), "aura-capture-"));
  try {
    await using stage = await openStage({ browser, ...setting, signal: new AbortController().signal });
    const run = (name: string, steps: PlanStep[]) => record(stage, join(dir, name), baseUrl, steps);
    // The browser starts here, so that its start counts for nobody.
    await run("warm", [open]);
    const first = await run("first", script);
    const second = await run("second", script);
    const { size, deviceScale, fps } = setting;
    return {
      size: `${size.width}×${size.height}`,
      scale: deviceScale,
      fps,
      "wall s per s": ratio(Math.min(paceOf(first), paceOf(second))),
      "pictures per s": ratio((first.pictures.length * 1000) / first.durationMs),
      "missing frames": missingInRun(first),
      "two runs": await likenessOf(dir, first, second),
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const paceOf = ({ capture, durationMs }: Take): number => capture.wallMs / durationMs;
const ratio = (value: number): number => Number(value.toFixed(3));

const step = (given: Partial<PlanStep> & Pick<PlanStep, "action">): PlanStep => ({
  route: "/",
  label: given.target?.name ?? given.action,
  changed: false,
  reason: "",
  ...given,
});
const press = (name: string) => step({ action: "click", target: { role: "button", name } });
const open = step({ action: "navigate", value: "/" });
const script: PlanStep[] = [
  open,
  step({ action: "type", target: { role: "textbox", name: "Search" }, value: "blue" }),
  press("Menu"),
  press("Load"),
  press("Run"),
  step({ action: "scroll", value: "900" }),
];

function record(stage: Stage, outDir: string, baseUrl: string, steps: PlanStep[]): Promise<Take> {
  const plan: InteractionPlan = { title: "Bench", summary: "", steps, routesCovered: ["/"], notShown: [] };
  const startAtMs = Date.UTC(2026, 0, 1, 12);
  return stage.record({ baseUrl, plan, outDir, timeLimitMs: 300_000, onProgress: () => {}, startAtMs });
}

/** The runner moves in each frame for two seconds: frames of that stretch without a picture of their own are missing. */
function missingInRun({ shots, pointer, pictures, fps }: Take): number {
  const pressedMs = shots.find(({ label }) => label === "Run")?.atMs ?? 0;
  const releasedMs = pointer.find(({ event, atMs }) => event === "up" && atMs > pressedMs)?.atMs ?? 0;
  const from = Math.round((releasedMs / 1000) * fps) + 1;
  const inRun = pictures.filter(({ atFrame }) => atFrame > from && atFrame <= from + 2.2 * fps);
  const [start = 0, end = 0] = [inRun.at(0)?.atFrame, inRun.at(-1)?.atFrame];
  const gaps = end - start + 1 - inRun.length;
  return Math.max(gaps, Math.round(2 * fps) - 1 - inRun.length);
}

/** Whether two takes are the same to the last bit; else the first thing that is not. */
async function likenessOf(dir: string, first: Take, second: Take): Promise<string> {
  for (const name of ["frameCount", "pictures", "pointer", "keys", "shots"] as const) {
    if (JSON.stringify(first[name]) !== JSON.stringify(second[name]))
      return `other ${name}${placeOf(first[name], second[name])}`;
  }
  for (const { file, atFrame } of first.pictures) {
    const [one, other] = await Promise.all(["first", "second"].map((name) => hashOf(join(dir, name, file))));
    if (one !== other) return `frame ${atFrame} is drawn otherwise`;
  }
  return "identical";
}

const placeOf = (one: unknown, other: unknown): string => {
  if (!Array.isArray(one) || !Array.isArray(other)) return `: ${String(one)}, ${String(other)}`;
  const at = one.findIndex((item, index) => JSON.stringify(item) !== JSON.stringify(other[index]));
  return ` from ${at} on: ${JSON.stringify(one[at])}, ${JSON.stringify(other[at])}`;
};

async function hashOf(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
}

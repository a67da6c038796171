import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BrowserPlaces, findBrowser } from "./browser.ts";
import { looksLikeHeadlessShell } from "./browserPlaces.ts";
import { tryBrowser } from "./browserTrial.ts";
import { bundledBrowser, bundledBrowserRunsHere } from "./bundledBrowser.ts";

let dir: string;
const never = new AbortController().signal;
const nowhere: BrowserPlaces = { shells: () => [], chromiums: () => [], bundledRunsHere: false };

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "aura-provision-"));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

/** A tiny real program that answers as a browser does. */
async function program(name: string, body: string): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
}

const place = (executablePath: string) => ({ executablePath, why: "a test's" });

describe("CHROMIUM_PATH", () => {
  it("goes before everything else", async () => {
    const mine = await program("my-chrome", "echo Google Chrome 150.0.1.2");
    const found = await findBrowser({
      environment: { CHROMIUM_PATH: mine },
      places: { ...nowhere, shells: () => [place("/nowhere")] },
    });
    expect(found).toMatchObject({ executablePath: mine, kind: "chromium", version: "150.0.1.2" });
    expect(found.why).toContain("CHROMIUM_PATH");
  });

  it.each([
    ["a file that is not there", () => "/nowhere/chrome", "is not a file"],
    ["a folder", () => dir, "is not a file"],
    ["another program", () => program("other", "echo hello"), "is not a browser"],
    ["a program that fails", () => program("failing", "echo no display >&2; exit 3"), "ended with code 3: no display"],
  ])("is an error that names it when it is %s", async (_, path, reason) => {
    const wrong = findBrowser({ environment: { CHROMIUM_PATH: await path() }, places: nowhere });
    await expect(wrong).rejects.toMatchObject({
      code: "chromium_path_wrong",
      message: expect.stringMatching(new RegExp(`^CHROMIUM_PATH .*${reason}`)),
    });
  });
});

describe("without CHROMIUM_PATH", () => {
  it("takes the first headless shell that runs, and says what it passed over", async () => {
    const broken = await program("chrome-headless-shell", "exit 127");
    const good = await program("chromium-headless-shell", "echo Chromium 151.0.0.1");
    const found = await findBrowser({
      environment: {},
      places: { ...nowhere, shells: () => [place(broken), place(good)] },
    });
    expect(found).toMatchObject({ executablePath: good, kind: "headless-shell", version: "151.0.0.1" });
    expect(found.why).toContain(broken);
  });

  it("takes a full browser only when there is no headless shell", async () => {
    const full = await program("chrome", "echo Chromium 152.0.0.1");
    const found = await findBrowser({ environment: {}, places: { ...nowhere, chromiums: () => [place(full)] } });
    expect(found).toMatchObject({ executablePath: full, kind: "chromium" });
  });

  it("says what to do when nothing runs", async () => {
    const broken = await program("broken-chrome", "exit 1");
    const none = findBrowser({ environment: {}, places: { ...nowhere, chromiums: () => [place(broken)] } });
    await expect(none).rejects.toMatchObject({
      code: "browser_missing",
      message: expect.stringMatching(/set CHROMIUM_PATH.*broken-chrome ended with code 1/),
    });
  });
});

describe.runIf(bundledBrowserRunsHere())("the bundled browser", () => {
  it("goes before a full browser, says why, and draws frame by frame", async () => {
    const full = await program("google-chrome", "echo Chromium 152.0.0.1");
    const cacheDir = join(dir, "cache");
    const stages: string[] = [];
    const options = {
      environment: {},
      cacheDir,
      places: { shells: () => [], chromiums: () => [place(full)], bundledRunsHere: true },
      onProgress: ({ stage }: { stage: string }) => void stages.push(stage),
    };
    const found = await findBrowser(options);
    expect(found.why).toContain(full);
    expect(found.kind).toBe("headless-shell");
    expect(stages).toHaveLength(1);

    expect(await tryBrowser(found, never)).toEqual({ frameControl: true, missing: [] });

    await findBrowser(options);
    expect(stages).toHaveLength(1);
  });

  it("survives two at once, half-written remains, and a damaged program", async () => {
    const cacheDir = join(dir, "shared-cache");
    const abandoned = join(cacheDir, ".unpacking-of-a-killed-process");
    await mkdir(abandoned, { recursive: true });
    await writeFile(join(abandoned, "chromium"), "half");
    await utimes(abandoned, 0, 0);

    const [first, second] = await Promise.all([bundledBrowser(cacheDir), bundledBrowser(cacheDir)]);
    expect(second.executablePath).toBe(first.executablePath);
    const { size } = await stat(first.executablePath);
    expect((await readdir(cacheDir)).filter((name) => name.startsWith("."))).toEqual([]);

    await writeFile(first.executablePath, "cut off by a full disk");
    const mended = await bundledBrowser(cacheDir);
    expect((await stat(mended.executablePath)).size).toBe(size);
    expect((await readdir(cacheDir)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("is one sentence when there is no room for it", async () => {
    const notAFolder = await program("cache-that-is-a-file", "");
    await expect(bundledBrowser(notAFolder)).rejects.toMatchObject({
      code: "browser_not_unpacked",
      message: expect.stringContaining("CHROMIUM_PATH"),
    });
  });
});

describe("the trial", () => {
  it("finds out which writing a browser cannot draw", async () => {
    const found = await findBrowser();
    expect((await tryBrowser(found, never)).missing).toEqual([]);

    const ours = await readFile(found.environment.FONTCONFIG_FILE ?? "", "utf8");
    const poor = join(dir, "fonts.conf");
    const dejaVu = /<dir>.*dejavu.*<\/dir>/.exec(ours)?.[0] ?? "";
    await writeFile(poor, `<?xml version="1.0"?><fontconfig>${dejaVu}<cachedir>${dir}/fc</cachedir></fontconfig>`);
    const poorly = { ...found, environment: { ...found.environment, FONTCONFIG_FILE: poor } };
    expect((await tryBrowser(poorly, never)).missing).toEqual(["Chinese"]);
  });
});

it("knows a headless shell by its name", () => {
  expect(looksLikeHeadlessShell("/usr/bin/chromium-headless-shell")).toBe(true);
  expect(looksLikeHeadlessShell("/home/me/chrome-headless-shell-linux64/chrome-headless-shell")).toBe(true);
  expect(looksLikeHeadlessShell("/opt/headless_shell")).toBe(true);
  expect(looksLikeHeadlessShell("/usr/bin/chromium")).toBe(false);
});

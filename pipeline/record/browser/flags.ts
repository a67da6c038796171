/** What every browser of ours is started with. */
const common = [
  "--hide-scrollbars",
  // Colours and glyphs must not depend on the machine that records.
  "--force-color-profile=srgb",
  "--font-render-hinting=none",
  // Real-time media would go round the proxy that keeps pages away from private addresses.
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
];

/** Draws a frame only when it is told to, completely, with every animation on the main thread's clock. */
const frameControl = [
  "--enable-begin-frame-control",
  "--run-all-compositor-stages-before-draw",
  "--disable-new-content-rendering-timeout",
  "--disable-threaded-animation",
  "--disable-threaded-scrolling",
  "--disable-checker-imaging",
  "--disable-image-animation-resync",
  `--disable-features=${[
    // After a press, answers of the network wait for a frame, which waits for the time, which waits for the answers.
    "DeferRendererTasksAfterInput",
    // Only the last such list counts, so that Playwright's own is repeated here.
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
  ].join(",")}`,
];

export type BrowserUse = "begin-frame" | "screencast" | "scout";

/** The command line for one use. The scale must be the browser's own: emulated, pictures of a frame stay at one. */
export function flagsFor(use: BrowserUse, deviceScale: number): string[] {
  const scale = use === "scout" ? 1 : deviceScale;
  return [...common, `--force-device-scale-factor=${scale}`, ...(use === "begin-frame" ? frameControl : [])];
}

/**
 * Runs in every document before the page's own code, and makes it repeatable: seeded chance, whole milliseconds, no caret
 * blink, no development badges. Self-contained, because it is sent to the page as text.
 */
export function initScript({ seed, virtualTime }: { seed: number; virtualTime: boolean }): void {
  const seedChance = () => {
    let state = seed >>> 0;
    Math.random = () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  };

  // The engine blurs its clock by a tenth of a millisecond, at random; whole milliseconds hide that.
  const roundClocks = () => {
    const preciseNow = performance.now.bind(performance);
    const roundedNow = () => Math.round(preciseNow());
    performance.now = roundedNow;
    const wallNow = () => Math.round(performance.timeOrigin + preciseNow());
    const requestFrame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => requestFrame((time) => callback(Math.round(time)));
    window.Date = new Proxy(Date, {
      construct: (target, values, newTarget) =>
        Reflect.construct(target, values.length === 0 ? [wallNow()] : values, newTarget) as Date,
      apply: () => new Date(wallNow()).toString(),
      get: (target, name) => (name === "now" ? wallNow : Reflect.get(target, name)),
    });
  };

  // Idle time never comes while time stands still between frames.
  const grantIdleTime = () => {
    window.requestIdleCallback = (callback) =>
      window.setTimeout(() => callback({ didTimeout: false, timeRemaining: () => 12 }), 1);
    window.cancelIdleCallback = (handle) => window.clearTimeout(handle);
  };

  // A print dialog cannot be answered, and peer connections would leave the page's only way to the network.
  const takeAwayTraps = () => {
    window.print = () => {};
    Reflect.deleteProperty(window, "RTCPeerConnection");
    Reflect.deleteProperty(window, "webkitRTCPeerConnection");
  };

  // Tools of the development server are no part of the product, nor is what it lays over a page that still works.
  const hiddenBadges = [
    "nextjs-portal",
    "#__next-build-watcher",
    "#__next-prerender-indicator",
    "astro-dev-toolbar",
    "astro-dev-overlay",
    "nuxt-devtools-frame",
    "#nuxt-devtools-container",
    "nuxt-devtools-inspect-panel",
    "#__vue-devtools-container__",
    ".vue-devtools__anchor",
    ".vue-devtools__panel",
    ".vue-inspector-container",
    "#vue-inspector-container",
    ".tsqd-parent-container",
    ".ReactQueryDevtools",
    ".TanStackRouterDevtools",
    "#tanstack_devtools",
    "[data-testid=tanstack_devtools]",
    "[id^=tanstack-devtools]",
    ".jotai-devtools-shell",
    "#svelte-inspector-host",
    "[id^=svelte-inspector]",
    "#react-scan-root",
    "#react-scan-toolbar-root",
    "#rdt-container",
    "vercel-live-feedback",
    "stagewise-companion-anchor",
    "vite-error-overlay",
    "vite-plugin-checker-error-overlay",
    "#webpack-dev-server-client-overlay",
    "#react-refresh-overlay",
    "nuxt-error-overlay",
    ".angular-dev-tools-overlay",
  ];
  const styleText = `* { caret-animation: manual; }\n${hiddenBadges.join(", ")} { display: none !important; }`;
  const addStyle = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styleText);
    // Pages that set their own sheets would drop ours.
    for (const kind of [Document.prototype, ShadowRoot.prototype]) {
      const sheets = Object.getOwnPropertyDescriptor(kind, "adoptedStyleSheets");
      if (!sheets?.set) continue;
      const { set } = sheets;
      Object.defineProperty(kind, "adoptedStyleSheets", {
        ...sheets,
        set(given: Iterable<CSSStyleSheet>) {
          const isOurs = this === document || this.ownerDocument === document;
          set.call(this, isOurs ? [...[...given].filter((one) => one !== sheet), sheet] : given);
        },
      });
    }
    document.adoptedStyleSheets = [...document.adoptedStyleSheets];
    const attachShadow = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit) {
      const root = attachShadow.call(this, init);
      if (this.ownerDocument === document) root.adoptedStyleSheets = [];
      return root;
    };
  };

  seedChance();
  if (virtualTime) {
    roundClocks();
    grantIdleTime();
  }
  takeAwayTraps();
  addStyle();
}

import type { CDPSession, Page } from "playwright-core";

/** What a page has under way on the network, and whether it lives on the wall clock. */
export type Traffic = {
  /** Something that the page waits for is under way. Streams, and what was called background, are not counted. */
  isBusy(): boolean;
  /** What is under way now, and everything from the same addresses from now on, answers no action: polling, for one. */
  callBackground(): void;
  /** Every request without an end yet, streams too: the engine lets no time pass for any of them. */
  open(): string[];
  /** Requests so far. */
  requestCount(): number;
  /** A WebSocket or a worker is at work: its events come in real time. */
  needsRealTime(): boolean;
};

/** Sockets of development servers only reload the page; they need no clock. */
const hotReloadProtocols = new Set(["vite-hmr", "vite-ping"]);
const hotReloadPaths = /\/(_next\/webpack-hmr|__webpack_hmr|_nuxt\/|sockjs-node|__vite|ng-cli-ws)/;

export async function watchTraffic(page: Page, session: CDPSession): Promise<Traffic> {
  const pending = new Map<string, { isStream: boolean; address: string }>();
  const background = new Set<string>();
  const sockets = new Map<string, string>();
  const live = new Set<string>();
  let requestCount = 0;

  session.on("Network.requestWillBeSent", ({ requestId, type, request }) => {
    requestCount += 1;
    pending.set(requestId, { isStream: type === "EventSource", address: request.url.replace(/[?#].*/, "") });
  });
  session.on("Network.loadingFinished", ({ requestId }) => pending.delete(requestId));
  session.on("Network.loadingFailed", ({ requestId }) => pending.delete(requestId));
  session.on("Network.webSocketCreated", ({ requestId, url }) => sockets.set(requestId, url));
  session.on("Network.webSocketWillSendHandshakeRequest", ({ requestId, request }) => {
    const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
    const protocol = String(new Map(headers).get("sec-websocket-protocol") ?? "");
    if (!hotReloadProtocols.has(protocol) && !hotReloadPaths.test(sockets.get(requestId) ?? "")) live.add(requestId);
  });
  session.on("Network.webSocketClosed", ({ requestId }) => {
    sockets.delete(requestId);
    live.delete(requestId);
  });
  page.on("worker", (worker) => {
    live.add(worker.url());
    worker.on("close", () => live.delete(worker.url()));
  });
  // A new document ends what the old one had under way.
  session.on("Page.frameNavigated", ({ frame }) => {
    if (frame.parentId) return;
    live.clear();
    background.clear();
    for (const id of pending.keys()) if (id !== frame.loaderId) pending.delete(id);
  });

  await session.send("Network.enable");
  await session.send("Page.enable");
  return {
    isBusy: () => [...pending.values()].some(({ isStream, address }) => !isStream && !background.has(address)),
    callBackground: () => {
      for (const { address } of pending.values()) background.add(address);
    },
    open: () => [...pending.keys()],
    requestCount: () => requestCount,
    needsRealTime: () => live.size > 0,
  };
}

export type PageClient = {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Reads a stream of server-sent events until the answered function is called. */
  listen(path: string, onEvent: (event: string, data: unknown) => void): () => void;
};

/** A browser's part of the protocol: it loads the page, keeps its cookie, and sends it along. */
export async function openPage(url: string): Promise<PageClient> {
  const first = await fetch(url);
  await first.text();
  const cookie = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const get: PageClient["get"] = (path, headers = {}) => fetch(url + path, { headers: { cookie, ...headers } });
  return {
    get,
    post: (path, body, headers = {}) =>
      fetch(url + path, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
    listen: (path, onEvent) => {
      const stop = new AbortController();
      void read().catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
      });
      return () => stop.abort();

      async function read(): Promise<void> {
        const answer = await fetch(url + path, { headers: { cookie }, signal: stop.signal });
        if (!answer.ok || !answer.body) throw new Error(`${path} answered ${answer.status}`);
        let text = "";
        for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
          text += chunk;
          const events = text.split("\n\n");
          text = events.pop() ?? "";
          for (const one of events) {
            const event = /^event: (.*)$/m.exec(one)?.[1] ?? "message";
            onEvent(event, JSON.parse(/^data: (.*)$/m.exec(one)?.[1] ?? "null"));
          }
        }
      }
    },
  };
}

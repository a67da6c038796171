import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** Slack's API, handed on to the emulated one; the methods that are told to fail answer as Slack does when it is unwell. */
export async function openSlackProxy(target: string) {
  let failing: RegExp | null = null;
  const server = createServer((request, response) => {
    const method = new URL(request.url ?? "/", target).pathname.split("/").at(-1) ?? "";
    const isFailing = failing?.test(method) === true;
    void (async () => {
      const body = await buffer(request);
      if (isFailing) {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ ok: false, error: "fatal_error" }));
        return;
      }
      const headers = Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) =>
          typeof value === "string" && !["host", "connection", "content-length"].includes(name) ? [[name, value]] : [],
        ),
      );
      const given = body.length > 0 ? { body: new Uint8Array(body) } : {};
      const answer = await fetch(new URL(request.url ?? "/", target), {
        method: request.method ?? "GET",
        headers,
        ...given,
      });
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/json" });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    fail: (methods: RegExp | null) => {
      failing = methods;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type SlackProxy = Awaited<ReturnType<typeof openSlackProxy>>;

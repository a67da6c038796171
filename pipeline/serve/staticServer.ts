/** Serves a folder as it is: `node staticServer.ts DIR PORT`. Dot files are not served. */
import { createServer } from "node:http";
import sirv from "sirv";

const [dir = ".", port = "0"] = process.argv.slice(2);
const serve = sirv(dir, { dev: true, etag: false });
/** In its development mode sirv serves these too. */
const isHidden = (url: string): boolean => /\/(?:\.|%2e)(?!well-known\/)/i.test(url.split("?")[0] ?? "");

createServer((request, response) => {
  const refuse = (): void => {
    response
      .writeHead(404, { "content-type": "text/html; charset=utf-8" })
      .end("<!doctype html><title>Not found</title><h1>Not found</h1>");
  };
  if (isHidden(request.url ?? "/")) refuse();
  else serve(request, response, refuse);
}).listen(Number(port), "127.0.0.1");

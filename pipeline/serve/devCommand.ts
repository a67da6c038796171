import type { DevProgram } from "../detect/framework.ts";

type Flags = (port: number) => string;

const portAndHost: Flags = (port) => `--port ${port} --host 127.0.0.1`;
const shortPortAndHost: Flags = (port) => `-p ${port} -H 127.0.0.1`;
const portAlone: Flags = (port) => `--port ${port}`;

/**
 * How each program is told where to listen. What is not here listens where the environment's PORT says, or where it likes. A
 * meta framework stands before the program that it is made of, and a longer word before a shorter one.
 */
const flags: readonly (readonly [DevProgram, Flags])[] = [
  ["next", shortPortAndHost],
  ["gatsby", shortPortAndHost],
  ["nuxt", portAndHost],
  ["nuxi", portAndHost],
  ["astro", portAndHost],
  ["react-router", portAndHost],
  ["vue-cli-service", portAndHost],
  ["vitepress", portAlone],
  ["vuepress", portAndHost],
  ["docusaurus", (port) => `${portAndHost(port)} --no-open`],
  ["rspress", portAndHost],
  ["vinxi", portAndHost],
  ["ng", portAndHost],
  ["vite", (port) => `${portAndHost(port)} --strictPort`],
  ["webpack-dev-server", portAndHost],
  ["rsbuild", portAndHost],
  ["rspack", portAndHost],
  ["parcel", portAndHost],
];
const webpack: readonly (readonly [string, Flags])[] = [["webpack serve", portAndHost]];
const remix: readonly (readonly [string, Flags])[] = [
  ["remix vite:dev", portAndHost],
  ["remix dev", portAlone],
];

/** `sh` runs the script as the manager would, with the flags behind the program that serves. */
export function devCommand(script: string, before: string | null, port: number): { command: string; args: string[] } {
  const told = withFlags(script, port);
  return { command: "sh", args: ["-c", before === null ? told : `${before} && ${told}`] };
}

/** "codegen && vite --open | tee log" → "codegen && vite --port 4000 … | tee log". */
function withFlags(script: string, port: number): string {
  for (const [program, told] of [...webpack, ...remix, ...flags]) {
    const words = program.replace(" ", "\\s+");
    // Behind `&&` as in the words of "concurrently"; not in a path's middle, and not as a value of a flag ("--config vite").
    const found = [
      ...script.matchAll(new RegExp(`(?<=^|[\\s"'/;&|])(?<!--?[\\w-]+[\\s=])${words}(?=[\\s"';&|]|$)`, "g")),
    ].at(-1);
    if (!found) continue;
    const start = found.index + found[0].length;
    const length = /["';&|<>]/.exec(script.slice(start))?.index ?? script.length - start;
    const own = withoutPort(script.slice(start, start + length)).trimEnd();
    const rest = script.slice(start + length);
    const gap = /^[;&|<>]/.test(rest) ? " " : "";
    return `${script.slice(0, start)}${own} ${told(port)}${gap}${rest}`;
  }
  return script;
}

/** The port and host of the script itself would contradict ours, and nobody looks at a browser that it opens. */
const withoutPort = (own: string): string =>
  own
    .replace(/\s(?:--port|-p)[=\s]+(?:\d+|\$\{?\w+(?::-\d+)?\}?)/g, "")
    .replace(/\s(?:--host|--hostname|-H)(?:[=\s]+[\w.:]+)?(?=\s|$)/g, "")
    .replace(/\s(?:--open|-o|--strictPort|--strict-port)(?=\s|$)/g, "");

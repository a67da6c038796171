import { type DevProgram, devProgramOf } from "../detect/framework.ts";

const portAndHost = (port: number): string[] => ["--port", String(port), "--host", "127.0.0.1"];
const shortPortAndHost = (port: number): string[] => ["-p", String(port), "-H", "127.0.0.1"];

/** How each program is told where to listen. What is not here listens where the environment's PORT says, or where it likes. */
const flags: Partial<Record<DevProgram, (port: number) => string[]>> = {
  vite: (port) => [...portAndHost(port), "--strictPort"],
  nuxt: portAndHost,
  nuxi: portAndHost,
  astro: portAndHost,
  ng: portAndHost,
  next: shortPortAndHost,
  gatsby: shortPortAndHost,
  remix: portAndHost,
  "react-router": portAndHost,
  "vue-cli-service": portAndHost,
  "webpack-dev-server": portAndHost,
  webpack: portAndHost,
  rsbuild: portAndHost,
  rspack: portAndHost,
  vinxi: portAndHost,
  vike: portAndHost,
  vitepress: portAndHost,
  vuepress: portAndHost,
  docusaurus: portAndHost,
  rspress: portAndHost,
  ember: portAndHost,
  quasar: (port) => ["--port", String(port), "--hostname", "127.0.0.1"],
  // Every executor behind it knows the port; not every one the host.
  nx: (port) => ["--port", String(port)],
  parcel: portAndHost,
};

/** `sh` runs the script as the manager would, with the flags behind its last program. */
export function devCommand(script: string, before: string | null, port: number): { command: string; args: string[] } {
  const program = devProgramOf(script);
  const told = program ? (flags[program]?.(port) ?? []) : [];
  const body = told.length > 0 ? `${withoutPort(script)} "$@"` : script;
  return { command: "sh", args: ["-c", before === null ? body : `${before} && ${body}`, "dev", ...told] };
}

/** The port and host of the script itself would contradict ours. */
const withoutPort = (script: string): string =>
  script
    .replace(/\s(?:--port|-p)[=\s]+\d+/g, "")
    .replace(/\s(?:--host|--hostname|-H)(?:[=\s]+[\w.:]+)?(?=\s|$)/g, "")
    .replace(/\s--open(?=\s|$)/g, "");

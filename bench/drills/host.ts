import { fileURLToPath } from "node:url";
import { hashKey } from "../../convex/model/keys.ts";
import { startEmbeddedHost } from "../../convex-embedded/host.ts";
import { obeyInput } from "./clock.ts";

/** The embedded store in a process of its own, as the bot opens it: prints its address, and ends when its input does. */
const [dir = ""] = process.argv.slice(2);
const host = await startEmbeddedHost({
  databaseFile: `${dir}/store.sqlite`,
  filesDir: `${dir}/files`,
  functionsDir: fileURLToPath(new URL("../../convex", import.meta.url)),
  log: () => {},
});
for (const kind of ["bot", "worker"] as const) {
  await host.runInternal("credentials:register", { kind, keyHash: await hashKey(`the ${kind}'s key`), label: kind });
}
await host.runInternal("jobs:abandonLeases", {});
console.log(`ready ${host.url}`);
obeyInput({ onEnd: () => void host.close().then(() => process.exit(0)) });

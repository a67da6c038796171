import { join } from "node:path";
import { fileURLToPath } from "node:url";
import chromium, { inflate } from "@sparticuz/chromium";

/**
 * A program of its own, since the package unpacks into the temporary folder of its process: whoever starts it gives it a
 * TMPDIR that is empty and private. The library pack is for machines without NSS.
 */
const packageDir = fileURLToPath(new URL("..", import.meta.resolve("@sparticuz/chromium")));
await Promise.all([chromium.executablePath(), inflate(join(packageDir, "bin", "al2023.tar.br"))]);

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { programCacheDir } from "./cacheDir.ts";

const require = createRequire(import.meta.url);
const systemConfig = "/etc/fonts/fonts.conf";

/** One folder of a package for each weight that is worth having; whole packages would be scanned for nothing. */
const fontFolders: Record<string, string[]> = {
  "dejavu-fonts-ttf": ["ttf"],
  "@expo-google-fonts/inter": [
    "400Regular",
    "400Regular_Italic",
    "500Medium",
    "600SemiBold",
    "700Bold",
    "800ExtraBold",
  ],
  "@expo-google-fonts/noto-color-emoji": ["400Regular"],
  "@expo-google-fonts/noto-sans-sc": ["400Regular", "700Bold"],
};

/** Names that pages ask for, and what stands in for them where the system has no fonts of its own. */
const standIns: Record<string, string[]> = {
  Inter: ["sans-serif", "system-ui", "ui-sans-serif", "Arial", "Helvetica", "Helvetica Neue", "Segoe UI", "Roboto"],
  "DejaVu Serif": ["serif", "ui-serif", "Times", "Times New Roman", "Georgia"],
  "DejaVu Sans Mono": ["monospace", "ui-monospace", "Courier New", "Menlo", "Consolas", "SFMono-Regular"],
  "Noto Color Emoji": ["emoji", "Apple Color Emoji", "Segoe UI Emoji"],
};

/** Tried in this order for every character that the chosen font lacks. */
const fallbacks = ["DejaVu Sans", "Noto Sans SC", "Noto Color Emoji"];

function fontDirs(): string[] {
  return Object.entries(fontFolders).flatMap(([name, folders]) => {
    const packageDir = dirname(require.resolve(`${name}/package.json`));
    return folders.map((folder) => join(packageDir, folder));
  });
}

const escapeXml = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function aliases(): string {
  return Object.entries(standIns)
    .flatMap(([font, names]) =>
      names.map((name) => {
        const prefer = [font, ...fallbacks].map((family) => `<family>${family}</family>`).join("");
        return `  <alias binding="same"><family>${name}</family><prefer>${prefer}</prefer></alias>`;
      }),
    )
    .join("\n");
}

function fontsConfig(dirs: string[], cacheDir: string, systemHasFonts: boolean): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${systemHasFonts ? `  <include ignore_missing="yes">${systemConfig}</include>` : aliases()}
${dirs.map((dir) => `  <dir>${escapeXml(dir)}</dir>`).join("\n")}
  <cachedir>${escapeXml(cacheDir)}</cachedir>
</fontconfig>
`;
}

/**
 * The environment that gives a Linux browser our fonts beside the system's. A browser that lacks a character draws nothing
 * and says nothing, so emoji, Chinese, arrows and a monospace must always be there. Empty elsewhere.
 */
export async function fontEnvironment(): Promise<Record<string, string>> {
  if (process.platform !== "linux") return {};
  const cacheDir = programCacheDir();
  const config = fontsConfig(fontDirs(), join(cacheDir, "font-cache"), systemHasConfig());
  // Each clone has its fonts elsewhere, so each has its own folder, named by what is in it.
  const folder = join(cacheDir, `fonts-${createHash("sha256").update(config).digest("hex").slice(0, 12)}`);
  const file = join(folder, "fonts.conf");
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, config);
    await rename(unfinished, file);
  }
  return { FONTCONFIG_FILE: file, FONTCONFIG_PATH: systemHasConfig() ? dirname(systemConfig) : folder };
}

const systemHasConfig = (): boolean => existsSync(systemConfig);

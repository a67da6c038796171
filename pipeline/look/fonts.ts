import { createRequire } from "node:module";
import { GlobalFonts } from "@napi-rs/canvas";

const require = createRequire(import.meta.url);
let isReady = false;

/** The families that text in videos is set in, first choice first. From packages, so that every machine draws the same. */
export const captionFamilies = `"Aura Inter", "Aura Sans SC", "Aura Emoji", "Aura DejaVu"`;

const files: readonly (readonly [family: string, file: string])[] = [
  ["Aura Inter", "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"],
  ["Aura Sans SC", "@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf"],
  ["Aura Emoji", "@expo-google-fonts/noto-color-emoji/400Regular/NotoColorEmoji_400Regular.ttf"],
  ["Aura DejaVu", "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"],
];

export function registerFonts(): void {
  if (isReady) return;
  for (const [family, file] of files) {
    try {
      GlobalFonts.registerFromPath(require.resolve(file), family);
    } catch {
      // A weight that a later release of a font package dropped: the next family serves.
    }
  }
  isReady = true;
}

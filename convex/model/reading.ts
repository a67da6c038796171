/** How long a viewer needs for a text: about 25 letters a second, on top of finding the place. */
export const readingMs = (letters: number): number => 800 + letters * 40;

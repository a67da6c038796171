/** One address and nothing else: no name, no list, no line break that could begin another header. At most 254 characters. */
export const isMailAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>"',;:()[\]\\\p{Cc}]{1,64}@(?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]{2,}$/u.test(text);

/** True for a class that says how something looks ("w-4", "md:flex", "rounded"), not what it is. */
export const isUtility = (name: string): boolean =>
  /[:[\]/]|^-?[a-z]{1,7}-(\d[\w.]*|[a-z]{1,4})$|^(flex|grid|block|inline|hidden|relative|absolute|fixed|sticky|container|truncate|border|rounded|shadow|transition|uppercase)(-|$)/.test(
    name,
  );

/** "card-link" → "card link", what a class calls its element; "" where none does. */
export const humanClass = (classes: readonly string[]): string =>
  (classes.find((name) => /^[a-z]{3,}(-[a-z]{3,})*$/i.test(name) && !isUtility(name)) ?? "").replaceAll("-", " ");

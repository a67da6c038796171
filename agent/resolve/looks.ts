import type { ThreadContext } from "../context.ts";
import { set } from "../words.ts";
import type { Description } from "./describe.ts";
import { best, labelWords } from "./likeness.ts";
import type { Word } from "./sameThings.ts";

const looks = set(
  "red green blue yellow orange pink purple violet grey gray black white brown dark light bright coloured colored big bigger large huge small smaller tiny round rounded rote roten roter rotes grune grunen blaue blauen gelbe grosse grossen kleine kleinen rojo roja verde azul amarillo amarilla grande pequeno pequena",
);

/** "the red error": no take knows what a thing looks like, so that is no name of it, but where something is called so. */
export function withoutLooks(wanted: Description, context: ThreadContext): Description {
  const isLook = (word: Word): boolean => looks.has(word.literal) && !isCalledSo(word, context);
  const content = wanted.content.filter((word) => !isLook(word));
  return content.length > 0 || wanted.roles.length > 0 ? { ...wanted, content } : wanted;
}

const isCalledSo = (word: Word, { shots, elements = [] }: ThreadContext): boolean =>
  [...shots, ...elements].some(
    ({ label, group = "" }) => best(word, [...labelWords(label), ...labelWords(group)]) > 0.8,
  );

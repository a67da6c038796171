import { set } from "../../words.ts";

/** Words after which the wording of a caption stands. */
export const saying = set(
  "saying say says shout shouts state states read reads reading called titled diga dice diciendo sagt sagen steht lautet",
);
/** Words for a caption. */
export const captionWords = set(
  "caption text title subtitle headline annotation untertitel titel texto titulo subtitulo captions wording overlay banner words callout label annotate note rotulo beschriftung slogan tagline heading einblendung texteinblendung schriftzug bildunterschrift uberschrift leyenda cartel",
);

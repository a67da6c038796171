/** "make the first part, before the code is typed, a little shorter": what is put between commas says which part it is. */
const between =
  /\b((?:make|keep|have|get|play|mach|haz) (?:the|that|this|den|die|das|el|la) [^,.;!?]{2,30}), ((?:before|until|till|up to|where|when|after|while|during|from|bevor|bis|wo|wenn|nach|antes|hasta|donde|cuando) [^,.;!?]{3,60}), ((?:(?:a (?:little|bit|tad)(?: bit)?|slightly|much|a lot|somewhat|etwas|ein bisschen|un poco) )?(?:shorter|longer|faster|slower|quicker|snappier|tighter|kurzer|kürzer|schneller|langsamer|mas|más))\b/giu;

export const withoutAppositions = (text: string): string => text.replace(between, "$1 $2 $3");

import type { Row } from "./row.ts";

/** Captions, the cursor, the frame, zooms, and files. */
export const pictureRows: readonly Row[] = [
  {
    intent: "unsupported",
    says: [
      "#lacking !remove !trim !noneOf",
      "caption unsupported add|make|=rather|=want|=proper|=real|=actual|=like|=need|=instead",
      "#colour make|change|=background|=backdrop|caption !square",
    ],
  },
  {
    intent: "caption",
    says: [
      "add|write|change|make|caption #quoted !redact",
      "caption add|write|change|make !redact !bigger",
      "write #quoted",
      "caption =stay|=stays|=last|=lasts|=linger|=remain #howlong",
      "caption top|bottom|=up|=higher|=down|=lower|whole",
      "caption begin|finish #place",
      "caption begin|finish|keep|=stay|=stays|=leave #point|#span",
      "begin|finish #newText =with|=on|=mit|=con",
      "caption #howlong|#border",
      "caption =appear|=appears|=come|=comes|=show|=shows|=pop|=pops|=be #time",
      "#quoted #time #short",
      "caption =too =quickly|=soon|=early|=late|=long|=short|=brief|=briefly|=quick|=fast",
      "caption =have|=need|=want|=like =a|=another",
      "=caption =it|=this #short",
      "caption|=label|=annotate|=explain =each|=every|=all =step|=steps|=click|=clicks",
      "caption #alone !wrong",
      "top|bottom #alone !#edgeoff",
      "change top|bottom #short",
    ],
    takesAnything: true,
    absorbs: ["trim", "cut"],
  },
  {
    intent: "bad_format",
    says: [
      "badFormat !platform exporting|exportVerb|make|share|#short",
      "badFormat =as|=format|=file|=als|=como",
      "badFormat =turn|=convert|=make =into|=to",
    ],
  },
  {
    intent: "crop",
    says: [
      "panStill !#time !#element",
      "not|noneOf pan !=hard|=harder|=easy|=easier|=eyes|=cant|=cannot|=couldnt|=people|=viewers !#time",
      "pan !=hard|=harder|=easy|=easier|=eyes|=people|=viewers !#time !#element",
      "=follow|=follows|=following|=track|=tracks cursor !not !=hard|=harder|=easy|=easier|=eyes|=people|=viewers|=cant !#time",
    ],
  },
  {
    intent: "cursor_emphasis",
    says: [
      "cursor|trail bigger|smaller|smooth|smoothOff|emphasise|trail|make|add|remove|noneOf|more|little|longerWord|shorterWord|change|zoom|#number|#times|=triple|=double|=halve|=twice|=size",
      "trail",
      "smooth|smoothOff",
    ],
    absorbs: ["cursor_emphasis"],
  },
  // A GIF does so by itself.
  { intent: "export", says: ["gif =loop|=loops|=looped|=looping|=bucle|=schleife"] },
  {
    intent: "unsupported",
    says: ["unsupported =frame|=freeze|=freezes|=frozen|=einfrieren|=standbild|=congela|=congelar"],
  },
  // "cut it to just the delivery part": of the video, and no place in the picture
  {
    intent: "trim",
    says: ["crop #range !fourFive", "crop =cut|=trim =part|=bit|=moment|=scene|=teil|=parte !#region"],
  },
  // "the mp4 of the square one": what it is already names it.
  { intent: "export", says: ["mp4|gif|exportVerb|exporting #shapeNow !make !=turn !=convert"] },
  {
    intent: "crop",
    says: [
      "letterbox square|vertical|landscape|fourFive|#aspect",
      "letterbox !#time !#element !zoom !export !share",
      "crop",
      "=schneide|=schneid|=schneiden #zu",
      "keep|remove|trim #region",
      "remove|trim #cropout !#time !#number !#percent",
      "remove|trim|crop #edgeoff",
      "keep #boxed !slower !faster !#times",
      "remove|trim|keep|=take #pixels",
      "square|vertical|landscape|fourFive|#aspect =convert|=turn|=into",
      "square|vertical|landscape|fourFive|#aspect !exportVerb !gif",
    ],
  },
  {
    intent: "cut",
    says: [
      "=dont|=not =show #page|#step",
      "not =need|=needs|=have|=has|=must =in|=there|=included|=part|=featured #place|#span",
    ],
  },
  {
    intent: "redact",
    says: [
      "redact",
      "=shouldnt|=mustnt|=must|=should|=never not =readable|=legible|=visible|=seen|=shown|=see|=show|=read #element",
      "noneOf =visible|=readable|=legible|=seen #element",
    ],
    repeats: "element",
  },
  { intent: "redact", says: ["=nobody =readable|=see|=read #element"], repeats: "element", remark: true },
  { intent: "style_preset", says: ["minimal|dramatic zoom =with #number|#times"] },
  {
    intent: "zoom",
    says: ["zoom !shorten", "bigger #element", "make =pop #element", "focusOn #element", "zoom #element"],
    repeats: "element",
  },
  { intent: "unsupported", says: ["unsupported", "#lettering"] },
  {
    intent: "share_what",
    says: ["gif|mp4|exportVerb #others !#email !#channel !#handle !#url !#domain !slack !discord !teams"],
  },
  {
    intent: "export",
    says: [
      "exportVerb",
      "gif|mp4 !shorten !faster !cursor !remove",
      "exporting =file|=files|=download|=datei|=archivo|=fichero",
      "#mb under|=to|=get|=too",
      "exporting|make|#short #lines|#area|#fps|#mb|uhd|qhd|fullHd !shorten",
      "exporting|make|=quality highQuality|previewQuality",
      "=preview|=draft #short",
      "exporting|=for|=into|=in|=something|=version|=works platform !shorten !record !#question !#howlong",
    ],
    absorbs: ["shorten"],
  },
  {
    intent: "share_what",
    says: [
      "share =it|=this|=that|=video|=everyone|=them !#time !faster !slower !zoom !crop !under",
      "=send|=share|=post|=forward|=schick|=sende|=poste|=envialo|=manda|=comparte|=compartelo|=compartir|=enviaselo|=enviale|=mandaselo|=mandale|=enviar|=schicken|=senden|=teilen !#time !faster !slower !zoom !crop !begin",
    ],
  },
];

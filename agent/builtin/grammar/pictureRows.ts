import { anyEdit, type Row } from "./row.ts";

/** Captions, the cursor, the frame, zooms, and files. */
export const pictureRows: readonly Row[] = [
  {
    intent: "unsupported",
    says: [
      "caption unsupported add|make|=rather|=want|=proper|=real|=actual|=like|=need|=instead !#quoted !longerWord !shorterWord !#howlong !bigger !smaller",
      "#colour make|change|=background|=backdrop|caption !add !#quoted !crop !square !vertical !landscape !fourFive !redact !record !demo !share !#pr",
    ],
  },
  {
    intent: "caption",
    says: [
      "add|write|change|make|caption #quoted !redact !zoom",
      "caption add|write|change|make !redact !bigger !smaller !unsupported",
      "write #quoted",
      "write =something|=etwas|=algo !zoom !redact !record",
      "caption =stay|=stays|=last|=lasts|=linger|=remain #howlong",
      "caption top|bottom|=up|=higher|=down|=lower|whole !remove !undo !zoom !crop !redact !unsupported",
      "caption =disappear|=disappears|=vanish|=vanishes|=go|=goes #point !#quoted",
      "caption begin|finish #place !remove !zoom !crop !redact",
      "caption begin|finish|keep|=stay|=stays|=leave #point|#span !remove !undo !zoom !crop !redact",
      "begin|finish #newText =with|=on|=mit|=con !remove !zoom !redact !crop",
      "caption #howlong|#border !remove !undo !zoom !crop !redact !shorten",
      "caption =appear|=appears|=come|=comes|=show|=shows|=pop|=pops|=be #time !remove !redact",
      "caption =later|=earlier|=delay|=delayed|=sooner #duration !remove",
      "#quoted #time #short !remove !trim !zoom !redact !crop !keep !faster !slower !shorten !begin !finish !share !digest",
      "caption keep|=leave longerWord|lengthen !remove",
      "caption =too =quickly|=soon|=early|=late|=long|=short|=brief|=briefly|=quick|=fast",
      "caption =have|=need|=want|=like =a|=another !remove !#element",
      "=caption =it|=this #short !remove",
      "caption|=label|=annotate|=explain =each|=every|=all =step|=steps|=click|=clicks !remove !undo !#quoted",
      "caption #alone !wrong",
      "top|bottom #alone !#edgeoff",
      "change top|bottom #short !zoom !crop !redact !#edgeoff",
    ],
    takesAnything: true,
    absorbs: ["trim", "cut"],
  },
  {
    intent: "bad_format",
    says: [
      "badFormat !platform exporting|exportVerb|make|share|#short",
      "badFormat !platform =into|=to",
      "badFormat =as|=format|=file|=als|=como",
      "badFormat =turn|=convert|=make =into|=to",
    ],
  },
  {
    intent: "cursor_emphasis",
    says: [
      "cursor|trail bigger|smaller|smooth|smoothOff|emphasise|trail|make|add|remove|noneOf|more|little|longerWord|shorterWord|change|zoom|#number|#times|=triple|=double|=halve|=twice|=size",
      "trail",
      "smooth|smoothOff !style !unsupported",
    ],
    absorbs: ["cursor_emphasis"],
  },
  {
    intent: "unsupported",
    says: ["unsupported =frame|=freeze|=freezes|=frozen|=einfrieren|=standbild|=congela|=congelar"],
  },
  { intent: "trim", says: ["crop #range !#element !#region !#aspect !fourFive !square !vertical !landscape"] },
  {
    intent: "crop",
    says: [
      "crop",
      "=schneide|=schneid|=schneiden #zu",
      "keep|remove|trim #region !caption !zoom",
      "remove|trim|crop #edgeoff",
      "keep #boxed !caption !zoom !#time",
      "remove|trim|keep|=take #pixels !zoom !redact !exportVerb",
      "square|vertical|landscape|fourFive|#aspect =convert|=turn|=into",
      "square|vertical|landscape|fourFive|#aspect !exportVerb !gif !mp4 !zoom",
    ],
  },
  {
    intent: "cut",
    says: [
      "not show #page|#step !zoom !caption !#quoted",
      "=dont|=not =show #page|#step",
      "not =need|=needs|=have|=has|=must =in|=there|=included|=part|=featured #place|#span !redact !caption !zoom !#quoted",
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
    says: ["zoom !style !shorten", "bigger #element", "make =pop #element", "focusOn #element", "zoom #element"],
    repeats: "element",
  },
  { intent: "unsupported", says: ["unsupported", "caption bigger|smaller"] },
  {
    intent: "export",
    says: [
      `exportVerb ${"!shorten"} !slower`,
      `gif|mp4 ${anyEdit} !remove`,
      "exporting =file|=files|=download|=datei|=archivo|=fichero",
      "#mb under|=to|=get|=too !zoom !crop !redact !caption !style !record !share !remove !#pr !#url",
      `exporting|make|#short #lines|#area|#fps|#mb|uhd|qhd|fullHd ${anyEdit}`,
      `exporting|make|=quality highQuality|previewQuality ${anyEdit}`,
      `=preview|=draft #short ${anyEdit} !record !share`,
      `exporting|=for|=into|=in|=something|=version|=works platform ${anyEdit} !record !share !#question !#howlong`,
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

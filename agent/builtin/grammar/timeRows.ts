import { aboutRecording, type Row } from "./row.ts";

/** Style, length and speed, and last what is understood only when little was said. */
export const timeRows: readonly Row[] = [
  {
    intent: "split",
    says: ["split", "=cut|=break|=slice|=chop|=schneide|=corta|=chop|=break #moment !#duration !=off !=out"],
    absorbs: ["trim", "cut", "cut_what"],
  },
  {
    intent: "style_preset",
    says: [
      "=less|=weniger|=menos not minimal|dramatic",
      "not =so|=too|=that|=quite|=as minimal|dramatic",
      "not =fan|=keen|=like|=love|=into|=sold minimal|dramatic",
      "minimal|dramatic",
      "style",
      "standard again|make|restore|undo",
      "corners|motionSmoothing|zoomScale",
    ],
    absorbs: ["style_preset"],
  },
  {
    intent: "lengthen",
    says: ["=last|=lasts|=stay|=stays|=hold #howlong", "lengthen !remove !keep"],
  },
  {
    intent: "cut",
    says: [
      "remove|trim #loses #edgeword",
      "=take|=without|=nimm|=go #edge",
      "=off #edge #short",
      "not =less|=weniger|=menos #edge",
      "=gone #span",
      "remove|trim|noneOf #lull",
      "=without|=minus|=no #page #short !not",
      "=no #page|#edgepart #short",
      "=out #page #short",
      "=nothing #border",
      "remove|trim #edgepart !#time !#percent",
    ],
    repeats: "span",
  },
  {
    intent: "speed",
    says: [
      "shorten =slow|=takes|=goes|=long|=boring|=dull|=tedious|=drags =is|=are|=was|=were|=too|=feels|=feel|=seems|=seem|=so|=forever|=drags #place|#span|#edgepart",
      "=quicker|=snappier|=brisker|=livelier #edgestretch|except !#howlong !under !remove !trim !#border",
    ],
  },
  {
    intent: "shorten",
    says: [
      "trim|remove shorten !#span !begin",
      "shorten !#span !#border !keep !begin !finish",
      "under #duration",
      "under #number okay #short !#mb !gif !mp4 !exportVerb",
      "trim|remove =by =third|=quarter|=half",
      "=fit|=fits #moment",
      "#howlong =less not",
      "=length|=duration|=runtime #moment",
      "=want|=wanted|=need|=like|=prefer =it|=video|=that =at #moment #short !begin !finish",
      "#moment|#howlong =total|=overall|=altogether|=insgesamt =be|=could|=can|=make|=keep|=get|=should|=bring|=about|=around",
      "shorten #duration",
      "=down #howlong",
      "trim|remove|keep|make|demo #howlong",
      "=be #howlong #short",
      "#short #howlong !begin !finish !faster !record",
      "#percent =length|=duration|=runtime",
      "#percent =off trim|remove|shorten|make|whole|=take|=knock|=it",
    ],
    absorbs: ["shorten", "speed"],
  },
  { intent: "speed", says: ["=shorten|=tighten|=condense|=compress|=tighter #range"] },
  { intent: "speed", says: ["except faster|slower|#times"] },
  // "only remove the login": "only" is of the deed, and keeps nothing.
  {
    intent: "cut",
    says: [
      "=only|=just|=nur|=solo remove #place|#span !=so",
      "=should|=must|=soll|=muss =out|=gone|=away|=raus|=weg #place|#span !not !except",
    ],
    repeats: "span",
  },
  {
    intent: "trim",
    says: [
      "=show|=see|=want|=need|=only|=just|=keep #happypath !not !remove !slower !faster !#times !zoom !redact !caption !crop",
    ],
  },
  {
    intent: "trim",
    says: [
      "trim #span|#point|#border",
      "keep #span|#point|#border !slower !faster !#times",
      "=stay|=stays #range|#border",
      "=take|=grab|=pick #range !=out !remove",
      "begin|finish #span|#point|#border !remove",
      "except #span|#point|#border|#place",
      "trim #place",
      "keep #place !slower !faster !#times",
      "keep =only|=just #edgepart",
      "begin|finish #place",
    ],
    repeats: "span",
  },
  { intent: "speed", says: ["faster|slower", "play #times", "#times"], repeats: "span" },
  {
    intent: "cut",
    says: [
      "remove|trim|stop|noneOf #span|#point|#border",
      "undo #span|#point|#border !=back",
      "remove #place",
      "=go|=out|=away|=weg|=fuera #span",
    ],
    repeats: "span",
  },
  { intent: "cut", says: ["shorten #span|#border"], repeats: "span" },
  { intent: "zoom", says: ["bigger #place"], repeats: "element" },
  // What remains: little was said, and one thing of it can only mean one wish.
  {
    intent: "zoom",
    says: [
      "=see|=look|=notice|=watch|=readable|=legible|=clearer|=clearly|=properly #element !#question !=stay !=stays !=remain !=remains !=still !=kept",
      "=small|=tiny|=hard|=difficult|=impossible|=barely =see|=read|=make|=too|=is #element",
      "not =read|=see|=tell|=recognise|=recognize #element",
    ],
    repeats: "element",
    remark: true,
  },
  {
    intent: "share",
    says: ["#email #short !record", "#channel #short =see|=to|=over|=into|=in !record"],
    repeats: "address",
  },
  { intent: "revert", says: ["#version #short"] },
  { intent: "trim", says: ["=just|=only|=nur|=solo #range|#border #short !#times"] },
  { intent: "shorten", says: ["#howlong !#question !#point !record !not !=earlier !=later #wants"], weak: true },
  { intent: "review_soft", says: ["approveSoft !=almost !=nearly !=fast !=casi !=not"] },
  {
    intent: "record_what",
    says: ["record", "make|show demo", "demo =for", "pr make|show|demo", "lead"],
    absorbs: aboutRecording,
  },
  { intent: "cut_what", says: ["remove|trim|keep"] },
];

import { aboutRecording, type Row } from "./row.ts";

/** Style, length and speed, and last what is understood only when little was said. */
export const timeRows: readonly Row[] = [
  {
    intent: "split",
    says: [
      "split",
      "=cut|=break|=slice|=chop|=schneide|=corta|=chop|=break #moment !#span !#duration !=off !=out !=away !=stop !#border",
    ],
    absorbs: ["trim", "cut", "cut_what"],
  },
  {
    intent: "style_preset",
    says: [
      "=less|=weniger|=menos not minimal|dramatic",
      "not =so|=too|=that|=quite|=as minimal|dramatic !remove",
      "not =fan|=keen|=like|=love|=into|=sold minimal|dramatic",
      "minimal|dramatic !zoom !shorten !faster !slower",
      "style",
      "standard again|make|restore|undo",
      "corners|motionSmoothing|zoomScale",
    ],
    absorbs: ["style_preset"],
  },
  {
    intent: "lengthen",
    says: [
      "=last|=lasts|=stay|=stays|=hold #howlong !remove !keep !trim !zoom !caption",
      "lengthen !remove !trim !keep !shorten !under !zoom",
    ],
  },
  {
    intent: "cut",
    says: [
      "remove|trim #loses #edgeword !#span !#border !caption !zoom !#point",
      "=take|=without|=nimm|=go #edge",
      "=off #edge #short !#person",
      "not =less|=weniger|=menos #edge !caption !zoom",
      "=gone #span !#quoted !caption !zoom",
      "remove|trim|noneOf #lull",
      "=without|=minus|=no #page #short !not",
      "=no #page|#edgepart #short !=not !=need",
      "=out #page #short !zoom",
      "=nothing #border !#question",
      "remove|trim #edgepart !#time !caption !zoom !#howlong !#percent",
    ],
    repeats: "span",
  },
  {
    intent: "speed",
    says: [
      "shorten =slow|=takes|=goes|=long|=boring|=dull|=tedious|=drags =is|=are|=was|=were|=too|=feels|=feel|=seems|=seem|=so|=forever|=drags #place|#span|#edgepart !#howlong !remove !trim !#border",
      "=quicker|=snappier|=brisker|=livelier #edgestretch|except !#howlong !under !remove !trim !#border",
    ],
  },
  {
    intent: "shorten",
    says: [
      "trim|remove shorten !#span !#border !begin !finish",
      "shorten !#span !#border !keep !begin !finish",
      "under #duration !#span",
      "trim|remove =by =third|=quarter|=half",
      "=fit|=fits #moment",
      "#howlong =less not !zoom !caption",
      "=length|=duration|=runtime #moment !remove !#span",
      "#moment|#howlong =total|=overall|=altogether|=insgesamt =be|=could|=can|=make|=keep|=get|=should|=bring|=about|=around !remove !#span !caption !zoom",
      "shorten #duration",
      "=down #howlong !zoom !faster !slower !crop",
      "trim|remove|keep|make|demo #howlong !#edge !begin !finish !faster !slower",
      "=be #howlong #short !#edge !caption !zoom !=earlier !=later !=sooner !=shorter !=longer",
      "#short #howlong !#edge !begin !finish !faster !slower !record",
      "#percent =length|=duration|=runtime",
      "#percent =off trim|remove|shorten|make|whole|=take|=knock|=it",
    ],
    absorbs: ["shorten", "speed"],
  },
  { intent: "speed", says: ["=shorten|=tighten|=condense|=compress|=tighter #range !#duration"] },
  { intent: "speed", says: ["except faster|slower|#times !zoom !remove"] },
  // "only remove the login": "only" is of the deed, and keeps nothing.
  {
    intent: "cut",
    says: ["=only|=just|=nur|=solo remove #place|#span !=keep !=leave !caption !zoom !style !=so"],
    repeats: "span",
  },
  {
    intent: "trim",
    says: [
      "trim|keep #span|#point|#border",
      "=stay|=stays #range|#border",
      "=run|=runs|=running #range !faster !slower !#times",
      "=take|=grab|=pick #range !=out !=off !=away !remove",
      "begin|finish #span|#point|#border !remove",
      "except #span|#point|#border|#place",
      "trim|keep #place",
      "keep =only|=just #edgepart !remove !#time !caption !zoom",
      "begin|finish #place",
    ],
    repeats: "span",
  },
  { intent: "speed", says: ["faster|slower", "play #times", "#times !zoom !cursor"], repeats: "span" },
  {
    intent: "cut",
    says: ["remove|trim|stop|undo|noneOf #span|#point|#border", "remove #place", "=go|=out|=away|=weg|=fuera #span"],
    repeats: "span",
  },
  { intent: "cut", says: ["shorten #span|#border"], repeats: "span" },
  { intent: "zoom", says: ["bigger #place"], repeats: "element" },
  // What remains: little was said, and one thing of it can only mean one wish.
  {
    intent: "zoom",
    says: [
      "=see|=look|=notice|=watch|=readable|=legible|=clearer|=clearly|=properly #element !redact !#question !record",
      "=small|=tiny|=hard|=difficult|=impossible|=barely =see|=read|=make|=too|=is #element !redact !cursor !caption !#question",
      "not =read|=see|=tell|=recognise|=recognize #element !redact !#question",
    ],
    repeats: "element",
    remark: true,
  },
  {
    intent: "share",
    says: ["#email #short !record", "#channel #short =see|=to|=over|=into|=in !record"],
    repeats: "address",
  },
  { intent: "revert", says: ["#version #short !#question !not !record"] },
  { intent: "trim", says: ["=just|=only|=nur|=solo #range|#border #short"] },
  { intent: "shorten", says: ["#howlong !#question !#point !record !not !=earlier !=later #wants"], weak: true },
  { intent: "review_soft", says: ["approveSoft !=almost !=nearly !=fast !=casi !=not"] },
  {
    intent: "record_what",
    says: [
      "record",
      "make|show demo",
      "demo =for !#question",
      "pr make|show|demo",
      "lead !#question",
      "customer demo !#question",
    ],
    absorbs: aboutRecording,
  },
  { intent: "cut_what", says: ["remove|trim|keep"] },
];

import { aboutRecording, anyEdit, type Row } from "./row.ts";

/** Digests and recordings. */
export const recordingRows: readonly Row[] = [
  { intent: "list_digests", says: ["#asksDigests"] },
  {
    intent: "preferences",
    says: [
      "#preference not|noneOf !digest !=summary !=recap !#channel !gif !mp4 !redact !zoom !crop !#quoted !#pr",
      "#preference !digest !=summary !=recap !#channel !gif !mp4 !redact !zoom !crop !#quoted !#pr",
    ],
  },
  {
    intent: "cancel_digest",
    says: [
      "digest stop|unsubscribe|remove|not|noneOf !=into !#cropout",
      "digest =off|=ab !#cropout",
      "=unsubscribe|=unsubscribed",
      "weekly|daily|monthly share stop|unsubscribe|not|noneOf",
    ],
  },
  {
    intent: "schedule_digest",
    says: [
      "digest !#cropout !#pr !record !zoom !crop !redact !caption !gif !mp4 !exportVerb",
      "every|daily|weekly|monthly|weekdays|weekend|hourly|#day #email !lead !=pitch",
      "every|daily|weekly|monthly|weekdays|#day share|schedule !lead",
    ],
    absorbs: ["share", "share_what"],
    takesAnything: true,
  },
  {
    intent: "show_video",
    says: ["=back|=switch|=return|=zuruck|=vuelve|=volver #pr"],
  },
  {
    intent: "record",
    says: [
      "record|make|show|demo|compare #pr !share",
      "=pr|=mr #pr",
      "#onlypr",
      "#pr !share !status !stop !approve !reject !undo !digest !remove !=ready !=done !=finished !=merge !=fix !=close !=comment !=deploy !=rebase !=review",
    ],
    absorbs: aboutRecording,
    takesAnything: true,
  },
  {
    intent: "record",
    says: [
      "record|recording|rerecord|make|show|demo #url !share !lead !#tourl",
      "#onlyurl",
      "#urlfirst !share !webhook",
      "=grab|=show #url",
    ],
    absorbs: aboutRecording,
    takesAnything: true,
  },
  {
    intent: "record",
    says: [
      `lead record|make|demo|#person !share !vertical !square !landscape !fourFive ${anyEdit}`,
      `record|demo #person !share !approve !vertical !square !landscape !fourFive ${anyEdit}`,
      "record|demo|=one #named !share",
    ],
    absorbs: [...aboutRecording, "share"],
    takesAnything: true,
  },
  {
    intent: "record_what",
    says: ["record|make|show|demo pr unsupported", "=demo =it|=this|=that #short"],
    absorbs: aboutRecording,
  },
  {
    intent: "record_what",
    says: ["compare record|make|show|demo|=see|=have|=sehen|=zeig|=zeige|=muestra|=ver !exporting"],
  },
  {
    intent: "rerecord",
    says: [
      "rerecord",
      "record|recording|play again !#version !original !caption !zoom !blurNoun !=off",
      "again pushed",
      "pushed",
      "make|demo again !#version !style !undo !original",
    ],
    absorbs: ["record_what"],
  },
  {
    intent: "status",
    says: [
      "status #question !caption",
      "status !#nearly !caption",
      "=did|=has|=is recording|=recording =start|=started|=begin|=begun|=begonnen|=gestartet",
      "#question|=did|=has|=is =done|=ready|=finished|=finish|=complete|=completed !=can !=could !#channel !share !#tourl",
    ],
  },
  {
    intent: "cancel",
    says: [
      "stop !digest !again !#time !caption !zoom !style !redact !crop !trail !shorten !=edit !=edits !=change !=changes !#version",
      "=para #single",
    ],
  },
];

import type { Row } from "./row.ts";

/** Judgements, earlier versions, and where the video is sent. */
export const versionRows: readonly Row[] = [
  {
    intent: "share_what",
    says: [
      "=link|=links|=enlace #alone !zoom !redact !remove !crop !caption",
      "exporting =link|=links|=enlace !share !#email !#channel !#handle !#url !#domain !zoom !redact !record",
      "share|exporting =link|=links|=enlace !#email !#channel !#handle !#url !#domain !zoom !redact !record !slack !discord !teams !telegram",
      "=upload|=publish|=post =youtube|=tiktok|=instagram|=linkedin|=facebook|=twitter|=reddit|=website|=vimeo|=homepage !#email !#channel !not",
      "=let =know !#email !#channel !#handle !=if !=when",
    ],
  },
  {
    intent: "review_withdraw",
    says: [
      "approve =back|=withdraw|=revoke|=retract|=rescind|=unapprove|=zuruck|=zurucknehmen|=retira|=revoca",
      "approve undo|remove|stop !#pr !=damit",
      "=unapprove|=withdraw|=revoke #short",
      "approve =why|=warum #question",
      "not approve =didnt|=never !=yet",
      "=didnt|=never|=nicht|=no =ask|=asked|=asking|=say|=said|=tell|=told approve",
    ],
    takesAnything: true,
  },
  {
    intent: "review_reject",
    says: ["reject !=yet", "not approve !=yet", "wrong not approveSoft"],
    takesAnything: true,
  },
  {
    intent: "review_approve",
    // "ship it as mp4" asks for a file.
    says: [
      "approve !#email !#channel !share !#pr !=havent !=hasnt !=yet !=gets !mp4 !gif !slower !faster !zoom !redact !remove",
      "approve mp4|gif !=ship !=release !#email !#channel !share !#pr !=havent !=hasnt !=yet !=gets",
      "=publish #single",
    ],
    absorbs: ["review_soft"],
    takesAnything: true,
  },
  { intent: "remove_edit", says: ["remove|undo #oneOfSeveral #short"] },
  { intent: "redo", says: ["redo !not"] },
  {
    intent: "revert",
    says: [
      "#allbut remove|undo|restore|original|keep|=off|=away|=gone|=leave|=weg|=raus|=fuera !#time",
      "restore|undo|original|again #versionWith",
      "#versionBefore caption|style|zoom|blurNoun|cropNoun|cursor|minimal|dramatic|speedNoun|undo|restore",
      "=back|=zuruck|=atras #number =versions|=steps|=edits|=changes|=schritte|=pasos",
    ],
  },
  {
    intent: "remove_edit",
    says: [
      "remove|undo|noneOf|stop caption !#span !#border !add !write",
      "redact caption =hide|=remove|=verstecke|=oculta|=ausblenden",
      "=take|=turn|=switch =off caption",
      "=off zoom|blurNoun|cropNoun #alone !#cropout",
      "=take|=turn|=switch =off zoom|blurNoun|cropNoun",
      "remove|undo|restore|=back #timeEdit !#span",
      "caption =off|=go|=away|=weg|=out !add !write !#quoted !top !bottom",
      "not =want|=need|=like caption|zoom|blurNoun|cropNoun",
      "redact|zoom =nothing|=nichts|=nada|=nowhere",
      "not redact|zoom =anything|=anywhere",
      "remove|undo|noneOf|stop style|minimal|dramatic !#time !=not",
      "=off|=disable style|minimal|dramatic",
      "remove|undo|noneOf|stop zoom !#time",
      "remove|undo|noneOf|stop cropNoun !#time !pan !panStill !#cropout",
      "remove|undo|noneOf|stop blurNoun !#time",
      "remove|undo|noneOf speedNoun !#time",
      "remove|undo =speed|=pace|=tempo|=geschwindigkeit|=velocidad|=ritmo !#times",
      "remove|undo|noneOf|stop cursor !trail !#time",
      "=unblur",
      "=uncrop",
    ],
  },
  {
    intent: "leave",
    says: [
      "keep|=leave =in #place !#time !=only",
      "keep|=leave|=leaves =length|=duration|=speed|caption|style|dramatic|minimal|cursor|blurNoun|cropNoun|zoom !#time !#quoted !=i !=just !=only !=nothing !longerWord !lengthen !whole",
    ],
  },
  {
    intent: "leave",
    says: ["=stay|=stays|=bleibt|=queda caption|style|blurNoun|cropNoun|zoom|cursor !#howlong !#time"],
  },
  { intent: "style_preset", says: ["#camera"] },
  { intent: "zoom_out", says: ["zoomOut"] },
  { intent: "speed", says: ["=speed standard|original|=reset !#times"] },
  { intent: "remove_edit", says: ["cursor =reset|standard"] },
  {
    intent: "revert",
    says: [
      "undo|restore|original|keep|again|version #version",
      "original =how =was",
      "original !zoom !#time !=file",
      "undo !#time !standard",
      "undo =back version|=one",
      "=back #single",
      "=back restore !style !landscape",
      "stop|remove =edit|=change|=modification|=edits|=changes",
    ],
  },
  {
    intent: "share",
    says: [
      "share|approve|make|exporting #email",
      "share #channel|#handle|#url|#domain|slack|discord|teams|telegram|webhook|here",
      "=drop|=put|=stick|=place #channel|#handle|#email|slack|discord|teams|telegram !caption !#quoted",
      "webhook #url|#domain",
      "#tourl",
      "=let|=inform #channel|#handle",
      "slack|discord|teams|telegram #handle|#channel|#email !exportVerb",
    ],
    repeats: "address",
    absorbs: ["share_what"],
  },
];

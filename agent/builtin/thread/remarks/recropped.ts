import type { Operation } from "../../../../convex/model/operations.ts";
import type { ThreadContext } from "../../../context.ts";
import { isView, openView } from "../../../resolve/view.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { type Understanding, understand } from "../../understand.ts";

type Crop = Extract<Operation, { type: "crop" }>;
const shapes = [
  ["16:9", 16 / 9],
  ["1:1", 1],
  ["4:5", 4 / 5],
  ["9:16", 9 / 16],
] as const;

const aspectOf = (edit: Crop) => shapes.find(([, of]) => Math.abs(of - edit.width / edit.height) < 0.02)?.[0];

const opening =
  "^(?:(?:but|and|so|now|hm+|oh|sorry|no|please|can you|could you)[, ]+)*(?:(?:in|on|with) (?:the |this |that )?(?:square|vertical|portrait|wide|cropped|new|4:5|9:16|1:1|16:9)(?: one| version| video| crop| format)?,? )?";
const picture = "(?:picture|frame|crop|view|image|square|shot)";
const middle = "(?:middle|cent(?:er|re)|mitte|centro|medio)";
const there = `(?:in (?:it|the ${picture}|the ${middle})|visible|seen|shown|there|cent(?:er|re)d)`;
const ending =
  "(?: (?:now|please|again|there|though|(?:on|at) (?:the|both) (?:left|right|top|bottom|sides?)(?: side)?))*[\\s.!?]*$";
/** "the total should be in the middle", "the days are cut off", "move it so that Saucer is in it". */
const around: readonly RegExp[] = [
  `(?<what>.+?) (?:should|must|has to|have to|needs? to|ought to|to|soll|muss|debe|tiene que) (?:be |stay |come |go |sit |stand |estar |quedar )?(?:right )?(?:in|at|into|en) (?:the|die|der|el) ${middle}`,
  `(?:keep|put|move|have|get|place|bring|leave|i want|i['’]d like) (?<what>.+?) (?:in|into|at|to) the (?:${middle}|${picture})`,
  `(?:move|shift|slide|recrop|place|adjust|make)(?: it| the ${picture})?(?: again)?,? so (?:that )?(?<what>.+?) (?:is|are|stays?|comes?|fits?) (?:still |all |fully )*${there}`,
  "(?<what>.+?) (?:is|are|gets?|was|were|['’]s) (?:half |partly |partially |now |still |a bit |all )*(?:cut off|cropped(?: off| out)?|missing|outside|out of (?:the )?(?:frame|picture|view)|not (?:in (?:it|the (?:picture|frame))|visible))",
].map((form) => new RegExp(`${opening}${form}${ending}`, "iu"));

/** "can you show everything?", "I want to see all of it", "both sides are missing, fit the whole page in". */
const everything =
  /\b(?:show|see|fit|have|get|include)(?: me)? (?:everything|all of it|it all|both sides|the (?:whole|full|entire) (?:page|thing|window|screen|picture) in)(?: in| in it| in there| again| please| then| it| there)*[\s.!?]*$/iu;
const isOfTime = /\b(?:again|back|normal speed|uncut|from the start)\b|\d\s?(?:s|x)\b/iu;

/** What is said of a crop that is there: it moves, in the shape that it has; null where nothing is cropped. */
export function cropMoved(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  const made = isView(view) ? view.seen.operations : [];
  const crop = made.findLast((one) => one.type === "crop");
  if (!crop || text.length > LONGEST || /["“„]/.test(text)) return null;
  const isNewest = made.at(-1) === crop;
  const aspect = crop.shape ?? aspectOf(crop);
  if (isNewest && aspect && everything.test(text) && !isOfTime.test(text)) return again({ aspect, whole: true });
  const what = around.map((form) => form.exec(text)?.groups?.what).find(Boolean);
  if (
    !what ||
    isIt.test(what) ||
    /[,;]/.test(what) ||
    (!isNewest && !/\b(?:cut off|cropp?|square|vertical)/i.test(text))
  )
    return null;
  return recropped(what, crop, context);
}
const LONGEST = 120;
const isIt = /^(?:it|that|this|them|they|something|everything|nothing|a lot|too much)$/iu;

const again = (input: Extract<ToolCall, { tool: "crop" }>["input"]): Understanding => ({
  kind: "calls",
  calls: [
    { tool: "remove_edit", input: { type: "crop" } },
    { tool: "crop", input },
  ],
});

/** "the form is cut off", "center it on the form": the same shape around the thing that is named; a question where none is found. */
export function recropped(what: string, edit: Crop, context: ThreadContext): Understanding | null {
  const aspect = aspectOf(edit);
  const shape = aspect ? { aspect } : {};
  const meant = understand(`crop to ${what}`, context);
  if (meant.kind === "say") {
    if (meant.why !== "asks") return null;
    return {
      ...meant,
      ...(meant.open ? { open: meant.open.map((one) => ({ ...one, input: { ...one.input, ...shape } })) } : {}),
    };
  }
  const [call] = meant.calls;
  if (meant.calls.length !== 1 || call?.tool !== "crop" || call.input.target === undefined) return null;
  return again({ target: call.input.target, ...shape });
}

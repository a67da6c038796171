import { set } from "../../words.ts";

/** Words that stand before a sentence and are no part of it. */
export const leadIns = set(
  `so and but then also well ok okay hey hi hmm hm um uh oh ah please pls maybe perhaps now yeah yes no actually honestly like just
  sorry right plus still though again only mainly mostly basically overall und aber also dann ja nein bitte mal y pero pues si no entonces aura unfortunately frankly`,
);
/** Words that beg for something. */
export const requestOpeners = set(
  `could can would will might please pls lets lemme mind shall how bitte kannst konntest konnen konnten wurdest puedes podrias podemos
  podria puede quiero necesito`,
);
export const subjects = set(
  `i we it that this they there he she nothing everything everyone nobody somebody someone people its thats theres im were theyre
  ich wir es das dies da man alles nichts jemand esto eso yo hay todo nadie viewers`,
);
/** Those who may use a video: "an mp4 I can drop into slides". */
export const users = set("i we people everyone they viewers");
export const copulas = set("is are was were isnt arent says wants thinks ist sind war es son esta");
export const questioning = set(
  "what how when where which who why is are was whats hows wie was wo wann que como cuando donde",
);
export const withVerb = set("its thats theres im theyre were ive weve id ill theyll youll itll hes shes");
export const determiners = set(
  `the that this these those my our your his her their its a an some all both der die das den dem mein unser el la los las mi
  nuestro este esta ese esa`,
);
export const finiteVerbs = set(
  `is are was were isnt arent wasnt werent has have had hasnt havent hadnt do does dont doesnt didnt did feels feel felt looks look
  looked seems seem sounds takes goes happens happened drag drags gets shows means says wants likes liked think thought find found guess
  believe loved hate works keeps adds cant cannot couldnt wont comes came made makes ist sind war hat haben wirkt zieht dauert sieht
  findet es son esta estan tiene parece dura queda distracts bothers holds contains includes fits changed prefer said told asked noticed saw showed sent watched tried meant covers hides blocks overlaps reads uses opens watches needed hangs lingers runs plays supports accepts allows requires`,
);
export const helping = set(
  "will wont can cant could couldnt would wouldnt never always also really just all already still only",
);

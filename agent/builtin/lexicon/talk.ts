import type { Concepts } from "./concepts.ts";

/** How people talk to each other. */
export const talk = {
  greeting: [
    "hi, hello, hey, hiya, howdy, good morning, good afternoon, good evening, yo, greetings, morning, hey there, hi there, hello there, whats up, sup, heya",
    "hallo, guten morgen, guten tag, moin, servus, hey, guten abend, gruss gott",
    "hola, buenos dias, buenas tardes, buenas, buenas noches, que tal",
  ],
  thanks: [
    "thanks, thank you, thx, ty, cheers, thank you so much, thanks a lot, much appreciated, appreciated, tysm, many thanks, appreciate it, thank u, thanks so much, thanks a bunch",
    "danke, vielen dank, dankeschon, danke dir, merci, besten dank",
    "gracias, muchas gracias, mil gracias, te lo agradezco",
  ],
  bye: [
    "bye, goodbye, see you, see ya, cya, good night, later, talk later, see you later, take care",
    "tschuss, bis spater, auf wiedersehen, gute nacht, ciao, bis dann",
    "adios, hasta luego, chao, buenas noches, hasta manana, nos vemos",
  ],
  praise: [
    "nice, nice work, great, great job, good job, awesome, amazing, cool, wow, love it, sweet, brilliant, excellent, fantastic, well done, neat, beautiful, superb, wonderful, good work, great work, impressive, lovely, very nice, youre great, you rock, good bot, youre the best, you are the best, best bot, this is great work, this is good work, this is amazing work, this is great stuff, youre awesome, nice one, sick, dope, fire, incredible, stunning, impressed",
    "super, toll, klasse, prima, schon, cool, gut gemacht, geil, sehr gut, hervorragend, spitze",
    "genial, bien hecho, buen trabajo, excelente, estupendo, fantastico, increible, que bien, guay, chulo, maravilloso",
  ],
  laugh: ["haha, hahaha, lol, rofl, lmao, hehe, heh, xd, hihi", "haha", "jaja, jajaja"],
  okay: [
    "sounds good, sounds great, sounds fine, sounds right, sounds better, sounds perfect, sounds ok, sounds okay, sounds nice, sounds about right, ok, okay, alright, all right, sure, fine, got it, understood, yes, yep, yeah, yup, no, nope, nah, k, kk, right, i see, makes sense, fair enough, good, noted, no problem, np, whatever, maybe, hmm, hm, mm, mhm, uh, um, never mind, nevermind, nvm, no matter, doesnt matter, does not matter",
    "ja, nein, okay, verstanden, alles klar, gut, klar, genau, na gut, jo, egal, schon gut, macht nichts",
    "si, no, vale, de acuerdo, entendido, claro, bueno, bien, da igual, no importa, no pasa nada",
  ],
  help: [
    "help, what can you do, what kind of edits are possible, what edits are possible, which edits are possible, what edits can you do, what edits can you make, which edits can you do, which edits can you make, what kind of edits can you do, what can be edited, what can be changed, what are you able to do, what do you do, how does this work, how do you work, who are you, what are you, what is this, whats this, commands, instructions please, manual, capabilities, features, what else can you do, what can i say, what can i ask, what can i do, what should i say, options, how to use, usage, introduce yourself, what are my options, tell me about yourself, are you a bot, are you human, are you an ai, are you real, how do i use, whats your name, what is your name, what are your skills",
    "hilfe, was kannst du, wer bist du, wie funktioniert, was kann ich, wie geht das, was machst du, was bist du",
    "ayuda, que puedes hacer, quien eres, como funciona, que haces, que sabes hacer, que eres",
  ],
  howTo: [
    "what did you, what have you, what was done, what was changed, how do i, how can i, how do you, how would i, how to, how does one, is it possible to, is there a way to, what is the, whats the, what are the, which formats, what formats, what format, which styles, what styles, which presets, what presets, why, what does, what is, what happens if, how does, do you support, are you able to, do you know, what do you think, whats the difference, explain, tell me how, should i, do i need, which, whose, where can i, where do i, whats a, whats an, how many, how much, how big, how long is, remind me what, remind me how, remind me which, tell me what, tell me which",
    "wie kann ich, wie mache ich, wie kann man, ist es moglich, warum, was ist, welche, was denkst du, wieso, wie gross, wie lang ist, wie viele",
    "como puedo, como hago, como se, es posible, por que, que es, cuales, que formatos, que opinas, cuanto dura, cuantos",
  ],
  filler: [
    "without sound, without the sound, without audio, with no sound, with the sound off, on mute, please, pls, plz, kindly, could you, can you, would you, will you, can we, could we, shall we, lets, id like, i would like, i want you to, go ahead and, maybe, perhaps, just, also, then, now, next, so, like, well, basically, thing is, if possible, if you can, a demo video, aura, bot, hey aura, actually, for me, for us, try to, try, i think, i guess, you know, kind of, kinda, sort of, sorta, somehow, bro, dude, mate, man, guys, everyone, folks, dear, have a look at, take a look at",
    "bitte, kannst du, konntest du, konnen wir, ich mochte, doch, mal, noch, jetzt, dann, also, einfach",
    "por favor, puedes, podrias, podemos, me gustaria, ahora, luego, tambien, pues, porfa",
  ],
} as const satisfies Concepts;

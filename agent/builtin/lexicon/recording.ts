import type { Concepts } from "./concepts.ts";

/** What is asked of the recording itself: make one, once more, stop it, how far it is. */
export const aboutRecording = {
  record: [
    "record, rec, film, capture, shoot, screen record, screencap, tape, filming, filmed, recorded, recording of, screen capture, screengrab, screen grab, catch, video of, movie of, clip of, footage of, get footage of, do a video of, do a recording of, take a video of, make a recording, make a video, shoot a video, run through, roll on, screen-record, put on video, on video, on film, on tape, document",
    "aufnehmen, nimm, nehme, aufzeichnen, zeichne, filme, filmen, aufzeichnung, mitschneiden, film, videoaufnahme, nimm auf, dreh, drehe, abfilmen",
    "graba, grabar, grabe, filma, grabame, graba un video, captura, capturar, filmar, grabacion de, video de",
  ],
  show: [
    "show me, show us, show off, show it off, show this off, present, demonstrate, walk me through",
    "zeig mir, zeig",
    "muestrame, ensename",
  ],
  make: [
    "make, create, do, produce, prepare, generate, build, get me, need, want, give me, do me, new, put together",
    "mach, mache, machen, erstelle, erzeuge, brauche, will, gib mir, mochte",
    "haz, hazme, crea, genera, necesito, quiero, dame",
  ],
  demo: [
    "demo, demos, video, videos, walkthrough, walk through, screencast, tour, clip, something, outreach video, demo video, walk-through, walkthru, run through, screen recording, demonstration, showcase, preview video, product video, movie, reel of, teaser, presentation, explainer, tutorial",
    "demo, video",
    "demo, video, grabacion",
  ],
  recording: ["recording, run, take, job, rendering, render, upload, capture", "aufnahme, lauf", "grabacion, toma"],
  pr: [
    "pull request, pull requests, pull, pr, prs, merge request, mr, pull req, pullrequest",
    "pull request",
    "pull request, solicitud de cambios",
  ],
  lead: [
    "lead, leads, prospect, prospects, personalised, personalized, outreach, potential customer, potential client, sales video, sales demo, pitch, pitch video, personalise, personalize, personalised video, personalized video, personal video, personal demo, outreach demo, outreach video, outreach clip, sales prospect, sales lead, sales pitch, cold outreach, intro video for, tailored, tailor made, custom video, custom demo, customer demo, customer video, customized, customised, one to one video",
    "interessent, interessentin, interessenten, personliches video, personliche demo, kundenvideo, kundendemo",
    "prospecto, video personal, demo personal, video personalizado, demo personalizada, cliente potencial",
  ],
  /** Whom a video may be for, and of whom much else is said. */
  customer: ["customer, client, account, personal", "kunde, kunden, kundin, personlich", "cliente, clienta, personal"],
  again: [
    "again, once more, one more time, another time, afresh, anew, a second time, over again, anew please, one time more, other time, again from new",
    "nochmal, noch mal, noch einmal, erneut",
    "otra vez, de nuevo, nuevamente",
  ],
  rerecord: [
    "another take, retry, do it over, please refresh, second take, rerecord, re record, re recording, rerun, re run, redo the recording, redo the video, redo the run, reshoot, re shoot, retake, re take, refilm, re film, recapture, re capture, redo the take, fresh recording, fresh take, new take, do over, record again, run again, re do the recording, refresh the recording, restart the recording, restart the run, retry the recording, retry the run, film it again, film again, shoot it again, shoot again, record it again, capture it again, capture again, run it again, try it again, try again from the top, another recording, another go, give it another go, do the recording again, do it all again, recapture it, redo it with the latest, redo it with the new, re record it, re shoot it, re film it, record that again, rerecord it, rerun it, refresh it, refresh the video, refresh the demo, refresh the take, start the recording over, start over the recording, start the recording again, start recording again, do the recording over, update the video, update the demo, redo the demo, update the recording, fresh video, new recording, regenerate, repeat the recording, repeat the run, rerecording, take two, take 2, record a new one, new run, once again from the top, from scratch once more, from scratch again, once more from scratch, again from scratch",
    "neu aufnehmen, neue aufnahme, nochmal aufnehmen, erneut aufnehmen, nimm es nochmal auf, nochmals aufnehmen, nimm nochmal auf, neuer take, neuer lauf, wiederhole die aufnahme, aufnahme wiederholen, nochmal von vorne, nimm neu auf, noch einmal aufnehmen, aktualisiere das video",
    "regrabar, vuelve a grabar, volver a grabar, grabalo otra vez, grabala otra vez, repite la grabacion, grabar de nuevo, graba otra vez, graba de nuevo, nueva grabacion, nueva toma, repetir la grabacion, otra toma, actualiza el video",
  ],
  pushed: [
    "pushed, i pushed, just pushed, new commit, new commits, latest commit, latest commits, newest commit, branch has been updated, updated the branch, updated the pr, force pushed, latest version of the code, latest code, newest code, latest changes, new code, fixed the code, merged the fix, pushed a fix, i fixed, fixed it, fixed that, fixed the bug, bug is fixed, fix is in, pushed an update, pr was updated, pr has been updated, branch was updated, i have pushed, ive pushed, i pushed again, pushed again, pushed changes, pushed new, pushed more, pushed some, just merged, rebased, i rebased, just rebased, amended, i amended, updated my branch, new push, branch changed, branch is updated, branch got updated, pr changed, pr got updated, code changed, code has changed, changed the code, i changed the code, committed, just committed, i committed, there are new commits, theres a new commit, there is a new commit, hotfix is in, patch is in, fixed the issue, fixed the problem, the fix landed, fix landed, landed a fix, build is fixed, deployed the fix, its fixed now, is fixed now, fixed now, new changes, repaired the bug, repaired it, corrected the bug, solved the bug, bug is repaired, bug is solved, solved it, resolved the bug, fixed the typo, fixed a bug",
    "gepusht, neue commits, neuer commit, neuesten commit, habe gepusht, hab gepusht, neu gepusht, branch aktualisiert, branch ist aktualisiert, fehler behoben, bug behoben, neue anderungen, code geandert",
    "he subido, nuevos commits, ultimo commit, hice push, acabo de subir, subi cambios, subi un arreglo, ya lo arregle, lo he arreglado, actualice la rama, hay commits nuevos, hay nuevos commits, nuevos cambios",
  ],
  stop: [
    "stop, skip the recording, dont need the recording, no recording needed, cancel, abort, kill, halt, quit, terminate, stop it, call it off, pull the plug, end the recording, end the run, call off, discontinue, cease, scrub it, drop the recording, dont record, do not record, dont bother, do not bother, dont bother recording, dont bother with the recording, dont bother with it, dont bother with that, no need to record, not needed anymore, break off, interrupt, stand down, give up, forget about it, forget the recording, stop everything, leave it be, kill it, annul, abandon, suspend, stop recording, stop recording forget it",
    "stopp, stoppe, stoppen, abbrechen, brich ab, abbruch, anhalten, brich, brich die, hor auf, aufhoren, hore auf, lass es, lass es sein, beenden, beende",
    "para la grabacion, para ya, para eso, para todo, para esto, para el video, detener, deten, cancela, cancelar, cancelalo, aborta, abortar, detente, parar, paralo, deja de grabar, no grabes, interrumpe, basta, olvidalo",
  ],
  status: [
    "how many minutes left, how many seconds left, how many more minutes, still on it, still at it, you on it, still at work, how long till, how long til, how much longer till, till its ready, until its ready, how long before it, status, progress, how far, how far along, eta, any news, any update, any updates, how long will, how long does, how long until, how much longer, how long is it going, done yet, ready yet, finished yet, is it done, is it ready, is it finished, are you done, are you finished, are we there yet, when will, when is it, where are we, how is it going, hows it going, how is the, hows the, how are we doing, still recording, still rendering, still running, still working, still going, is the video ready, is the gif ready, is it still, whats happening, what is happening, what are you doing, is my video, did it finish, has it finished, did it work, is it working, update me, taking so long, why is it taking, how is the video, whats the hold up, whats taking, how many percent, is anything running, what is running, how is it coming, hows it coming, is the recording, are we close, hows the render, how is the render, hows the video, hows the recording, how is the recording, is it rendering, is it recording, ready soon, done soon, nearly done, almost done, almost ready, almost there, nearly there, whats left, how long left, how much left, time left, time remaining, remaining time, how long more, still busy, still waiting, is it stuck, stuck, did it crash, has it crashed, frozen, hanging, whats the eta, what is the eta, whats the progress, any sign of, when can i see, when can we see, when do i get, when do we get, wheres my video, where is my video, where is the video, wheres the video, where is it, wheres it at, where's my, how far is, state of play, current state, update please, how far have you got, how far did you get, whats going on, what is going on, anything yet, ready now, finished now, done now, hows that going, hows that coming, coming along, gonna take, going to take, will it take, does it take, how is going, how goes, how is doing, how is it doing, how goes it, update on, any word on, news on, news about, news from, progress on, something running, minutes until its, seconds until its, hows it looking, wheres my demo, where is my demo, wheres the demo, where is the demo, wheres my gif, where is my gif, wheres the gif, where is the gif, is finished, is ready, progress report, status report, state of affairs, report on progress",
    "wie weit, fertig, wie lange noch, wie lange dauert, stand der dinge, wann ist, wie lauft, schon fertig, fortschritt, wie lange, wann fertig, wann ist es fertig, was ist los, ist es fertig, schon soweit, schon so weit, dauert es noch, dauert das noch, wo bleibt, laufts noch, lauft es noch, lauft das noch, wie steht es, wie stehts, bist du fertig, ist das video fertig, status bitte",
    "falta mucho, queda mucho, como va, cuanto falta, esta listo, esta lista, ya esta, cuanto tarda, estado, progreso, ya termino, cuanto queda, cuanto tiempo falta, cuando estara, ya casi, sigue grabando, en que va, hay novedades, alguna novedad, donde esta mi video, cuando estara listo, terminaste, ya acabo, como vas",
  ],
} as const satisfies Concepts;

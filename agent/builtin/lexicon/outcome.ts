import type { Concepts } from "./concepts.ts";

/** What may become of the video as a whole: another version of it, a file, a place that it is sent to, a judgement, a digest. */
export const aboutOutcome = {
  undo: [
    "undo, bring that back, bring this back, put that back, undoing, reverting, one version back, a version back, never mind the last edit, never mind the last change, didnt want that, was a mistake, undo that, undo it, revert, go back, take that back, take it back, one step back, step back, roll back, rollback, previous version, last version, previous one, prior version, as it was, as it was before, how it was, how it was before, the way it was, better before, unmake that, back out, put it back, bring it back, un do, ctrl z, control z, oops, back to before, back one, revert that, revert it, roll that back, roll it back, roll this back, put that back, reverse that, back to how it was, take back, undone, un do that, reverse, reverse it, backtrack, go backwards, walk it back, walk that back, nevermind that, never mind that, forget that, forget it, forget the last, rewind, prefer it before, preferred it before, preferred it how, liked it more before, looked better before, was nicer before, it was better, liked it before, liked it better before, better the way it was, liked the old one, the old one, old version, was better, preferred the last, preferred the previous, prior one, back a step, back up a step, go back one, cancel that change, cancel that edit, cancel the last change, cancel the last edit, drop the last change, drop the last edit, remove the last change, remove the last edit, discard the last, discard that, take that out again, unto, undo last, didnt like that, dont like that, do not like that, thats worse, that is worse, worse, didnt mean that, did not mean that, restore previous, ctrlz, ctrl+z, cmd z, command z, nope undo, not what i wanted, not what i meant, scratch that, return to, make return, go again to, before the last change, before that change, before the last edit, before my last change, before that last change, before your last change, before the last thing",
    "ruckgangig, zuruck, mach das ruckgangig, einen schritt zuruck, vorherige version, letzte version, wie vorher, nimm das zuruck, wie es war, rueckgaengig, mach ruckgangig, zuruckgehen, geh zuruck, einen zuruck, eins zuruck, war besser, vorher war besser, doch nicht, vorige version, vorherigen version, letzten schritt",
    "deshacer, deshaz, deshazlo, vuelve atras, atras, version anterior, revierte, revertir, un paso atras, como estaba, vuelve, volver atras, da marcha atras, marcha atras, deshacerlo, deshacer eso, paso anterior, antes estaba mejor, la anterior, anula, anular, retrocede",
  ],
  original: [
    "start clean, without any edits, without edits, without any changes, with no edits, how it was at the very beginning, how it was at the beginning, how it was at the start, how it was in the beginning, the way it was at the start, how it was recorded, revert all, revert it all, reset all, everything back to the start, start fresh, clean slate, untouched, original, originally, the original, as recorded, raw, first version, initial version, start over, start from scratch, from scratch, start again from, to the very beginning, at the very beginning, back to the start, back to the beginning, back to square one, reset, unedited, all edits, all my edits, all changes, all the edits, all the changes, undo everything, discard everything, revert everything, everything undone, untouched, as it was recorded, clean slate, everything back, remove everything, clear everything, undo it all, undo all, delete everything, before any edits, before all edits, before the edits, no edits, without edits, without any edits, unmodified, as it came, as filmed, as captured, initial recording, raw recording, raw footage, raw video, plain recording, factory settings, wipe all edits, wipe everything, start fresh, fresh start, pristine, all the way back, undo all of it, scrap all edits, scrap everything, get rid of all edits, get rid of all the edits, begin again from scratch, the very first, start from the raw, from the raw video, start from the original, scrap all that, scrap it all, scrap all of it, forget all that, throw it all away",
    "original, am anfang war, zurucksetzen, alles ruckgangig, von vorne, ausgangsversion, erste version, unbearbeitet, ganz am anfang, alle anderungen, alle bearbeitungen, rohfassung, rohversion, unbearbeitete, urfassung, wie aufgenommen",
    "original, desde cero, version inicial, primera version, deshaz todo, deshacer todo, sin editar, sin cambios, todos los cambios, todas las ediciones, version sin editar, tal como se grabo, desde el principio, al principio del todo, el original, la original",
  ],
  version: ["version, versions, ver, v, revision, edit number", "version, fassung", "version"],
  restore: [
    "restore, use, load, switch to, switch back to, bring back, return to, back to, go to, take, pick, prefer, get back, was better, looked better, liked, want",
    "wiederherstellen, stelle, zuruck zu, zuruck zum, nimm, benutze",
    "restaura, restaurar, vuelve a, volver a, usa, recupera",
  ],
  redo: [
    "redo, redo that, redo it, you just undid, i just undid, you undid, i undid, just undone, undo the undo, reapply, bring back the edit, un undo",
    "wiederherstellen",
    "rehacer, rehaz",
  ],
  exporting: [
    "export, exporting, download, save, save as, render, convert, output, file, as a file, files, make a file, save it as, give me, i need, send me, get me, can i have, can i get, could i have, could i get, i want, encode, produce, transcode, turn it into, as an, version of, deliver, build, ready to download, grab, i want it as, i need it as, i want this as, i need this as, can i get it as, can we get, can we have, could we get, could we have, let me have, hand me, fetch me, fetch, spit out, output as, print me, as a, want it in, need it in, get it in, get it as, get this as, produce a, make that a, downloadable, downloaded, a copy of, i could use, id take, id like it as, want to download, as an attachment",
    "exportiere, exportieren, herunterladen, speichere, speichern, als datei, konvertiere, wandle, gib mir, ich brauche, ausgeben, rendern, rendere",
    "exporta, exportar, exportalo, descarga, descargar, guarda, guardalo, convierte, dame, necesito",
  ],
  exportVerb: [
    "export, exporting, exported, download, render, convert, save, save as, encode, transcode, rerender, exports, export it, export this, downloading, saving, rendering as, output it, transcoding, reencode, re encode, encode it",
    "exportiere, exportieren, herunterladen, speichere, konvertiere, rendern, rendere",
    "exporta, exportar, exportalo, descarga, descargar, convierte",
  ],
  gif: ["gif, gifs, animated gif, animated image, giphy, gif animation", "gif", "gif"],
  mp4: ["mp4, mp4s, m p 4, mpeg 4, mpeg4, h264, h 264, video file", "mp4, videodatei", "mp4, archivo de video"],
  badFormat: [
    "avi, mov, webm, mkv, wmv, flv, m4v, mpeg, mpg, ogg, ogv, pdf, png, jpg, jpeg, webp, apng, mp3, wav, svg, html, pptx, powerpoint, prores, quicktime, psd, zip, av1, hevc, h265, 3gp, docx, bmp, tiff, heic, swf, slides, lottie, json, betamax, vhs, dvd, blu ray, bluray, cassette, floppy",
    "",
    "",
  ],
  highQuality: [
    "high quality, best quality, highest quality, hq, top quality, high res, high resolution, crisp, best, max quality, maximum quality, full quality, high, super high quality, really high quality, lossless, sharpest, sharp, sharpest possible, best possible, as good as possible, good quality, great quality, premium quality, maximum resolution, highest resolution, top notch, highest, uncompressed, full res, full resolution, max res",
    "hohe qualitat, beste qualitat, hoher qualitat, bester qualitat",
    "alta calidad, maxima calidad, mejor calidad",
  ],
  webQuality: [
    "web quality, for the web, web, web optimised, web optimized, normal quality, web friendly, web ready, for web, website, for our website, for the website, for a website, for the site, web sized, medium quality, decent quality, standard quality",
    "web qualitat, furs web, fur das web",
    "calidad web, para la web",
  ],
  previewQuality: [
    "preview, preview quality, draft, draft quality, low quality, low res, low resolution, quick and dirty, rough, lowest quality, lower quality, lo res, low-res, lofi, lo fi, low fi, small preview, quick preview, preview version, quick look, rough cut, rough draft, low bitrate, lowest, worst quality, bad quality, cheap version",
    "vorschau, entwurf, niedrige qualitat, geringe qualitat",
    "vista previa, borrador, baja calidad",
  ],
  uhd: ["4k, uhd, ultra hd, 2160p", "4k", "4k"],
  qhd: ["1440p, qhd, 2k", "", ""],
  fullHd: ["full hd, fullhd, fhd, 1080", "full hd", "full hd"],
  hd: ["hd, 720", "hd", "hd"],
  under: [
    "under, below, less than, smaller than, at most, max, maximum, no more than, not bigger than, not larger than, not heavier than, not over, not above, not exceeding, no bigger than, not more than, no larger than, up to, within, shorter than, no longer than, not longer than, limit, limited to, lower than, fewer than, tops, or less, capped at, cap it at, cap, at the most, or under, fits into, fit in, fit into, fit within, or smaller, or shorter, not over, not above, maximally, under the, not longer as, no longer as, not more as, not bigger as, not over, cant be bigger than, cant be more than, cant be longer than, cant exceed, must not exceed, not exceed, mustnt exceed, shouldnt exceed, shouldnt be longer than, shouldnt be bigger than, shouldnt be more than, mustnt be longer than, cannot be longer than, cannot be bigger than, cant be over, shouldnt be over, cant go over, no bigger, no longer, or less, or fewer, not be longer than, not be longer as, not be more than, not be over, not go over, dont go over, not go beyond, dont go beyond, not a second over, not a second more than, not last longer than, not take longer than, not run longer than, cant run longer than, cannot run longer than, cant last longer than, cannot last longer than, cant take longer than, cant be more than, at the very most",
    "unter, hochstens, maximal, weniger als, nicht langer als, nicht langer sein als, nicht langer dauern als, kleiner als, max, kurzer als, bis zu, nicht mehr als",
    "menos de, bajo, por debajo de, que no dure mas de, no dure mas de, maximo, como maximo, no mas de, como mucho, hasta, menor que",
  ],
  share: [
    "send, sent, share, post, mail, email it, email this, e mail it, forward, deliver, publish, drop this, ping, dm, message, let know, let them know, let everyone know, let the team know, notify, upload it to, push it to, put it in, slack it, ship it to, email, pass it on, hand it to, distribute, show it to, shoot it over, fire it off, cc, send over, inform, broadcast, announce, hook, shoot it, shoot this, fire off, get it over to, pass it to, pass this to, pass along, hand over, hand off, relay, circulate, drop it in, drop it into, drop this in, drop this into, put it into, put this in, put this into, toss it in, throw it in, send off, mail it, mail this, mailing, let have, copy, loop in, show this to, goes to, should go to, deliver it, chuck it in, pop it in, pop this in, stick it in, bung it in, fwd, xpost, crosspost, cross post, tell, drop it to, drop it on, drop it over",
    "schick, schicke, schicken, sende, senden, teile, teilen, poste, posten, maile, mail, weiterleiten, leite, veroffentliche, leite weiter, schickt, verschicke, verschicken, mail es, maile es, stell es in, stelle es in, poste es, teil es, teil, gib es weiter, leite es weiter, weiterschicken",
    "envia, envialo, enviar, enviala, manda, mandalo, mandar, comparte, compartelo, compartir, publica, publicalo, reenvia, enviaselo, mandaselo, pasaselo, pasalo, enviale, mandale, pasa, hazlo llegar, mandame, enviame, ponlo en, subelo a, publicalo en, comparte con",
  ],
  /** Places that take a file: who names one wants the file for it. */
  platform: [
    "github comment, a github comment, github, gh comment, pr comment, pr description, readme, notion, jira, confluence, wiki, twitter, whatsapp, newsletter, blog, blog post, linkedin post, discord, slack, powerpoint deck, keynote, slide deck, changelog, release notes, docs page, documentation, figma, figma board, miro, canva, powerpoint, slides, slide, a slide, google slides, google docs, linear, asana, trello, intercom, zendesk, help center, help centre, knowledge base, tweet, a tweet, linkedin",
    "github kommentar, wiki, handbuch",
    "comentario de github, boletin",
  ],
  slack: ["slack", "slack", "slack"],
  discord: ["discord", "discord", "discord"],
  teams: ["teams, ms teams, microsoft teams", "teams", "teams"],
  telegram: ["telegram", "telegram", "telegram"],
  webhook: ["webhook, web hook, hook, hooks, endpoint", "webhook", "webhook"],
  channelWord: ["channel, room, group, chat", "kanal, gruppe", "canal, grupo"],
  here: [
    "here, this channel, this thread, in this channel, this chat, in here, right here",
    "hier, hierher, diesen kanal, in diesem kanal",
    "aqui, este canal, en este canal",
  ],
  approve: [
    "approve, approved, approving, approval, approves, lgtm, ship it, ship this, ship that, ship, good to go, looks good to me, look good to me, sign off, signed off, sign this off, thumbs up, accept, accepted, green light, greenlight, publish, go ahead and publish, go ahead and ship, go ahead and release, publish it, publish this, release it, go live, we can ship, can be shipped, can ship, can go out, go out, go for it, im happy with it, i am happy with it, happy with this, happy with it, all good ship, ready to ship, ready to go, ready to go out, okay to ship, ok to ship, okay to publish, ok to publish, good to publish, fine to publish, fine with this, fine with it, no objections, no objection, good to ship, good for release, works for me, fine by me, lets ship, lets go with this, lets go with it, lets use this, go with this, nailed it, passes review, it is approved, i approve, we approve, looks ready, lets publish, lets publish it, lets release, send it live, ok from me, okay from me, good from my side, good from me, fine with me, fine for me, all clear, cleared, you have my blessing, blessing, my blessing, passed, pass it, signed, signing off, sign off on this, sign off on it, seal of approval, approval from me, i'm good with this, im good with this, good with this, happy to ship, happy with that, were good, we are good to go, were good to go, gtg, stamp it, stamped, merge it, ready for release, ready to publish, ready for prime time, can be published, can be released, i accept, accept it, accept this, green lit, greenlit, a go, its a go, roll it out, roll out, ship away, sgtm, wfm, lgtm ship, push it live, put it live, make it live",
    "das video kann raus, das video kann so raus, video kann raus, kann so raus, kann so rausgehen, freigegeben, freigeben, gib frei, genehmigt, genehmige, abgenommen, passt so, gebe frei, freigabe, akzeptiert, genehmigen, freigegeben von mir, gebe ich frei, gebe das frei, ist freigegeben, ich gebe frei, abgesegnet, segne ab, geht so raus, raus damit, veroffentlichen wir, passt fur mich, von mir aus gut, nehmen wir so, so nehmen wir das, darf raus, gut so, okay fur mich",
    "aprobado, aprobada, aprobar, apruebo, apruebalo, aprueba, dale el visto bueno, visto bueno, aceptado, publicalo ya, lo apruebo, doy el visto bueno, te doy el visto bueno, tiene mi aprobacion, adelante con este, adelante, luz verde, publiquemos, listo para publicar, conforme, me parece bien, por mi bien",
  ],
  approveSoft: [
    "looks good, look good, looks great, looks perfect, looks fine, all good, perfect, its perfect, this is perfect, this is it, thats it, love it, great as is, good as is, looking good, looks right, looks awesome, exactly what i wanted, very good, looks amazing, looks excellent, looks fantastic, looks wonderful, looks lovely, looks brilliant, looks nice, looks sweet, looks ok, looks okay, looks alright, looks spot on, spot on, thats perfect, that is perfect, its great, this is great, thats great, that is great, nailed, just right, just what i needed, just what i wanted, exactly what i needed, exactly right, exactly like that, much better, way better, looks better, no complaints, no notes, chef's kiss, chefs kiss, happy now, im happy, good now, love this, great now, that works, this works, works great, looks clean, thats the one, this one is good, this is good, thats good, its good, it is good, im satisfied, satisfied",
    "sieht gut aus, passt, perfekt, super so",
    "se ve bien, perfecto, esta bien, me gusta, queda bien",
  ],
  reject: [
    "cant release, cannot release, cant publish, cannot publish, cant ship, cannot ship, cant go live with, cannot go live with, cant go out like, reject, rejected, rejecting, doesnt work for us, does not work for us, doesnt work for me, not happy, needs another round, rejection, disapprove, disapproved, thumbs down, decline, declined, deny, denied, not good enough, veto, no go, nope not this, unacceptable, not acceptable, send it back, wont fly, not usable, unusable, turn it down, turn this down, refuse, not ok, not okay, not fine, fails review, isnt good enough, is not good enough, needs more work, needs work, back to the drawing board, do not approve, dont approve, cant approve, cannot approve, nack, nak, minus one, i reject, we reject, i dont approve, we cant approve, not approving, not approved, wont approve, do over needed, hard no, its a no, no from me, no thanks not this, no way, not this one, not ready, isnt ready, is not ready, not there yet, cant ship, can't ship, cannot ship, cant go out, cannot go out, should not go out, shouldnt go out, dont publish, do not publish, dont release, do not release, dont ship, do not ship, kill this version, doesnt pass, does not pass, didnt pass, failed review, thumbs-down, not happy with this, not happy with it, im not happy, i am not happy, not satisfied, disapproving, disapproval, not up to standard, below standard, cant use this, cannot use this, cant accept, cannot accept, wont accept, not accepting, turned down, blocked, block it, hold it back, knock it back, knocked back",
    "abgelehnt, ablehnen, lehne ab, lehne das ab, zuruckgewiesen, nicht freigegeben, nicht gut genug, ablehne, nicht gut, nicht okay, nicht so, abgelehnt von mir, nicht akzeptabel, kann so nicht raus, nicht freigeben, das geht so nicht, geht so nicht, nein so nicht, so nicht, durchgefallen",
    "rechazado, rechazada, rechazar, rechazo, rechazalo, rechaza, no aprobado, no apruebo, denegado, no lo apruebo, no pasa, no esta listo, no es aceptable, inaceptable, no lo publiques, no publicar, no vale, asi no, no sirve",
  ],
  wrong: [
    "wrong, incorrect, bad, typo, typos, missing, broken, ugly, mistake, error, misspelled, misspelt, not right, off, outdated, inaccurate, awful, terrible, incorrectly, misplaced, misspelling, buggy, glitchy, glitch, cut off, blurry text, unreadable text, not what we agreed, off brand, confusing, mislabelled, mistaken, stale, obsolete, isnt right, is not right, doesnt work, does not work, messed up, screwed up, botched",
    "falsch, fehlt, kaputt, fehler, schlecht, tippfehler",
    "mal, incorrecto, error, falta, feo, equivocado",
  ],
  digest: [
    "digest, digests, summary mail, summary, round up, roundup, recap, newsletter, overview mail, report, summaries, rundown, roundups, wrap up mail, summary email, summary emails, digest mail, digest email, email digest, mail digest, weekly mail, weekly mails, weekly email, weekly emails, daily mail, daily mails, daily email, daily emails, monthly mail, monthly email, reports, highlights, highlights mail, whats new mail, status mail, recaps, weekly update, daily update, monthly update, update mail, update email, weekly digest, daily digest, weekly newsletter, digest thing, bulletin, briefing",
    "zusammenfassung, zusammenfassungen, berichte, ubersichten, digest, wochenbericht, tagesbericht, ubersicht, bericht, wochenuberblick, sammelmail, wochenmail, tagesmail, wochenzusammenfassung, rundmail, digests, ubersichtsmail, wochentliche mail, tagliche mail, rundschreiben",
    "resumen, boletin, informe, digest, resumen semanal, compendio, correo semanal, correo diario, resumen diario, resumen mensual, resumenes, recopilacion, correos semanales",
  ],
  every: ["every, each, on every, all, once every", "jeden, jede, jedes, alle", "cada, todos los, todas las"],
  schedule: [
    "schedule, set up, subscribe, sign up, regular, regularly, recurring, automatic, automatically",
    "plane, einrichten, richte, regelmassig",
    "programa, programar, regularmente",
  ],
  daily: [
    "daily, every day, each day, everyday, every single day, once a day, per day, once daily, nightly, every morning, each morning, every evening, each evening, every night, each night, every afternoon, each afternoon, mornings, every 24 hours, daily mail, daily mails, daily email, daily emails, daily update, daily digest, seven days a week, 7 days a week, seven days, every single night, all week",
    "taglich, jeden tag, jeden morgen, jeden abend, allmorgendlich, tagtaglich, tagesmail, tagliche mail",
    "diario, diariamente, a diario, cada dia, todos los dias, cada manana, cada noche, todas las mananas, todas las noches, cada tarde, resumen diario, correo diario",
  ],
  weekly: [
    "weekly, every week, once a week, each week, per week, once per week, weekly basis, every 7 days, weekly mail, weekly mails, weekly email, weekly emails, weekly update, weekly digest, weekly newsletter",
    "wochentlich, jede woche, einmal die woche, wochenmail, wochentliche mail",
    "semanal, semanalmente, cada semana, todas las semanas, correo semanal, correos semanales",
  ],
  monthly: [
    "monthly, every month, once a month, each month, per month, once per month, first of the month, 1st of the month, on the first of, end of the month, monthly mail, monthly email, monthly update",
    "monatlich, jeden monat",
    "mensual, mensualmente, cada mes, todos los meses, resumen mensual",
  ],
  hourly: ["hourly, every hour, each hour", "stundlich, jede stunde", "cada hora"],
  weekdays: [
    "weekday, weekdays, workday, workdays, working day, working days, business day, business days, work days, monday to friday, monday through friday, mon fri, work day, monday-friday, mon-fri, weekdays only, business-day, mondays to fridays, mondays through fridays, every working day, m f",
    "werktag, werktags, wochentags, arbeitstag, arbeitstags, werktage, montag bis freitag",
    "dia laborable, dias laborables, dia de semana, entre semana, laborables, lunes a viernes",
  ],
  weekend: ["weekend, weekends", "wochenende", "fin de semana, fines de semana"],
  unsubscribe: [
    "unsubscribe, turn off, switch off, disable, end, no more, opt out, unschedule, deactivate, pause, remove, delete, drop, stop sending, quit sending, dont send, do not send, stop getting, dont want, do not want, no longer want, sick of, enough with, enough of, shut off, shut down, unsub, take me off, take us off, remove us from, remove me from, get us off, discontinue",
    "abbestellen, abschalten, deaktiviere, abbestelle, keine, nicht mehr, stell ab, stelle ab, abstellen",
    "date de baja, desactiva, desactivar, no mas, desuscribe, apaga",
  ],
} as const satisfies Concepts;

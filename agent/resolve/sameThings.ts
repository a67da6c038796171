/** Phrases that mean one thing on a screen; the first of a line is its name. Longer phrases stand before shorter ones. */
export const sameThings = [
  "signup, sign up, signing up, register, registration, registrieren, registrarse, registro",
  "signout, sign out, log out, logout, signing out, logging out, abmelden, cerrar sesion",
  "signin, sign in, log in, login, logn, log on, logon, signing in, signs in, sign ins, logging in, logs in, logged in, anmelden, anmeldung, einloggen, iniciar sesion, inicio de sesion",
  "email, e mail, mail, emails, correo, email address, e mail address, mail address, email addresses, mailadresse, emailadresse, e mail adresse, direccion de correo",
  "checkout, check out, kasse",
  "cart, basket, warenkorb, carrito, einkaufswagen",
  "coupon, voucher, promo, gutschein, cupon, coupons",
  "home, homepage, home page, startseite, landing page, landing",
  "password, passwort, contrasena, passphrase, pw",
  "settings, preferences, einstellungen, ajustes",
  "search, suche, buscar, busqueda",
  "apply, anwenden, aplicar, einlosen",
  "continue, weiter, continuar, proceed",
  "save, speichern, guardar",
  "username, user name, benutzername, usuario",
  "dropdown, drop down",
  "popup, pop up",
  "code, codigo, kode",
  "order, bestellung, bestell, pedido",
  "summary, resumen, ubersicht, zusammenfassung, totals",
  "profile, profil, perfil",
  "product, produkt, producto",
  "price, preis, precio, prices, preise, precios",
  "delete, loschen, eliminar",
  "cancel, abbrechen, cancelar",
  "address, adresse, direccion",
  "total, gesamtsumme, summe",
  "discount, rabatt, nachlass, ermassigung, descuento, rebaja",
  "delivery, lieferung, liefer, zustellung, entrega, envio",
  "shipping, versand",
  "day, date, dates, datum, fecha, tag, tage, dia, dias, days",
  "date, datum, fecha",
  "time, uhrzeit, hora",
  "phone, telefon, telefonnummer, phone number, telefono",
  "name, nombre",
  "card, karte, tarjeta",
  "payment, zahlung, bezahlung, pago",
  "pay, bezahlen, zahlen, pagar",
  "buy, kaufen, comprar",
  "street, strasse, calle",
  "city, stadt, ciudad",
  "postcode, zip, zip code, postal code, postleitzahl, plz, codigo postal",
  "quantity, menge, anzahl, cantidad",
  "color, colour, farbe",
  "size, grosse, talla, tamano",
  "review, bewertung, resena, opinion",
  "lamp, lampe, lampara",
  "user, benutzer, nutzer",
  "account, konto, cuenta",
  "message, nachricht",
  "error, fehler",
  "send, absenden, enviar",
  "radio, radio button, radio buttons, radiobutton",
  "textbox, text box, text field, textfield",
  "monday, mon, mondays, montag, lunes",
  "tuesday, tue, tues, tuesdays, dienstag, martes",
  "wednesday, wed, weds, wednesdays, mittwoch, miercoles",
  "thursday, thu, thur, thurs, thursdays, donnerstag, jueves",
  "friday, fri, fridays, freitag, viernes",
  "saturday, sat, saturdays, samstag, sabado",
  "sunday, sun, sundays, sonntag, domingo",
  "january, jan, januar, enero",
  "february, feb, februar, febrero",
  "april, apr, abril",
  "august, aug, agosto",
  "september, sep, sept, septiembre",
  "october, oct, oktober, octubre",
  "november, nov, noviembre",
  "december, dec, dezember, diciembre",
].map((line) => line.split(", ").map((phrase) => phrase.split(" ")));

/** Those that begin with a word, and the names of what they mean. */
const sameByFirstWord = new Map<string, { phrase: readonly string[]; name: string }[]>();
for (const line of sameThings)
  for (const phrase of line) {
    const [first = ""] = phrase;
    const begun = sameByFirstWord.get(first) ?? [];
    sameByFirstWord.set(first, [...begun, { phrase, name: line[0]?.[0] ?? "" }]);
  }

export type Word = { literal: string; name: string };

/** Words with the name of what they mean: "log in" and "login" both become one word named "signin". */
export function namedWords(written: readonly string[]): Word[] {
  const words = written.flatMap(compoundParts);
  const named: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const match = longestAt(words, at);
    if (match) named.push({ literal: words.slice(at, at + match.length).join(" "), name: match.name });
    else named.push({ literal: words[at] ?? "", name: words[at] ?? "" });
    at += match?.length ?? 1;
  }
  return named;
}

/** "Gutscheinfeld" is a Gutschein and a Feld. */
function compoundParts(word: string): string[] {
  const kind = /(?:eingabe)?feld$|knopf$|button$|schaltflache$|seite$|bereich$|ubersicht$|code$|tag$|datum$/.exec(
    word,
  )?.[0];
  return kind !== undefined && word.length - kind.length >= 4
    ? [word.slice(0, -kind.length).replace(/(?<=..)s$/, ""), kind]
    : [word];
}

function longestAt(words: readonly string[], at: number): { name: string; length: number } | null {
  let best: { name: string; length: number } | null = null;
  for (const { phrase, name } of sameByFirstWord.get(words[at] ?? "") ?? []) {
    const fits = phrase.every((word, offset) => words[at + offset] === word);
    if (fits && phrase.length > (best?.length ?? 0)) best = { name, length: phrase.length };
  }
  return best;
}

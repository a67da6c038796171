import { set } from "../../words.ts";

/** The days of the week as they are written, from Sunday on, as a schedule counts them. */
const days = [
  "sunday sundays sun sonntag sonntags domingo domingos",
  "monday mondays mon montag montags lunes",
  "tuesday tuesdays tues tue dienstag dienstags martes",
  "wednesday wednesdays weds wed mittwoch mittwochs miercoles",
  "thursday thursdays thurs thur thu donnerstag donnerstags jueves",
  "friday fridays fri freitag freitags viernes",
  "saturday saturdays sat samstag samstags sabado sabados",
];

/** 0 for "Sunday"; undefined for a word that is no day. */
export function dayNamed(word: string): number | undefined {
  const day = days.findIndex((line) => set(line).has(word));
  return day < 0 ? undefined : day;
}
export const isDay = (word: string): boolean => dayNamed(word) !== undefined;

/** Those that are written out, for a pattern. */
export const daysInFull = `(?:${days.flatMap((line) => line.split(" ").filter(({ length }) => length > 4)).join("|")})`;

/** The moments that a question names: "0:07", "at 5 seconds", "around second 11". */
export function momentsIn(words: string): number[] {
  const named = [...words.matchAll(aMoment)].map(({ groups = {} }) => {
    const { minutes = "0", secs, tenth = "0", count, second } = groups;
    return Number(minutes) * 60_000 + Number(secs ?? count ?? second) * 1000 + Number(tenth) * 100;
  });
  return named.filter(Number.isFinite);
}
const aMoment =
  /\b(?<minutes>\d+):(?<secs>\d\d)(?:\.(?<tenth>\d))?\b|\b(?<count>\d+(?:\.\d+)?) ?(?:s|secs?|seconds?|sekunden?|segundos?)\b|\b(?:second|sekunde|segundo) (?<second>\d+)\b/g;

/**
 * One thing that was looked at. `ok`: in use and tried. `off`: not set up, and not needed. `warning`: works, but something
 * would be better otherwise. `broken`: the main job cannot run without it, or a variable is set that does not work.
 */
export type Finding = {
  name: string;
  state: "ok" | "off" | "warning" | "broken";
  /** What is in use, with its version: "153.0.8010.0, headless shell". */
  inUse: string;
  path?: string;
  why?: string;
  /** One line that says what to do; names the variable and where its value is found. */
  help?: string;
};

export type Section = { title: string; findings: Finding[] };

export type Examination = { isReady: boolean; sections: Section[] };

export function isReady(sections: Section[]): boolean {
  return sections.every(({ findings }) => findings.every(({ state }) => state !== "broken"));
}

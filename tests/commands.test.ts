import { execa } from "execa";
import { describe, expect, it } from "vitest";

/** Every command of package.json that takes options, by its script. */
const commands = {
  "npm start": ["bot/start.ts"],
  "npm run doctor": ["bot/doctor.ts"],
  "npm run parse": ["agent/parse.ts"],
  "npm run record": ["pipeline/record-command.ts"],
  "npm run render": ["pipeline/render-command.ts"],
  "npm run bot": ["bot/bot.ts"],
  "npm run worker": ["pipeline/worker.ts"],
  "npm run backup": ["bot/backup-command.ts"],
  "npm run restore": ["bot/backup-command.ts", "--restore"],
  "npm run jobs": ["bot/jobs-command.ts"],
  "npm run bench": ["bench/bench.ts"],
};
type Name = keyof typeof commands;

const run = (name: Name, ...args: string[]) =>
  execa(process.execPath, [...commands[name], ...args], { reject: false, stdin: "ignore" });

describe("the commands", () => {
  it.each(Object.keys(commands) as Name[])(
    "%s says how it is used, and refuses an option that it does not know",
    async (name) => {
      const [help, bogus] = await Promise.all([run(name, "--help"), run(name, "--bogus")]);
      expect(help).toMatchObject({ exitCode: 0, stderr: "" });
      expect(help.stdout.split("\n")[0]).toMatch(new RegExp(`^${name}`));
      expect(help.stdout).toContain("--help");
      expect(bogus).toMatchObject({ exitCode: 2, stdout: "" });
      expect(bogus.stderr).toMatch(new RegExp(`^There is no option --bogus; ${name} knows .*--help\\.$`));
    },
  );

  it.each<[Name, string[], RegExp]>([
    ["npm start", ["--port", "x"], /^--port needs a whole number between 0 and 65535, not "x"\.$/],
    ["npm start", ["--port"], /^--port needs a value: --port N\.$/],
    ["npm start", ["--continue=yes"], /^--continue takes no value; leave it out\.$/],
    ["npm run bot", ["--port", "x"], /^--port needs a whole number/],
    ["npm run bot", ["hello"], /^I have no use for "hello"; npm run bot knows --repo DIR, --port N and --help\.$/],
    ["npm run record", [], /^Say what to record, and where to: npm run record -- --repo DIR .*, or .* --url URL/],
    ["npm run record", ["--url", "--out", "x"], /^--url needs a value: --url URL\.$/],
    ["npm run record", ["--size", "9x9", "--url", "http://127.0.0.1", "--out", "x"], /^--size is WIDTHxHEIGHT/],
    ["npm run record", ["--compare", "up"], /^--compare is side or wipe, not "up"\.$/],
    ["npm run render", ["--take"], /^--take needs a value: --take DIR\.$/],
    ["npm run render", [], /^Say which recording, and where the video goes: npm run render -- --take DIR --out FILE/],
    ["npm run render", ["--take", "a", "--out", "b", "--fps", "9"], /^--fps needs a whole number between 10 and 60/],
    ["npm run render", ["--take", "a", "--out", "b", "--facecam-width", "2"], /^--facecam-width is a share/],
    [
      "npm run jobs",
      ["bogus"],
      /^There are npm run jobs, npm run jobs -- revive ID, .* and npm run jobs -- limit none\.$/,
    ],
    ["npm run jobs", ["revive"], /^There are npm run jobs, /],
    ["npm run backup", [], /^Name the file: npm run backup aura-backup\.tar$/],
    ["npm run restore", ["a", "b"], /^I have no use for "b"; npm run restore knows --help\.$/],
    ["npm run parse", [], /^Say which thread the phrases belong to: npm run parse -- --context FILE/],
    ["npm run parse", ["--context"], /^--context needs a value: --context FILE\.$/],
    ["npm run doctor", ["--send-test", "pigeon", "ana"], /^--send-test is email, .* or webhook, not "pigeon"\.$/],
    ["npm run doctor", ["ana@acme.com"], /^Say --send-test CHANNEL TO/],
    ["npm run bench", ["bogus"], /^There is no bench "bogus"; there are render, /],
  ])("%s %j is refused in one sentence", async (name, args, sentence) => {
    const { exitCode, stdout, stderr } = await run(name, ...args);
    expect(stderr).toMatch(sentence);
    expect({ exitCode, stdout, lines: stderr.split("\n").length }).toEqual({ exitCode: 2, stdout: "", lines: 1 });
  });
});

import { parseArgs } from "node:util";

/** Wrong arguments of a command; the message is one sentence that says which are right. */
export class UsageError extends Error {
  readonly code = "usage";
}

/** Of an option with a value, `value` is how the help names it ("DIR"). */
type Option = { help: string } & (
  | { type: "boolean"; short?: string }
  | { type: "string"; value: string; multiple?: boolean }
);
type Options = Record<string, Option>;
type Given<O extends Options> = ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: O }>>;

/** A command: how it is called, each way in a line, what it does, and what it knows. */
export type Command<O extends Options> = {
  name: string;
  ways: readonly string[];
  does: string;
  options: O;
  /** How many words may stand beside the options. */
  words?: number;
};

const helpOption = { type: "boolean", short: "h", help: "this text" } as const;

/** The options and words that a command was given. `--help` prints how it is used and ends the process. Throws UsageError. */
export function readCommandLine<const O extends Options>(
  command: Command<O>,
  args: readonly string[] = process.argv.slice(2),
): { values: Given<O>["values"]; words: string[] } {
  const options = { ...command.options, help: helpOption };
  if (parseArgs({ args: [...args], options, strict: false, allowPositionals: true }).values.help) {
    process.stdout.write(`${helpOf(command)}\n`);
    process.exit(0);
  }
  const { values, positionals } = parsed(command, args, options);
  const tooMuch = positionals[command.words ?? 0];
  if (tooMuch !== undefined) throw new UsageError(`I have no use for "${tooMuch}"; ${knownTo(command)}`);
  return { values: values as Given<O>["values"], words: positionals };
}

function parsed<O extends Options>(command: Command<O>, args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(whatIsWrong(command, error as Error & { code?: string }), { cause: error });
  }
}

/** Node's own sentences name the option in quotation marks, and go on to explain how to write it otherwise. */
function whatIsWrong(command: Command<Options>, { code, message }: { code?: string; message: string }): string {
  const name = /'(?:-\w, )?(-[^\s']*)/.exec(message)?.[1] ?? "";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return `There is no option ${name}; ${knownTo(command)}`;
  const option = command.options[name.replace(/^--/, "")];
  if (option?.type === "string") return `${name} needs a value: ${name} ${option.value}.`;
  return `${name} takes no value; leave it out.`;
}

function knownTo({ name, options }: Command<Options>): string {
  const known = Object.entries(options).map(([option, told]) => spelled(option, told));
  return `${name} knows ${known.length === 0 ? "" : `${known.join(", ")} and `}--help.`;
}

const spelled = (name: string, option: Option): string =>
  option.type === "string" ? `--${name} ${option.value}` : `--${name}`;

function helpOf({ name, ways, does, options }: Command<Options>): string {
  const rows = Object.entries({ ...options, help: helpOption }).map(
    ([option, told]) => [spelled(option, told), told.help] as const,
  );
  const width = Math.max(...rows.map(([option]) => option.length));
  const lines = rows.map(([option, help]) => `  ${option.padEnd(width)}  ${help}`);
  return [...ways.map((way) => `${name}${way && ` ${way}`}`), "", `  ${does}`, "", ...lines].join("\n");
}

/** A number that an option was given, undefined when it was not. Throws UsageError. */
export function wholeNumber(option: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${option} needs a whole number between ${least} and ${most}, not "${text}".`);
}

/** One of the names that an option knows, undefined when it was not given. Throws UsageError. */
export function oneOf<const Name extends string>(
  option: string,
  text: string | undefined,
  names: readonly Name[],
): Name | undefined {
  if (text === undefined) return undefined;
  const known = names.find((name) => name === text);
  if (known !== undefined) return known;
  throw new UsageError(`${option} is ${names.slice(0, -1).join(", ")} or ${names.at(-1)}, not "${text}".`);
}

/** WIDTHxHEIGHT in pixels, undefined when it was not given. Throws UsageError. */
export function sizeOf(
  option: string,
  text: string | undefined,
  { least, most }: { least: number; most: number },
): { width: number; height: number } | undefined {
  if (text === undefined) return undefined;
  const [width = 0, height = 0] = (/^(\d+)x(\d+)$/.exec(text) ?? []).slice(1).map(Number);
  if (Math.min(width, height) >= least && Math.max(width, height) <= most) return { width, height };
  throw new UsageError(`${option} is WIDTHxHEIGHT such as 1280x720, each between ${least} and ${most}, not "${text}".`);
}

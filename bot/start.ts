import type { WriteStream } from "node:tty";
import { readEnvironment } from "../environment.ts";
import { type LocalForge, openLocalForge } from "./forge/local.ts";
import { agentOf } from "./house/agent.ts";
import { conversationOf, listConversations, newConversation } from "./house/conversations.ts";
import { failCommand } from "./house/failing.ts";
import { openGivenForge } from "./house/forge.ts";
import { type House, openHouse } from "./house/house.ts";
import { type Interrupts, onInterrupt } from "./house/interrupt.ts";
import { openLocalDoors } from "./house/localDoors.ts";
import { warningsTo } from "./house/warnings.ts";
import { readStartArguments, type StartArguments } from "./terminal/arguments.ts";
import { exampleWords, greeting } from "./terminal/greeting.ts";
import { promptUntilEnd } from "./terminal/prompt.ts";
import { liveScreen, plainScreen } from "./terminal/screen.ts";
import { playScript } from "./terminal/script.ts";
import { openTerminal } from "./terminal/terminal.ts";

/** `npm start`: the local doors on this machine. */
const output = process.stdout as WriteStream;
const isLive = output.isTTY === true;
const screen = isLive ? liveScreen(output) : plainScreen(output);
const style = {
  isColored: isLive && output.hasColors(),
  columns: isLive ? Math.min(output.columns || 80, 100) : 0,
  cwd: process.cwd(),
  hasLinks: isLive,
};
const terminal = openTerminal({ screen, style, isLive });

try {
  process.exitCode = await start(readStartArguments(process.argv.slice(2)));
} catch (error) {
  screen.setStatus([]);
  failCommand(error);
}

async function start(given: StartArguments): Promise<number> {
  const environment = readEnvironment();
  // Before anything is opened: a wrong folder is told at once.
  if (given.repoDir !== null) await openLocalForge(given.repoDir);
  screen.setStatus(["Starting …"]);
  const house = await openHouse({ environment, onTrouble: (message) => terminal.notice(message) });
  warningsTo(house.log);
  const interrupts = interruptible(house);
  try {
    const forge = await openGivenForge(given.repoDir, house.home);
    const open = given.messages.length > 0 ? play : talk;
    const code = await open(given, house, forge, interrupts);
    if (interrupts.isStopping()) return forever();
    await house.close();
    return code;
  } catch (error) {
    // While everything is being closed, what was under way fails; that is no news.
    if (interrupts.isStopping()) return forever();
    house.log.error({ err: error }, "the start failed");
    await house.close();
    throw error;
  }
}

/** The interrupt ends the process. */
function forever(): Promise<never> {
  return new Promise(() => undefined);
}

function interruptible(house: House): Interrupts {
  return onInterrupt(
    async () => {
      screen.setStatus([]);
      terminal.notice("Stopping …");
      await house.close({ cancelRecordings: true });
    },
    () => house.kill(),
  );
}

/** Messages from the command line, as one conversation. */
async function play(given: StartArguments, house: House, forge: LocalForge): Promise<number> {
  const conductor = house.open(agentOf(house, forge), [terminal]);
  screen.setStatus([]);
  const [latest] = given.continues ? await listConversations(house.store, house.workspaceId, 1) : [];
  const conversation = latest ? conversationOf(latest) : newConversation();
  const isAllDone = await playScript(given.messages, { conductor, terminal, conversation });
  screen.setStatus([]);
  return isAllDone ? 0 : 1;
}

/** The prompt and the web page, until the person leaves. */
async function talk(given: StartArguments, house: House, forge: LocalForge, interrupts: Interrupts): Promise<number> {
  const { store, log, workspaceId, home } = house;
  const { conductor, server } = await openLocalDoors(house, forge, { port: given.port, beside: [terminal] });
  const listThreads = () => listConversations(store, workspaceId, 20);
  try {
    const [pullRequests, threads] = await Promise.all([forge.listPullRequests(), listThreads()]);
    const { url } = server;
    screen.setStatus([]);
    terminal.say("", greeting({ repo: forge.defaultRepo, pullRequests, url, threads: threads.length }));
    const end = await promptUntilEnd({
      ...{ input: process.stdin, output, screen, terminal, conductor, log, listThreads },
      historyFile: home.historyFile,
      examples: exampleWords,
      continues: given.continues,
    });
    if (end === "interrupt") interrupts.interrupt("SIGINT");
    const left = end === "quit" ? await conductor.activeJobs() : 0;
    if (left > 0)
      terminal.notice(`${left === 1 ? "One thing is" : `${left} things are`} unfinished and go on at the next start.`);
    return 0;
  } finally {
    await server.close();
  }
}

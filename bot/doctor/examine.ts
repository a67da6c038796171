import { resolve } from "node:path";
import { type Environment, readEnvironment } from "../../environment.ts";
import { examineDeliveries } from "./deliveries.ts";
import { examineDiscord } from "./discord.ts";
import { type Examination, isReady } from "./finding.ts";
import { examineModel } from "./model.ts";
import { examineProvisions } from "./provisions.ts";
import { examineRights } from "./rights.ts";
import { examineDoors, examineRepositories, examineTerminal, examineWebPage } from "./services.ts";
import { examineHome, examineStore } from "./storage.ts";
import { examineGit, examineNode, examineNpm } from "./tools.ts";

/** Looks at everything at once. `onLine` gets what long work says of itself. */
export async function examine(environment: Environment, onLine: (line: string) => void): Promise<Examination> {
  const isDefaultHome = resolve(environment.AURA_HOME) === resolve(readEnvironment({}).AURA_HOME);
  const [git, npm, provisions, home, model, webPage, doors, discord, deliveries] = await Promise.all([
    examineGit(),
    examineNpm(),
    examineProvisions(environment, onLine),
    examineHome(environment, isDefaultHome),
    examineModel(environment),
    examineWebPage(),
    examineRights(environment, examineDoors(environment)),
    examineDiscord(environment),
    examineDeliveries(environment),
  ]);
  const sections = [
    { title: "This machine", findings: [examineNode(), npm, git, ...provisions] },
    { title: "Memory", findings: [home, await examineStore(environment)] },
    { title: "Understanding", findings: [model, examineRepositories(environment)] },
    { title: "Doors", findings: [examineTerminal(), webPage, ...doors, discord] },
    { title: "Delivery", findings: deliveries },
  ];
  return { isReady: isReady(sections), sections };
}

import type { Environment } from "../../environment.ts";
import type { Finding } from "./finding.ts";
import { helpToSet } from "./variables.ts";

const answerTimeoutMs = 8_000;
const openAi = "https://api.openai.com/v1";

/** Asks the provider for its list of models, which costs nothing and tries both the address and the key. */
export async function examineModel(environment: Environment): Promise<Finding> {
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: base, AURA_MODEL: model } = environment;
  if (key === undefined && base === undefined) {
    return {
      name: "Model",
      state: "ok",
      inUse: "built in, needs no network",
      why: "neither OPENAI_API_KEY nor OPENAI_BASE_URL is set",
    };
  }
  const address = base ?? openAi;
  const said = {
    name: "Model",
    inUse: `${model} at ${new URL(address).host}`,
    why: base === undefined ? "OPENAI_API_KEY is set" : "OPENAI_BASE_URL is set",
  };
  const problem = await problemWith(address, key, model);
  return problem === null ? { ...said, state: "ok" } : { ...said, state: "broken", help: problem };
}

async function problemWith(address: string, key: string | undefined, model: string): Promise<string | null> {
  const instead = "or remove it to use the built-in model";
  try {
    const answer = await fetch(`${address.replace(/\/$/, "")}/models`, {
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    if (answer.status === 401 || answer.status === 403) {
      return `The key was refused. ${helpToSet("OPENAI_API_KEY")}, ${instead}.`;
    }
    const listed = answer.ok ? idsIn(await answer.text()) : null;
    // Some servers have no list; then only a request would tell.
    if (listed === null || listed.includes(model)) return null;
    return `There is no model ${model} at ${address}. ${helpToSet("AURA_MODEL")}.`;
  } catch {
    return `${address} does not answer. ${helpToSet("OPENAI_BASE_URL")}, ${instead}.`;
  }
}

function idsIn(body: string): string[] | null {
  try {
    const { data } = JSON.parse(body) as { data?: { id?: string }[] };
    return Array.isArray(data) ? data.flatMap(({ id }) => id ?? []) : null;
  } catch {
    return null;
  }
}

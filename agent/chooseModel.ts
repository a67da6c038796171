import { createOpenAI } from "@ai-sdk/openai";
import type { Environment } from "../environment.ts";
import { builtinChoice, type ChosenModel } from "./chosenModel.ts";

type Settings = Pick<Environment, "OPENAI_API_KEY" | "OPENAI_BASE_URL" | "AURA_MODEL"> &
  Partial<Pick<Environment, "AURA_MODEL_PRICE">>;

const TIMEOUT_MS = 60_000;
/** A model may think for long before it writes, but not in the middle of a sentence. */
const SILENCE_MS = 30_000;
const RETRIES = 2;

/**
 * The model that the environment asks for: the built-in one without a key and an address. AURA_MODEL may name the API in
 * front (`chat:NAME`, `responses:NAME`); without it, a server of one's own gets chat completions, which all of them speak.
 */
export function chooseModel(
  settings: Settings,
  limits: { timeoutMs?: number; silenceMs?: number; maxRetries?: number } = {},
): ChosenModel {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL } = settings;
  if (apiKey === undefined && baseURL === undefined) return builtinChoice();
  // Servers on the own network often want no key, but the client insists on one.
  const provider = createOpenAI({ apiKey: apiKey ?? "none", ...(baseURL === undefined ? {} : { baseURL }) });
  const { api, model } = modelName(settings.AURA_MODEL, baseURL !== undefined);
  return {
    model: api === "chat" ? provider.chat(model) : provider.responses(model),
    name: model,
    builtin: false,
    ...(settings.AURA_MODEL_PRICE === undefined ? {} : { price: priceIn(settings.AURA_MODEL_PRICE) }),
    timeoutMs: limits.timeoutMs ?? TIMEOUT_MS,
    silenceMs: limits.silenceMs ?? SILENCE_MS,
    maxRetries: limits.maxRetries ?? RETRIES,
  };
}

/** "0.25/2" → dollars for a million tokens read, and written. */
function priceIn(text: string): NonNullable<ChosenModel["price"]> {
  const [inputUsd = 0, outputUsd = 0] = text.split("/").map(Number);
  return { inputUsd, outputUsd };
}

/** "chat:gpt-5-mini" → the API and the model's own name. */
export function modelName(name: string, hasOwnServer: boolean): { api: "chat" | "responses"; model: string } {
  const named = /^(chat|responses):(.+)$/.exec(name);
  if (named) return { api: named[1] === "chat" ? "chat" : "responses", model: named[2] ?? name };
  return { api: hasOwnServer ? "chat" : "responses", model: name };
}

import { access, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PipelineError } from "../failure.ts";
import { type Take, takeSchema } from "./take.ts";

const fileName = "take.json";

/** Writes the take's description beside its pictures, whole or not at all. */
export async function writeTake(takeDir: string, take: Take): Promise<void> {
  const checked = takeSchema.parse(take);
  const whole = join(takeDir, fileName);
  await writeFile(`${whole}.partial`, `${JSON.stringify(checked)}\n`);
  await rename(`${whole}.partial`, whole);
}

/** Reads a take and checks that it is complete. Throws one sentence when it is missing or damaged. */
export async function readTake(takeDir: string): Promise<Take> {
  const text = await readFile(join(takeDir, fileName), "utf8").catch((cause: unknown) => {
    throw new PipelineError("take_missing", `There is no recording in ${takeDir}; record it again.`, { cause });
  });
  const take = parse(takeDir, text);
  for (const { file } of take.pictures) {
    await access(join(takeDir, file)).catch((cause: unknown) => {
      throw damaged(takeDir, `${file} is missing`, cause);
    });
  }
  return take;
}

function parse(takeDir: string, text: string): Take {
  try {
    return takeSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(takeDir, "its description cannot be read", cause);
  }
}

function damaged(takeDir: string, how: string, cause: unknown): PipelineError {
  return new PipelineError("take_damaged", `The recording in ${takeDir} is damaged (${how}); record it again.`, {
    cause,
  });
}

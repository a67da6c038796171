import fc from "fast-check";

/** The same cases in every run, so that a red test is one of the change at hand; `AURA_SEED` draws others. */
fc.configureGlobal({ seed: Number(process.env.AURA_SEED ?? 20_261_121) });

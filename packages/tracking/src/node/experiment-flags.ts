import { isRunId } from "../run-id.ts";
import { FlagError, type Flags, type FlagTable } from "./flags.ts";
import { readPatience } from "./patience.ts";

/** Flags that every experiment has, beside its own. */
const commonFlags = {
  seeds: { default: 0, says: "how many seeds" },
  "first-seed": { default: 0, says: "the seed that they begin with" },
  variants: { default: "", says: "only these variants, with commas between" },
  workspace: { default: undefined, says: "the folder that the runs go to; needed" },
  group: { default: undefined, says: "a name that the seeds share; the time unless told" },
  prediction: { default: undefined, says: "what you expect, in words; locked before the first step" },
  "stop-after": {
    default: undefined,
    says: "test/loss:5 ends a run once five values in a row were no better",
  },
  until: { default: 1, says: "pause with a checkpoint when this share of the steps is done" },
  resume: { default: undefined, says: "id of a run that was stopped: go on from its last checkpoint" },
  run: { default: undefined, says: "for sweeps: the id of the one run, new or begun" },
  attempt: { default: 1, says: "for sweeps: which attempt of it" },
  sweep: { default: undefined, says: "for sweeps: the id of the sweep" },
  describe: { default: false, says: "for sweeps: the flags, variants and metrics as JSON" },
  smoke: { default: false, says: "one seed, as short as can be, no bar: does it run at all" },
  results: { default: false, says: "write the results file in experiments/results" },
  help: { default: false, says: "this list" },
} as const;

/** Whether all experiments have it: no sweep may set it by its search. */
export function isCommonFlag(name: string): boolean {
  return Object.hasOwn(commonFlags, name);
}

/** An experiment's own flags and those that all have; two of one name would be read as one. */
export function allFlags(own: FlagTable, seeds: number): FlagTable {
  const twice = Object.keys(own).find(isCommonFlag);
  if (twice !== undefined)
    throw new FlagError(
      `flags: the experiment has a --${twice}, as all have; another name is needed for its own`,
    );
  return { ...own, ...commonFlags, seeds: { ...commonFlags.seeds, default: seeds } };
}

export type CommonFlags = Flags<typeof commonFlags>;

interface Circumstances {
  /** Names of flags that were given another value than their default. */
  changed: readonly string[];
  /** Names of flags that `--smoke` sets. */
  smoke: readonly string[];
  /** How many variants the run is asked for. */
  variants: number;
  /** Whether the learner's own code runs in the library's place. */
  mine: boolean;
}

/** Refuses values, and flags beside each other, that mean nothing. */
export function checkCommonFlags(
  given: CommonFlags,
  { changed, smoke, variants, mine }: Circumstances,
): void {
  if (given.workspace === undefined)
    throw new FlagError("flags: no --workspace, a folder is needed; `npx blankfile run` finds yours");
  if (!Number.isInteger(given.seeds) || given.seeds < 1)
    throw new FlagError(`flags: --seeds ${given.seeds}, a whole number from 1 is needed`);
  if (!Number.isSafeInteger(given["first-seed"]) || given["first-seed"] < 0)
    throw new FlagError(`flags: --first-seed ${given["first-seed"]}, a whole number from 0 is needed`);
  if (!(given.until > 0 && given.until <= 1))
    throw new FlagError(`flags: --until ${given.until}, a share above 0 and up to 1 is needed`);
  if (given["stop-after"] !== undefined && readPatience(given["stop-after"]) === undefined)
    throw new FlagError(
      `flags: --stop-after ${given["stop-after"]}, a metric and a number of values as in test/loss:5 is needed`,
    );
  const others = changed.length > 0 || given["stop-after"] !== undefined || given.until !== 1;
  if (given.results && mine)
    throw new FlagError(
      "flags: --results with --mine, the library's own code is needed: the results are its",
    );
  if (given.results && (others || given.smoke))
    throw new FlagError("flags: --results with others, the defaults are needed: the results are theirs");
  const owned = changed.length > 0 || given.until !== 1;
  if (given.resume !== undefined && (owned || given.smoke || given.prediction !== undefined))
    throw new FlagError(
      "flags: --resume with others, only --workspace, and --stop-after where the run had it, are needed: it has its own",
    );
  const both = changed.filter((name) => ["seeds", "first-seed", ...smoke].includes(name));
  if (given.smoke && both.length > 0)
    throw new FlagError(`flags: --smoke with --${both[0]}, one or the other is needed: it sets both`);
  checkRunFlag(given, variants);
}

function checkRunFlag({ run, attempt, seeds, smoke, resume }: CommonFlags, variants: number): void {
  if (run === undefined) return;
  if (!isRunId(run))
    throw new FlagError(`flags: --run ${run}, an id <YYYYMMDD>-<HHMMSS>-<word>-<4 characters> is needed`);
  if (!Number.isSafeInteger(attempt) || attempt < 1)
    throw new FlagError(`flags: --attempt ${attempt}, a whole number from 1 is needed`);
  if (variants !== 1 || seeds !== 1 || smoke || resume !== undefined)
    throw new FlagError(
      "flags: --run is one run; --variants with one name and --seeds 1 are needed, without --smoke and --resume",
    );
}

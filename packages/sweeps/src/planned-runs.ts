import type { ConfigValue } from "@blankfile/tracking";
import type { TrialState } from "./decision.ts";
import { rungShares } from "./rungs.ts";
import type { SweepPlan } from "./sweep-file.ts";

/** A sweep as it was created: `sweep.json`, written once. */
export interface SweepRecord {
  format: 1;
  /** `<YYYYMMDD>-<HHMMSS>-<name>-<4 base-32 characters>`. */
  id: string;
  createdAt: number;
  plan: SweepPlan;
  /** The file as it was given. */
  text: string;
}

/** One run of a sweep: a configuration with a seed. */
export interface PlannedRun {
  id: string;
  trial: number;
  seed: number;
  /** Whether its seed chose nothing and judges the best. */
  heldOut: boolean;
  /** The share of its steps that is asked for by now. */
  until: number;
  /** What `blankfile run` gets, without the attempt. */
  args: string[];
}

/** The runs that a trial comes to; with `confirmed` those of the held-out seeds too. */
export function runsOf(sweep: SweepRecord, trial: TrialState, confirmed: boolean): PlannedRun[] {
  const { plan } = sweep;
  const until = rungShares(plan.rungs)[trial.rung]!;
  const all = [
    ...plan.seeds.map((seed) => ({ seed, heldOut: false, until })),
    ...(confirmed ? plan.heldOut.map((seed) => ({ seed, heldOut: true, until: 1 })) : []),
  ];
  const width = plan.seeds.length + plan.heldOut.length;
  return all.map((one, i) => {
    const id = runIdOf(sweep, trial.number * width + i);
    return { ...one, id, trial: trial.number, args: argsOf(sweep, trial, { ...one, id }) };
  });
}

function argsOf(
  { id: sweep, plan }: SweepRecord,
  { number, params }: TrialState,
  { id, seed, heldOut, until }: { id: string; seed: number; heldOut: boolean; until: number },
): string[] {
  const { patience } = plan;
  return [
    ...["--run", id, "--sweep", sweep, "--group", `${sweep}-${number}${heldOut ? "-held-out" : ""}`],
    ...["--variants", plan.variant, "--seeds", "1", "--first-seed", String(seed)],
    ...(until < 1 ? ["--until", String(until)] : []),
    ...(patience ? ["--stop-after", `${patience.metric}:${patience.values}`] : []),
    ...Object.entries({ ...plan.set, ...(params as Record<string, ConfigValue>) }).flatMap(([name, value]) =>
      typeof value === "boolean" ? (value ? [`--${name}`] : []) : [`--${name}=${value}`],
    ),
  ];
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** The id of a sweep's run number `index`, the same for everybody who asks: of one sweep's first million no two are the same. */
function runIdOf({ id, plan }: SweepRecord, index: number): string {
  const [date, time] = id.split("-");
  const word = plan.experiment.split(/[/-]/).at(-1)!;
  const shift = [...id.slice(-4)].reduce((sum, letter) => sum * 32 + alphabet.indexOf(letter), 0);
  let code = (index + shift) % 2 ** 20;
  let tail = "";
  for (let i = 0; i < 4; i++, code = Math.floor(code / 32)) tail = alphabet[code % 32] + tail;
  return `${date}-${time}-${word}-${tail}`;
}

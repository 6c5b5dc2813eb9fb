import type { OpenSweep, OpenTrial } from "../../server/client.ts";

interface Made {
  lr: number;
  costs: (number | null)[];
  rung?: number;
  state?: OpenTrial["runs"][number]["state"];
  at?: number;
}

/** A sweep over lr with these trials: their costs by rung, and one run each. */
export function sweepOf(made: Made[], rungs = [1], goal: "minimize" | "maximize" = "minimize"): OpenSweep {
  const trials = made.map(({ lr, costs, rung = costs.length - 1, state = "finished", at = 0 }, number) => ({
    ...{ number, params: { lr }, bracket: 0, rung: Math.max(0, rung) },
    costs: costs.map((cost, i) => ({ rung: i, cost })),
    runs: [{ id: `run-${number}`, seed: 0, heldOut: false, state, step: 1, updatedAt: at }],
  }));
  return { record: { plan: { goal, metric: "loss" } }, rungs, trials } as unknown as OpenSweep;
}

export type { Decision, TrialState } from "./decision.ts";
export { bestTrial, nextDecision } from "./next-decision.ts";
export { type PlannedRun, runsOf, type SweepRecord } from "./planned-runs.ts";
export { reportOf, type SweepReport } from "./report.ts";
export { rungShares } from "./rungs.ts";
export { experimentOf, readSweepFile, type SweepPlan } from "./sweep-file.ts";
export { SweepProblem } from "./sweep-problem.ts";
export { newRun, outcomeOf, type RunOutcome, trialStates } from "./sweep-state.ts";

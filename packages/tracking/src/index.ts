export { checkRecord, parseClaim, parseRecord } from "./check-record.ts";
export { EventLog, type StepOption, type Table } from "./event-log.ts";
export { isNonFinite, markNonFinite, numberOf } from "./non-finite.ts";
export { isIntact, lockPrediction, type Prediction, predictionHash } from "./prediction.ts";
export type {
  Claim,
  CodeVersion,
  ConfigValue,
  Environment,
  LockedPrediction,
  MetricDefinition,
  MetricsEvent,
  NonFinite,
  NoteEvent,
  RunEvent,
  RunRecord,
  RunState,
  StateEvent,
  SummaryEvent,
  TableEvent,
  TextEvent,
} from "./run.ts";
export { checkExperimentName, checkRunId, isExperimentName, isRunId, makeRunId } from "./run-id.ts";
export { sha256 } from "./sha256.ts";

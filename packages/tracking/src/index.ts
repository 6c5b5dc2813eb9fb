export { checkRecord, parseClaim, parseRecord } from "./check-record.ts";
export { downsample } from "./downsample.ts";
export { checkEvent, type ParsedEvent, parseEvent } from "./event-line.ts";
export { EventLog, type StepOption, type Table } from "./event-log.ts";
export { Fold, foldRun } from "./fold.ts";
export type { AttemptSource, DamagedRecord, FoldedRun, FoldOptions, Named } from "./folded-run.ts";
export { browserClaim, type MemoryRun, type MemoryRunOptions, memoryRun, toFiles } from "./memory-run.ts";
export type { MetricPoint, Point } from "./metrics.ts";
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
export { type MetricValue, type RunRow, rowOf } from "./run-row.ts";
export { seedInterval } from "./seed-interval.ts";
export { sha256 } from "./sha256.ts";

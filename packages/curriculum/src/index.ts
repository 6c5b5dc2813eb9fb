export {
  type Answer,
  type AnsweredPhrase,
  type AnswerStatus,
  type CoverageContent,
  coverage,
  dangling,
} from "./coverage.ts";
export { afterKnown, byOrder, firstPass, firstTime, orderOf } from "./event-order.ts";
export type {
  CheckEvent,
  ClaimEvent,
  DoneEvent,
  ExplainEvent,
  PlacementEvent,
  PlanEvent,
  ProgressEvent,
  ReviewEvent,
  Rung,
  SlipEvent,
  TrackEvent,
  UnclaimEvent,
  UseEvent,
} from "./evidence.ts";
export { rungs } from "./evidence.ts";
export { type Exercise, type ExerciseMeta, exerciseSchema } from "./exercise.ts";
export { kindNames, minutesText } from "./exercise-words.ts";
export {
  atLeast,
  type Evidence,
  foldEvidence,
  knownTopics,
  provedTopics,
  type Reason,
} from "./fold-evidence.ts";
export { type Parts, parseExercise, parseProject, parseTopic, splitFrontMatter } from "./front-matter.ts";
export { closure, dependents } from "./graph/closure.ts";
export { type Gaps, gaps } from "./graph/gaps.ts";
export { buildGraph, type Graph, type GraphTopic } from "./graph/graph.ts";
export {
  budgetProblems,
  type GraphProblem,
  type GraphRulesTopic,
  graphBudget,
  graphProblems,
} from "./graph/graph-problems.ts";
export {
  lintPlan,
  type OrderConflict,
  type PlanReport,
  type PlanUnit,
  type UnstatedAssumption,
} from "./graph/lint-plan.ts";
export {
  mostQuestions,
  type Placement,
  type PlacementAnswer,
  type PlacementOptions,
  placement,
} from "./graph/placement.ts";
export { readingList } from "./graph/reading-list.ts";
export { type Stop, type Trace, tracePath } from "./graph/trace-path.ts";
export { changesOnly, type DiffLine, lineDiff, type SkippedLines } from "./line-diff.ts";
export { applyMigrations, type Migrated, slugsOf, successors } from "./migrate-events.ts";
export { type Migration, migrationProblems, migrationsSchema } from "./migrations.ts";
export type { Milestone, Proof } from "./milestone.ts";
export {
  foldDone,
  followedTracks,
  type MilestoneState,
  milestoneState,
  passedExercises,
  type RunFigures,
  slipsOf,
} from "./milestone-state.ts";
export { type Layer, type Module, modulesSchema } from "./modules.ts";
export { nearest } from "./nearest.ts";
export {
  type NextExercise,
  type NextReason,
  nearlyStartable,
  nextExercise,
  type PracticeItem,
  type PracticeState,
  startable,
} from "./next-exercises.ts";
export { type PlannedExperiment, plannedExperimentsSchema } from "./planned-experiment.ts";
export { type Problem, problemText } from "./problem.ts";
export { type AsideLine, eventProblem, formatProgress, parseProgress, union } from "./progress.ts";
export { type Project, type ProjectMeta, projectSchema } from "./project.ts";
export { nextRungText, type ReasonWords, reasonText, reasonWords } from "./reason-words.ts";
export { type Redo, redoAfterDays, redos } from "./redo.ts";
export { isWork, type Reference, referencesSchema } from "./references.ts";
export { overdue, type ScheduledUnit, schedule } from "./schedule.ts";
export { schemaProblems } from "./schema-problems.ts";
export { type SeedPhrase, seedPhrasesSchema } from "./seed-phrase.ts";
export { standing } from "./standing.ts";
export {
  type Card,
  type LayerId,
  layerId,
  layers,
  slug,
  type Topic,
  type TopicMeta,
  topicSchema,
} from "./topic.ts";
export { type Track, type TrackMeta, trackSchema, type Unit } from "./track.ts";
export { type DayWork, isWorkDone, workDays } from "./work-days.ts";
export { type Read, readYaml } from "./yaml-file.ts";

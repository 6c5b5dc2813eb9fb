export type {
  CheckEvent,
  ClaimEvent,
  ExplainEvent,
  PlanEvent,
  ProgressEvent,
  Rung,
  UnclaimEvent,
  UseEvent,
} from "./evidence.ts";
export { rungs } from "./evidence.ts";
export { type Exercise, type ExerciseMeta, exerciseSchema } from "./exercise.ts";
export {
  atLeast,
  type Evidence,
  foldEvidence,
  knownTopics,
  provedTopics,
  type Reason,
} from "./fold-evidence.ts";
export { type Parts, parseExercise, parseTopic, splitFrontMatter } from "./front-matter.ts";
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
export { readingList } from "./graph/reading-list.ts";
export { type Stop, type Trace, tracePath } from "./graph/trace-path.ts";
export {
  applyMigrations,
  type Migrated,
  type Migration,
  migrationProblems,
  migrationsSchema,
  successors,
} from "./migrations.ts";
export { type Layer, type Module, modulesSchema } from "./modules.ts";
export { nearest } from "./nearest.ts";
export { type Problem, problemText } from "./problem.ts";
export { type AsideLine, eventProblem, formatProgress, parseProgress, union } from "./progress.ts";
export { type Reference, referencesSchema } from "./references.ts";
export { schemaProblems } from "./schema-problems.ts";
export { type LayerId, layerId, layers, slug, type Topic, type TopicMeta, topicSchema } from "./topic.ts";
export { type Read, readYaml } from "./yaml-file.ts";

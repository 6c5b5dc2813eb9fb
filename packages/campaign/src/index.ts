export {
  type AuditedPipeline,
  auditPipeline,
  type Judged,
  type PipelineAudit,
} from "./audit/audit-pipeline.ts";
export {
  Campaign,
  type CampaignData,
  type KeptSearch,
  type Rows,
  type TableChange,
} from "./campaign/campaign.ts";
export { analyseErrors, type ErrorAnalysis } from "./errors/analyse-errors.ts";
export { type Slice, worstSlices } from "./errors/slices.ts";
export { type Feature, type Row, withFeatures } from "./features/row-features.ts";
export { leadingLetters, surnameOf, titleOf, wordCount } from "./features/text-features.ts";
export { type Association, associations } from "./look/association.ts";
export { type Drift, findDrift } from "./look/drift.ts";
export { type Look, look } from "./look/look.ts";
export { type Comparison, compareModels } from "./models/compare-models.ts";
export { columnsByType, plainColumns } from "./models/plain-columns.ts";
export { type Bar, type BarsOptions, bars } from "./pictures/bars.ts";
export { type HeatMapOptions, heatMap } from "./pictures/heat-map.ts";
export { type HistogramOptions, histogram } from "./pictures/histogram.ts";
export { type Line, type LinesOptions, lines, scatter } from "./pictures/lines.ts";
export { missingMatrix } from "./pictures/missing-matrix.ts";
export type { Block } from "./report/blocks.ts";
export { toHtml } from "./report/html.ts";
export { toMarkdown } from "./report/markdown.ts";
export { type Opening, openHoldout } from "./report/open-holdout.ts";
export { type Report, type ReportOptions, type Words, writeReport } from "./report/write-report.ts";
export { type Given, inferSettings, type Wishes } from "./settings/infer-settings.ts";
export { type Metric, metricNamed, metricNames, readableScorer, scoreText } from "./settings/metrics.ts";
export { readSettings, type Settings } from "./settings/settings.ts";
export { type Estimate, scoreInterval } from "./split/score-interval.ts";
export { type HeldOut, predictHeldOut, type ScoreOptions, scoreModel } from "./split/score-model.ts";
export { planSplit, type Scheme, type SplitPlan } from "./split/split-plan.ts";
export { type Submission, submission } from "./submit/submission.ts";
export { type Cleaning, cleanTable } from "./table/clean-table.ts";
export { type ColumnFacts, type ColumnType, columnFacts, tableFacts } from "./table/column-facts.ts";
export { isoDates } from "./table/iso-dates.ts";
export { type StageName, stageFiles, stageNames } from "./templates/stage-files.ts";
export { chosenModel, type Tuned, type TuneOptions, tune } from "./tune/tune.ts";

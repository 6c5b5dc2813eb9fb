export { findFiles, readTable } from "./campaign-files.ts";
export { loadCampaign } from "./load-campaign.ts";
export { type RunOptions, type RunResult, resultOf, runStages } from "./run-stages.ts";
export { type Started, startCampaign } from "./start-campaign.ts";

import type { Campaign } from "../campaign/campaign.ts";
import { modelText } from "./model-text.ts";
import { pipelineText } from "./pipeline-text.ts";

/** The stages in order. */
export const stageNames = [
  "1-look",
  "2-split",
  "3-baseline",
  "4-pipeline",
  "5-tune",
  "6-errors",
  "7-submit",
  "8-report",
] as const;
export type StageName = (typeof stageNames)[number];

/** The text of each stage as a campaign starts: plain code for the columns that this table has. The learner owns what is written. */
export function stageFiles(campaign: Campaign): Record<StageName, string> {
  const isClasses = campaign.settings.task === "classification";
  const [Linear, Tree] = isClasses
    ? ["LogisticRegression", "DecisionTreeClassifier"]
    : ["Ridge", "DecisionTreeRegressor"];
  return {
    "1-look": `// What is in the table: types, gaps, distributions, and what each column alone tells of the target.
import { type Campaign, look } from "@blankfile/campaign";

export default (campaign: Campaign) => look(campaign);
`,
    "2-split": `// Which rows are locked away until the report, and how the others are held back in turn.
// The scheme follows from \`group\` and \`time\` in campaign.json.
import { type Campaign, planSplit } from "@blankfile/campaign";

export default (campaign: Campaign) => {
  const all = campaign.rows(Array.from({ length: campaign.train.length }, (_, i) => i));
  return { ...planSplit(all, campaign.settings), pictures: {} };
};
`,
    "3-baseline": `// What little thought achieves. Everything after this must do better.
import { type Campaign, compareModels, plainColumns } from "@blankfile/campaign";
import { ${Tree}, ${Linear}, Pipeline } from "@blankfile/classical";

export default (campaign: Campaign) => {
  const { X } = campaign.learning();
  const after = (model: ${Tree} | ${Linear}) => new Pipeline({ steps: { columns: plainColumns(X), model } });
  return compareModels(campaign, {
    // A tree that may not split gives everybody the same answer.
    constant: after(new ${Tree}({ minSamplesSplit: 2 * X.length })),
    "one rule": after(new ${Tree}({ maxDepth: 1 })),
    "tree of depth 4": after(new ${Tree}({ maxDepth: 4 })),
    linear: after(new ${Linear}()),
  });
};
`,
    "4-pipeline": pipelineText(campaign),
    "5-tune": modelText(campaign),
    "6-errors": `// Where the chosen model is wrong, on rows that it has not learnt from.
import { analyseErrors, type Campaign, chosenModel } from "@blankfile/campaign";
import { features } from "./4-pipeline.ts";
import { model } from "./5-tune.ts";

export default (campaign: Campaign) =>
  analyseErrors(campaign, chosenModel(campaign, model), campaign.learning(features));
`,
    "7-submit": `// Predictions of the test rows, by the chosen model after all labelled rows.
import { type Campaign, chosenModel, submission } from "@blankfile/campaign";
import { features } from "./4-pipeline.ts";
import { model } from "./5-tune.ts";

export default (campaign: Campaign) =>
  submission(campaign, chosenModel(campaign, model), { rows: campaign.labelled(features), features });
`,
    "8-report": `// The write-up. The numbers come from the stages; the words here are yours.
import { type Campaign, chosenModel, writeReport } from "@blankfile/campaign";
import { features } from "./4-pipeline.ts";
import { model } from "./5-tune.ts";

const words = {
  title: ${JSON.stringify(`Predicting ${campaign.settings.target}`)},
  // Who wants to know, and what for.
  question: "",
  // What follows from the numbers, and what you would try next.
  conclusion: "",
};

export default (campaign: Campaign) =>
  writeReport(campaign, () => ({ model: chosenModel(campaign, model), features }), words);
`,
  };
}

import type { Campaign } from "../campaign/campaign.ts";

/** 5-tune.ts: families of models and what is searched of each. */
export function modelText({ settings, X }: Campaign): string {
  const isClasses = settings.task === "classification";
  const [Linear, Boosting, Forest] = isClasses
    ? ["LogisticRegression", "HistGradientBoostingClassifier", "ExtraTreesClassifier"]
    : ["Ridge", "HistGradientBoostingRegressor", "ExtraTreesRegressor"];
  const penalty = isClasses ? "C" : "alpha";
  const few = X.length < 20_000;
  const families = ["linear", "boosting", ...(few ? ["forest"] : [])];
  return `// A search over families of models. Each candidate is a whole pipeline, cross-validated.
import { type Campaign, tune } from "@blankfile/campaign";
import {
  categorical, ${few ? `${Forest}, ` : ""}float, ${Boosting}, int, ${Linear}, type ParameterValues, type Space,
} from "@blankfile/classical";
import { features, pipeline } from "./4-pipeline.ts";

const space: Space = {
  family: categorical(${families.map((name) => JSON.stringify(name)).join(", ")}),
  ${penalty}: { ...float(0.01, 100, { log: true }), when: { family: ["linear"] } },
  learningRate: { ...float(0.03, 0.2, { log: true }), when: { family: ["boosting"] } },
  maxIter: { ...int(50, ${few ? 200 : 300}), when: { family: ["boosting"] } },
  maxLeafNodes: { ...int(4, ${few ? 24 : 48}, { log: true }), when: { family: ["boosting"] } },
  minSamplesLeaf: { ...int(5, 40, { log: true }), when: { family: ["boosting"] } },
  l2Regularization: { ...float(0.01, 10, { log: true }), when: { family: ["boosting"] } },
${
  few
    ? `  leaf: { ...int(1, 10), when: { family: ["forest"] } },
  maxFeatures: { ...float(0.2, 0.9), when: { family: ["forest"] } },
`
    : ""
}};

/** The whole pipeline of a candidate. */
export function model(p: ParameterValues) {
  const { family, ...own } = p as Record<string, number> & { family: string };
  if (family === "linear") return pipeline(new ${Linear}(own));
${
  few
    ? `  if (family === "forest")
    return pipeline(new ${Forest}({ nEstimators: 100, minSamplesLeaf: own.leaf!, maxFeatures: own.maxFeatures!, randomState: ${settings.seed} }));
`
    : ""
}  return pipeline(new ${Boosting}({ ...own, randomState: ${settings.seed} }));
}

export default (campaign: Campaign) => tune(campaign, { rows: campaign.learning(features), space, model });
`;
}

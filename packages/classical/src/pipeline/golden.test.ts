/** Against scikit-learn; see golden/classical_preprocessing.py. */
import { expect, it } from "vitest";
import { SimpleImputer } from "../imputation/simple-imputer.ts";
import { Ridge } from "../linear/least-squares/ridge.ts";
import { KBinsDiscretizer } from "../preprocessing/distribution/k-bins-discretizer.ts";
import { expectClose, golden } from "../preprocessing/node/golden.fixture.ts";
import { StandardScaler } from "../preprocessing/scaling/standard-scaler.ts";
import { ColumnTransformer } from "./column-transformer.ts";
import { Pipeline } from "./pipeline.ts";

const { y, pipeline } = golden<{
  y: number[];
  pipeline: { X: number[][]; out: number[][]; names: string[]; predicted: number[] };
}>("preprocessing");

it("a pipeline of a column transformer of pipelines gives what scikit-learn's gives", () => {
  const columns = new ColumnTransformer({
    transformers: {
      numbers: [new Pipeline({ steps: { fill: new SimpleImputer(), scale: new StandardScaler() } }), [0, 1]],
      bins: [new KBinsDiscretizer({ nBins: 3, encode: "ordinal", strategy: "uniform" }), [2]],
    },
    remainder: "passthrough",
  });
  expectClose(columns.fitTransform(pipeline.X), pipeline.out);
  expect(columns.getFeatureNamesOut()).toEqual(pipeline.names);
  const whole = new Pipeline({ steps: { columns, model: new Ridge({ alpha: 0.5 }) } });
  expectClose(whole.fit(pipeline.X, y).predict(pipeline.X), pipeline.predicted);
});

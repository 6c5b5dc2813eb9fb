import { readFileSync } from "node:fs";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { Centred, Nearest } from "../../check-estimator/honest.fixture.ts";
import { quietly } from "../../check-estimator/rule.ts";
import { fromJSON } from "../../estimator/json.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { KNeighborsClassifier } from "../../neighbors/k-neighbors-classifier.ts";
import { Pipeline } from "../../pipeline/pipeline.ts";
import { KFold } from "../splitters/k-fold.ts";
import { crossValScore } from "../validation/cross-validate.ts";
import { GridSearchCV } from "./grid-search-cv.ts";
import { HalvingGridSearchCV, HalvingRandomSearchCV } from "./halving-search-cv.ts";
import { parameterGrid } from "./parameter-grid.ts";
import { RandomizedSearchCV } from "./randomized-search-cv.ts";
import { categorical, float, int, sampleDomain } from "./space.ts";
import { TpeSearchCV } from "./tpe-search-cv.ts";

const file = new URL("../../../../../golden/classical/search.json", import.meta.url);
const golden = JSON.parse(readFileSync(file, "utf8")).values;
const X = Matrix.fromRows(golden.X);
const y = golden.y as number[];
const estimator = new KNeighborsClassifier();
const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const inCamel = (object: object) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [camel(key), value]));

describe("parameterGrid", () => {
  it("has every combination, the last name changing fastest", () => {
    expect(parameterGrid({ b: [1, 2], a: ["x"] })).toEqual([
      { a: "x", b: 1 },
      { a: "x", b: 2 },
    ]);
    expect(parameterGrid([{ a: [1] }, { b: [2, 3] }])).toEqual([{ a: 1 }, { b: 2 }, { b: 3 }]);
    expect(() => parameterGrid({ a: [] })).toThrow(
      "parameterGrid: a is [], a list of at least one value is needed",
    );
  });
});

describe("GridSearchCV", () => {
  const paramGrid = { nNeighbors: [1, 3, 5, 9], weights: ["uniform", "distance"] };
  const search = new GridSearchCV({ estimator, paramGrid, cv: 4, returnTrainScore: true }).fit(X, y);

  it("gives scikit-learn's scores and ranks", () => {
    const { cvResults_: found } = search;
    expect(found.params).toEqual(golden.params.map(inCamel));
    for (const name of ["meanTestScore", "stdTestScore", "meanTrainScore"] as const)
      for (const [i, value] of (golden[name] as number[]).entries())
        expect(found[name]![i]).toBeCloseTo(value, 12);
    expect([...found.rankTestScore]).toEqual(golden.rankTestScore);
    expect(search.bestIndex_).toBe(golden.bestIndex);
  });

  it("stands for its best estimator, fitted on all rows, in JSON too", () => {
    const best = estimator.clone().setParams(search.bestParams_).fit(X, y);
    expect(search.predict(X)).toEqual(best.predict(X));
    expect((fromJSON(JSON.stringify(search)) as typeof search).predict(X)).toEqual(best.predict(X));
    expect(search.score(X, y)).toBe(best.score(X, y));
  });

  it("searches steps of a pipeline, and whole steps", () => {
    const pipeline = new Pipeline({ steps: { centre: new Centred(), model: new KNeighborsClassifier() } });
    const found = new GridSearchCV({
      estimator: pipeline,
      paramGrid: [{ model__nNeighbors: [1, 5] }, { centre: ["passthrough"], model: [new Nearest()] }],
    }).fit(X, y);
    expect(found.cvResults_.params.length).toBe(3);
    expect(pipeline.params.steps.model).toBeInstanceOf(KNeighborsClassifier);
  });

  it("nests: an outer cross-validation judges the search as a whole", () => {
    const outer = crossValScore(
      new GridSearchCV({ estimator, paramGrid: { nNeighbors: [1, 5] }, cv: 3 }),
      X,
      y,
      { cv: 4 },
    );
    expect(outer.length).toBe(4);
  });

  it("takes a candidate that fails as NaN where it is told to", () => {
    const options = { estimator, paramGrid: { nNeighbors: [3, 500] }, cv: new KFold({ nSplits: 3 }) };
    expect(() => new GridSearchCV(options).fit(X, y)).toThrow(/500/);
    const lenient = new GridSearchCV({ ...options, errorScore: "nan" });
    const { cvResults_: found, warnings_: said } = quietly(() => lenient.fit(X, y));
    expect(said![0]).toMatch(/^3 of 6 fits failed and count as NaN; the first is {"nNeighbors":500}/);
    expect([...found.rankTestScore]).toEqual([1, 2]);
    expect(found.meanTestScore[1]).toBeNaN();
  });

  it("refuses what it cannot search", () => {
    expect(() => new GridSearchCV({ estimator, paramGrid: { neighbours: [1] } }).fit(X, y)).toThrow(
      /"neighbours" is no option/,
    );
    expect(() => new GridSearchCV({ paramGrid: { nNeighbors: [1] } } as never)).toThrow(
      /no estimator, one is needed/,
    );
    expect(() =>
      new GridSearchCV({ estimator, paramGrid: { nNeighbors: [1] }, refit: false }).fit(X, y).predict(X),
    ).toThrow(/refit is false/);
  });
});

describe("halving", () => {
  it.each(
    (golden.halving as { options: object; count: number; candidates: number[]; resources: number[] }[]).map(
      (one) => [JSON.stringify(one.options), one] as const,
    ),
  )("plans rounds as scikit-learn does: %s", (_, { options, count, candidates, resources }) => {
    const paramGrid = { nNeighbors: Array.from({ length: count }, (_, i) => i + 1) };
    const search = quietly(() =>
      new HalvingGridSearchCV({
        estimator,
        paramGrid,
        cv: 3,
        errorScore: "nan",
        ...inCamel(options),
      }).fit(X, y),
    );
    expect(search.nCandidates_).toEqual(candidates);
    expect(search.nResources_).toEqual(resources);
  });

  it("gives more of a parameter, and chooses from the last round", () => {
    class Rounds extends Nearest {}
    const search = new HalvingRandomSearchCV({
      estimator: new KNeighborsClassifier(),
      space: { p: float(1, 3) },
      resource: "nNeighbors",
      maxResources: 9,
      nCandidates: 9,
    });
    search.fit(X, y);
    expect(search.nResources_).toEqual([1, 3, 9]);
    expect(search.bestParams_.nNeighbors).toBe(9);
    expect(() =>
      new HalvingRandomSearchCV({
        estimator: new Rounds(),
        space: { isLoud: categorical(true) },
        resource: "trees",
        maxResources: 9,
      }).fit(X, y),
    ).toThrow(/resource is "trees"/);
  });
});

describe("searches by chance", () => {
  const space = { nNeighbors: int(1, 20), weights: categorical("uniform", "distance") };

  it("give the same for a seed", () => {
    const run = (randomState: number) =>
      new RandomizedSearchCV({ estimator, space, nIter: 5, cv: 3, randomState }).fit(X, y).cvResults_.params;
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it("TpeSearchCV tries what did well more often", () => {
    const search = new TpeSearchCV({ estimator, space, nTrials: 40, cv: 3 }).fit(X, y);
    const scores = search.cvResults_.meanTestScore;
    const average = (part: Float64Array) => part.reduce((sum, value) => sum + value, 0) / part.length;
    expect(average(scores.slice(20))).toBeGreaterThan(average(scores.slice(0, 10)));
  });
});

describe("checkEstimator", () => {
  const makes = {
    GridSearchCV: () =>
      new GridSearchCV({ estimator: new Nearest(), paramGrid: { isLoud: [true, false] }, cv: 3 }),
    RandomizedSearchCV: () =>
      new RandomizedSearchCV({
        estimator: new Nearest(),
        space: { isLoud: categorical(true, false) },
        nIter: 2,
        cv: 3,
      }),
    TpeSearchCV: () =>
      new TpeSearchCV({
        estimator: new Nearest(),
        space: { isLoud: categorical(true, false) },
        nTrials: 2,
        cv: 3,
      }),
    HalvingGridSearchCV: () =>
      new HalvingGridSearchCV({ estimator: new Nearest(), paramGrid: { isLoud: [true, false] }, cv: 2 }),
    HalvingRandomSearchCV: () =>
      new HalvingRandomSearchCV({
        estimator: new Nearest(),
        space: { isLoud: categorical(true, false) },
        nCandidates: 2,
        cv: 2,
      }),
  };
  it.each(Object.entries(makes))("%s", (_, make) => {
    expect(checkEstimator(make)).toEqual([]);
  });
});

it("draws of whole numbers are even", () => {
  const rng = new Philox(3);
  const counts = [0, 0, 0];
  for (let i = 0; i < 3000; i++) counts[(sampleDomain(int(1, 3), rng) as number) - 1]!++;
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt(1000));
});

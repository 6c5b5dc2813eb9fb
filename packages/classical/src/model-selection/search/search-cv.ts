import { Table } from "@blankfile/data";
import { Estimator, type FitOptions, type Kind, type Traits } from "../../estimator/estimator.ts";
import { hasMethod } from "../../estimator/has-method.ts";
import type { AnyEstimator } from "../../estimator/known.ts";
import type { Label } from "../../estimator/labels.ts";
import { boolean, choice, custom, type Options, type Parameters } from "../../estimator/parameters.ts";
import { requireLength, validateWeight, validateX } from "../../estimator/validate.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { Splitter } from "../splitters/splitter.ts";
import { type CV, splitsFor } from "../validation/check-cv.ts";
import { type Data, fitAndScore, fitClone } from "../validation/cross-validate.ts";
import { judgeOf, type Scoring } from "../validation/scoring.ts";
import type { ParameterValues } from "./space.ts";

/** What is tried, and what it gave: a list with an entry for each candidate, in the order in which they were tried. */
export interface SearchResults {
  params: ParameterValues[];
  meanTestScore: Float64Array;
  stdTestScore: Float64Array;
  /** 1 for the best; equals share the better rank. */
  rankTestScore: Int32Array;
  /** A list of splits for each candidate. */
  splitTestScores: Float64Array[];
  meanTrainScore?: Float64Array;
  /** Of halving: the round, and how much of the resource each had. */
  iteration?: Int32Array;
  resources?: Float64Array;
}

/** What one candidate gave on each split. */
export interface Tried {
  params: ParameterValues;
  test: Float64Array;
  train?: Float64Array;
  iteration?: number;
  resources?: number;
}

export const searchParameters = {
  /** What is searched over; clones of it learn. */
  estimator: custom<AnyEstimator>(undefined as never, (value) => value instanceof Estimator, "an estimator"),
  /** A name such as "accuracy", or a scorer; the estimator's own score unless told. */
  scoring: custom<Exclude<Scoring, Readonly<Record<string, unknown>>> | null>(
    null,
    (value) => value === null || typeof value === "string" || typeof value === "function",
    "a name of a score, a scorer, or null",
  ),
  /** A number of folds, a splitter or splits. */
  cv: custom<CV>(
    5,
    (value) => typeof value === "number" || value instanceof Splitter || Array.isArray(value),
    "a number of folds, a splitter or splits",
  ),
  /** Whether the best candidate learns once more from all rows. */
  refit: boolean(true),
  returnTrainScore: boolean(false),
  /** What a candidate that cannot be fitted does: end the search, or count as NaN with a warning. */
  errorScore: choice("raise", "nan"),
};

export type SearchOptions = FitOptions & { groups?: ArrayLike<Label> };

/** Cross-validates candidates and keeps the best, which then stands in for the search: predict, score and so on are its. Subclasses say which are tried. */
export abstract class SearchCV<P extends Parameters & typeof searchParameters> extends Estimator<P> {
  declare cvResults_: SearchResults;
  declare bestIndex_: number;
  /** The best candidate's mean score on rows it had not learnt from. Being the largest of many, it promises more than new rows will hold. */
  declare bestScore_: number;
  declare bestParams_: ParameterValues;
  /** Fitted on all rows; there with `refit`. */
  declare bestEstimator_: AnyEstimator | undefined;
  declare nSplits_: number;
  declare classes_: Label[] | undefined;

  /** Of this fit: what could not be fitted, with the reason. */
  readonly #failures: string[] = [];

  constructor(declared: P, options: Options<P>) {
    super(declared, options);
    if ((this.params as { estimator?: unknown }).estimator === undefined)
      throw new TypeError(`${this.name}: no estimator, one is needed; { estimator: new Ridge() }`);
  }

  get kind(): Kind {
    return this.#settings.estimator.kind;
  }

  override get traits(): Traits {
    return this.#settings.estimator.traits;
  }

  get #settings() {
    return this.params as unknown as {
      estimator: AnyEstimator;
      scoring: Exclude<Scoring, Readonly<Record<string, unknown>>> | null;
      cv: CV;
      refit: boolean;
      returnTrainScore: boolean;
      errorScore: "raise" | "nan";
    };
  }

  fit(X: MatrixLike, y?: unknown, options: SearchOptions = {}): this {
    const { estimator, cv, refit } = this.#settings;
    const where = `${this.name}.fit`;
    const samples = X instanceof Table ? X : validateX(where, X, this.traits);
    const rows = samples instanceof Table ? samples.length : samples.rows;
    if (y !== undefined) requireLength(where, "y", (y as ArrayLike<Label>).length, rows);
    const { sampleWeight } = options;
    if (sampleWeight !== undefined && !this.traits.takesWeight)
      this.refuse("fit", `sampleWeight is given, ${estimator.name} has no use for it; leave it out`);
    const data: Data = {
      X: samples,
      y: y as ArrayLike<Label> | undefined,
      sampleWeight: sampleWeight && validateWeight(where, sampleWeight, rows),
    };
    this.forget();
    const splits = splitsFor(where, estimator, cv, { ...data, groups: options.groups });
    const tried = this.search(data, splits, options.onProgress ?? (() => {}));
    this.#warnOfFailures(tried.length * splits.length);
    this.#conclude(tried);
    this.nSplits_ = splits.length;
    this.bestIndex_ = this.chooseBest(tried);
    this.bestScore_ = this.cvResults_.meanTestScore[this.bestIndex_]!;
    this.bestParams_ = tried[this.bestIndex_]!.params;
    if (refit) {
      this.bestEstimator_ = fitClone(estimator.clone().setParams(this.bestParams_), data);
      this.classes_ = (this.bestEstimator_ as { classes_?: Label[] }).classes_;
    }
    this.nFeaturesIn_ = samples instanceof Table ? samples.names.length : samples.cols;
    const { names } = samples;
    if (names) this.featureNamesIn_ = names;
    return this;
  }

  /** Tries candidates on the splits. */
  protected abstract search(
    data: Data,
    splits: ReturnType<typeof splitsFor>,
    onProgress: (done: number, total: number) => void,
  ): Tried[];

  /** The place of the winner. */
  protected chooseBest(_tried: readonly Tried[]): number {
    return this.cvResults_.rankTestScore.indexOf(1);
  }

  /** One candidate on each of the splits. */
  protected tryOne(params: ParameterValues, data: Data, splits: ReturnType<typeof splitsFor>): Tried {
    const { estimator, scoring, returnTrainScore, errorScore } = this.#settings;
    const judge = judgeOf(`${this.name}.fit`, scoring ?? undefined);
    const candidate = estimator.clone().setParams(cloned(params));
    const scores = splits.map((split) => {
      try {
        const { test, train } = fitAndScore(candidate, data, split, judge, { returnTrainScore });
        return { test: test.score!, train: train?.score ?? Number.NaN };
      } catch (reason) {
        if (errorScore === "raise") throw reason;
        this.#failures.push(`${JSON.stringify(params)}: ${String(reason)}`);
        return { test: Number.NaN, train: Number.NaN };
      }
    });
    return {
      params,
      test: Float64Array.from(scores, ({ test }) => test),
      ...(returnTrainScore ? { train: Float64Array.from(scores, ({ train }) => train) } : {}),
    };
  }

  #warnOfFailures(fits: number): void {
    const failures = this.#failures.splice(0);
    if (failures.length === 0) return;
    this.warn(`${failures.length} of ${fits} fits failed and count as NaN; the first is ${failures[0]}`);
  }

  #conclude(tried: readonly Tried[]): void {
    const means = Float64Array.from(tried, ({ test }) => mean(test));
    if (means.every(Number.isNaN))
      this.refuse("fit", `none of ${tried.length} candidates could be fitted, one that can is needed`);
    this.cvResults_ = {
      params: tried.map(({ params }) => params),
      meanTestScore: means,
      stdTestScore: Float64Array.from(tried, ({ test }) => deviation(test)),
      rankTestScore: ranks(means),
      splitTestScores: tried.map(({ test }) => test),
      ...(tried[0]!.train ? { meanTrainScore: Float64Array.from(tried, ({ train }) => mean(train!)) } : {}),
      ...(tried[0]!.iteration === undefined
        ? {}
        : {
            iteration: Int32Array.from(tried, ({ iteration }) => iteration!),
            resources: Float64Array.from(tried, ({ resources }) => resources!),
          }),
    };
  }

  predict(X: MatrixLike): ArrayLike<Label> {
    return this.#delegate("predict", X) as ArrayLike<Label>;
  }

  predictProba(X: MatrixLike): Matrix {
    return this.#delegate("predictProba", X) as Matrix;
  }

  decisionFunction(X: MatrixLike): Matrix | Float64Array {
    return this.#delegate("decisionFunction", X) as Matrix | Float64Array;
  }

  transform(X: MatrixLike): Matrix {
    return this.#delegate("transform", X) as Matrix;
  }

  scoreSamples(X: MatrixLike): Float64Array {
    return this.#delegate("scoreSamples", X) as Float64Array;
  }

  /** By `scoring`, where it is given. */
  score(X: MatrixLike, y: ArrayLike<Label>, options: Pick<FitOptions, "sampleWeight"> = {}): number {
    const best = this.#best("score");
    return judgeOf(`${this.name}.score`, this.#settings.scoring ?? undefined)(
      best,
      X,
      y,
      options.sampleWeight,
    ).score!;
  }

  /** Whether the best candidate has the method. */
  has(method: string): boolean {
    const handedOn = ["predict", "predictProba", "decisionFunction", "transform", "scoreSamples"];
    return handedOn.includes(method) ? hasMethod(this.#settings.estimator, method) : method in this;
  }

  #best(method: string): AnyEstimator {
    this.requireFitted(method);
    if (this.bestEstimator_) return this.bestEstimator_;
    throw new Error(
      `${this.name}.${method}: refit is false, so no estimator was kept; { refit: true } is needed`,
    );
  }

  #delegate(method: string, X: MatrixLike): unknown {
    const best = this.#best(method);
    if (!hasMethod(best, method))
      throw new TypeError(
        `${this.name}.${method}: ${best.name} has no ${method}, an estimator with it is needed`,
      );
    return (best as unknown as Record<string, (X: MatrixLike) => unknown>)[method]!(X);
  }
}

/** Estimators among the values are cloned, since one grid may put the same one into many candidates. */
function cloned(params: ParameterValues): ParameterValues {
  const entries = Object.entries(params).map(([key, value]) => [
    key,
    value instanceof Estimator ? value.clone() : value,
  ]);
  return Object.fromEntries(entries);
}

/** 1 for the largest; equals share the better rank; NaN last. */
function ranks(values: Float64Array): Int32Array {
  const known = [...values].filter((value) => !Number.isNaN(value));
  return Int32Array.from(values, (value) =>
    Number.isNaN(value) ? known.length + 1 : 1 + known.filter((other) => other > value).length,
  );
}

export function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: Float64Array): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

import { Philox } from "@blankfile/tensor";
import { type AnyEstimator, nameClass } from "../../estimator/known.ts";
import {
  boolean,
  choice,
  custom,
  either,
  integer,
  type Options,
  type Parameters,
  randomState,
  real,
} from "../../estimator/parameters.ts";
import { countRows } from "../../matrix/take-rows.ts";
import type { Split } from "../splitters/splitter.ts";
import type { Data } from "../validation/cross-validate.ts";
import { type Grid, parameterGrid } from "./parameter-grid.ts";
import { mean, SearchCV, searchParameters, type Tried } from "./search-cv.ts";
import { checkSpace, type ParameterValues, type Space, sampleSpace } from "./space.ts";

const halving = {
  ...searchParameters,
  /** What a round gives more of: "nSamples", rows to learn from, or a parameter of the estimator that is a whole number, such as "nEstimators". */
  resource: custom<string>(
    "nSamples",
    (value) => typeof value === "string",
    "nSamples, or the name of a parameter",
  ),
  /** Each round keeps one in so many candidates and gives them so many times the resource. */
  factor: real(3, { above: 1 }),
  /** Of the first round; "smallest" is a few rows a split and class, or 1; "exhaust" such that the last round uses all there is. */
  minResources: either(choice("exhaust", "smallest"), integer(1, { min: 1 })),
  /** Of the last round; "auto" is all rows. */
  maxResources: either(choice("auto"), integer(1, { min: 1 })),
  /** Whether the first rounds are repeated at the least resource until the last round has at most `factor` candidates left. */
  aggressiveElimination: boolean(false),
  randomState,
};

/**
 * Successive halving: all candidates with little, the best of them with more, until few are left (Jamieson and Talwalkar 2016,
 * https://arxiv.org/abs/1502.07943). Subclasses say which candidates begin.
 */
abstract class HalvingSearchCV<P extends Parameters & typeof halving> extends SearchCV<P> {
  /** How many candidates, and with how much, in each round. */
  declare nCandidates_: number[];
  declare nResources_: number[];

  protected abstract candidates(rng: Philox, most: number): ParameterValues[];

  get #settings() {
    return this.params as unknown as {
      estimator: AnyEstimator;
      resource: string;
      factor: number;
      minResources: "exhaust" | "smallest" | number;
      maxResources: "auto" | number;
      aggressiveElimination: boolean;
      randomState: number;
    };
  }

  protected search(data: Data, splits: Split[], onProgress: (done: number, total: number) => void): Tried[] {
    const { resource, factor, randomState: seed } = this.#settings;
    const rng = new Philox(seed);
    const limits = this.#limits(data, splits);
    let left = this.candidates(rng.fork("candidates"), Math.floor(limits.max / limits.min));
    const plan = this.#plan(left.length, limits);
    const total = plan.reduce((sum, [count]) => sum + count, 0);
    const all: Tried[] = [];
    [this.nCandidates_, this.nResources_] = [[], []];
    for (const [iteration, [count, resources]] of plan.entries()) {
      left = left.slice(0, count);
      this.nCandidates_.push(left.length);
      this.nResources_.push(resources);
      const round = left.map((params) => {
        const part =
          resource === "nSamples" ? subsample(splits, resources, limits.max, rng.fork(iteration)) : splits;
        const given = resource === "nSamples" ? params : { ...params, [resource]: resources };
        const tried = { ...this.tryOne(given, data, part), iteration, resources };
        all.push(tried);
        onProgress(all.length, total);
        return { params, score: mean(tried.test) };
      });
      round.sort((a, b) => compare(b.score, a.score));
      left = round.map(({ params }) => params).slice(0, Math.max(1, Math.ceil(round.length / factor)));
    }
    return all;
  }

  /** The best of the last round: earlier ones had less to learn from. */
  protected override chooseBest(tried: readonly Tried[]): number {
    const last = tried.at(-1)!.iteration!;
    let best = -1;
    for (const [i, { iteration, test }] of tried.entries()) {
      if (iteration !== last) continue;
      if (best < 0 || compare(mean(test), mean(tried[best]!.test)) > 0) best = i;
    }
    return best;
  }

  #limits({ X, y }: Data, splits: Split[]): { min: number; max: number } {
    const { estimator, resource, maxResources, minResources } = this.#settings;
    const bySamples = resource === "nSamples";
    if (!bySamples && maxResources === "auto")
      this.refuse(
        "fit",
        `resource is ${JSON.stringify(resource)} and maxResources "auto", a number is needed`,
      );
    if (!bySamples && !(resource in estimator.getParams()))
      this.refuse(
        "fit",
        `resource is ${JSON.stringify(resource)}, "nSamples" or a parameter of ${estimator.name} is needed`,
      );
    const max = maxResources === "auto" ? countRows(this.name, X) : (maxResources as number);
    const classes = y && this.kind === "classifier" ? new Set(Array.from(y)).size : 1;
    const smallest = bySamples ? Math.min(max, splits.length * 2 * classes) : 1;
    const min = typeof minResources === "number" ? minResources : smallest;
    if (min > max)
      this.refuse("fit", `minResources is ${min} and maxResources ${max}, at most as much is needed`);
    return { min, max };
  }

  /** Candidates and resources of each round. */
  #plan(count: number, { min, max }: { min: number; max: number }): [count: number, resources: number][] {
    const { factor, minResources, aggressiveElimination } = this.#settings;
    const log = (x: number) => Math.log(x) / Math.log(factor);
    const required = 1 + Math.floor(log(count) + 1e-12);
    const first =
      minResources === "exhaust" ? Math.max(min, Math.floor(max / factor ** (required - 1))) : min;
    const possible = 1 + Math.floor(log(max / first) + 1e-12);
    const rounds = aggressiveElimination ? required : Math.min(possible, required);
    const wait = aggressiveElimination ? Math.max(0, required - possible) : 0;
    let left = count;
    return Array.from({ length: rounds }, (_, i) => {
      const entry: [number, number] = [
        left,
        Math.min(max, Math.floor(first * factor ** Math.max(0, i - wait))),
      ];
      left = Math.ceil(left / factor);
      return entry;
    });
  }
}

/** Of each split's rows the same share. */
function subsample(splits: Split[], resources: number, max: number, rng: Philox): Split[] {
  const share = resources / max;
  if (share >= 1) return splits;
  return splits.map(({ train, test }, i) => {
    const part = (rows: Int32Array, name: string) =>
      rng
        .fork(`${name} ${i}`)
        .shuffle(rows.slice())
        .slice(0, Math.max(1, Math.floor(share * rows.length)))
        .sort();
    return { train: part(train, "train"), test: part(test, "test") };
  });
}

/** NaN is worse than anything. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a < b ? -1 : Number(a > b);
}

const gridParameters = {
  ...halving,
  /** Lists of values by parameter, `step__parameter` too; or several such grids. */
  paramGrid: custom<Grid | readonly Grid[]>(
    {},
    (value) => typeof value === "object" && value !== null,
    "lists of values by parameter",
  ),
};

/** Successive halving that begins with every combination of a grid. */
export class HalvingGridSearchCV extends HalvingSearchCV<typeof gridParameters> {
  static {
    nameClass("HalvingGridSearchCV", HalvingGridSearchCV);
  }

  constructor(options: Options<typeof gridParameters>) {
    super(gridParameters, options);
    parameterGrid(this.params.paramGrid);
  }

  protected candidates(): ParameterValues[] {
    return parameterGrid(this.params.paramGrid);
  }
}

const randomParameters = {
  ...halving,
  minResources: either(choice("smallest"), integer(1, { min: 1 })),
  /** What each parameter may be: `float(1e-4, 1, { log: true })`, `int(1, 9)`, `categorical("a", "b")`. */
  space: custom<Space>({}, (value) => typeof value === "object" && value !== null, "domains by parameter"),
  /** How many begin; "exhaust" so many that the last round uses all there is. */
  nCandidates: either(choice("exhaust"), integer(1, { min: 1 })),
};

/** Successive halving that begins with candidates by chance. */
export class HalvingRandomSearchCV extends HalvingSearchCV<typeof randomParameters> {
  static {
    nameClass("HalvingRandomSearchCV", HalvingRandomSearchCV);
  }

  constructor(options: Options<typeof randomParameters>) {
    super(randomParameters, options);
    checkSpace("HalvingRandomSearchCV", this.params.space);
  }

  protected candidates(rng: Philox, most: number): ParameterValues[] {
    const { nCandidates, space } = this.params;
    const count = nCandidates === "exhaust" ? Math.max(1, most) : nCandidates;
    return Array.from({ length: count as number }, (_, i) => sampleSpace(space, rng.fork(i)));
  }
}

import { Estimator, type FitOptions, type Kind, type Traits } from "../estimator/estimator.ts";
import { hasMethod } from "../estimator/has-method.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { custom } from "../estimator/parameters.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";
import {
  fitTransform,
  isTransformer,
  refuseWeight,
  type Samples,
  type TransformerLike,
  widthOf,
} from "./samples.ts";
import { namesByClass, wrongStepName } from "./step-names.ts";

/** An estimator, or "passthrough", which leaves the samples as they are. */
export type Step = AnyEstimator | "passthrough";

export interface PipelineOptions {
  /** By name, in this order: transformers, and at the end any estimator. */
  steps: Readonly<Record<string, Step>>;
}

const parameters = {
  steps: custom<Readonly<Record<string, Step>>>(
    {},
    isSteps,
    'an object of estimators (or "passthrough") by name',
  ),
};

/**
 * Estimators one after the other: each transforms what the next one sees, the last may be a model.
 *
 *   fit:      X₀ = X,  Xₛ = stepₛ.fitTransform(Xₛ₋₁, y),  last.fit(X, y)
 *   predict:  Xₛ = stepₛ.transform(Xₛ₋₁),  last.predict(X)
 *
 * In cross-validation the pipeline is what is fitted on each fold, so that no step learns from the rows it is tested on. As in scikit-learn,
 * `fit` fits the steps themselves, `clone` gives new ones; sampleWeight goes to the last step. `setParams({ model__alpha: 2 })` changes a step's
 * parameter, `setParams({ scale: "passthrough" })` puts another step in its place. Calls that the last step has no method for are refused; `has`
 * tells beforehand.
 *
 * ```ts
 * const model = new Pipeline({ steps: { scale: new StandardScaler(), model: new Ridge() } });
 * model.fit(X, y).predict(X);
 * ```
 */
export class Pipeline extends Estimator<typeof parameters> {
  static {
    nameClass("Pipeline", Pipeline);
  }

  constructor(options: PipelineOptions) {
    super(parameters, options);
    this.#requireSteps(this.params.steps);
  }

  /** That of the last step. */
  get kind(): Kind {
    const [, last] = this.#last();
    return last === "passthrough" ? "transformer" : last.kind;
  }

  override get traits(): Traits {
    const steps = Object.values(this.params.steps).filter((step) => step !== "passthrough");
    const traits = steps.map((step) => step.traits);
    const [, last] = this.#last();
    return {
      allowsNaN: letsNaNIn(traits),
      nonNegative: traits[0]?.nonNegative ?? false,
      minRows: Math.max(1, ...traits.map(({ minRows = 1 }) => minRows)),
      takesWeight: last !== "passthrough" && (last.traits.takesWeight ?? false),
      isRandom: traits.some(({ isRandom = false }) => isRandom),
    };
  }

  /** The steps by name. */
  get namedSteps(): Readonly<Record<string, Step>> {
    return this.params.steps;
  }

  /** The classes of the last step, where it is a fitted classifier. */
  get classes_(): Label[] | undefined {
    return (this.#last()[1] as { classes_?: Label[] }).classes_;
  }

  /** The steps from one place to another, as Array.slice counts, sharing what was learnt: `slice(0, -1)` is all but the model. */
  slice(from: number, to?: number): Pipeline {
    const part = new Pipeline({
      steps: Object.fromEntries(Object.entries(this.params.steps).slice(from, to)),
    });
    const first = Object.values(part.params.steps)[0]!;
    const width = first === "passthrough" ? this.nFeaturesIn_ : first.nFeaturesIn_;
    if (this.isFitted && width !== undefined) part.nFeaturesIn_ = width;
    return part;
  }

  override setParams(options: Record<string, unknown>): this {
    const steps: unknown = options.steps ?? {
      ...this.params.steps,
      ...pick(options, Object.keys(this.params.steps)),
    };
    if (isSteps(steps)) this.#requireSteps(steps, "setParams");
    const names = Object.keys(this.params.steps);
    const { steps: all, ...others } = options;
    if (all !== undefined) super.setParams({ steps: all });
    const own = pick(others, names);
    if (Object.keys(own).length > 0) super.setParams({ steps: { ...this.params.steps, ...own } });
    return super.setParams(
      Object.fromEntries(Object.entries(others).filter(([key]) => !names.includes(key))),
    );
  }

  override getParams(): Record<string, unknown> {
    return { ...super.getParams(), ...this.params.steps };
  }

  fit(X: Samples, y?: unknown, options: FitOptions = {}): this {
    this.#guarded(() => {
      const width = widthOf("Pipeline.fit", X);
      const Z = this.#fitBefore(X, y);
      const [, last] = this.#last();
      if (last === "passthrough") refuseWeight("Pipeline.fit", options);
      else last.fit(Z as MatrixLike, y, options);
      this.#note(width);
    });
    return this;
  }

  predict(X: Samples): ArrayLike<Label> {
    return this.#delegate("predict", X) as ArrayLike<Label>;
  }

  predictProba(X: Samples): Matrix {
    return this.#delegate("predictProba", X) as Matrix;
  }

  predictLogProba(X: Samples): Matrix {
    return this.#delegate("predictLogProba", X) as Matrix;
  }

  decisionFunction(X: Samples): Matrix | Float64Array {
    return this.#delegate("decisionFunction", X) as Matrix | Float64Array;
  }

  scoreSamples(X: Samples): Float64Array {
    return this.#delegate("scoreSamples", X) as Float64Array;
  }

  score(X: Samples, ...more: unknown[]): number {
    return this.#delegate("score", X, more) as number;
  }

  transform(X: Samples): Matrix {
    if (this.#last()[1] === "passthrough") {
      this.requireFitted("transform");
      return toMatrix("Pipeline.transform", this.#before(X) as MatrixLike);
    }
    return this.#delegate("transform", X) as Matrix;
  }

  /** fitTransform of every step, which may differ from fit and transform: see each. */
  fitTransform(X: Samples, y?: unknown): Matrix {
    return this.#guarded(() => {
      const width = widthOf("Pipeline.fit", X);
      const Z = this.#fitBefore(X, y);
      const [name, last] = this.#last();
      if (last !== "passthrough" && !isTransformer(last)) throw this.#lacks("fitTransform", name, last);
      const out = last === "passthrough" ? Z : fitTransform(last, Z, y);
      this.#note(width);
      return toMatrix("Pipeline.fitTransform", out as MatrixLike);
    });
  }

  fitPredict(X: Samples, y?: unknown, options: FitOptions = {}): ArrayLike<Label> {
    return this.#guarded(() => {
      const [name, last] = this.#last();
      if (!("fitPredict" in (last as object))) throw this.#lacks("fitPredict", name, last);
      const width = widthOf("Pipeline.fit", X);
      const Z = this.#fitBefore(X, y);
      const fitPredict = (last as unknown as { fitPredict(...all: unknown[]): ArrayLike<Label> }).fitPredict;
      const groups = fitPredict.call(last, Z, y, options);
      this.#note(width);
      return groups;
    });
  }

  /** Back through all steps, of which each must have an inverse. */
  inverseTransform(X: MatrixLike): Matrix {
    this.requireFitted("inverseTransform");
    let Z = X;
    for (const [name, step] of Object.entries(this.params.steps).reverse()) {
      if (step === "passthrough") continue;
      if (!hasMethod(step, "inverseTransform")) throw this.#lacks("inverseTransform", name, step);
      Z = (step as TransformerLike).inverseTransform!(Z);
    }
    return toMatrix("Pipeline.inverseTransform", Z);
  }

  /** The names of the columns that transform gives. Where the last step is a model: `slice(0, -1).getFeatureNamesOut()`. */
  getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    const steps = Object.entries(this.params.steps).filter(([, step]) => step !== "passthrough");
    const [name, last] = steps.at(-1) ?? [];
    if (last === undefined)
      return Array.from({ length: this.nFeaturesIn_! }, (_, j) => this.featureNamesIn_?.[j] ?? `x${j}`);
    if (!hasMethod(last as AnyEstimator, "getFeatureNamesOut"))
      throw this.#lacks("getFeatureNamesOut", name!, last);
    return (last as TransformerLike).getFeatureNamesOut!();
  }

  /** Whether the method exists here and, where it is handed on, in the steps that it needs. */
  has(method: string): boolean {
    if (method === "inverseTransform")
      return Object.values(this.params.steps).every(
        (step) => step === "passthrough" || hasMethod(step, method),
      );
    const handedOn = [
      "predict",
      "predictProba",
      "predictLogProba",
      "decisionFunction",
      "scoreSamples",
      "score",
    ];
    const [, last] = this.#last();
    if (last === "passthrough") return !handedOn.includes(method) && method !== "fitPredict";
    if (method === "transform" || method === "fitTransform") return hasMethod(last, "transform");
    return [...handedOn, "fitPredict"].includes(method) ? hasMethod(last, method) : method in this;
  }

  #last(): [string, Step] {
    return Object.entries(this.params.steps).at(-1)!;
  }

  #fitBefore(X: Samples, y: unknown): Samples {
    this.forget();
    let Z = X;
    for (const step of Object.values(this.params.steps).slice(0, -1))
      if (step !== "passthrough") Z = fitTransform(step as TransformerLike, Z, y);
    return Z;
  }

  #before(X: Samples): Samples {
    let Z = X;
    for (const step of Object.values(this.params.steps).slice(0, -1))
      if (step !== "passthrough") Z = (step as TransformerLike).transform(Z);
    return Z;
  }

  #delegate(method: string, X: Samples, more: unknown[] = []): unknown {
    this.requireFitted(method);
    const [name, last] = this.#last();
    if (last === "passthrough" || !hasMethod(last, method)) throw this.#lacks(method, name, last);
    const its = last as unknown as Record<string, (...all: unknown[]) => unknown>;
    return its[method]!(this.#before(X), ...more);
  }

  #lacks(method: string, name: string, step: Step | undefined): TypeError {
    const what = typeof step === "object" ? `a ${step.name}, which has no ${method}` : "passed through";
    return new TypeError(
      `Pipeline.${method}: step ${JSON.stringify(name)} is ${what}, a step with it is needed`,
    );
  }

  #note({ cols, names }: ReturnType<typeof widthOf>): void {
    this.nFeaturesIn_ = cols;
    if (names) this.featureNamesIn_ = names;
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (reason) {
      this.forget();
      throw reason;
    }
  }

  #requireSteps(steps: Readonly<Record<string, Step>>, method?: string): void {
    const where = method ? `Pipeline.${method}` : "Pipeline";
    const entries = Object.entries(steps);
    if (entries.length === 0)
      throw new RangeError(`${where}: no steps are given, one is needed; { steps: { model: new Ridge() } }`);
    const wrong = wrongStepName(Object.keys(steps), Object.keys(parameters));
    if (wrong) throw new RangeError(`${where}: ${wrong}`);
    for (const [name, step] of entries.slice(0, -1)) {
      if (step === "passthrough" || isTransformer(step)) continue;
      throw new TypeError(
        `${where}: step ${JSON.stringify(name)} is a ${step.name}, a transformer is needed in all but the last place`,
      );
    }
  }
}

/** A pipeline whose steps are named after their classes: standardscaler, ridge, …; numbered from 1 where there are more of one class. */
export function makePipeline(...steps: Step[]): Pipeline {
  const names = namesByClass(steps as never[]);
  return new Pipeline({ steps: Object.fromEntries(steps.map((step, i) => [names[i]!, step])) });
}

function isSteps(value: unknown): value is Readonly<Record<string, Step>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((step) => step === "passthrough" || step instanceof Estimator);
}

/** NaN gets as far as all steps before allow it; whether it is gone by then, transformers say by `fillsNaN`. */
function letsNaNIn(traits: readonly (Traits & { fillsNaN?: boolean })[]): boolean {
  for (const { allowsNaN = false, fillsNaN = false } of traits) {
    if (!allowsNaN) return false;
    if (fillsNaN) return true;
  }
  return true;
}

function pick(options: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([key]) => names.includes(key)));
}

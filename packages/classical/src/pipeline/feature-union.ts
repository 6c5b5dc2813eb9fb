import { Estimator, type FitOptions, type Traits } from "../estimator/estimator.ts";
import { type AnyEstimator, nameClass } from "../estimator/known.ts";
import { boolean, custom, optional } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";
import {
  besideEachOther,
  fitTransform,
  isTransformer,
  refuseWeight,
  type Samples,
  type TransformerLike,
  widthOf,
} from "./samples.ts";
import { namesByClass, wrongStepName } from "./step-names.ts";

/** A transformer, "passthrough" for the columns as they are, or "drop" for none. */
export type UnionPart = AnyEstimator | "passthrough" | "drop";

export interface FeatureUnionOptions {
  /** By name, in this order. */
  transformers: Readonly<Record<string, UnionPart>>;
  /** A factor by name for what a transformer gives. */
  transformerWeights?: Readonly<Record<string, number>> | null;
  /** Whether names are `transformer__column`, as is usual, or `column` alone, which then must differ. */
  verboseFeatureNamesOut?: boolean;
}

const parameters = {
  transformers: custom<Readonly<Record<string, UnionPart>>>({}, isParts, "an object of transformers by name"),
  transformerWeights: optional(
    custom<Readonly<Record<string, number>>>({}, isWeights, "an object of numbers by transformers' names"),
  ),
  verboseFeatureNamesOut: boolean(true),
};

/** Several transformers of the same X, their results side by side. As in scikit-learn, `fit` fits the transformers themselves. */
export class FeatureUnion extends Estimator<typeof parameters> {
  static {
    nameClass("FeatureUnion", FeatureUnion);
  }

  readonly kind = "transformer";
  declare featureNamesOut_: string[];

  constructor(options: FeatureUnionOptions) {
    super(parameters, options);
    const names = Object.keys(this.params.transformers);
    if (names.length === 0) throw new RangeError("FeatureUnion: no transformers are given, one is needed");
    const wrong = wrongStepName(names, Object.keys(parameters));
    if (wrong) throw new RangeError(`FeatureUnion: ${wrong}`);
  }

  override get traits(): Traits {
    const traits = Object.values(this.params.transformers)
      .filter((part) => typeof part === "object")
      .map((part) => part.traits);
    return {
      allowsNaN: traits.every(({ allowsNaN = false }) => allowsNaN),
      nonNegative: traits.some(({ nonNegative = false }) => nonNegative),
      isRandom: traits.some(({ isRandom = false }) => isRandom),
      minRows: Math.max(1, ...traits.map(({ minRows = 1 }) => minRows)),
    };
  }

  get namedTransformers(): Readonly<Record<string, UnionPart>> {
    return this.params.transformers;
  }

  override getParams(): Record<string, unknown> {
    return { ...super.getParams(), ...this.params.transformers };
  }

  override setParams(options: Record<string, unknown>): this {
    const names = Object.keys(this.params.transformers);
    const [parts, rest] = [true, false].map((own) =>
      Object.fromEntries(Object.entries(options).filter(([key]) => names.includes(key) === own)),
    );
    if (Object.keys(parts!).length > 0)
      super.setParams({ transformers: { ...this.params.transformers, ...parts } });
    return super.setParams(rest!);
  }

  fit(X: Samples, y?: unknown, options: FitOptions = {}): this {
    this.fitTransform(X, y, options);
    return this;
  }

  /** fitTransform of each, which may differ from fit and transform: see each. */
  fitTransform(X: Samples, y?: unknown, options: FitOptions = {}): Matrix {
    refuseWeight("FeatureUnion.fit", options);
    this.forget();
    try {
      const { cols, names } = widthOf("FeatureUnion.fit", X);
      const results = this.#parts().map(([name, part]) =>
        toMatrix(
          `FeatureUnion.fit: ${name}`,
          part === "passthrough" ? (X as MatrixLike) : fitTransform(part, X, y),
        ),
      );
      this.#noteNames(results, { cols, names });
      this.nFeaturesIn_ = cols;
      if (names) this.featureNamesIn_ = names;
      return this.#join(results);
    } catch (reason) {
      this.forget();
      throw reason;
    }
  }

  transform(X: Samples): Matrix {
    this.requireFitted("transform");
    return this.#join(
      this.#parts().map(([name, part]) =>
        toMatrix(
          `FeatureUnion.transform: ${name}`,
          part === "passthrough" ? (X as MatrixLike) : part.transform(X),
        ),
      ),
    );
  }

  getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return [...this.featureNamesOut_];
  }

  #parts(): [string, TransformerLike | "passthrough"][] {
    const kept = Object.entries(this.params.transformers).filter(([, part]) => part !== "drop");
    if (kept.length === 0)
      this.refuse("fit", 'every transformer is "drop", at least one that stays is needed');
    return kept as [string, TransformerLike | "passthrough"][];
  }

  #noteNames(
    results: readonly Matrix[],
    input: { cols: number; names: readonly string[] | undefined },
  ): void {
    const names = this.#parts().flatMap(([name, part], at) => {
      const count = part === "passthrough" ? input.cols : results[at]!.cols;
      const own =
        (part === "passthrough" ? input.names : part.getFeatureNamesOut?.()) ??
        Array.from({ length: count }, (_, j) => `x${j}`);
      return this.params.verboseFeatureNamesOut ? own.map((one) => `${name}__${one}`) : [...own];
    });
    const twice = names.find((name, at) => names.indexOf(name) < at);
    if (twice !== undefined && !this.params.verboseFeatureNamesOut)
      this.refuse(
        "fit",
        `two columns of the result are named ${JSON.stringify(twice)}, different names are needed; verboseFeatureNamesOut: true`,
      );
    this.featureNamesOut_ = names;
  }

  #join(results: readonly Matrix[]): Matrix {
    const names = this.#parts().map(([name]) => name);
    const weighted = results.map((part, at) => {
      const factor = this.params.transformerWeights?.[names[at]!] ?? 1;
      return factor === 1
        ? part
        : new Matrix(
            part.data.map((value) => value * factor),
            [part.rows, part.cols],
          );
    });
    return besideEachOther(weighted, results[0]!.rows).withNames(this.featureNamesOut_);
  }
}

/** A union whose parts are named after their classes. */
export function makeUnion(...transformers: UnionPart[]): FeatureUnion {
  const names = namesByClass(transformers as never[]);
  return new FeatureUnion({
    transformers: Object.fromEntries(transformers.map((part, i) => [names[i]!, part])),
  });
}

function isParts(value: unknown): value is Readonly<Record<string, UnionPart>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (part) => part === "passthrough" || part === "drop" || (part instanceof Estimator && isTransformer(part)),
  );
}

function isWeights(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && Object.values(value).every((one) => Number.isFinite(one))
  );
}

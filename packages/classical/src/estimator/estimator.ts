import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { type EstimatorJSON, toPlain } from "./json.ts";
import { type AnyEstimator, nameOf } from "./known.ts";
import type { Options, Parameters, Values } from "./parameters.ts";
import { type Needs, validateWeight, validateX } from "./validate.ts";

export interface FitOptions {
  /** Of each sample, [N], at least 0: a weight of 2 is the row twice, where the estimator is not random. */
  sampleWeight?: ArrayLike<number>;
  /** Told now and then while fit works: `done` of `total` rounds. */
  onProgress?: (done: number, total: number) => void;
}

/** What is true of an estimator beyond its parameters; `checkEstimator` and `Pipeline` ask. */
export interface Traits extends Needs {
  /** Whether fit takes sampleWeight. */
  takesWeight?: boolean;
  /** Whether the learnt depends on row order or on draws, so that a weight of 2 is the row twice only on average. */
  isRandom?: boolean;
  /** Whether a classifier takes two classes and no more. */
  isBinary?: boolean;
}

export type Kind = "classifier" | "regressor" | "transformer" | "clusterer" | "outlier detector";

/**
 * scikit-learn's contract. The constructor stores options as given; `fit` validates, learns and returns this; what it learnt is in fields
 * whose names end in `_`, as plain values, typed arrays, matrices and estimators; a second `fit` forgets the first.
 */
export abstract class Estimator<P extends Parameters> {
  abstract readonly kind: Kind;
  /** Every parameter: the options given, the defaults of the others. */
  readonly params: Values<P>;
  /** F, the number of columns in fit. */
  declare nFeaturesIn_?: number;
  /** Their names, where X had some. */
  declare featureNamesIn_?: readonly string[];
  /** What fit had to say, such as a limit of iterations reached. */
  declare warnings_?: string[];
  readonly #declared: P;

  constructor(declared: P, options: Options<P> = {}) {
    this.#declared = declared;
    this.params = this.#check(
      options,
      Object.fromEntries(Object.entries(declared).map(([key, one]) => [key, one.default])),
    );
  }

  get name(): string {
    return nameOf(this);
  }

  /** Beyond the defaults: finite X, no weights, not random. */
  get traits(): Traits {
    return {};
  }

  /** Whether fit has been called. */
  get isFitted(): boolean {
    return this.nFeaturesIn_ !== undefined;
  }

  /** Learns from X, [N, F]. `y` is what the kind of estimator needs. */
  abstract fit(X: MatrixLike, y?: unknown, options?: FitOptions): this;

  /** The parameters; those of estimators among them as `name__parameter` too. */
  getParams(): Record<string, unknown> {
    const found: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(this.params)) {
      found[key] = value;
      for (const [inner, part] of partsOf(key, value)) {
        if (inner !== key) found[inner] = part;
        for (const [deep, its] of Object.entries(part.getParams())) found[`${inner}__${deep}`] = its;
      }
    }
    return found;
  }

  /** Changes parameters in place, `step__parameter` those of an estimator inside. What was learnt stays until the next fit. */
  setParams(options: Record<string, unknown>): this {
    const [own, inner] = splitNames(options);
    const replaced = this.#replaceParts(own);
    const params = this.#check(replaced as Options<P>, this.params);
    const parts = [...inner].map(([key, its]) => [this.#part(params, key, its), its] as const);
    // On clones first: where one of them refuses, nothing has been changed.
    for (const [part, its] of parts) part.clone().setParams(its);
    (this as { params: Values<P> }).params = params;
    for (const [part, its] of parts) part.setParams(its);
    return this;
  }

  /** An estimator of the same options that has learnt nothing; estimators inside are cloned too. */
  clone(): this {
    const Class = this.constructor as new (options: object) => this;
    const given = Object.entries(this.params).map(([key, value]) => [key, cloneValue(value)]);
    return new Class(Object.fromEntries(given));
  }

  toJSON(): EstimatorJSON {
    return toPlain(this);
  }

  /** Takes over what another of its kind has learnt, such as one that was fitted elsewhere. */
  learnFrom(other: this): this {
    this.forget();
    return Object.assign(this, other.learnt());
  }

  /** The fields that fit has set. */
  learnt(): Record<string, unknown> {
    const fields = Object.entries(this).filter(([key, value]) => key.endsWith("_") && value !== undefined);
    return Object.fromEntries(fields);
  }

  /** The start of every fit: forgets, and gives X as a matrix. */
  protected begin(
    X: MatrixLike,
    options: FitOptions = {},
  ): { X: Matrix; sampleWeight: Float64Array | undefined } {
    const where = `${this.name}.fit`;
    const matrix = validateX(where, X, this.traits);
    const { sampleWeight } = options;
    if (sampleWeight !== undefined && !this.traits.takesWeight)
      throw new RangeError(`${where}: sampleWeight is given, this estimator has no use for it; leave it out`);
    const weight = sampleWeight && validateWeight(where, sampleWeight, matrix.rows);
    this.forget();
    this.nFeaturesIn_ = matrix.cols;
    if (matrix.names) this.featureNamesIn_ = matrix.names;
    return { X: matrix, sampleWeight: weight };
  }

  /** Removes what was learnt. */
  protected forget(): void {
    for (const key of Object.keys(this.learnt())) delete (this as Record<string, unknown>)[key];
  }

  /** The start of every other method: refuses before fit, and gives X as a matrix of as many columns as in fit. */
  protected checked(method: string, X: MatrixLike): Matrix {
    this.requireFitted(method);
    const where = `${this.name}.${method}`;
    const matrix = validateX(where, X, { ...this.traits, minRows: 0 });
    if (matrix.cols !== this.nFeaturesIn_) {
      throw new RangeError(
        `${where}: X has ${matrix.cols} columns, ${this.nFeaturesIn_} are needed as in fit`,
      );
    }
    this.#requireNames(where, matrix);
    return matrix;
  }

  protected requireFitted(method: string): void {
    if (this.isFitted) return;
    throw new Error(
      `${this.name}.${method}: nothing is learnt yet, fit is needed; call fit before ${method}`,
    );
  }

  /** Notes what the user should know, and says it on the console. */
  protected warn(message: string): void {
    this.warnings_ = [...(this.warnings_ ?? []), message];
    console.warn(`${this.name}.fit: ${message}`);
  }

  /** Refuses for reasons that only fit can see: `given, needed[; remedy]`. */
  protected refuse(method: string, message: string): never {
    throw new RangeError(`${this.name}.${method}: ${message}`);
  }

  #requireNames(where: string, { names }: Matrix): void {
    const wanted = this.featureNamesIn_;
    if (!names || !wanted) return;
    const wrong = names.findIndex((name, j) => name !== wanted[j]);
    if (wrong < 0) return;
    throw new RangeError(
      `${where}: column ${wrong} is ${JSON.stringify(names[wrong])}, ${JSON.stringify(wanted[wrong])} is needed as in fit; select(names) orders a table's columns`,
    );
  }

  #check(options: Options<P>, base: object): Values<P> {
    const given: unknown = options;
    if (typeof given !== "object" || given === null || Array.isArray(given))
      throw new TypeError(
        `${this.name}: ${JSON.stringify(given)} as options, an object such as { name: value } is needed`,
      );
    const values: Record<string, unknown> = { ...base };
    for (const [key, value] of Object.entries(given)) {
      if (value === undefined) continue;
      const parameter = Object.hasOwn(this.#declared, key) ? this.#declared[key] : undefined;
      if (!parameter) {
        const known = Object.keys(this.#declared);
        throw new RangeError(
          `${this.name}: ${JSON.stringify(key)} is no option, ${known.length > 0 ? `one of ${known.join(", ")} is` : "none is"} needed`,
        );
      }
      const needed = parameter.refuse(value);
      if (needed !== undefined) {
        const Kind = typeof value === "number" || typeof value === "string" ? RangeError : TypeError;
        throw new Kind(`${this.name}: ${key} is ${showValue(value)}, ${needed} is needed`);
      }
      values[key] = value;
    }
    return Object.freeze(values) as Values<P>;
  }

  /** `{ scale: new StandardScaler() }` where `scale` is a step puts it into `steps`. */
  #replaceParts(own: Record<string, unknown>): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(own)) {
      const holder = Object.entries(this.params).find(
        ([name, parts]) =>
          !(key in this.#declared) &&
          !(parts instanceof Estimator) &&
          partsOf(name, parts).some(([inner]) => inner === key),
      );
      if (!holder) out[key] = value;
      else out[holder[0]] = { ...((out[holder[0]] ?? holder[1]) as object), [key]: value };
    }
    return out;
  }

  #part(params: object, key: string, its: object): AnyEstimator {
    for (const [name, value] of Object.entries(params)) {
      const part = partsOf(name, value).find(([inner]) => inner === key);
      if (part) return part[1];
    }
    throw new RangeError(
      `${this.name}.setParams: ${JSON.stringify(`${key}__${Object.keys(its)[0]}`)}, but no estimator ${JSON.stringify(key)} is inside; one of ${Object.keys(this.getParams()).join(", ")} is needed`,
    );
  }
}

function showValue(value: unknown): string {
  if (value instanceof Estimator) return `a ${value.name}`;
  if (typeof value === "function") return "a function";
  return typeof value === "number" ? String(value) : (JSON.stringify(value)?.slice(0, 60) ?? String(value));
}

/** The estimators in a parameter: itself, or those of an object by name. */
function partsOf(key: string, value: unknown): [string, AnyEstimator][] {
  if (value instanceof Estimator) return [[key, value as unknown as AnyEstimator]];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  if (Object.getPrototypeOf(value) !== Object.prototype) return [];
  return Object.entries(value).filter(
    (entry): entry is [string, AnyEstimator] => entry[1] instanceof Estimator,
  );
}

/** "a__b__c" belongs to part a as "b__c". */
function splitNames(
  options: Record<string, unknown>,
): [Record<string, unknown>, Map<string, Record<string, unknown>>] {
  const own: Record<string, unknown> = {};
  const inner = new Map<string, Record<string, unknown>>();
  for (const [key, value] of Object.entries(options)) {
    const at = key.indexOf("__");
    if (at < 0) own[key] = value;
    else inner.set(key.slice(0, at), { ...inner.get(key.slice(0, at)), [key.slice(at + 2)]: value });
  }
  return [own, inner];
}

function cloneValue(value: unknown): unknown {
  if (value instanceof Estimator) return value.clone();
  if (Array.isArray(value)) return value.map(cloneValue);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cloneValue(inner)]));
}

/** Where the logarithm of a hyperparameter may go while it is learnt, as its own values; "fixed" is not learnt. */
export type Bounds = readonly [lower: number, upper: number] | "fixed";

/** A positive number, or one for each column. */
export interface Hyperparameter {
  value: readonly number[];
  bounds: Bounds;
}

/**
 * A covariance function k(x, z) with its hyperparameters, as plain values. Made by `rbf`, `matern` and the others of this folder, joined by
 * `sumKernel`, `productKernel` and `exponentiation`.
 */
export interface Covariance {
  kind: CovarianceKind;
  /** By name, in the order of θ. */
  hyperparameters: Readonly<Record<string, Hyperparameter>>;
  /** ν of Matérn, the exponent of a power; else 0. */
  constant: number;
  /** What a sum, a product or a power is of. */
  parts: readonly Covariance[];
}

export type CovarianceKind =
  | "rbf"
  | "matern"
  | "rationalQuadratic"
  | "expSineSquared"
  | "dotProduct"
  | "whiteKernel"
  | "constantKernel"
  | "sumKernel"
  | "productKernel"
  | "exponentiation";

export const usualBounds: Bounds = [1e-5, 1e5];

export function hyperparameter(
  where: string,
  value: number | readonly number[],
  bounds: Bounds,
): Hyperparameter {
  const values = typeof value === "number" ? [value] : [...value];
  for (const one of values)
    if (!(one > 0 && one < Number.POSITIVE_INFINITY))
      throw new RangeError(`${where} is ${one}, a finite number > 0 is needed`);
  if (values.length === 0)
    throw new RangeError(`${where} is an empty list, one number for each column is needed`);
  if (
    bounds !== "fixed" &&
    !(bounds[0] > 0 && bounds[0] <= bounds[1] && bounds[1] < Number.POSITIVE_INFINITY)
  )
    throw new RangeError(
      `${where}: bounds [${bounds.join(", ")}], two finite numbers > 0 upwards are needed, or "fixed"`,
    );
  return { value: values, bounds };
}

/** θ: the logarithms of all hyperparameters that are learnt, those of parts one after the other. */
export function thetaOf(kernel: Covariance): Float64Array {
  return Float64Array.from(learnt(kernel).flatMap(({ value }) => value.map(Math.log)));
}

/** The bounds of θ, one pair a number. */
export function thetaBounds(kernel: Covariance): [number, number][] {
  return learnt(kernel).flatMap(({ value, bounds }) =>
    value.map((): [number, number] => [Math.log(Number(bounds[0])), Math.log(Number(bounds[1]))]),
  );
}

/** The kernel with another θ. */
export function withTheta(kernel: Covariance, theta: ArrayLike<number>): Covariance {
  let at = 0;
  const change = (one: Covariance): Covariance => {
    const entries = Object.entries(one.hyperparameters).map(([name, { value, bounds }]) => {
      const next = bounds === "fixed" ? value : value.map(() => Math.exp(theta[at++]!));
      return [name, { value: next, bounds }];
    });
    return { ...one, hyperparameters: Object.fromEntries(entries), parts: one.parts.map(change) };
  };
  return change(kernel);
}

/** In words: 1.2**2 * rbf(lengthScale=0.5). */
export function showKernel(kernel: Covariance): string {
  const parts = kernel.parts.map(showKernel);
  if (kernel.kind === "sumKernel") return parts.join(" + ");
  if (kernel.kind === "productKernel")
    return kernel.parts
      .map((part, i) => (part.kind === "sumKernel" ? `(${parts[i]})` : parts[i]))
      .join(" * ");
  if (kernel.kind === "exponentiation") return `(${parts[0]})**${kernel.constant}`;
  const values = Object.entries(kernel.hyperparameters).map(
    ([name, { value }]) => `${name}=${value.map((one) => Number(one.toPrecision(3))).join(",")}`,
  );
  if (kernel.kind === "matern") values.push(`nu=${kernel.constant}`);
  return `${kernel.kind}(${values.join(", ")})`;
}

function learnt(kernel: Covariance): Hyperparameter[] {
  const own = Object.values(kernel.hyperparameters).filter(({ bounds }) => bounds !== "fixed");
  return [...own, ...kernel.parts.flatMap(learnt)];
}

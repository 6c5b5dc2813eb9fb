/**
 * What a sampler draws from: a density p(x) ∝ exp(logDensity(x)) over x in ℝᴰ, which need not integrate to 1. −∞ says that
 * x lies outside the support; NaN and +∞ are refused where they occur.
 */
export interface Target {
  /** ln p(x) up to a constant. */
  logDensity(x: Float64Array): number;
  /** ∇ ln p(x), [D]; new memory each time. */
  gradient?(x: Float64Array): Float64Array;
  /** Both at once, where that is cheaper than one after the other. */
  logDensityAndGradient?(x: Float64Array): DensityAndGradient;
}

export interface DensityAndGradient {
  logDensity: number;
  gradient: Float64Array;
}

export type GradientOf = (x: Float64Array) => DensityAndGradient;

/** ln p(x), refused when it is no log density. */
export function logDensityAt(where: string, target: Target, x: Float64Array): number {
  return checkDensity(where, target.logDensity(x), x);
}

/**
 * x ↦ ln p(x) and its gradient; a target without a gradient is refused. NaN becomes −∞: a trajectory that runs away ends in
 * ∞ − ∞, and is to be rejected, not to stop the run.
 */
export function gradientOf(where: string, target: Target): GradientOf {
  const { logDensityAndGradient, gradient } = target;
  if (!logDensityAndGradient && !gradient) {
    throw new TypeError(
      `${where}: a target without gradient, one with gradient(x) is needed; tapeTarget(f) makes it from a tensor function`,
    );
  }
  return (x) => {
    const both = target.logDensityAndGradient?.(x) ?? {
      logDensity: target.logDensity(x),
      gradient: target.gradient!(x),
    };
    if (Number.isNaN(both.logDensity)) return { ...both, logDensity: Number.NEGATIVE_INFINITY };
    checkDensity(where, both.logDensity, x);
    return both;
  };
}

/** Refuses a starting point of the wrong size, or outside the support. */
export function checkStart(where: string, target: Target, x: ArrayLike<number>, size: number): Float64Array {
  if (x.length !== size) {
    throw new RangeError(`${where}: initial has ${x.length} numbers, size ${size} is needed`);
  }
  const start = Float64Array.from(x);
  if (logDensityAt(where, target, start) === Number.NEGATIVE_INFINITY) {
    throw new RangeError(
      `${where}: the density at the initial point [${start.join(", ")}] is 0, a point of the support is needed; pass initial`,
    );
  }
  return start;
}

function checkDensity(where: string, value: number, x: Float64Array): number {
  if (value < Number.POSITIVE_INFINITY) return value;
  throw new RangeError(
    `${where}: logDensity at [${x.join(", ")}] is ${value}, a finite number or -Infinity is needed`,
  );
}

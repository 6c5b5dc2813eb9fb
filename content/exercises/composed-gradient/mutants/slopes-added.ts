/** A function that knows its own derivative. */
export interface Stage {
  /** f(x) */
  value(x: number): number;
  /** f′(x) */
  slope(x: number): number;
}

/** The chain's value at x and its derivative there; stages[0] acts first. */
export function valueAndSlope(stages: readonly Stage[], x: number): { value: number; slope: number } {
  let value = x;
  let slope = 0;
  for (const stage of stages) {
    slope += stage.slope(value);
    value = stage.value(value);
  }
  return { value, slope };
}

/** The chain as one stage. */
export function compose(stages: readonly Stage[]): Stage {
  return {
    value: (x) => stages.reduce((value, stage) => stage.value(value), x),
    slope: (x) => valueAndSlope(stages, x).slope,
  };
}

/** The slopes of L = (tanh(w·x + b) − y)² in w and in b. */
export function lossGradient(w: number, b: number, x: number, y: number): { dw: number; db: number } {
  const h = Math.tanh(w * x + b);
  const dz = 2 * (h - y) * (1 - h * h);
  return { dw: dz * x, db: dz };
}

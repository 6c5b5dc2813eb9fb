// The places of the kernel are not counted.
/** fanIn = inputs · k and fanOut = outputs · k, with k the number of places in a kernel. */
export function fans(shape: number[]): { fanIn: number; fanOut: number } {
  if (shape.length < 2)
    throw new RangeError(`fans: ${shape.length} sizes, at least outputs and inputs are needed`);
  for (const size of shape)
    if (!(Number.isInteger(size) && size >= 1))
      throw new RangeError(`fans: a size of ${size}, a whole number from 1 is needed`);
  return { fanIn: shape[1]!, fanOut: shape[0]! };
}

/** Var = 2 / (fanIn + fanOut): Glorot and Bengio 2010, equation 12, https://proceedings.mlr.press/v9/glorot10a.html */
export function xavierNormal(shape: number[], normal: () => number): number[] {
  const { fanIn, fanOut } = fans(shape);
  return drawn(shape, Math.sqrt(2 / (fanIn + fanOut)), normal);
}

/** Var = 2 / ((1 + a²) fanIn): He et al. 2015, equation 15, https://arxiv.org/abs/1502.01852 */
export function heNormal(shape: number[], slope: number, normal: () => number): number[] {
  return drawn(shape, Math.sqrt(2 / ((1 + slope ** 2) * fans(shape).fanIn)), normal);
}

/** a²/3 = 2 / (fanIn + fanOut): Glorot and Bengio 2010, equation 16. */
export function xavierBound(shape: number[]): number {
  const { fanIn, fanOut } = fans(shape);
  return Math.sqrt(6 / (fanIn + fanOut));
}

function drawn(shape: number[], deviation: number, normal: () => number): number[] {
  return Array.from({ length: product(shape) }, () => deviation * normal());
}

function product(sizes: number[]): number {
  return sizes.reduce((total, size) => total * size, 1);
}

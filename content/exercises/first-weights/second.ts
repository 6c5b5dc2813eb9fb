/** All from the number of weights: what is not an output is summed over, and what is not an input is reached. */
export function fans(shape: number[]): { fanIn: number; fanOut: number } {
  const count = countOf(shape);
  return { fanIn: count / shape[0]!, fanOut: count / shape[1]! };
}

export function xavierNormal(shape: number[], normal: () => number): number[] {
  return scaled(countOf(shape), xavierBound(shape) / Math.sqrt(3), normal);
}

export function heNormal(shape: number[], slope: number, normal: () => number): number[] {
  const perInput = 2 / (1 + slope * slope);
  return scaled(countOf(shape), (perInput / fans(shape).fanIn) ** 0.5, normal);
}

export function xavierBound(shape: number[]): number {
  const { fanIn, fanOut } = fans(shape);
  const mean = (fanIn + fanOut) / 2;
  return Math.sqrt(3) / Math.sqrt(mean);
}

function scaled(count: number, by: number, normal: () => number): number[] {
  const weights: number[] = [];
  while (weights.length < count) weights.push(normal() * by);
  return weights;
}

function countOf(shape: number[]): number {
  let count = 1;
  for (const size of shape) {
    if (size < 1 || size % 1 !== 0 || !Number.isFinite(size)) throw new RangeError(`${size} is no size`);
    count *= size;
  }
  if (shape.length < 2) throw new RangeError("outputs and inputs are needed");
  return count;
}

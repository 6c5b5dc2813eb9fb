/** One function for all: the slope with which each number passes. */
function slopesOf(x: number[], below: number): number[] {
  const slopes: number[] = [];
  for (const value of x) {
    if (Number.isNaN(value)) slopes.push(Number.NaN);
    else if (value <= 0) slopes.push(below);
    else slopes.push(1);
  }
  return slopes;
}

function times(a: number[], b: number[]): number[] {
  if (a.length !== b.length) throw new RangeError(`lists of ${a.length} and ${b.length} numbers`);
  const product: number[] = [];
  for (let i = 0; i < a.length; i++) product[i] = a[i]! * b[i]!;
  return product;
}

export function relu(x: number[]): number[] {
  return leakyRelu(x, 0);
}

export function reluBackward(g: number[], x: number[]): number[] {
  return times(slopesOf(x, 0), g);
}

export function leakyRelu(x: number[], slope: number): number[] {
  return times(slopesOf(x, slope), x);
}

export function leakyReluBackward(g: number[], x: number[], slope: number): { x: number[]; slope: number } {
  const dx = times(slopesOf(x, slope), g);
  let total = 0;
  const terms = times(g, x);
  for (let i = 0; i < x.length; i++) if (!(x[i]! > 0)) total += terms[i]!;
  return { x: dx, slope: total };
}

/** The two ends lie on different sides, and neither is 0. */
export function straddles(x: number[], h: number): boolean[] {
  const answers: boolean[] = [];
  for (const value of x) answers.push(value - h < 0 && value + h > 0);
  return answers;
}

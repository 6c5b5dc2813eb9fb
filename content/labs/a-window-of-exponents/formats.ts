/** A floating-point format as the lab uses it: numbers are computed in double precision and rounded to it after each operation. */
export interface Format {
  label: string;
  round: (x: number) => number;
  /** e^x rounds to infinity from here on. */
  above: number;
  /** e^x rounds to 0 up to here. */
  below: number;
  /** Where the careful cut scores off: even sixteen exponentials of it add up to a finite number. */
  cutoff: number;
  /** Half the distance from 1 to the next larger number. */
  unit: number;
}

export const formats: Record<string, Format> = {
  half: {
    label: "half (float16)",
    round: roundHalf,
    above: Math.log(65520),
    below: -25 * Math.LN2,
    cutoff: 8,
    unit: 2 ** -11,
  },
  single: {
    label: "single (float32)",
    round: Math.fround,
    above: Math.log(2) * 128,
    below: -150 * Math.LN2,
    cutoff: 80,
    unit: 2 ** -24,
  },
  double: {
    label: "double (float64)",
    round: (x) => x,
    above: Math.log(Number.MAX_VALUE),
    below: -1075 * Math.LN2,
    cutoff: 700,
    unit: 2 ** -53,
  },
};

/** To the nearest number with 11 significant bits, the even one of two; 65,520 and more is infinite, 2⁻²⁵ and less is 0. */
export function roundHalf(x: number): number {
  const size = Math.abs(x);
  if (size === 0 || !Number.isFinite(x)) return x;
  if (size >= 65520) return x > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const step = 2 ** (Math.max(exponentOf(size), -14) - 10);
  const rounded = nearestEven(size / step) * step;
  return x > 0 ? rounded : -rounded;
}

/** The largest whole e with 2^e ≤ size. */
function exponentOf(size: number): number {
  const guess = Math.floor(Math.log2(size));
  if (2 ** guess > size) return guess - 1;
  return 2 ** (guess + 1) <= size ? guess + 1 : guess;
}

function nearestEven(x: number): number {
  const low = Math.floor(x);
  const part = x - low;
  return part > 0.5 || (part === 0.5 && low % 2 !== 0) ? low + 1 : low;
}

import { show } from "./numbers.ts";

/** One function of the chain: what it gives, how steep it is, and where the theory stops. */
export interface Stage {
  label: string;
  value: (x: number) => number;
  /** The derivative; at a kink the number that libraries return. */
  slope: (x: number) => number;
  /** What is wrong with the derivative at x, if anything is. */
  remark?: (x: number) => string | undefined;
}

export const stages: Record<string, Stage> = {
  double: { label: "2x", value: (x) => 2 * x, slope: () => 2 },
  negate: { label: "−x", value: (x) => -x, slope: () => -1 },
  plus1: { label: "x + 1", value: (x) => x + 1, slope: () => 1 },
  square: { label: "x²", value: (x) => x * x, slope: (x) => 2 * x },
  sin: { label: "sin", value: Math.sin, slope: Math.cos },
  exp: { label: "exp", value: Math.exp, slope: Math.exp },
  tanh: { label: "tanh", value: Math.tanh, slope: (x) => 1 - Math.tanh(x) ** 2 },
  log: {
    label: "log",
    value: Math.log,
    slope: (x) => (x >= 0 ? 1 / Math.abs(x) : Number.NaN),
    remark: (x) => (x <= 0 ? `log is not defined at ${show(x)}` : undefined),
  },
  sqrt: {
    label: "sqrt",
    value: Math.sqrt,
    slope: (x) => 1 / (2 * Math.sqrt(x === 0 ? 0 : x)),
    remark: (x) =>
      x < 0
        ? `sqrt is not defined at ${show(x)}`
        : x === 0
          ? "sqrt has no derivative at 0: its secants grow without bound"
          : undefined,
  },
  relu: {
    label: "relu",
    value: (x) => Math.max(0, x),
    slope: (x) => (x > 0 ? 1 : x <= 0 ? 0 : Number.NaN),
    remark: (x) =>
      x === 0 ? "relu has a kink at 0: slope 0 on the left, 1 on the right; libraries return 0" : undefined,
  },
  abs: {
    label: "|x|",
    value: Math.abs,
    slope: (x) => Math.sign(x),
    remark: (x) =>
      x === 0 ? "|x| has a kink at 0: slope −1 on the left, 1 on the right; libraries return 0" : undefined,
  },
};

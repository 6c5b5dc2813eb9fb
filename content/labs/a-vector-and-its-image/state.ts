import { type Chosen, dominant, matrixOf, type Pair, sine, times } from "./matrices.ts";

export interface Moment {
  /** Length 1. */
  x: Pair;
  Ax: Pair;
  /** xᵀAx, the Rayleigh quotient of a vector of length 1. */
  quotient: number;
  /** |sine| of the angle between x and the direction that wins; undefined where there is none. */
  off?: number;
  /** Size of Aᵏ times the first vector. */
  size: number;
}

export interface State {
  history: Moment[];
}

export const mostSteps = 30;

export function start(chosen: Chosen): State {
  const angle = (chosen.angle * Math.PI) / 180;
  return { history: [moment([Math.cos(angle), Math.sin(angle)], 1, chosen)] };
}

/** x ← Ax / ‖Ax‖ */
export function go({ history }: State, chosen: Chosen): State {
  const last = history.at(-1)!;
  const grown = Math.hypot(...last.Ax);
  const x: Pair = [last.Ax[0] / grown, last.Ax[1] / grown];
  return { history: [...history, moment(x, last.size * grown, chosen)] };
}

export function isDone({ history }: State): boolean {
  return history.length > mostSteps || Math.hypot(...history.at(-1)!.Ax) < 1e-12;
}

function moment(x: Pair, size: number, chosen: Chosen): Moment {
  const matrix = matrixOf(chosen);
  const Ax = times(matrix, x);
  const quotient = x[0] * Ax[0] + x[1] * Ax[1];
  const winner = dominant(matrix);
  const basics = { x, Ax, quotient, size };
  return winner === undefined ? basics : { ...basics, off: Math.abs(sine(winner.vector, x)) };
}

/**
 * How the angle to the winning direction came to shrink: "rate" by |λ₂/λ₁| a step, "square" by its square, "none" by no fixed
 * factor; also "none" where no eigenvalue is alone the largest in size, or where the vector started on an eigenvector.
 */
export function shrinking({ history }: State, chosen: Chosen): "rate" | "square" | "none" {
  const winner = dominant(matrixOf(chosen));
  const offs = history.flatMap(({ off }) => (off !== undefined && off > 1e-9 ? [off] : []));
  if (winner === undefined) return "none";
  // With λ₂ = 0 one step leaves no angle at all, which is the rate 0.
  if (winner.rate < 1e-9 && offs.length === 1 && history.length > 1) return "rate";
  if (offs.length < 2) return "none";
  const [before, after] = offs.slice(-2) as [number, number];
  const factor = after / before;
  const near = (to: number) => Math.abs(factor - to) <= 0.05 * to;
  if (near(winner.rate)) return "rate";
  return near(winner.rate ** 2) ? "square" : "none";
}

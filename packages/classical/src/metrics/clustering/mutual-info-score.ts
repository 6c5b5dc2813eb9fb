import type { Labels } from "../labels.ts";
import { type Contingency, contingencyOf } from "./contingency-matrix.ts";
import { expectedMutualInformation } from "./expected-mutual-information.ts";

export interface MutualInfoOptions {
  /** How the entropies of both are made one number. */
  averageMethod?: "min" | "geometric" | "arithmetic" | "max";
}

/** What the cluster tells of the class, in nats: MI = Σ n_ij/N ln(N n_ij / (a_i b_j)). */
export function mutualInfoScore(labelsTrue: Labels, labelsPred: Labels): number {
  return mutualInformation(contingencyOf("mutualInfoScore", labelsTrue, labelsPred));
}

/**
 * NMI = MI / mean(H(classes), H(clusters)), from 0 to 1. More clusters raise it by chance; the adjusted one does not.
 */
export function normalizedMutualInfoScore(
  labelsTrue: Labels,
  labelsPred: Labels,
  { averageMethod = "arithmetic" }: MutualInfoOptions = {},
): number {
  const where = "normalizedMutualInfoScore";
  const table = contingencyOf(where, labelsTrue, labelsPred);
  if (table.a.length === 1 && table.b.length === 1) return 1;
  const mi = mutualInformation(table);
  return mi === 0 ? 0 : mi / entropyMean(where, table, averageMethod);
}

/**
 * AMI = (MI − E[MI]) / (mean(H(classes), H(clusters)) − E[MI]): 1 for the same partition, 0 on average for random
 * clusters of these sizes.
 *
 * Vinh, Epps and Bailey 2010, https://www.jmlr.org/papers/v11/vinh10a.html
 */
export function adjustedMutualInfoScore(
  labelsTrue: Labels,
  labelsPred: Labels,
  { averageMethod = "arithmetic" }: MutualInfoOptions = {},
): number {
  const where = "adjustedMutualInfoScore";
  const table = contingencyOf(where, labelsTrue, labelsPred);
  if (table.a.length === 1 || table.b.length === 1) return table.a.length === table.b.length ? 1 : 0;
  const expected = expectedMutualInformation(table);
  const best = entropyMean(where, table, averageMethod) - expected;
  return awayFromZero(mutualInformation(table) - expected) / awayFromZero(best);
}

export function mutualInformation({ a, b, cells, N }: Contingency): number {
  if (a.length === 1 || b.length === 1) return 0;
  const logN = Math.log(N);
  let sum = 0;
  for (const { i, j, n } of cells) {
    const term = (n / N) * (Math.log(n) - logN) + (n / N) * (2 * logN - Math.log(a[i]! * b[j]!));
    if (Math.abs(term) >= Number.EPSILON) sum += term;
  }
  return Math.max(0, sum);
}

/** H = −Σ n_i/N ln(n_i/N) of groups of these sizes, in nats. */
export function entropyOf(sizes: Float64Array, N: number): number {
  if (sizes.length === 1) return 0;
  return -sizes.reduce((sum, n) => sum + (n / N) * (Math.log(n) - Math.log(N)), 0);
}

function entropyMean(
  where: string,
  { a, b, N }: Contingency,
  averageMethod: NonNullable<MutualInfoOptions["averageMethod"]>,
): number {
  const [u, v] = [entropyOf(a, N), entropyOf(b, N)];
  switch (averageMethod) {
    case "min":
      return Math.min(u, v);
    case "max":
      return Math.max(u, v);
    case "geometric":
      return Math.sqrt(u * v);
    case "arithmetic":
      return (u + v) / 2;
    default:
      throw new RangeError(
        `${where}: averageMethod ${JSON.stringify(averageMethod)}, "min", "geometric", "arithmetic" or "max" is needed`,
      );
  }
}

/** Roundings of 0 over 0 are 1 where both partitions are the same (one sample in each cluster). */
function awayFromZero(value: number): number {
  return value < 0 ? Math.min(value, -Number.EPSILON) : Math.max(value, Number.EPSILON);
}

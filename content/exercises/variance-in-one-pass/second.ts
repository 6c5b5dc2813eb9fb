export interface Summary {
  count: number;
  mean: number;
  /** Σ (x_i − mean)² */
  squares: number;
}

export function empty(): Summary {
  return merged([]);
}

/** One number is a group of its own, with no spread. */
export function add(summary: Summary, x: number): Summary {
  if (Number.isNaN(x) || Math.abs(x) === Number.POSITIVE_INFINITY)
    throw new RangeError("add: x must be finite");
  return merged([summary, { count: 1, mean: x, squares: 0 }]);
}

export function merge(a: Summary, b: Summary): Summary {
  return merged([a, b]);
}

export function variance(summary: Summary): number {
  return spread(summary, summary.count);
}

export function sampleVariance(summary: Summary): number {
  return spread(summary, summary.count - 1);
}

function spread({ squares }: Summary, divisor: number): number {
  if (divisor <= 0) throw new RangeError("too few numbers for a variance");
  return squares / divisor;
}

/** Within the groups plus between them: Σ squares_g + Σ n_g (m_g − m)². The mean is taken relative to the first group's. */
function merged(groups: readonly Summary[]): Summary {
  const filled = groups.filter((group) => group.count > 0);
  const origin = filled[0]?.mean ?? 0;
  let [count, shift, squares] = [0, 0, 0];
  for (const group of filled) {
    count += group.count;
    shift += group.count * (group.mean - origin);
  }
  const beyond = count === 0 ? 0 : shift / count;
  for (const group of filled) squares += group.squares + group.count * (group.mean - origin - beyond) ** 2;
  return { count, mean: origin + beyond, squares };
}

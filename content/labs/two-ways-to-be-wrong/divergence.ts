/**
 * A source p of two bumps and a bell q = N(m, σ²), σ = e^s, and the divergences between them in nats:
 *
 *   D(p‖q) = −H(p) + s + ½ log 2π + (V + (M − m)²) / (2σ²)      M, V: mean and variance of p
 *   D(q‖p) = −s − ½ log 2πe − E[log p(m + σz)]                  z standard normal, by quadrature
 */
export interface Source {
  /** Centre, spread and weight of each bump. */
  bumps: { centre: number; spread: number; weight: number }[];
  mean: number;
  variance: number;
  entropy: number;
}

export interface Bell {
  mean: number;
  /** log σ */
  logSpread: number;
}

const log2Pi = Math.log(2 * Math.PI);

/**
 * Nodes and weights for E[f(z)] by the trapezoid rule. Between distant bumps log p has almost a kink, which a wide bell
 * crosses within a few hundredths of z: with nodes 0.2 apart D(q‖p)
 * would be off by a hundredth there, and its minimum in another place.
 */
const gap = 0.04;
const nodes = Array.from({ length: 401 }, (_, i) => -8 + i * gap);
const masses = nodes.map((z) => (gap * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI));

/** A bump of spread 1 at −gap/2 and one of spread `spread` and weight `weight` at gap/2. */
export function sourceOf(gap: number, weight: number, spread: number): Source {
  const bumps = [
    { centre: -gap / 2, spread: 1, weight: 1 - weight },
    { centre: gap / 2, spread, weight },
  ];
  const mean = bumps.reduce((sum, bump) => sum + bump.weight * bump.centre, 0);
  const variance = bumps.reduce(
    (sum, bump) => sum + bump.weight * (bump.spread ** 2 + (bump.centre - mean) ** 2),
    0,
  );
  const entropy = bumps.reduce(
    (sum, { centre, spread: width, weight: share }) =>
      sum - share * expectation((z) => logDensity(bumps, centre + width * z)),
    0,
  );
  return { bumps, mean, variance, entropy };
}

export function logP({ bumps }: Source, x: number): number {
  return logDensity(bumps, x);
}

export function logQ({ mean, logSpread }: Bell, x: number): number {
  return -log2Pi / 2 - logSpread - ((x - mean) * Math.exp(-logSpread)) ** 2 / 2;
}

/** D(p‖q): the bell is charged where the source is. */
export function forward({ mean, variance, entropy }: Source, q: Bell): number {
  const squares = (variance + (mean - q.mean) ** 2) * Math.exp(-2 * q.logSpread);
  return -entropy + q.logSpread + (log2Pi + squares) / 2;
}

/** D(q‖p): the bell is charged where the bell is. */
export function reverse(source: Source, q: Bell): number {
  const sigma = Math.exp(q.logSpread);
  return -q.logSpread - (log2Pi + 1) / 2 - expectation((z) => logP(source, q.mean + sigma * z));
}

/** Slopes of D(p‖q) in m and in log σ. */
export function forwardSlopes({ mean, variance }: Source, q: Bell): [number, number] {
  const precision = Math.exp(-2 * q.logSpread);
  return [(q.mean - mean) * precision, 1 - (variance + (mean - q.mean) ** 2) * precision];
}

/** Slopes of D(q‖p) in m and in log σ. */
export function reverseSlopes({ bumps }: Source, q: Bell): [number, number] {
  const sigma = Math.exp(q.logSpread);
  const slope = (z: number) => slopeOfLog(bumps, q.mean + sigma * z);
  return [-expectation(slope), -1 - expectation((z) => slope(z) * sigma * z)];
}

function expectation(f: (z: number) => number): number {
  return nodes.reduce((sum, z, i) => sum + masses[i]! * f(z), 0);
}

/** log of a bump's share of p(x) */
function logShare({ centre, spread, weight }: Source["bumps"][number], x: number): number {
  return Math.log(weight / spread) - log2Pi / 2 - ((x - centre) / spread) ** 2 / 2;
}

function logDensity(bumps: Source["bumps"], x: number): number {
  const [a, b] = [logShare(bumps[0]!, x), logShare(bumps[1]!, x)];
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}

/** (log p)′(x): the slopes of the bumps, weighted by which of them x is likely to be from. */
function slopeOfLog(bumps: Source["bumps"], x: number): number {
  const whole = logDensity(bumps, x);
  return bumps.reduce(
    (sum, bump) => sum - (Math.exp(logShare(bump, x) - whole) * (x - bump.centre)) / bump.spread ** 2,
    0,
  );
}

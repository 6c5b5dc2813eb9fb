/**
 * Candidates with a trait x ~ N(0, 1), a true value and a proxy that measures the trait with an error:
 *
 *   proxy = x + s·e        e normal, or Student's t with 2 degrees of freedom
 *   truth = x              up to the bend b, beyond it b − k·(x − b)
 *
 * Both kinds of error have the same middle half: the t is scaled so that its quartiles are those of a normal.
 */
import type { LabRandom } from "@blankfile/curriculum/lab";

export type Chosen = { tail: string; error: number; bends: boolean; bend: number; slope: number };

/** Quartile of N(0, 1) over quartile of t₂, 0.67449 / 0.81650. */
const quartiles = 0.6744897501960817 / Math.sqrt(2 / 3);

export function drawError(tail: string, random: LabRandom): number {
  const z = random.normal();
  if (tail === "light") return z;
  // t₂ = z / √(χ²₂/2), and half a χ² of 2 degrees is exponential.
  return (quartiles * z) / Math.sqrt(-Math.log(1 - random.uniform()) + 1e-300);
}

export function truthOf(x: number, { bends, bend, slope }: Chosen): number {
  return bends && x > bend ? bend - slope * (x - bend) : x;
}

/** Density of the error e, of spread s. */
export function errorDensity(e: number, { tail, error }: Chosen): number {
  if (tail === "light") return Math.exp(-((e / error) ** 2) / 2) / (error * Math.sqrt(2 * Math.PI));
  const t = e / (error * quartiles);
  return (1 + (t * t) / 2) ** -1.5 / (2 * Math.SQRT2 * error * quartiles);
}

/** E[truth | proxy = u], by a sum over traits from −8 to 8; undefined where the sum is nothing but rounding. */
export function truthGiven(u: number, chosen: Chosen): number | undefined {
  if (chosen.error === 0) return truthOf(u, chosen);
  let [mass, total] = [0, 0];
  for (let x = -8; x <= 8; x += 0.1) {
    const weight = Math.exp((-x * x) / 2) * errorDensity(u - x, chosen);
    mass += weight;
    total += weight * truthOf(x, chosen);
  }
  return mass > 1e-250 ? total / mass : undefined;
}

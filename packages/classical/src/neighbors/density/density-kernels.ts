/**
 * Kernels of density estimates: of a distance u in bandwidths, up to a factor c that makes each integrate to 1 in F dimensions. With V the
 * volume and S = F V the surface of the unit ball, and ∫ over radii r of S r^{F−1} k(r):
 *
 *   gaussian      e^{−u²/2}          1/c = (2π)^{F/2}
 *   tophat        [u < 1]            1/c = V
 *   epanechnikov  [u < 1] (1 − u²)   1/c = 2 V / (F + 2)
 *   exponential   e^{−u}             1/c = S (F − 1)!
 *   linear        [u < 1] (1 − u)    1/c = V / (F + 1)
 *   cosine        [u < 1] cos(πu/2)  1/c = S I_{F−1},   I_m = 2/π − m (m − 1) (2/π)² I_{m−2},   I₀ = 2/π,   I₁ = 2/π − (2/π)²
 */
export type DensityKernel = "gaussian" | "tophat" | "epanechnikov" | "exponential" | "linear" | "cosine";

/** ln k(u), −∞ where k is 0. */
export function logKernel(kernel: DensityKernel, u: number): number {
  if (kernel === "gaussian") return -(u * u) / 2;
  if (kernel === "exponential") return -u;
  if (u >= 1) return Number.NEGATIVE_INFINITY;
  if (kernel === "tophat") return 0;
  if (kernel === "epanechnikov") return Math.log1p(-u * u);
  return kernel === "linear" ? Math.log1p(-u) : Math.log(Math.cos((Math.PI * u) / 2));
}

/** ln c in F dimensions, for a bandwidth of 1. */
export function logFactor(kernel: DensityKernel, F: number): number {
  const volume = logBallVolume(F);
  switch (kernel) {
    case "gaussian":
      return (-F / 2) * Math.log(2 * Math.PI);
    case "tophat":
      return -volume;
    case "epanechnikov":
      return Math.log((F + 2) / 2) - volume;
    case "exponential":
      return -(volume + Math.log(F) + logFactorial(F - 1));
    case "linear":
      return Math.log(F + 1) - volume;
    case "cosine":
      return -(volume + Math.log(F) + Math.log(cosineIntegral(F - 1)));
  }
}

/** ln V: V₀ = 1, V₁ = 2, V_F = V_{F−2} · 2π / F. */
function logBallVolume(F: number): number {
  let log = F % 2 === 0 ? 0 : Math.log(2);
  for (let f = 2 + (F % 2); f <= F; f += 2) log += Math.log((2 * Math.PI) / f);
  return log;
}

function logFactorial(n: number): number {
  let log = 0;
  for (let i = 2; i <= n; i++) log += Math.log(i);
  return log;
}

/** I_m = ∫₀¹ rᵐ cos(πr/2) dr, by its series Σ (−1)ⁿ (π/2)²ⁿ / ((2n)! (m + 2n + 1)): the recursion upwards loses all digits by m = 15. */
function cosineIntegral(m: number): number {
  let [sum, term] = [0, 1];
  for (let n = 0; n < 20; n++) {
    sum += term / (m + 2 * n + 1);
    term *= -((Math.PI / 2) ** 2) / ((2 * n + 1) * (2 * n + 2));
  }
  return sum;
}

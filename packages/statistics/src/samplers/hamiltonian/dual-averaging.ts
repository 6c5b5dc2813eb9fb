/**
 * Step size adaptation by dual averaging.
 *
 *   H̄_t = (1 − 1/(t + t₀)) H̄_{t−1} + (δ − α_t) / (t + t₀)
 *   ln ε_t = μ − √t / γ H̄_t;   ln ε̄_t = t^(−κ) ln ε_t + (1 − t^(−κ)) ln ε̄_{t−1}
 *
 * Hoffman and Gelman 2014, https://arxiv.org/abs/1111.4246, section 3.2, with their γ = 0.05, t₀ = 10, κ = 0.75, μ = ln 10
 * ε₀. ε_t is used while the chain warms up, ε̄ after it.
 */
export class DualAveraging {
  readonly #target: number;
  #mu = 0;
  #t = 0;
  #error = 0;
  #logEpsilon = 0;
  #logAverage = 0;

  constructor(stepSize: number, targetAcceptance: number) {
    this.#target = targetAcceptance;
    this.restart(stepSize);
  }

  restart(stepSize: number): void {
    this.#mu = Math.log(10 * stepSize);
    this.#t = 0;
    this.#error = 0;
    this.#logEpsilon = Math.log(stepSize);
    this.#logAverage = this.#logEpsilon;
  }

  /** α_t, the acceptance probability of the last step, averaged over its trajectory. */
  learn(acceptance: number): void {
    const t = ++this.#t;
    const share = 1 / (t + 10);
    this.#error += share * (this.#target - acceptance - this.#error);
    this.#logEpsilon = this.#mu - (Math.sqrt(t) / 0.05) * this.#error;
    const weight = t ** -0.75;
    this.#logAverage = weight * this.#logEpsilon + (1 - weight) * this.#logAverage;
  }

  /** ε_t. */
  get stepSize(): number {
    return Math.exp(this.#logEpsilon);
  }

  /** ε̄_t. */
  get averaged(): number {
    return Math.exp(this.#logAverage);
  }
}

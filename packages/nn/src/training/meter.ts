/**
 * A mean that grows with what is added: of losses over batches, each weighted by its samples, so that a smaller last batch counts less.
 *
 *   mean = Σ nᵢ xᵢ / Σ nᵢ
 */
export class Meter {
  #sum = 0;
  #count = 0;

  /** A value that is itself the mean of n samples. */
  add(value: number, n = 1): void {
    if (typeof value !== "number")
      throw new TypeError(`Meter: a value of type ${typeof value}, a number is needed`);
    if (!(n >= 0)) throw new RangeError(`Meter: n ${n}, a number from 0 is needed`);
    this.#sum += value * n;
    this.#count += n;
  }

  /** NaN before anything was added. */
  get mean(): number {
    return this.#sum / this.#count;
  }

  get count(): number {
    return this.#count;
  }

  reset(): void {
    this.#sum = 0;
    this.#count = 0;
  }
}

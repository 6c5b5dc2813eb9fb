/**
 * The k nearest points seen so far: a binary heap in two arrays whose root is the farthest of them, so that one look tells whether the
 * next is nearer. Of equal distances the lower index is the nearer.
 */
export class NearestHeap {
  /** What a point must not exceed to come in: infinity until k are there. */
  worst = Number.POSITIVE_INFINITY;
  readonly #distances: Float64Array;
  readonly #indices: Int32Array;
  #size = 0;

  constructor(k: number) {
    this.#distances = new Float64Array(k);
    this.#indices = new Int32Array(k);
  }

  clear(): void {
    this.#size = 0;
    this.worst = Number.POSITIVE_INFINITY;
  }

  offer(distance: number, index: number): void {
    if (this.#size < this.#distances.length) this.#rise(distance, index);
    else if (distance < this.worst || (distance === this.worst && index < this.#indices[0]!))
      this.#sink(distance, index);
  }

  /** Writes the points, nearest first, from place `at` on, and is empty then. */
  drain(distances: Float64Array, indices: Int32Array, at: number): void {
    for (let last = at + this.#size - 1; last >= at; last--) {
      distances[last] = this.#distances[0]!;
      indices[last] = this.#indices[0]!;
      this.#size--;
      if (this.#size > 0) this.#sink(this.#distances[this.#size]!, this.#indices[this.#size]!);
    }
    this.clear();
  }

  /** From a new leaf upwards past all that are nearer. */
  #rise(distance: number, index: number): void {
    const [d, ids] = [this.#distances, this.#indices];
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (d[parent]! > distance || (d[parent] === distance && ids[parent]! > index)) break;
      d[at] = d[parent]!;
      ids[at] = ids[parent]!;
      at = parent;
    }
    d[at] = distance;
    ids[at] = index;
    if (this.#size === d.length) this.worst = d[0]!;
  }

  /** From the root downwards past all that are farther. */
  #sink(distance: number, index: number): void {
    const [d, ids, size] = [this.#distances, this.#indices, this.#size];
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && (d[right]! > d[child]! || (d[right] === d[child] && ids[right]! > ids[child]!)))
        child = right;
      if (d[child]! < distance || (d[child] === distance && ids[child]! < index)) break;
      d[at] = d[child]!;
      ids[at] = ids[child]!;
      at = child;
    }
    d[at] = distance;
    ids[at] = index;
    this.worst = d[0]!;
  }
}

// The items are swapped in the storage, and the ages are lost.
/** At most `capacity` items; the oldest is forgotten first. Item number k lies at k mod capacity. */
export class ReplayBuffer<Item> {
  readonly capacity: number;
  readonly #items: Item[] = [];
  /** Where the next item goes; once the buffer is full, the oldest item lies there. */
  #next = 0;

  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1)
      throw new RangeError(`ReplayBuffer: capacity is ${capacity}, a whole number of at least 1 is needed`);
    this.capacity = capacity;
  }

  /** Items stored. */
  get size(): number {
    return this.#items.length;
  }

  /** Stores an item, in the place of the oldest one if the buffer is full. */
  push(item: Item): void {
    this.#items[this.#next] = item;
    this.#next = (this.#next + 1) % this.capacity;
  }

  /** The stored item of that age, 0 being the oldest. */
  at(age: number): Item {
    if (!Number.isInteger(age) || age < 0 || age >= this.size)
      throw new RangeError(`at: age is ${age}, a whole number from 0 to ${this.size - 1} is needed`);
    const oldest = this.size < this.capacity ? 0 : this.#next;
    return this.#items[(oldest + age) % this.capacity]!;
  }

  /**
   * So many different stored items, by Floyd's method: for each of the last `count` places one place up to it is drawn, and where that
   * one is taken already, the last place itself is. The work does not grow with the buffer.
   */
  sample(count: number, random: () => number): Item[] {
    if (!Number.isInteger(count) || count < 0 || count > this.size)
      throw new RangeError(`sample: count is ${count}, a whole number from 0 to ${this.size} is needed`);
    for (let i = 0; i < count; i++) {
      const j = i + Math.floor(random() * (this.size - i));
      [this.#items[i], this.#items[j]] = [this.#items[j]!, this.#items[i]!];
    }
    return this.#items.slice(0, count);
  }
}

/** At most `capacity` items; the oldest is forgotten first. */
export class ReplayBuffer<Item> {
  constructor(capacity: number) {
    throw new Error("ReplayBuffer is not written yet");
  }

  /** Items stored. */
  get size(): number {
    throw new Error("size is not written yet");
  }

  /** Stores an item, in the place of the oldest one if the buffer is full. */
  push(item: Item): void {
    throw new Error("push is not written yet");
  }

  /** The stored item of that age, 0 being the oldest. */
  at(age: number): Item {
    throw new Error("at is not written yet");
  }

  /** So many different stored items; every set of them is equally likely. */
  sample(count: number, random: () => number): Item[] {
    throw new Error("sample is not written yet");
  }
}

/** Items by the number under which they came; the map holds the last ones only. */
export class ReplayBuffer<Item> {
  private stored = new Map<number, Item>();
  private pushed = 0;
  private readonly room: number;

  constructor(capacity: number) {
    if (!(capacity >= 1 && Number.isSafeInteger(capacity)))
      throw new RangeError(`no buffer has the capacity ${capacity}`);
    this.room = capacity;
  }

  get size(): number {
    return this.stored.size;
  }

  push(item: Item): void {
    this.stored.delete(this.pushed - this.room);
    this.stored.set(this.pushed++, item);
  }

  at(age: number): Item {
    const number = this.pushed - this.size + age;
    if (age < 0 || !this.stored.has(number)) throw new RangeError(`there is no item of the age ${age}`);
    return this.stored.get(number)!;
  }

  /** Cards from a pack: each draw takes one of those that are left, and the last card fills its gap. */
  sample(count: number, random: () => number): Item[] {
    if (!Number.isSafeInteger(count) || count < 0 || this.size < count)
      throw new RangeError(`${count} items cannot be drawn from ${this.size}`);
    const pack = [...this.stored.values()];
    return Array.from({ length: count }, () => {
      const drawn = Math.trunc(pack.length * random());
      const card = pack[drawn]!;
      const bottom = pack.pop()!;
      if (drawn < pack.length) pack[drawn] = bottom;
      return card;
    });
  }
}

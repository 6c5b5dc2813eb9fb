/** Something that is taken out by its gain. */
interface Waiting {
  readonly gain: number;
}

/** The one of the largest gain comes out first: a binary heap in an array, in which none is above its parent, the one at ⌊(t − 1) / 2⌋. */
export class SplitQueue<T extends Waiting> {
  readonly #heap: T[] = [];

  get size(): number {
    return this.#heap.length;
  }

  push(item: T): void {
    const heap = this.#heap;
    let at = heap.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]!.gain >= item.gain) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = item;
  }

  pop(): T | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]!.gain > heap[child]!.gain) child += 1;
      if (heap[child]!.gain <= last.gain) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return top;
  }

  /** Takes all out, in no order. */
  drain(): T[] {
    return this.#heap.splice(0);
  }
}

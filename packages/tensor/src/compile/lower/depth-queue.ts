/** Things to look at with the depth at which they were put in, the least depth first: a binary heap. */
export class DepthQueue<T> {
  readonly #heap: { readonly depth: number; readonly item: T }[] = [];

  get size(): number {
    return this.#heap.length;
  }

  put(depth: number, item: T): void {
    const heap = this.#heap;
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (heap[above]!.depth <= depth) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = { depth, item };
  }

  /** The item of the least depth, which leaves the queue. */
  take(): T {
    const heap = this.#heap;
    const first = heap[0]!;
    const last = heap.pop()!;
    let at = 0;
    while (heap.length > 0) {
      let below = 2 * at + 1;
      if (below + 1 < heap.length && heap[below + 1]!.depth < heap[below]!.depth) below++;
      if (below >= heap.length || heap[below]!.depth >= last.depth) break;
      heap[at] = heap[below]!;
      at = below;
    }
    if (heap.length > 0) heap[at] = last;
    return first.item;
  }
}

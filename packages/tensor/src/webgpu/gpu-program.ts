import type { Capture } from "../compile/capture.ts";
import { type GraphNode, numelOf, type Operand } from "../compile/graph.ts";
import type { TypedArray } from "../dtype.ts";
import { type Storage, Tensor } from "../tensor.ts";
import { recordCopies } from "./copies.ts";
import type { Gpu } from "./gpu.ts";
import { GpuGradients } from "./gpu-gradients.ts";
import { GpuMemory } from "./gpu-memory.ts";
import { GpuWork } from "./gpu-work.ts";
import { HostWork } from "./host-work.ts";
import { ReadBack } from "./read-back.ts";
import type { Resident } from "./resident.ts";
import type { Place } from "./shaders/shader.ts";

/** Where a value is after a run was sent: on the GPU, or here. */
type Found = Place | TypedArray;

/** Work that was sent: finishes the call with the arrays that were read back. */
type Sent = (arrays: readonly TypedArray[]) => Tensor[];

/**
 * A captured function as shaders.
 *
 * Arguments go to the GPU at every call, results come back. Memory that the function captured has a home on the GPU: what it
 * changes stays there, until `sync` brings it back.
 */
export class GpuProgram {
  readonly #gpu: Gpu;
  readonly #capture: Capture;
  readonly #outputs: readonly Operand[];
  readonly #work: GpuWork;
  readonly #host: HostWork;
  readonly #memory: GpuMemory;
  readonly #gradients: GpuGradients;
  /** The setup that the device has found right. */
  #proved: Promise<void> | null = null;

  constructor(gpu: Gpu, capture: Capture, outputs: readonly Operand[]) {
    this.#gpu = gpu;
    this.#capture = capture;
    this.#outputs = outputs;
    const changed = [...capture.changed.values(), ...capture.changedArguments.values()];
    const gradients = capture.gradients.flatMap(({ after, replaced, changed }) => [
      ...(replaced && after ? [after.node] : []),
      ...(changed ? [changed] : []),
    ]);
    const roots = [...outputs.map(({ node }) => node), ...changed, ...gradients];
    this.#work = new GpuWork(capture, roots, (storage) => gpu.residents.get(storage)?.isAway ?? false);
    const handed = [...this.#work.handed.values()];
    const wanted = [...handed, ...roots.filter((root) => this.#work.isHost(root))];
    this.#host = new HostWork(this.#work.hostOrder(wanted), capture.captured);
    this.#memory = new GpuMemory(gpu, this.#work, capture);
    this.#gradients = new GpuGradients(gpu, capture, this.#memory, (node) => this.#found(node));
  }

  /** The WGSL of each dispatch, in their order. */
  get shaders(): readonly string[] {
    return this.#memory.shaders.map(({ code }) => code);
  }

  /** Bytes on the GPU, without captured tensors. */
  get memoryBytes(): number {
    return this.#memory.bytes;
  }

  /** Whether gradients, shared memory, and what the processor reads, are as when the function was captured. */
  fits(values: readonly Tensor[]): boolean {
    const { linked, captured, gradients } = this.#capture;
    const shared = values.every(({ storage }, i) => {
      const place = linked.get(storage);
      if (place === undefined) return !captured.has(storage);
      return place === i || values[place]!.storage === storage;
    });
    return (
      shared &&
      [...linked].every(([storage, i]) => values[i]!.storage === storage) &&
      gradients.every(({ readFirst, argument, leaf, hadBefore }) => {
        return !readFirst || argument !== undefined || (leaf.grad !== null) === hadBefore;
      }) &&
      [...this.#host.reads].every((storage) => !this.#gpu.residents.get(storage)?.isAway)
    );
  }

  /** One call; `values` are the tensors among the arguments. The work is sent at once, the promise is for its results. */
  async call(values: readonly Tensor[]): Promise<Tensor[]> {
    this.#gpu.requireDevice();
    const back = new ReadBack(this.#gpu);
    const finish = await this.#sendWatched(values, back);
    const arrays = await back.arrays();
    if (arrays.length === 0) await this.#gpu.done();
    return finish(arrays);
  }

  /** The first commands after a setup are watched: what is wrong with that makes them wrong, too. */
  async #sendWatched(values: readonly Tensor[], back: ReadBack): Promise<Sent> {
    if (this.#proved === this.#memory.trouble) return this.#send(values, back);
    let sent: Sent | undefined;
    const verdict = this.#gpu.watched(() => {
      sent = this.#send(values, back);
    });
    const { trouble } = this.#memory;
    await trouble;
    await verdict;
    this.#proved = trouble;
    return sent!;
  }

  #send(values: readonly Tensor[], back: ReadBack): Sent {
    this.#refuseInnerLeaves(values);
    const encoder = this.#gpu.device.createCommandEncoder();
    try {
      this.#host.run(values);
      const copies = this.#memory.bring((node) => this.#given(node, values));
      this.#memory.hand(this.#host);
      recordCopies(this.#gpu, encoder, copies);
    } catch (error) {
      this.#host.forget();
      throw error;
    }
    this.#memory.dispatches.record(encoder);
    const results = this.#outputs.map(({ node, shape }) => {
      const array = this.#ask(node, back);
      return (arrays: readonly TypedArray[]) => new Tensor(array(arrays), shape, node.dtype);
    });
    const later = this.#argumentsLater(values, back);
    back.record(encoder);
    const settle = this.#changes(encoder);
    this.#gpu.submit(encoder);
    for (const storage of settle) storage();
    this.#gradients.handOut();
    return (arrays) => {
      for (const change of later) change(arrays);
      return results.map((result) => result(arrays));
    };
  }

  /** A tensor that a node stands for in this call. */
  #given({ attributes }: GraphNode, values: readonly Tensor[]): Tensor {
    const { index, gradient, leaf } = attributes;
    if (index !== undefined) return values[Number(index)]!;
    if (gradient !== undefined) return values[Number(gradient)]!.grad!;
    return this.#capture.gradients.find(({ before }) => before?.attributes.leaf === leaf)!.leaf.grad!;
  }

  #found(node: GraphNode): Found {
    return this.#work.isHost(node) ? this.#host.value(node) : this.#memory.placeOf(this.#work.arrayOf(node));
  }

  /** Has a value read back. */
  #ask(node: GraphNode, back: ReadBack): (arrays: readonly TypedArray[]) => TypedArray {
    const found = this.#found(node);
    if (ArrayBuffer.isView(found)) {
      const copy = found.slice();
      return () => copy;
    }
    const place = back.add(found, node.dtype, numelOf(node));
    return (arrays) => arrays[place]!;
  }

  /** What changes in arguments, and in their gradients, once the results are there. */
  #argumentsLater(values: readonly Tensor[], back: ReadBack): ((arrays: readonly TypedArray[]) => void)[] {
    const changes = [...this.#capture.changedArguments].map(([i, node]) => {
      const array = this.#ask(node, back);
      return (arrays: readonly TypedArray[]) => overwrite(values[i]!, array(arrays));
    });
    for (const { argument, changed, replaced, after } of this.#capture.gradients) {
      if (argument === undefined) continue;
      const leaf = values[argument]!;
      const before = leaf.grad;
      if (changed && before) {
        const array = this.#ask(changed, back);
        changes.push((arrays) => overwrite(before, array(arrays)));
      }
      if (!replaced) continue;
      const array = after && this.#ask(after.node, back);
      changes.push((arrays) => {
        leaf.grad = after && new Tensor(array!(arrays), after.shape, after.node.dtype);
      });
    }
    return changes;
  }

  /** Has changed memory brought to its home; gives what is left to do once the commands are sent. */
  #changes(encoder: GPUCommandEncoder): (() => void)[] {
    const changed = [...this.#capture.changed];
    for (const { argument, changed: node, leaf } of this.#capture.gradients) {
      if (argument === undefined && node && leaf.grad) changed.push([leaf.grad.storage, node]);
    }
    const copies = this.#gradients.copies();
    const after = changed.map(([storage, node]) => {
      const found = this.#found(node);
      if (ArrayBuffer.isView(found)) return this.#changeHere(storage, found.slice());
      const home = this.#memory.homeOf(storage, node);
      if (home.place.buffer !== found.buffer || home.place.offset !== found.offset)
        copies.push({ from: found, to: home.place, words: numelOf(node) });
      return () => home.leave();
    });
    recordCopies(this.#gpu, encoder, copies);
    return after;
  }

  #changeHere(storage: Storage, array: TypedArray): () => void {
    const home = this.#gpu.residents.get(storage);
    return () => {
      if (home?.isAway) {
        this.#gpu.write(home.place, array);
        home.leave();
      } else {
        storage.data.set(array);
        storage.version++;
      }
    };
  }

  #refuseInnerLeaves(values: readonly Tensor[]): void {
    for (const { argument, replaced } of this.#capture.gradients) {
      if (argument === undefined || !replaced || values[argument]!.isLeaf) continue;
      throw new TypeError(
        `compileWebGpu: a gradient for argument tensor ${argument}, which ${values[argument]!.gradFn!.name} computed outside, a leaf is needed; detach() gives one`,
      );
    }
  }

  /** Tensors whose newer contents are on the GPU. */
  get away(): Resident[] {
    return [...this.#memory.residents, ...this.#gradients.residents].filter(({ isAway }) => isAway);
  }
}

function overwrite({ storage }: Tensor, array: TypedArray): void {
  storage.data.set(array);
  storage.version++;
}

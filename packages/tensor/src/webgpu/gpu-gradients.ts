import type { Capture, LeafGradient } from "../compile/capture.ts";
import { type GraphNode, numelOf } from "../compile/graph.ts";
import type { TypedArray } from "../dtype.ts";
import { type Storage, Tensor } from "../tensor.ts";
import type { Copy } from "./copies.ts";
import type { Gpu } from "./gpu.ts";
import type { GpuMemory } from "./gpu-memory.ts";
import { Resident } from "./resident.ts";
import type { Place } from "./shaders/shader.ts";

/**
 * The gradients that a program gives to parameters. They stay on the GPU like the parameters, as tensors whose numbers come
 * with `sync()`; the next call writes over them. Gradients of arguments are read back with the results instead.
 */
export class GpuGradients {
  readonly #gpu: Gpu;
  readonly #memory: GpuMemory;
  readonly #gradients: readonly LeafGradient[];
  readonly #found: (node: GraphNode) => Place | TypedArray;
  #lent: readonly Resident[] = [];

  constructor(
    gpu: Gpu,
    { gradients }: Capture,
    memory: GpuMemory,
    found: (node: GraphNode) => Place | TypedArray,
  ) {
    this.#gpu = gpu;
    this.#memory = memory;
    this.#gradients = gradients.filter(({ argument, replaced }) => argument === undefined && replaced);
    this.#found = found;
  }

  get residents(): readonly Resident[] {
    return this.#lent;
  }

  /** What has to be copied after a run: gradients whose arrays are something else, too. */
  copies(): Copy[] {
    return this.#gradients.flatMap((gradient) => {
      const from = gradient.after && this.#found(gradient.after.node);
      if (!from || ArrayBuffer.isView(from)) return [];
      const to = this.#memory.lentPlace(gradient);
      if (from.buffer === to.buffer && from.offset === to.offset) return [];
      return [{ from, to, words: numelOf(gradient.after!.node) }];
    });
  }

  /** After a run was sent: new tensors, as who kept the old ones would see them change otherwise. */
  handOut(): void {
    for (const old of this.#lent) old.end();
    this.#lent = this.#gradients.flatMap((gradient) => {
      const { leaf, after } = gradient;
      if (!after) {
        leaf.grad = null;
        return [];
      }
      const { shape, node } = after;
      const found = this.#found(node);
      if (ArrayBuffer.isView(found)) {
        leaf.grad = new Tensor(found.slice(), shape, node.dtype);
        return [];
      }
      // Without `data`, until that is read back.
      const storage = { version: 0 } as Storage;
      const like = { dtype: node.dtype, size: numelOf(node) };
      const resident = new Resident(this.#gpu, storage, like, this.#memory.lentPlace(gradient));
      resident.leave();
      leaf.grad = new Tensor(storage, shape, node.dtype);
      return [resident];
    });
  }
}

import type { Capture } from "../compile/capture.ts";
import { type GraphNode, numelOf } from "../compile/graph.ts";
import { mayOverwrite } from "../compile/in-place.ts";
import { type Lowered, lower } from "../compile/lower/lower.ts";
import type { TypedArray } from "../dtype.ts";
import type { Storage } from "../tensor.ts";
import { type Split, splitWork } from "./split-work.ts";
import { type GpuKernel, gpuReads, gpuWrites, translate } from "./translate.ts";

/** The GPU's part of a captured function, as dispatches in order, and what it reads from elsewhere. */
export class GpuWork {
  readonly kernels: readonly GpuKernel[];
  /** Arrays that are the same at every call. */
  readonly constants: ReadonlyMap<GraphNode, TypedArray>;
  /** Arrays of arguments, and of gradients that are there at the start. */
  readonly given: readonly GraphNode[];
  /** Arrays that the processor fills before a run, with the nodes that it computes. */
  readonly handed: ReadonlyMap<GraphNode, GraphNode>;
  /** Arrays of roots. */
  readonly results: readonly GraphNode[];
  readonly #split: Split;
  readonly #lowered: Lowered;
  readonly #read: ReadonlySet<GraphNode>;

  constructor(capture: Capture, roots: readonly GraphNode[], isAway: (storage: Storage) => boolean) {
    this.#split = splitWork(capture, roots, isAway);
    const own = roots.filter((root) => !this.isHost(root));
    this.#lowered = lower(
      this.#split.nodes,
      own.map((root) => this.#split.onGpu(root)!),
    );
    const translated = this.#lowered.kernels.map(translate);
    this.kernels = translated.flatMap(({ kernels }) => kernels).filter(hasWork);
    this.results = own.map((root) => this.arrayOf(root));
    this.#read = new Set([...this.kernels.flatMap(gpuReads), ...this.results]);
    const known = [...this.#lowered.constants, ...translated.flatMap(({ constants }) => constants)];
    this.constants = new Map(known.filter(([node]) => this.#read.has(node)));
    this.given = [...this.#read].filter(({ name }) => name === "argument");
    const handed = [...this.#split.uploads].flatMap(([stand, node]) => {
      const array = this.#lowered.inputOf(stand);
      return array && this.#read.has(array) ? [[array, node] as const] : [];
    });
    this.handed = new Map(handed);
  }

  isHost(node: GraphNode): boolean {
    return this.#split.isHost(node);
  }

  hostOrder(wanted: readonly GraphNode[]): readonly GraphNode[] {
    return this.#split.hostOrder(wanted);
  }

  /** The array that holds a root. */
  arrayOf(root: GraphNode): GraphNode {
    return this.#lowered.arrayOf(this.#split.onGpu(root)!);
  }

  /** Arrays whose memory may take the place of what a captured tensor held, with the array of that. */
  overwrites({ captured, changed }: Capture): Map<GraphNode, GraphNode> {
    const alias = new Map<GraphNode, GraphNode>();
    for (const [storage, now] of changed) {
      if (this.isHost(now)) continue;
      const old = this.inputOf(captured.get(storage)!);
      const fresh = this.arrayOf(now);
      // Neither may be needed as it is by something else.
      if (!old || this.results.includes(old) || alias.has(fresh) || isInput(fresh)) continue;
      if (mayOverwrite(this.#lowered.kernels, fresh, old)) alias.set(fresh, old);
    }
    return alias;
  }

  /** The array of a captured node, if the GPU reads it. */
  inputOf(captured: GraphNode): GraphNode | undefined {
    const own = this.#split.onGpu(captured);
    const array = own && own.name === "captured" ? this.#lowered.inputOf(own) : undefined;
    return array && this.#read.has(array) ? array : undefined;
  }
}

function isInput({ name }: GraphNode): boolean {
  return name === "captured" || name === "argument" || name === "handed";
}

function hasWork(kernel: GpuKernel): boolean {
  return gpuWrites(kernel).some((node) => numelOf(node) > 0);
}

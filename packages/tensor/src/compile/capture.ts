import type { TypedArray } from "../dtype.ts";
import type { Operation, Recorder } from "../tape.ts";
import { type GradientWatcher, type Storage, Tensor } from "../tensor.ts";
import { GraphBuilder, type GraphNode, type Operand } from "./graph.ts";

/** What a function did when it was run once with stand-ins. */
export interface Capture {
  readonly nodes: readonly GraphNode[];
  /** Memory that the function read from outside, with the node that stands for its contents at the start. */
  readonly captured: ReadonlyMap<Storage, GraphNode>;
  /** What the memory holds at the end, where the function changed it. */
  readonly changed: ReadonlyMap<Storage, GraphNode>;
  /** What arguments hold at the end, by their place, where the function changed them. */
  readonly changedArguments: ReadonlyMap<number, GraphNode>;
  /** The tensors whose gradients it looked at or set. */
  readonly gradients: readonly LeafGradient[];
}

export interface LeafGradient {
  readonly leaf: Tensor;
  /** The leaf's place among the arguments, if it is one. */
  readonly argument: number | undefined;
  /** Whether what was there at the start matters: it was looked at before it was set. */
  readonly readFirst: boolean;
  readonly before: Tensor | null;
  readonly after: Operand | null;
}

interface Watched {
  readonly readFirst: boolean;
  readonly before: Tensor | null;
}

/**
 * Notes the operations of a function as a graph.
 *
 * A piece of memory is followed by its `Storage`: the node of what it holds now. An operation in place gives it a new node,
 * so the graph itself has values only, and changes of memory from outside are what is left in `changed`.
 */
export class GraphRecorder implements Recorder {
  readonly #builder = new GraphBuilder();
  readonly #now = new Map<Storage, GraphNode>();
  readonly #captured = new Map<Storage, GraphNode>();
  readonly #arguments = new Map<Storage, { index: number; node: GraphNode }>();
  readonly #watched = new Map<Tensor, Watched>();
  #restoring = false;

  readonly gradients: GradientWatcher = {
    read: (tensor) => this.#watch(tensor, true),
    written: (tensor) => this.#watch(tensor, false),
  };

  /** A tensor that stands for an argument. */
  argument(like: Tensor, index: number): Tensor {
    const { shape, dtype } = like;
    const spec = { name: "argument", inputs: [], shape, dtype, attributes: { index }, kernel: null };
    const node = this.#builder.add(spec);
    const stand = this.#standIn(node);
    this.#arguments.set(stand.storage, { index, node });
    if (like.requiresGrad) stand.requiresGrad = true;
    return stand;
  }

  compute({ inputs, ...rest }: Operation): Tensor {
    return this.#standIn(this.#builder.add({ ...rest, inputs: inputs.map((x) => this.operand(x)) }));
  }

  assign(x: Tensor, value: Tensor): void {
    this.operand(x);
    this.#now.set(x.storage, this.operand(value).node);
  }

  inspect(inputs: readonly Tensor[], look: (...inputs: TypedArray[]) => void): void {
    this.#builder.add({
      name: "inspect",
      inputs: inputs.map((x) => this.operand(x)),
      shape: [0],
      dtype: "bool",
      attributes: {},
      kernel: (_, ...data) => look(...data),
    });
  }

  #watch(tensor: Tensor, readFirst: boolean): void {
    if (this.#restoring || this.#watched.has(tensor)) return;
    // Set first, as looking at the gradient leads here again.
    this.#watched.set(tensor, { readFirst, before: null });
    this.#watched.set(tensor, { readFirst, before: tensor.grad });
  }

  /** Ends the recording; the gradients of leaves are again what they were. */
  finish(): Capture {
    const gradients = [...this.#watched].map(([leaf, { readFirst, before }]) => {
      const after = leaf.grad && this.operand(leaf.grad);
      return { leaf, argument: this.#arguments.get(leaf.storage)?.index, readFirst, before, after };
    });
    this.restore();
    const changedArguments = [...this.#arguments].flatMap(([storage, { index, node }]) => {
      const now = this.#now.get(storage)!;
      return now === node ? [] : [[index, now] as const];
    });
    const changed = [...this.#captured].flatMap(([storage, node]) => {
      const now = this.#now.get(storage)!;
      return now === node ? [] : [[storage, now] as const];
    });
    return {
      nodes: this.#builder.nodes,
      captured: this.#captured,
      changed: new Map(changed),
      changedArguments: new Map(changedArguments),
      gradients,
    };
  }

  /** Gives all gradients back what they were. */
  restore(): void {
    this.#restoring = true;
    for (const [leaf, { before }] of this.#watched) leaf.grad = before;
  }

  /** How a tensor is read now; one that the recording has not seen is captured. */
  operand(x: Tensor): Operand {
    let node = this.#now.get(x.storage);
    if (!node) {
      const { shape, dtype } = x;
      if (x.storage instanceof StandInStorage) throw new RangeError(escaped);
      node = this.#builder.add({ name: "captured", inputs: [], shape, dtype, attributes: {}, kernel: null });
      this.#now.set(x.storage, node);
      this.#captured.set(x.storage, node);
    }
    return { node, shape: x.shape };
  }

  #standIn(node: GraphNode): Tensor {
    const storage = new StandInStorage(node.name);
    this.#now.set(storage, node);
    return new Tensor(storage, node.shape, node.dtype);
  }
}

const escaped =
  "compile: a value from an earlier recording, one of this call is needed; keep what outlives a call in tensors made outside, or make it inside eagerly(() => …)";

/** Memory that is not there while a function is recorded. */
class StandInStorage implements Storage {
  version = 0;
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  get data(): TypedArray {
    throw new TypeError(
      `compile: the numbers of ${this.#name} were asked for while the function was recorded, tensors only are needed inside; return the tensor and read it outside, or choose with where(…) instead of if`,
    );
  }
}

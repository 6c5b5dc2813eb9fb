import type { TypedArray } from "../dtype.ts";
import { showShape } from "../shape.ts";
import type { Attributes, Operation, Recorder } from "../tape.ts";
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
  /** Arguments that the function also found outside, by their memory. */
  readonly linked: ReadonlyMap<Storage, number>;
}

/** The gradient of a tensor from outside. */
export interface LeafGradient {
  readonly leaf: Tensor;
  /** The leaf's place among the arguments, if it is one. */
  readonly argument: number | undefined;
  /** Whether what was there at the start matters: it was looked at before it was set. */
  readonly readFirst: boolean;
  readonly hadBefore: boolean;
  /** Stands for the numbers that were there at the start. */
  readonly before: GraphNode | null;
  /** What these became, if they were changed in place. */
  readonly changed: GraphNode | null;
  /** Whether another tensor, or none, took its place. */
  readonly replaced: boolean;
  readonly after: Operand | null;
}

interface Watched {
  readonly readFirst: boolean;
  readonly before: Tensor | null;
  readonly node: GraphNode | null;
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
  /** Stand-ins for arguments, with their places. */
  readonly #stands = new Map<Tensor, number>();
  /** By an argument's own memory, the memory that stands for it. */
  readonly #given = new Map<Storage, Storage>();
  readonly #linked = new Map<Storage, number>();
  readonly #watched = new Map<Tensor, Watched>();
  /** How often each piece of memory was said to change; nothing really did. */
  readonly #changes = new Map<Storage, number>();
  #restoring = false;

  readonly takesWhole: boolean;

  /** `takesWhole`: false composes attention and convolutions of other operations. */
  constructor({ takesWhole = true }: { takesWhole?: boolean } = {}) {
    this.takesWhole = takesWhole;
  }

  readonly gradients: GradientWatcher = {
    looked: ({ storage, dtype, shape }) => {
      if (!(storage instanceof StandInStorage)) throw new TypeError(asked(`${dtype} ${showShape(shape)}`));
    },
    read: (tensor) => this.#watch(tensor, true),
    written: (tensor) => this.#watch(tensor, false),
  };

  /** A tensor that stands for an argument; arguments that share memory get stand-ins that do. */
  argument(like: Tensor, index: number): Tensor {
    const { shape, dtype, storage } = like;
    const known = this.#given.get(storage);
    const stand = known ? new Tensor(known, shape, dtype) : this.#standIn(this.#input({ index }, like));
    if (!known) {
      this.#given.set(storage, stand.storage);
      this.#arguments.set(stand.storage, { index, node: this.#now.get(stand.storage)! });
    }
    this.#stands.set(stand, index);
    if (like.requiresGrad) stand.requiresGrad = true;
    if (like.grad) stand.grad = this.#standIn(this.#input({ gradient: index }, like.grad));
    return stand;
  }

  /** Which argument a tensor of the recording is, or shares memory with. */
  argumentOf(x: Tensor): { index: number; itself: boolean } | undefined {
    const found = this.#arguments.get(x.storage);
    return found && { index: this.#stands.get(x) ?? found.index, itself: this.#stands.has(x) };
  }

  /** Whether a tensor has memory outside the recording, which stays the same from call to call. */
  isOutside(x: Tensor): boolean {
    return (
      this.#captured.has(x.storage) || !(x.storage instanceof StandInStorage || this.#now.has(x.storage))
    );
  }

  #input(attributes: Attributes, { shape, dtype }: Tensor): GraphNode {
    return this.#builder.add({ name: "argument", inputs: [], shape, dtype, attributes, kernel: null });
  }

  compute({ inputs, ...rest }: Operation): Tensor {
    return this.#standIn(this.#builder.add({ ...rest, inputs: inputs.map((x) => this.operand(x)) }));
  }

  assign(x: Tensor, value: Tensor): void {
    this.operand(x);
    const { node } = this.operand(value);
    const memory = this.#given.get(x.storage) ?? x.storage;
    this.#now.set(memory, node);
    this.#changes.set(x.storage, (this.#changes.get(x.storage) ?? 0) + 1);
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
    this.#watched.set(tensor, { readFirst, before: null, node: null });
    const before = tensor.grad;
    this.#watched.set(tensor, { readFirst, before, node: before && this.#gradient(tensor, before) });
  }

  /** The node of a gradient that was there at the start; it may be another tensor in each call. */
  #gradient(leaf: Tensor, { storage, shape, dtype }: Tensor): GraphNode {
    const known = this.#now.get(storage);
    if (known) return known;
    const place = [...this.#watched.keys()].indexOf(leaf);
    const node = this.#input({ leaf: place }, new Tensor(storage, shape, dtype));
    this.#now.set(storage, node);
    return node;
  }

  /** Ends the recording; the gradients of leaves are again what they were. */
  finish(): Capture {
    const gradients = [...this.#watched].flatMap(([leaf, watched]) => this.#leafGradient(leaf, watched));
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
      linked: this.#linked,
    };
  }

  /** Nothing for what was computed inside, which ends with the recording. */
  #leafGradient(leaf: Tensor, { readFirst, before, node }: Watched): LeafGradient[] {
    const argument = this.#stands.get(leaf);
    if (argument === undefined && leaf.storage instanceof StandInStorage) return [];
    const now = before && this.#now.get(before.storage)!;
    return [
      {
        ...{ leaf, argument, readFirst, hadBefore: before !== null, before: node },
        changed: now === node ? null : now,
        replaced: leaf.grad !== before,
        after: leaf.grad && this.operand(leaf.grad),
      },
    ];
  }

  /** Gives all gradients back what they were, and the counts of changes. */
  restore(): void {
    if (this.#restoring) return;
    this.#restoring = true;
    for (const [leaf, { before }] of this.#watched) leaf.grad = before;
    for (const [storage, count] of this.#changes) storage.version -= count;
  }

  /** How a tensor is read now; one that the recording has not seen is captured. */
  operand(x: Tensor): Operand {
    const given = this.#given.get(x.storage);
    if (given) this.#linked.set(x.storage, this.#arguments.get(given)!.index);
    let node = this.#now.get(given ?? x.storage);
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
    throw new TypeError(asked(this.#name));
  }
}

function asked(name: string): string {
  return `compile: the numbers of ${name} were asked for while the function was recorded, tensors only are needed inside; return the tensor and read it outside, or choose with where(…) instead of if`;
}

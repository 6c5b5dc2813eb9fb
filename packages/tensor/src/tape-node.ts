import type { Tensor } from "./tensor.ts";

/** From ∂L/∂output to ∂L/∂input. Written in tensor operations, so that it can itself be differentiated. */
export type Gradient = (g: Tensor) => Tensor;

/**
 * An input of an operation, the gradient that flows back to it, and the tensors whose values that gradient reads:
 * for z = a · b the edge to a is [a, (g) => mul(g, b), b].
 */
export type Edge = readonly [input: Tensor, gradient: Gradient, ...reads: Tensor[]];

/** One entry of the tape. */
export class TapeNode {
  /** The operation, "mul". */
  readonly name: string;
  #edges: readonly Edge[] | null;
  /** The version counts of what the gradients read, in order, at the time of recording; null if all were 0. */
  readonly #versions: readonly number[] | null;

  constructor(name: string, edges: readonly Edge[]) {
    this.name = name;
    this.#edges = edges;
    this.#versions = versionsOf(edges);
  }

  /** The inputs that need a gradient; none after the graph was freed. */
  get inputs(): readonly Tensor[] {
    return this.edges.map(([input]) => input);
  }

  /** The same with their gradients. */
  get edges(): readonly Edge[] {
    return this.#edges ?? noEdges;
  }

  get freed(): boolean {
    return this.#edges === null;
  }

  /** ∂L/∂input for each of `inputs`, given ∂L/∂output. */
  backward(g: Tensor): Tensor[] {
    this.check();
    return this.edges.map(([, gradient]) => gradient(g));
  }

  /** Throws if the node was freed, or if what its gradients read was changed in place since. */
  check(): void {
    if (!this.#edges) {
      throw new RangeError(
        `backward: the graph at ${this.name} was freed by an earlier backward, a live one is needed; pass { retainGraph: true } to the earlier call`,
      );
    }
    let at = 0;
    for (const edge of this.#edges) {
      for (let r = firstRead; r < edge.length; r++) this.#checkVersion(edge[r] as Tensor, at++);
    }
  }

  #checkVersion({ storage }: Tensor, at: number): void {
    const before = this.#versions === null ? 0 : this.#versions[at];
    if (storage.version === before) return;
    throw new RangeError(
      `backward: a tensor that ${this.name} needs was changed in place (version ${storage.version}), version ${before} is needed; change it after backward, or a clone`,
    );
  }

  /** Lets go of everything that only `backward` needed. */
  free(): void {
    this.#edges = null;
  }
}

const noEdges: readonly Edge[] = [];

/** Where in an edge the tensors begin that its gradient reads. */
const firstRead = 2;

function versionsOf(edges: readonly Edge[]): number[] | null {
  const reads = (edge: Edge): Tensor[] => edge.slice(firstRead) as Tensor[];
  return anyChanged(edges) ? edges.flatMap(reads).map(({ storage }) => storage.version) : null;
}

function anyChanged(edges: readonly Edge[]): boolean {
  for (const edge of edges) {
    for (let r = firstRead; r < edge.length; r++) if ((edge[r] as Tensor).storage.version !== 0) return true;
  }
  return false;
}

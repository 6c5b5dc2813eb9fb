import type { GraphNode } from "../compile/graph.ts";
import { numelOf } from "../compile/graph.ts";
import { allocate, type TypedArray } from "../dtype.ts";
import { wholeNumbers } from "../tape.ts";
import type { Storage, Tensor } from "../tensor.ts";

interface Job {
  readonly node: GraphNode;
  /** Memory from outside that the result depends on. */
  readonly reads: ReadonlySet<Storage>;
  /** Whether it depends on arguments or draws, too, so that it is new at every call. */
  readonly volatile: boolean;
  /** Versions of `reads` for which the value stands. */
  versions: string | null;
  value: TypedArray;
  isNew: boolean;
}

/**
 * What the processor computes before a run, by the eager loops. What depends on unchanged memory only, such as a mask, is
 * kept from call to call.
 */
export class HostWork {
  readonly #jobs: readonly Job[];
  readonly #jobOf = new Map<GraphNode, Job>();

  constructor(order: readonly GraphNode[], captured: ReadonlyMap<Storage, GraphNode>) {
    const storageOf = new Map([...captured].map(([storage, node]) => [node, storage]));
    this.#jobs = order.map((node) => {
      const inputs = node.inputs.map((input) => this.#jobOf.get(input.node)!);
      const own = storageOf.get(node);
      const reads = new Set([...(own ? [own] : []), ...inputs.flatMap((input) => [...input.reads])]);
      const volatile =
        node.name === "argument" || Boolean(node.attributes.random) || inputs.some((input) => input.volatile);
      const job: Job = { node, reads, volatile, versions: null, value: new Uint8Array(0), isNew: true };
      this.#jobOf.set(node, job);
      return job;
    });
  }

  /** Memory from outside that is read. */
  get reads(): ReadonlySet<Storage> {
    return new Set(this.#jobs.flatMap((job) => [...job.reads]));
  }

  run(values: readonly Tensor[]): void {
    for (const job of this.#jobs) {
      const versions = [...job.reads].map(({ version }) => version).join();
      job.isNew = job.volatile || job.versions !== versions;
      if (!job.isNew) continue;
      job.value = this.#compute(job, values);
      job.versions = versions;
    }
  }

  /** Forgets what is kept: a call that fails midway has not handed it on. */
  forget(): void {
    for (const job of this.#jobs) job.versions = null;
  }

  value(node: GraphNode): TypedArray {
    return this.#jobOf.get(node)!.value;
  }

  isNew(node: GraphNode): boolean {
    return this.#jobOf.get(node)!.isNew;
  }

  #compute({ node, reads }: Job, values: readonly Tensor[]): TypedArray {
    if (node.name === "argument") return values[Number(node.attributes.index)]!.data;
    if (node.name === "captured") return [...reads][0]!.data;
    const inputs = node.inputs.map((input) => this.value(input.node));
    const numbers =
      node.dtype === "int32" ? new Float64Array(numelOf(node)) : allocate(node.dtype, numelOf(node));
    node.kernel!(numbers, ...inputs);
    return node.dtype === "int32" ? wholeNumbers(node.name, numbers) : numbers;
  }
}

import type { Capture, LeafGradient } from "../compile/capture.ts";
import { type GraphNode, numelOf } from "../compile/graph.ts";
import type { Storage, Tensor } from "../tensor.ts";
import type { Copy } from "./copies.ts";
import { Dispatches } from "./dispatches.ts";
import type { Gpu } from "./gpu.ts";
import type { GpuWork } from "./gpu-work.ts";
import { homeOf, moveIn } from "./homes.ts";
import type { HostWork } from "./host-work.ts";
import { type Layout, placeArrays } from "./place-arrays.ts";
import type { Resident } from "./resident.ts";
import { type Place, type Shader, ShaderWriter } from "./shaders/shader.ts";
import { shaderOf } from "./translate.ts";

/** A program's arrays on the GPU: slabs of its own, and the homes of captured tensors, which other programs use, too. */
export class GpuMemory {
  /** What the device found wrong with what was set up last. */
  trouble: Promise<void> = Promise.resolve();
  readonly #gpu: Gpu;
  readonly #work: GpuWork;
  /** Memory from outside, with a node of its shape and dtype. */
  readonly #stored: ReadonlyMap<Storage, GraphNode>;
  /** Arrays that lie in the home of a captured tensor. */
  readonly #atHome = new Map<GraphNode, Storage>();
  /** Arrays in which gradients are handed out. */
  readonly #lent: ReadonlyMap<LeafGradient, GraphNode>;
  readonly #layout: Layout;
  #slabs: readonly GPUBuffer[] = [];
  #shaders: readonly Shader[] = [];
  #dispatches: Dispatches | null = null;
  /** Where captured tensors were when the dispatches were bound. */
  #bound: readonly Place[] = [];

  constructor(gpu: Gpu, work: GpuWork, capture: Capture) {
    this.#gpu = gpu;
    this.#work = work;
    const stored = new Map<Storage, GraphNode>();
    const overwrites = work.overwrites(capture);
    for (const [storage, node] of capture.captured) {
      const array = work.inputOf(node);
      const now = capture.changed.get(storage);
      if (array || (now && !work.isHost(now))) stored.set(storage, node);
      if (!array) continue;
      this.#atHome.set(array, storage);
      for (const [fresh, old] of overwrites) if (old === array) this.#atHome.set(fresh, storage);
    }
    this.#stored = stored;
    this.#lent = lentArrays(capture, work, (array) => this.#atHome.has(array));
    const kept = [...work.given, ...work.handed.keys(), ...work.constants.keys(), ...work.results];
    const most = Math.floor(gpu.mostBytes / 4);
    const isElsewhere = (node: GraphNode) => this.#atHome.has(node);
    this.#layout = placeArrays(work.kernels, [...kept, ...this.#lent.values()], isElsewhere, most);
    this.trouble = gpu.watched(() => {
      this.#slabs = this.#layout.slabs.map((words) => gpu.storage(words));
      for (const [node, data] of work.constants) gpu.write(this.placeOf(node), data);
      moveIn(gpu, stored);
      this.#bind();
    });
  }

  get bytes(): number {
    return this.#layout.slabs.reduce((sum, words) => sum + words * 4, 0);
  }

  /** The captured tensors that have a home. */
  get residents(): Resident[] {
    return [...this.#stored.keys()].flatMap((storage) => this.#gpu.residents.get(storage) ?? []);
  }

  get shaders(): readonly Shader[] {
    return this.#shaders;
  }

  get dispatches(): Dispatches {
    return this.#dispatches!;
  }

  placeOf(node: GraphNode): Place {
    const storage = this.#atHome.get(node);
    if (storage) return this.homeOf(storage, node).place;
    const { slab, offset } = this.#layout.spotOf.get(node)!;
    return { buffer: this.#slabs[slab]!, offset };
  }

  lentPlace(gradient: LeafGradient): Place {
    return this.placeOf(this.#lent.get(gradient)!);
  }

  homeOf(storage: Storage, like: GraphNode): Resident {
    return homeOf(this.#gpu, storage, like);
  }

  /** Before a run: brings what changed here to the GPU; gives what has to be copied there. */
  bring(given: (node: GraphNode) => Tensor): Copy[] {
    for (const [storage, like] of this.#stored) this.homeOf(storage, like).bring();
    const copies = this.#work.given.flatMap((node): Copy[] => {
      const { storage } = given(node);
      const home = this.#gpu.residents.get(storage);
      if (home?.isAway) return [{ from: home.place, to: this.placeOf(node), words: numelOf(node) }];
      this.#gpu.write(this.placeOf(node), storage.data);
      return [];
    });
    const places = this.#places();
    if (places.some((place, i) => place !== this.#bound[i])) {
      this.trouble = this.#gpu.watched(() => this.#bind());
    }
    return copies;
  }

  /** Brings what the processor computed to the GPU. */
  hand(host: HostWork): void {
    for (const [array, node] of this.#work.handed) {
      if (host.isNew(node)) this.#gpu.write(this.placeOf(array), host.value(node));
    }
  }

  #places(): Place[] {
    return [...this.#stored].map(([storage, like]) => this.homeOf(storage, like).place);
  }

  #bind(): void {
    const { kernels } = this.#work;
    const most = this.#gpu.device.limits.maxStorageBuffersPerShaderStage;
    const write = () => {
      this.#shaders = kernels.map((kernel) =>
        shaderOf(kernel, new ShaderWriter((node) => this.placeOf(node))),
      );
      return Math.max(0, ...this.#shaders.map(({ buffers }) => buffers.length));
    };
    let buffers = write();
    if (buffers > most) {
      // Captured tensors from many programs' homes: together they need fewer buffers.
      moveIn(this.#gpu, this.#stored, { together: true });
      buffers = write();
    }
    if (buffers > most) {
      throw new RangeError(
        `compileWebGpu: ${buffers} buffers in one shader, at most ${most} are possible on this device; requestGpuDevice() asks for larger and more buffers, smaller batches need fewer`,
      );
    }
    this.#dispatches = new Dispatches(this.#gpu, this.#shaders);
    this.#bound = this.#places();
  }
}

/** For each gradient that is handed out its array: the program's own, unless something else is there, too. */
function lentArrays(
  { gradients }: Capture,
  work: GpuWork,
  isAtHome: (array: GraphNode) => boolean,
): Map<LeafGradient, GraphNode> {
  const lent = new Map<LeafGradient, GraphNode>();
  for (const gradient of gradients) {
    const { argument, replaced, after } = gradient;
    if (argument !== undefined || !replaced || !after || work.isHost(after.node)) continue;
    const array = work.arrayOf(after.node);
    const once = work.results.filter((other) => other === array).length === 1;
    const isInput = work.given.includes(array) || work.handed.has(array) || work.constants.has(array);
    lent.set(gradient, once && !isInput && !isAtHome(array) ? array : { ...array, name: "gradient" });
  }
  return lent;
}

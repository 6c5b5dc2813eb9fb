import { allocate, type DType, type TypedArray } from "../dtype.ts";
import type { Storage } from "../tensor.ts";
import type { Gpu } from "./gpu.ts";
import type { Place } from "./shaders/shader.ts";

/** Memory from outside that has a home on the GPU. */
export class Resident {
  readonly storage: Storage;
  readonly dtype: DType;
  readonly size: number;
  place: Place;
  readonly #gpu: Gpu;
  /** The version of the contents there. */
  #version = -1;
  /** While the contents there are newer: the array here, which holds the old ones; null where there is none yet. */
  #old: { readonly array: TypedArray | null } | null = null;
  #ended = false;

  constructor(gpu: Gpu, storage: Storage, like: { dtype: DType; size: number }, place: Place) {
    this.#gpu = gpu;
    this.storage = storage;
    this.dtype = like.dtype;
    this.size = like.size;
    this.place = place;
    gpu.residents.set(storage, this);
  }

  /** Whether the GPU has newer contents than the tensor. */
  get isAway(): boolean {
    return this.#old !== null && !this.#gpu.isLost;
  }

  /** Before a run: brings newer contents to the GPU. */
  bring(): void {
    if (this.isAway || this.#version === this.storage.version) return;
    this.#gpu.write(this.place, this.storage.data);
    this.#version = this.storage.version;
  }

  /** After a run was sent that changes the contents: until they are read back, asking for the tensor's numbers is an error. */
  leave(): void {
    this.#version = ++this.storage.version;
    if (this.#old) return;
    this.#old = { array: Object.hasOwn(this.storage, "data") ? this.storage.data : null };
    Object.defineProperty(this.storage, "data", {
      configurable: true,
      enumerable: true,
      get: () => this.#whileAway(),
    });
  }

  /** Takes what was read back, unless the contents changed since they had that version. */
  settle(array: TypedArray, version: number): void {
    if (this.storage.version !== version || !this.isAway) return;
    const own = this.#oldArray();
    own.set(array);
    this.#comeBack(own);
  }

  /** Ends the home: something else will be written there. */
  end(): void {
    this.#gpu.residents.delete(this.storage);
    this.#ended = true;
  }

  #whileAway(): TypedArray {
    // What a lost device held is gone; its programs say so.
    if (this.#gpu.isLost) return this.#comeBack(this.#oldArray());
    if (this.#ended) {
      throw new RangeError(
        "compileWebGpu: the numbers of a gradient were asked for, over which a later call has written; await sync() before that call keeps them",
      );
    }
    throw new TypeError(
      "compileWebGpu: the numbers of a tensor that was changed on the GPU were asked for, but they are still there; await sync() of the compiled function brings them back",
    );
  }

  #oldArray(): TypedArray {
    return this.#old?.array ?? allocate(this.dtype, this.size);
  }

  #comeBack(array: TypedArray): TypedArray {
    this.#old = null;
    Object.defineProperty(this.storage, "data", {
      configurable: true,
      enumerable: true,
      writable: true,
      value: array,
    });
    return array;
  }
}

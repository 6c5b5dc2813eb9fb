import { allocate, type DType, type TypedArray } from "../dtype.ts";
import { type Copy, recordCopies } from "./copies.ts";
import type { Gpu } from "./gpu.ts";
import type { Place } from "./shaders/shader.ts";

/** Arrays on their way from the GPU. */
export class ReadBack {
  readonly #gpu: Gpu;
  readonly #arrays: { readonly place: Place; readonly dtype: DType; readonly size: number }[] = [];
  #words = 0;
  #staging: GPUBuffer | null = null;

  constructor(gpu: Gpu) {
    this.#gpu = gpu;
  }

  /** Asks for an array; the number is its place among what `arrays` gives. */
  add(place: Place, dtype: DType, size: number): number {
    this.#words += size;
    return this.#arrays.push({ place, dtype, size }) - 1;
  }

  /** Has the arrays copied, as they are at this point of the commands. */
  record(encoder: GPUCommandEncoder): void {
    if (this.#words === 0) return;
    this.#staging = this.#gpu.staging(this.#words);
    let offset = 0;
    const copies = this.#arrays.map(({ place, size }): Copy => {
      const to = { buffer: this.#staging!, offset };
      offset += size;
      return { from: place, to, words: size };
    });
    recordCopies(this.#gpu, encoder, copies);
  }

  /** The arrays, once the GPU has come so far. */
  async arrays(): Promise<TypedArray[]> {
    const words = this.#staging ? await this.#gpu.read(this.#staging) : new ArrayBuffer(0);
    let at = 0;
    return this.#arrays.map(({ dtype, size }) => {
      const bytes = words.slice(at * 4, (at + size) * 4);
      at += size;
      if (dtype === "float32") return new Float32Array(bytes);
      if (dtype === "int32") return new Int32Array(bytes);
      const mask = allocate("bool", size);
      mask.set(new Uint32Array(bytes));
      return mask;
    });
  }
}

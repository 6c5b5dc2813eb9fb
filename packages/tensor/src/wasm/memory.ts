import type { Floats } from "./copy-matrix.ts";
import type { Float } from "./lanes.ts";

const pageBytes = 65_536;

/**
 * The one memory of the machine code, which grows and never shrinks: every use begins at its first byte, so the largest
 * use sets its size.
 */
export class GrowingMemory {
  readonly memory = new WebAssembly.Memory({ initial: 0 });
  #singles = new Float32Array(0);
  #doubles = new Float64Array(0);

  get bytes(): number {
    return this.memory.buffer.byteLength;
  }

  /** Throws a RangeError where the system has no more. What is there already stays valid. */
  reserve(bytes: number): void {
    const missing = Math.ceil((bytes - this.bytes) / pageBytes);
    if (missing <= 0) return;
    try {
      this.memory.grow(missing);
    } catch (cause) {
      throw new RangeError(`GrowingMemory: ${bytes} bytes, memory that the system can give is needed`, {
        cause,
      });
    }
    // Growing detaches the old buffer, and with it every view.
    this.#singles = new Float32Array(this.memory.buffer);
    this.#doubles = new Float64Array(this.memory.buffer);
  }

  /** All of the memory as numbers; to be asked for again after `reserve`. */
  view(float: Float): Floats {
    return float === "float32" ? this.#singles : this.#doubles;
  }
}

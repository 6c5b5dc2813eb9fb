import type { Gpu } from "./gpu.ts";
import type { Place } from "./shaders/shader.ts";

/** Words that go from one place on the GPU to another. */
export interface Copy {
  readonly from: Place;
  readonly to: Place;
  readonly words: number;
}

/**
 * Carries out copies as if at once. What lies where another copy writes, or in the buffer that it goes to, goes by way of a
 * third buffer: WebGPU does not copy inside one.
 */
export function recordCopies(gpu: Gpu, encoder: GPUCommandEncoder, copies: readonly Copy[]): void {
  const written = new Set(copies.map(({ to }) => to.buffer));
  const detours = copies.filter(({ from }) => written.has(from.buffer));
  const words = detours.reduce((sum, copy) => sum + copy.words, 0);
  const between = words > 0 ? gpu.temporary(words) : null;
  let offset = 0;
  const second: Copy[] = copies.filter((copy) => !detours.includes(copy));
  for (const copy of detours) {
    const stop = { buffer: between!, offset };
    recordCopy(encoder, { ...copy, to: stop });
    second.push({ ...copy, from: stop });
    offset += copy.words;
  }
  for (const copy of second) recordCopy(encoder, copy);
}

function recordCopy(encoder: GPUCommandEncoder, { from, to, words }: Copy): void {
  if (words > 0)
    encoder.copyBufferToBuffer(from.buffer, from.offset * 4, to.buffer, to.offset * 4, words * 4);
}

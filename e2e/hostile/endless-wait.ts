// biome-ignore-all lint: a program that misbehaves on purpose
// Sleeps without a loop: shared memory that nobody will ever write to.
export function softmax(): number[] {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  Atomics.wait(new Int32Array(memory.buffer), 0, 0);
  return [];
}

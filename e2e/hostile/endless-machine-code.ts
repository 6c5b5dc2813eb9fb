// biome-ignore-all lint: a program that misbehaves on purpose
// A WebAssembly module whose start function is (loop (br 0)).
const code = [
  [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 8, 1, 0],
  [10, 9, 1, 7, 0, 3, 0x40, 12, 0, 11, 11],
].flat();
export function softmax(): number[] {
  new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(code)));
  return [];
}

// biome-ignore-all lint: a program that misbehaves on purpose
const kept: Float64Array[] = [];
export function softmax(): number[] {
  for (;;) kept.push(new Float64Array(1 << 22).fill(1));
}

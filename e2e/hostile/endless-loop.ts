// biome-ignore-all lint: a program that misbehaves on purpose
export function softmax(): number[] {
  for (;;) {}
}

// biome-ignore-all lint: a program that misbehaves on purpose
const scope = globalThis as unknown as { close(): void };
export function softmax(): number[] {
  scope.close();
  return [];
}

// biome-ignore-all lint: a program that misbehaves on purpose
export function softmax(): boolean {
  return /^(a+)+$/.test(`${"a".repeat(60)}b`);
}

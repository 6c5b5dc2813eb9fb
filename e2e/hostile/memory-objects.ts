// biome-ignore-all lint: a program that misbehaves on purpose
export function softmax(): number[] {
  const kept: unknown[] = [];
  for (;;) kept.push({ index: kept.length, values: [kept.length, 0.5, 1.5], name: `object ${kept.length}` });
}

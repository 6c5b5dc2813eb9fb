// biome-ignore-all lint: a program that misbehaves on purpose
// Does nothing long: it is the comparison that would never end.
export function softmax(): number[] {
  return new Proxy([], {
    get: (_, key) => (key === "length" ? 4e9 : typeof key === "symbol" ? undefined : 0.5),
  });
}

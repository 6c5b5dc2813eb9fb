// biome-ignore-all lint: a program that misbehaves on purpose
// The error's text never comes.
export function softmax(): never {
  throw Object.defineProperty(new Error("x"), "message", {
    get: () => {
      for (;;) {}
    },
  });
}

// biome-ignore-all lint: a program that misbehaves on purpose
// Each microtask asks for two more, so the check's own continuation waits ever longer.
const storm = (): void => {
  queueMicrotask(storm);
  void Promise.resolve().then(storm);
};
export async function softmax(): Promise<number[]> {
  storm();
  return [];
}
export const logSoftmax = (): never => {
  throw Promise.resolve().then(storm);
};

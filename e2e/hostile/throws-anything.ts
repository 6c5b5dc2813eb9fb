// biome-ignore-all lint: a program that misbehaves on purpose
const trap = () => {
  throw new Error("trapped");
};
const hostile = new Proxy(
  {},
  { get: trap, has: trap, ownKeys: trap, getOwnPropertyDescriptor: trap, getPrototypeOf: trap },
);
export function softmax(): never {
  throw hostile;
}
export const logSoftmax = (): unknown => hostile;
export const crossEntropy = (): unknown => ({ valueOf: trap, toString: trap, [Symbol.toPrimitive]: trap });
export const crossEntropyGradient = (): unknown => Object.create(null, { length: { get: trap } });

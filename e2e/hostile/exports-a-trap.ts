// biome-ignore-all lint: a program that misbehaves on purpose
// What the file exports cannot even be looked at.
declare const module: { exports: unknown };
const trap = (): never => {
  throw new Error("trapped");
};
export const softmax = 1;
module.exports = new Proxy({}, { get: trap, has: trap, ownKeys: trap, getOwnPropertyDescriptor: trap });

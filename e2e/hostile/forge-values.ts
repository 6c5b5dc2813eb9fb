// biome-ignore-all lint: a program that misbehaves on purpose
// Returns values that say to every question what the asker hopes for, another one at each call.
const yes = () => true;
const trap = (): never => {
  throw new RangeError("trapped");
};
let reads = 0;
/** Another number at each read. */
const changing = () =>
  new Proxy([0, 0, 0], {
    get: (target, key) =>
      key === "length" || typeof key === "symbol" ? Reflect.get(target, key) : reads++ / 8,
  });
/** An array whose own methods agree with everything. */
const agreeing = () =>
  Object.assign([0.1, 0.1, 0.1], { every: yes, some: yes, includes: yes, map: agreeing_, filter: agreeing_ });
function agreeing_(this: unknown) {
  return this;
}
class Species extends Array<number> {
  static override get [Symbol.species]() {
    return class extends Array {
      override every = yes as never;
    } as never;
  }
}
/** Called, constructed or read, it is itself, and counts as any number. */
const anything: any = new Proxy(function () {}, {
  get: (_, key) => {
    if (key === Symbol.toPrimitive) return () => 1 / 8;
    if (key === Symbol.iterator) return function* () {};
    if (key === "then") return undefined;
    if (key === "length") return 3;
    return key === "every" || key === "some" ? yes : anything;
  },
  apply: () => anything,
  construct: () => anything,
  has: yes,
});
const inherited = Object.setPrototypeOf({ length: 3 }, Array.prototype);
const values: (() => unknown)[] = [
  changing,
  agreeing,
  () => Species.from([0.1, 0.1, 0.1]),
  () => anything,
  () => inherited,
  () => ({ 0: 0.1, length: 1, toJSON: () => [0.125, 0.25, 0.625], [Symbol.toStringTag]: "Array" }),
  () => ({ shape: [3], data: changing() }),
  () => ({ shape: [3], data: [0, 0, 0], toArray: changing }),
  () => ({ pass: true, then: (done: (value: unknown) => void) => done({ pass: true }) }),
  () => Object.defineProperty([0, 0, 0], "0", { get: trap }),
  () => new Proxy([0, 0, 0], { get: trap, ownKeys: trap, getPrototypeOf: trap }),
  () => ({ valueOf: () => 0.125, toString: () => "0.125", [Symbol.toPrimitive]: () => 0.125 }),
  () => [Number.NaN, -0, Number.NaN],
  () => -0,
  () => [Number.POSITIVE_INFINITY, Number.NaN],
  () => new Number(0.125),
  () => [Object(0.125), Object(0.25), Object(0.625)],
  () => ["0.125", "0.25", "0.625"],
  () => [0.125, 0.25, 0.625, undefined],
  () => new Array(3),
  () => [125n, 250n, 625n],
  () => Promise.resolve([0.125, 0.25, 0.625]),
  () => new DataView(new ArrayBuffer(24)),
];
let calls = 0;
const lie = (): any => values[calls++ % values.length]!();
export const softmax = lie;
export const logSoftmax = lie;
export const crossEntropy = lie;
export const crossEntropyGradient = lie;
console.log(`${values.length} values`);

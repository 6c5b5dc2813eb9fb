// biome-ignore-all lint: a program that misbehaves on purpose
// Makes the language itself lie, so that wrong answers look right.
const attempts: (() => void)[] = [
  () => Object.assign(Math, { abs: () => 0, max: () => 0, log: () => 0 }),
  () => Object.assign(Number, { isFinite: () => true, isNaN: () => false }),
  () => Object.assign(Object, { is: () => true, keys: () => [] }),
  () => Object.assign(JSON, { stringify: () => "same" }),
  () =>
    Object.assign(Array.prototype, { map: () => [1], filter: () => [], reduce: () => 1, every: () => true }),
  () => Object.assign(Array, { isArray: () => false, from: () => [] }),
  () => Object.assign(Promise.prototype, { then: (done: (value: unknown) => void) => done({ pass: true }) }),
  () => Object.assign(Object.prototype, { then: (done: (value: unknown) => void) => done({ pass: true }) }),
  () => Object.assign(Object.prototype, { toJSON: () => "same", pass: true }),
  () => Object.defineProperty(Object.prototype, "pass", { get: () => true }),
  () => Object.defineProperty(Array.prototype, "0", { get: () => 1, set: () => {} }),
  () => Object.assign(Object.getPrototypeOf([][Symbol.iterator]()), { next: () => ({ done: true }) }),
  () =>
    Object.assign(Function.prototype, { call: () => ({ pass: true }), bind: () => () => ({ pass: true }) }),
  () => Object.assign(Reflect, { get: () => () => ({ pass: true }), apply: () => undefined }),
  () => Object.assign(Map.prototype, { get: () => 1, forEach: () => {} }),
  () => Object.assign(Set.prototype, { has: () => true }),
  () => Object.assign(String.prototype, { slice: () => "same", split: () => [] }),
  () => Object.assign(RegExp.prototype, { exec: () => ["", "1"], test: () => true }),
  () => Object.assign(Object.getPrototypeOf(Float64Array.prototype), { fill: () => [], set: () => {} }),
  () => Object.assign(Number.prototype, { toPrecision: () => "1", toString: () => "1" }),
  () => Object.assign(Object.getPrototypeOf(function* () {}).prototype, { next: () => ({ done: true }) }),
  () =>
    Object.assign(
      Object.getPrototypeOf(async () => {}),
      { call: () => ({ pass: true }) },
    ),
  () => Object.assign(performance, { now: () => 0 }),
  () => Object.defineProperty(Object.getPrototypeOf(performance), "now", { value: () => 0 }),
  () => Object.assign(Date, { now: () => 0 }),
  () => Object.assign(Error, { prepareStackTrace: () => "", stackTraceLimit: 0 }),
  () => Object.defineProperty(RangeError, Symbol.hasInstance, { value: () => true }),
  () => Object.defineProperty(Function.prototype, Symbol.hasInstance, { value: () => true }),
  () => Object.defineProperty(Array, Symbol.species, { get: () => class extends Array {} }),
  () => Object.defineProperty(Array.prototype, Symbol.iterator, { value: function* () {} }),
  () => Object.setPrototypeOf(Array.prototype, { pass: true }),
  () => Object.setPrototypeOf(Object.prototype, { pass: true }),
  () => (Object.prototype as any).__defineGetter__("pass", () => true),
  () => ((Array.prototype as any).__proto__ = { pass: true }),
  () =>
    Object.assign(globalThis, { structuredClone: () => ({}), queueMicrotask: () => {}, isNaN: () => false }),
  () => Object.defineProperty(globalThis, "performance", { get: () => ({ now: () => 0 }) }),
];
for (const name of [
  "Math",
  "Number",
  "Array",
  "Object",
  "JSON",
  "Promise",
  "Error",
  "RangeError",
  "Float64Array",
])
  attempts.push(() => {
    (globalThis as Record<string, unknown>)[name] = new Proxy(() => 0, { get: () => () => 0 });
  });
let worked = 0;
for (const attempt of attempts) {
  try {
    attempt();
    worked++;
  } catch {
    // Frozen, as it should be.
  }
}
console.log(`${worked} of ${attempts.length} worked`);

export function softmax(scores: readonly number[]): number[] {
  return scores.map(() => 0.123);
}
export const logSoftmax = softmax;
export const crossEntropy = (): number => 0.456;
export const crossEntropyGradient = softmax;

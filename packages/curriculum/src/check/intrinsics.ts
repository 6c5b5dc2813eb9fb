/**
 * The language's own functions as they were when this module loaded, before any learner's code ran. Checks compare with
 * these, and loop by index, because `for … of`, `push` and `map` go through prototypes that learner code can change.
 */
const uncurry = Function.prototype.bind.bind(Function.prototype.call) as <T, A extends unknown[], R>(
  method: (this: T, ...rest: A) => R,
) => (self: T, ...rest: A) => R;

export const { abs, cos, exp, floor, imul, log, max, min, sqrt, trunc, cbrt, PI } = Math;
export const { isArray } = Array;
export const { isView } = ArrayBuffer;
export const { isFinite: isFiniteNumber, isInteger, isNaN: isNaNNumber, EPSILON } = Number;
export const { create, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, is, keys } = Object;
export const { ownKeys } = Reflect;
export const Float64 = Float64Array;
export const View = DataView;
export const MapClass = Map;
export const SetClass = Set;
export const RegExpClass = RegExp;
export const RangeErrorClass = RangeError;

export const toPrecision = uncurry(Number.prototype.toPrecision);
export const sliceText = uncurry(String.prototype.slice as (start: number, end?: number) => string);
export const indexOfText = uncurry(String.prototype.indexOf as (search: string) => number);
export const replaceText = uncurry(
  String.prototype.replace as (pattern: RegExp, replacement: string) => string,
);
export const sourceOf = uncurry(Function.prototype.toString);
/** `value instanceof Class`, whatever the class says of itself. */
export const hasInstance = uncurry(Function.prototype[Symbol.hasInstance]);
export const matches = uncurry(RegExp.prototype.test);
export const forEachEntry = uncurry(
  Map.prototype.forEach as (visit: (value: unknown, key: unknown) => void) => void,
);
export const forEachMember = uncurry(Set.prototype.forEach as (visit: (value: unknown) => void) => void);
export const hasOwn = uncurry(Object.prototype.hasOwnProperty);
export const quoted = JSON.stringify as (text: string) => string;

/** Adds an item as an own property: no setter on a prototype sees it. */
export function append<T>(list: T[], item: T): void {
  const descriptor = create(null) as PropertyDescriptor;
  descriptor.value = item;
  descriptor.writable = true;
  descriptor.enumerable = true;
  descriptor.configurable = true;
  defineProperty(list, list.length, descriptor);
}

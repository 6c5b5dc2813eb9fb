import { flatten, isList, isTensorLike, listed } from "./flatten.ts";
import {
  append,
  forEachEntry,
  forEachMember,
  getPrototypeOf,
  is,
  isFiniteNumber,
  keys,
  MapClass,
  quoted,
  SetClass,
  sliceText,
  toPrecision,
} from "./intrinsics.ts";

const longest = 240;
const items = 8;
const deepest = 4;

/**
 * A value as a short text for a person: numbers to six significant digits, at most eight items of an array, tensors
 * with their shape, objects with their class. Never throws: a value that cannot be read says so.
 */
export function formatValue(value: unknown): string {
  let text: string;
  try {
    text = format(value, []);
  } catch {
    text = "a value that cannot be read";
  }
  return text.length <= longest ? text : `${sliceText(text, 0, longest - 1)}…`;
}

/** Six significant digits, without trailing zeros: 0.333333, 1.5, 1e-7. */
export function formatNumber(value: number): string {
  if (is(value, -0)) return "-0";
  if (!isFiniteNumber(value)) return `${value}`;
  return `${+toPrecision(value, 6)}`;
}

function format(value: unknown, above: readonly object[]): string {
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "string") return quoted(value.length <= 80 ? value : `${sliceText(value, 0, 79)}…`);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `function ${value.name === "" ? "without a name" : value.name}`;
  if (typeof value !== "object" || value === null) return typeof value === "symbol" ? "a symbol" : `${value}`;
  for (let i = 0; i < above.length; i++) if (above[i] === value) return "…";
  const chain: object[] = [];
  for (let i = 0; i < above.length; i++) append(chain, above[i]!);
  append(chain, value);
  if (chain.length > deepest) return isList(value) ? "[…]" : "{…}";
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (isList(value)) return formatList(value, chain);
  if (isTensorLike(value)) return formatTensor(value, chain);
  if (value instanceof MapClass) return formatMap(value as Map<unknown, unknown>, chain);
  if (value instanceof SetClass) return formatSet(value as Set<unknown>, chain);
  return formatObject(value as Record<string, unknown>, chain);
}

function formatList(list: ArrayLike<unknown>, chain: readonly object[]): string {
  let text = "";
  for (let i = 0; i < list.length && i < items; i++) text += (i === 0 ? "" : ", ") + format(list[i], chain);
  return list.length > items ? `[${text}, … ${list.length} in all]` : `[${text}]`;
}

function formatTensor(tensor: Parameters<typeof flatten>[0] & object, chain: readonly object[]): string {
  const { toArray, data } = tensor as { toArray?: () => unknown; data?: unknown };
  const flat = flatten(tensor);
  if (typeof flat === "string") return flat;
  const elements = typeof toArray === "function" ? toArray.call(tensor) : data;
  return `${className(tensor) ?? "tensor"} [${listed(flat.shape)}] ${format(elements, chain)}`;
}

function formatMap(map: Map<unknown, unknown>, chain: readonly object[]): string {
  let text = "";
  let count = 0;
  forEachEntry(map, (value, key) => {
    if (count < items) text += `${count === 0 ? "" : ", "}${format(key, chain)} → ${format(value, chain)}`;
    count++;
  });
  return `Map {${text}${count > items ? `, … ${count} in all` : ""}}`;
}

function formatSet(set: Set<unknown>, chain: readonly object[]): string {
  let text = "";
  let count = 0;
  forEachMember(set, (value) => {
    if (count < items) text += `${count === 0 ? "" : ", "}${format(value, chain)}`;
    count++;
  });
  return `Set {${text}${count > items ? `, … ${count} in all` : ""}}`;
}

function formatObject(object: Record<string, unknown>, chain: readonly object[]): string {
  const names = keys(object);
  let text = "";
  for (let i = 0; i < names.length && i < items; i++) {
    const name = names[i]!;
    text += `${i === 0 ? "" : ", "}${name}: ${format(object[name], chain)}`;
  }
  if (names.length > items) text += `, … ${names.length} in all`;
  const owner = className(object);
  return owner === undefined ? `{${text}}` : `${owner} {${text}}`;
}

/** The name of the value's class, where it has one of its own. */
function className(value: object): string | undefined {
  const prototype = getPrototypeOf(value) as { constructor?: unknown } | null;
  const owner = prototype?.constructor;
  if (typeof owner !== "function" || owner === Object || owner.name === "") return undefined;
  return owner.name;
}

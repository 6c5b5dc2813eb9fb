import { inspect, Tensor } from "@blankfile/tensor";

/** [2, 3], as errors write a shape. */
export function shapeOf(x: Tensor): string {
  return `[${x.shape.join(", ")}]`;
}

export function isFloating(x: Tensor): boolean {
  return x.dtype === "float32" || x.dtype === "float64";
}

/** Refuses what is no tensor in floating point. */
export function checkFloating(where: string, tensors: Record<string, Tensor>): void {
  for (const [name, x] of Object.entries(tensors)) {
    if (!(x instanceof Tensor)) throw new TypeError(`${where}: ${name} ${String(x)}, a tensor is needed`);
    if (!isFloating(x))
      throw new TypeError(
        `${where}: ${name} of dtype ${x.dtype}, float32 or float64 is needed; to("float32") converts`,
      );
  }
}

/** Refuses tensors in floating point whose shapes differ: nothing is broadcast in silence. */
export function checkSameShape(where: string, tensors: Record<string, Tensor>): void {
  checkFloating(where, tensors);
  const [first, ...others] = Object.entries(tensors);
  for (const [name, x] of others) {
    if (shapeOf(x) !== shapeOf(first![1]))
      throw new RangeError(
        `${where}: ${first![0]} ${shapeOf(first![1])} and ${name} ${shapeOf(x)}, equal shapes are needed`,
      );
  }
}

/** Refuses an option outside its range, by name. NaN is outside all. */
export function checkOption(where: string, name: string, value: number, low: number, high = Infinity): void {
  if (!(typeof value === "number" && value >= low && value <= high))
    throw new RangeError(
      `${where}: ${name} ${String(value)}, a number from ${low === -Infinity ? "−∞" : low} to ${high === Infinity ? "∞" : high} is needed`,
    );
}

/** Refuses one that must be above a bound, by name. */
export function checkAbove(where: string, name: string, value: number, low: number): void {
  if (!(typeof value === "number" && value > low && value < Infinity))
    throw new RangeError(`${where}: ${name} ${String(value)}, a number above ${low} is needed`);
}

/** Refuses numbers other than 1 and −1. */
export function checkSigns(where: string, target: Tensor): void {
  inspect([target], (values) => {
    const wrong = values!.findIndex((y) => y !== 1 && y !== -1);
    if (wrong >= 0)
      throw new RangeError(`${where}: target[${wrong}] is ${values![wrong]}, 1 or −1 is needed`);
  });
}

import { showShape } from "../shape.ts";
import { Tensor } from "../tensor.ts";

/** Values with the tensors taken out of them: tensors, arrays and plain objects of them, and plain values. */
export interface Flat {
  readonly tensors: readonly Tensor[];
  /** Says all but the tensors; equal for values of equal form. */
  readonly form: string;
  /** The value with other tensors in the places of its own. */
  readonly restore: (tensors: readonly Tensor[]) => unknown;
}

/** Takes the tensors out of a value. `where` begins the message about what is neither tensor, array, object nor plain. */
export function flatten(where: string, value: unknown): Flat {
  const tensors: Tensor[] = [];
  const open = new Set<unknown>();
  const within = (part: unknown, path: string) => {
    if (open.has(part)) {
      throw new TypeError(`${where}: ${path} lies in itself, values that end are needed`);
    }
    open.add(part);
    const found = visit(part, path);
    open.delete(part);
    return found;
  };
  const visit = (part: unknown, path: string): { form: string; restore: Flat["restore"] } => {
    if (part instanceof Tensor) {
      const known = tensors.indexOf(part);
      const place = known < 0 ? tensors.push(part) - 1 : known;
      return { form: `T${place}`, restore: (others) => others[place] };
    }
    if (part === null || !["object", "function", "symbol"].includes(typeof part)) {
      return { form: showPlain(part), restore: () => part };
    }
    if (Array.isArray(part)) {
      const parts = part.map((inner, i) => within(inner, `${path}[${i}]`));
      return {
        form: `[${parts.map(({ form }) => form).join()}]`,
        restore: (others) => parts.map(({ restore }) => restore(others)),
      };
    }
    if (part instanceof Promise) {
      throw new TypeError(`${where}: a promise as ${path}, a synchronous function is needed; await outside`);
    }
    if (typeof part !== "object" || ![Object.prototype, null].includes(Object.getPrototypeOf(part))) {
      const kind = typeof part === "object" ? part.constructor?.name : `a ${typeof part}`;
      throw new TypeError(
        `${where}: ${kind} as ${path}, tensors, plain values, and arrays and objects of them are needed; what else the function uses, it finds outside`,
      );
    }
    const parts = Object.entries(part).map(([key, inner]) => [key, within(inner, `${path}.${key}`)] as const);
    return {
      form: `{${parts.map(([key, { form }]) => `${JSON.stringify(key)}:${form}`).join()}}`,
      restore: (others) => Object.fromEntries(parts.map(([key, { restore }]) => [key, restore(others)])),
    };
  };
  const { form, restore } = visit(value, "value");
  return { tensors, form, restore };
}

function showPlain(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  return Object.is(value, -0) ? "-0" : String(value);
}

/** What decides whether a program fits the arguments. */
export function keyOf({ form, tensors }: Flat): string {
  const shapes = tensors.map((x, i) => {
    const shared = tensors.findIndex(({ storage }) => storage === x.storage);
    const marks = `${x.requiresGrad ? "g" : ""}${x.grad ? "+" : ""}${shared < i ? `=${shared}` : ""}`;
    return `${x.dtype}${showShape(x.shape)}${marks}`;
  });
  return `${form} ${shapes.join(" ")}`;
}

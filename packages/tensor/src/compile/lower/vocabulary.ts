import { type DType, isFloating } from "../../dtype.ts";
import { nativeNames } from "./kernels.ts";

/** An operation on single elements that the compiler has code for. */
interface ElementOperation {
  /** Whether the code takes these dtypes. */
  readonly fits: (inputs: readonly DType[], output: DType) => boolean;
  /** Rough price in additions: what is dearer than reading memory is not done twice. */
  readonly price: number;
}

/** All inputs and the result of one float dtype. */
function floats(inputs: readonly DType[], output: DType): boolean {
  return isFloating(output) && inputs.every((dtype) => dtype === output);
}

/** Floats of one dtype compared. */
function compares(inputs: readonly DType[], output: DType): boolean {
  return output === "bool" && isFloating(inputs[0]!) && inputs.every((dtype) => dtype === inputs[0]);
}

function bools(inputs: readonly DType[], output: DType): boolean {
  return output === "bool" && inputs.every((dtype) => dtype === "bool");
}

const cheap = ["add", "sub", "mul", "neg", "abs", "maximum", "minimum", "floor", "ceil", "trunc", "round"];
const divisions = ["div", "sqrt"];
const functions = ["exp", "log", "tanh", "erf", "log1p", "expm1", "sin", "cos"];

export const elementOperations: ReadonlyMap<string, ElementOperation> = new Map<string, ElementOperation>([
  ...cheap.map((name) => [name, { fits: floats, price: 1 }] as const),
  ...divisions.map((name) => [name, { fits: floats, price: 5 }] as const),
  ...functions.map((name) => [name, { fits: floats, price: 20 }] as const),
  ...["eq", "ne", "lt", "le"].map((name) => [name, { fits: compares, price: 1 }] as const),
  ...["logicalAnd", "logicalOr", "logicalNot"].map((name) => [name, { fits: bools, price: 1 }] as const),
  ["where", { fits: ([c, ...rest], out) => c === "bool" && floats(rest, out), price: 1 }],
  // Numbers from masks and whole numbers.
  ["to", { fits: ([from], out) => isFloating(out) && (from === "bool" || from === "int32"), price: 1 }],
  ["isIndex", { fits: () => true, price: 1 }],
  // Into an array that is put together: assemble.ts.
  ["put", { fits: (inputs, out) => floats(inputs, out), price: 0 }],
  ["room", { fits: (inputs, out) => floats(inputs, out), price: 0 }],
  ["copy", { fits: (inputs, out) => floats(inputs, out), price: 0 }],
]);

/** Nodes that are no loops: views, reductions, products, and what is only read. */
export const structural: ReadonlySet<string> = new Set([
  ...nativeNames,
  ...["literal", "expand", "permute", "slice", "reduce", "columns", "matmul"],
]);

/** Nodes that only say how another one is read. */
export const viewNames: ReadonlySet<string> = new Set(["expand", "permute", "slice"]);

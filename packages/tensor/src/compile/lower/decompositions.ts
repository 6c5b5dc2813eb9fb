import { isFloating } from "../../dtype.ts";
import { reducedShape, type Shape, sameShape, sizeOf } from "../../shape.ts";
import { type GraphNode, type Operand, operand } from "../graph.ts";
import { addAssembled, assemble, regionOf } from "./assemble.ts";
import type { Rewriter } from "./rewrite.ts";

/** A rule: the same result in simpler operations, or undefined where it does not fit. */
type Rule = (r: Rewriter, node: GraphNode) => Operand | undefined;

/** By the name of the operation. */
export const decompositions: Readonly<Record<string, Rule>> = {
  clone: (_, { inputs }) => inputs[0],
  permute: (r, node) => turnedProduct(r, node),
  add: (r, node) => floating(node, () => addAssembled(r, node)),
  place: (r, node) => floating(node, (_, [x]) => padded(r, node, x!)),
  pad: (r, node) => floating(node, (_, [x]) => (node.attributes.strides ? padded(r, node, x!) : undefined)),
  cat: (r, node) => floating(node, () => joined(r, node)),
  softmax: (r, node) => alongLast(r, node, softmax),
  logSoftmax: (r, node) => alongLast(r, node, logSoftmax),
  logsumexp: (r, node) => logsumexp(r, node),
  sum: (r, node) => (isFloating(node.dtype) ? sum(r, node.inputs[0]!, dimsOf(node)) : undefined),
  amax: (r, node) => extreme(r, node),
  amin: (r, node) => extreme(r, node),
  gather: (r, node) => gather(r, node),
  scatterAdd: (r, node) => scatterAdd(r, node),
  mul: (_, { inputs: [a, b], shape }) => neutral(a!, b!, 1, shape) ?? neutral(b!, a!, 1, shape),
  div: (_, { inputs: [a, b], shape }) => neutral(a!, b!, 1, shape),
  sub: (_, { inputs: [a, b], shape }) => neutral(a!, b!, 0, shape),
  pow: (r, node) => pow(r, node),
  clamp: (r, node) =>
    floating(node, ({ attributes }, [x]) => {
      const above = r.element("maximum", [x!, r.literal(Number(attributes.min), node.dtype)], node);
      return r.element("minimum", [above, r.literal(Number(attributes.max), node.dtype)], node);
    }),
  relu: (r, node) => floating(node, (_, [x]) => r.element("maximum", [x!, r.literal(0, node.dtype)], node)),
  reciprocal: (r, node) => floating(node, (_, [x]) => r.element("div", [r.literal(1, node.dtype), x!], node)),
  rsqrt: (r, node) =>
    floating(node, (_, [x]) =>
      r.element("div", [r.literal(1, node.dtype), r.element("sqrt", [x!], node)], node),
    ),
  std: (r, node) => floating(node, (_, [x]) => r.element("sqrt", [x!], node)),
  sigmoid: (r, node) =>
    floating(node, (_, [x]) => {
      const one = r.literal(1, node.dtype);
      const exponential = r.element("exp", [r.element("neg", [x!], node)], node);
      return r.element("div", [one, r.element("add", [one, exponential], node)], node);
    }),
  sign: (r, node) =>
    floating(node, (_, [x]) => {
      const [zero, mask] = [r.literal(0, node.dtype), { shape: node.shape, dtype: "bool" } as const];
      const negative = r.element("lt", [x!, zero], mask);
      const rest = r.element("where", [negative, r.literal(-1, node.dtype), zero], node);
      return r.element("where", [r.element("lt", [zero, x!], mask), r.literal(1, node.dtype), rest], node);
    }),
};

function floating(
  node: GraphNode,
  build: (node: GraphNode, inputs: readonly Operand[]) => Operand | undefined,
): Operand | undefined {
  return isFloating(node.dtype) ? build(node, node.inputs) : undefined;
}

function dimsOf({ attributes }: GraphNode): readonly number[] {
  return attributes.dims as readonly number[];
}

function isLiteral({ node }: Operand, value: number): boolean {
  return node.name === "literal" && Object.is(node.attributes.value, value);
}

/** x where y is the plain number that changes nothing. */
function neutral(x: Operand, y: Operand, value: number, shape: Shape): Operand | undefined {
  return isLiteral(y, value) && sameShape(x.shape, shape) && isFloating(x.node.dtype) ? x : undefined;
}

/** Whole powers of a plain exponent are products. */
function pow(r: Rewriter, node: GraphNode): Operand | undefined {
  const [x, y] = node.inputs;
  if (!isFloating(node.dtype) || !sameShape(x!.shape, node.shape)) return undefined;
  const square = () => r.element("mul", [x!, x!], node);
  if (isLiteral(y!, 1)) return x;
  if (isLiteral(y!, 2)) return square();
  return isLiteral(y!, 3) ? r.element("mul", [square(), x!], node) : undefined;
}

/** (A · B)ᵀ is computed as Bᵀ · Aᵀ, which is a product like any other. */
function turnedProduct(
  r: Rewriter,
  { inputs: [x], attributes, shape, dtype }: GraphNode,
): Operand | undefined {
  const order = attributes.order as readonly number[];
  const { node } = x!;
  const n = order.length;
  const turned = order.every((d, e) => d === (e === n - 2 ? n - 1 : e === n - 1 ? n - 2 : e));
  if (node.name !== "matmul" || !turned || !sameShape(x!.shape, node.shape)) return undefined;
  const [a, b] = node.inputs as [Operand, Operand];
  const { transposeLeft, transposeRight } = node.attributes;
  return operand(
    r.add({
      name: "matmul",
      inputs: [b, a],
      shape,
      dtype,
      attributes: { transposeLeft: !transposeRight, transposeRight: !transposeLeft },
      kernel: null,
    }),
  );
}

/** x inside a larger array. */
function padded(r: Rewriter, node: GraphNode, x: Operand): Operand {
  const region = regionOf(
    node.shape,
    x.shape,
    node.attributes as unknown as { offset: number; strides: number[] },
  );
  return assemble(r, [{ ...region, input: x }], node, Number(node.attributes.fill));
}

/** Arrays one after the other. */
function joined(r: Rewriter, node: GraphNode): Operand {
  const dim = Number(node.attributes.dim);
  let first = 0;
  const parts = node.inputs.map((input) => {
    const start = input.shape.map((_, d) => (d === dim ? first : 0));
    first += input.shape[dim]!;
    return { input, start, step: input.shape.map(() => 1), size: input.shape };
  });
  return assemble(r, parts, node, 0);
}

/** Applies `rule` with the dimension in question last. */
function alongLast(
  r: Rewriter,
  node: GraphNode,
  rule: (r: Rewriter, x: Operand, like: Pick<GraphNode, "shape" | "dtype">) => Operand,
): Operand {
  const [x] = node.inputs;
  const [d] = dimsOf(node) as [number];
  const last = node.shape.length - 1;
  if (node.shape.length === 0 || d === last) return rule(r, x!, node);
  const order = [...node.shape.map((_, e) => e).filter((e) => e !== d), d];
  const moved = permute(r, x!, order);
  const inverse = order.map((_, e) => order.indexOf(e));
  return permute(r, rule(r, moved, { shape: moved.shape, dtype: node.dtype }), inverse);
}

function permute(r: Rewriter, x: Operand, order: readonly number[]): Operand {
  const shape = order.map((d) => x.shape[d]!);
  const { dtype } = x.node;
  return operand(r.add({ name: "permute", inputs: [x], shape, dtype, attributes: { order } }));
}

/** Sum, largest or smallest of each row of the last dimension, which stays with size 1. */
function reduceRows(r: Rewriter, name: string, x: Operand): Operand {
  const shape = x.shape.length === 0 ? [] : [...x.shape.slice(0, -1), 1];
  const n = x.shape.at(-1) ?? 1;
  const spec = {
    name: "reduce",
    inputs: [x],
    shape,
    dtype: x.node.dtype,
    attributes: { operation: name, n },
  };
  return operand(r.add(spec));
}

/** e^(x − m) with m the largest of each row, and m and the sum of the row. */
function exponentials(r: Rewriter, x: Operand, like: Pick<GraphNode, "shape" | "dtype">) {
  const m = reduceRows(r, "amax", x);
  const e = r.element("exp", [r.element("sub", [x, m], like)], like);
  return { m, e, total: reduceRows(r, "sum", e) };
}

function softmax(r: Rewriter, x: Operand, like: Pick<GraphNode, "shape" | "dtype">): Operand {
  const { e, total } = exponentials(r, x, like);
  return r.element("div", [e, total], like);
}

function logSoftmax(r: Rewriter, x: Operand, like: Pick<GraphNode, "shape" | "dtype">): Operand {
  const { m, total } = exponentials(r, x, like);
  const logTotal = r.element("log", [total], { shape: total.shape, dtype: like.dtype });
  return r.element("sub", [r.element("sub", [x, m], like), logTotal], like);
}

function logsumexp(r: Rewriter, node: GraphNode): Operand {
  const { dtype } = node;
  const rows = asRows(r, node.inputs[0]!, dimsOf(node));
  const { m, total } = exponentials(r, rows, { shape: rows.shape, dtype });
  const like = { shape: m.shape, dtype };
  const finite = r.element("lt", [r.element("abs", [m], like), r.literal(Number.POSITIVE_INFINITY, dtype)], {
    shape: m.shape,
    dtype: "bool",
  });
  return r.element("where", [finite, r.element("add", [m, r.element("log", [total], like)], like), m], like);
}

function extreme(r: Rewriter, node: GraphNode): Operand | undefined {
  if (!isFloating(node.dtype)) return undefined;
  return reduceRows(r, node.name, asRows(r, node.inputs[0]!, dimsOf(node)));
}

/** x as [rows, n] with the elements over `dims` in the rows. */
function asRows(r: Rewriter, x: Operand, dims: readonly number[]): Operand {
  const kept = x.shape.map((_, d) => d).filter((d) => !dims.includes(d));
  const n = sizeOf(dims.map((d) => x.shape[d]!));
  const order = [...kept, ...dims];
  const moved = order.every((d, e) => d === e) ? x : permute(r, x, order);
  return { node: moved.node, shape: [sizeOf(kept.map((d) => x.shape[d]!)), n] };
}

/** Σ over `dims`: runs of neighbouring dimensions one after the other, the last run first. */
function sum(r: Rewriter, x: Operand, dims: readonly number[]): Operand {
  const wide = dims.filter((d) => x.shape[d] !== 1);
  const last = wide.at(-1);
  if (last === undefined) return x;
  let first = last;
  while (wide.includes(first - 1)) first--;
  const run = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const n = sizeOf(run.map((d) => x.shape[d]!));
  const [before, after] = [sizeOf(x.shape.slice(0, first)), sizeOf(x.shape.slice(last + 1))];
  const shape = reducedShape(x.shape, run, true);
  const { dtype } = x.node;
  const spec =
    after === 1
      ? { name: "reduce", inputs: [{ ...x, shape: [before, n] }], attributes: { operation: "sum", n } }
      : { name: "columns", inputs: [{ ...x, shape: [before * n, after] }], attributes: { n } };
  return sum(
    r,
    operand(r.add({ ...spec, shape, dtype })),
    wide.filter((d) => d < first),
  );
}

/** One element of each row: all others are replaced by 0 and the row is summed, so that it fuses with what made the row. */
function gather(r: Rewriter, node: GraphNode): Operand | undefined {
  const [x, index] = node.inputs;
  if (!onePerRow(node, x!.shape, index!.shape) || !isFloating(node.dtype)) return undefined;
  const picked = pick(r, index!, x!, { shape: x!.shape, dtype: node.dtype });
  return reduceRows(r, "sum", picked);
}

/** Into zeros, at one place of each row: the source there, 0 elsewhere. */
function scatterAdd(r: Rewriter, node: GraphNode): Operand | undefined {
  const [base, index, source] = node.inputs;
  const zeros = base!.node.name === "expand" && isLiteral(base!.node.inputs[0]!, 0);
  if (!zeros || !onePerRow(node, base!.shape, index!.shape) || !isFloating(node.dtype)) return undefined;
  return pick(r, index!, source!, node);
}

function onePerRow({ attributes }: GraphNode, x: Shape, index: Shape): boolean {
  const last = x.length - 1;
  return attributes.dim === last && index[last] === 1 && x.every((n, d) => d === last || index[d] === n);
}

function pick(r: Rewriter, index: Operand, x: Operand, like: Pick<GraphNode, "shape" | "dtype">): Operand {
  const hit = r.element("isIndex", [index], { shape: like.shape, dtype: "bool" });
  return r.element("where", [hit, x, r.literal(0, like.dtype)], like);
}

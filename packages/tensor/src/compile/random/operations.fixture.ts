import * as l from "../../index.ts";
import { broadcastShapes, sizeOf } from "../../shape.ts";
import type { Tensor } from "../../tensor.ts";
import {
  type Bench,
  bool,
  floating,
  type Maker,
  meets,
  number,
  show,
  step,
  type Value,
} from "./bench.fixture.ts";
import { roundedNetworks, wholeNetworks } from "./networks.fixture.ts";
import { cat, expand, pad, permute, reshape, slice, triangle, turn } from "./shapes.fixture.ts";

function one(text: string, run: (x: Tensor) => Tensor, exact = true): Maker {
  return ({ value }) => step({ values: [value(floating)], text: `${text}(#0)`, exact }, run);
}

/** Jumps where its input passes a bound, so only numbers that are the same to the last bit go in. */
function jump(text: string, run: (x: Tensor) => Tensor, fits = floating): Maker {
  return ({ value }) => step({ values: [value((x) => x.exact && fits(x))], text: `${text}(#0)` }, run);
}

/** A second operand that broadcasts with the first: a value, or a new leaf. */
function partner({ draw, value, leaf }: Bench, x: Value, exact = false): Value {
  const { shape, dtype } = x.tensor;
  const meets = (y: Value) => {
    if (y.tensor.dtype !== dtype || (exact && !y.exact)) return false;
    try {
      return sizeOf(broadcastShapes("", shape, y.tensor.shape)) <= 4000;
    } catch {
      return false;
    }
  };
  const found = draw.once(3) ? undefined : value(meets);
  return found ?? leaf(draw.narrower(shape), dtype);
}

function two(text: string, run: (x: Tensor, y: Tensor) => Tensor, exact = true): Maker {
  return (bench) => {
    const x = bench.value(number);
    if (!x) return undefined;
    const values = [x, partner(bench, x)];
    if (bench.draw.once(2)) values.reverse();
    return step({ values, text: `${text}(#0, #1)`, exact }, run);
  };
}

function compare(text: string, run: (x: Tensor, y: Tensor) => Tensor): Maker {
  return (bench) => {
    const x = bench.value((v) => v.exact && number(v));
    return x && step({ values: [x, partner(bench, x, true)], text: `${text}(#0, #1)` }, run);
  };
}

function plain(text: string, run: (x: Tensor, c: number) => Tensor, exact = true): Maker {
  return ({ draw, value, whole }) => {
    const c = draw.pick(whole ? [2, 1, 0, -1, 3] : [2, 1, 0, -1.5, 0.25]);
    return step({ values: [value(floating)], text: `${text}(#0, ${c})`, exact }, (x) => run(x, c));
  };
}

function reduce(
  text: string,
  run: (x: Tensor, options: { dim: number[]; keepdim: boolean }) => Tensor,
  { exact = false, empty = true, fits = floating } = {},
): Maker {
  return ({ draw, value, whole }) => {
    const x = value((v) => fits(v) && (empty || v.tensor.numel() > 0));
    if (!x) return undefined;
    const options = { dim: draw.dims(x.tensor.ndim), keepdim: draw.once(2) };
    const line = { values: [x], text: `${text}(#0, ${show(options)})`, exact: exact || whole };
    return step(line, (a) => run(a, options));
  };
}

function along(
  text: string,
  run: (x: Tensor, dim: number) => Tensor,
  { exact = false, fits = floating } = {},
): Maker {
  return ({ draw, value, whole }) => {
    const x = value((v) => fits(v) && v.tensor.numel() > 0);
    if (!x) return undefined;
    const dim = draw.int(Math.max(1, x.tensor.ndim));
    return step({ values: [x], text: `${text}(#0, ${dim})`, exact: exact || whole }, (a) => run(a, dim));
  };
}

const matmul: Maker = (bench) => {
  const { draw, value, leaf, whole } = bench;
  // Longer sums than these round more in float32 than a bound for all lengths can say.
  const x = value((v) => floating(v) && v.tensor.ndim >= 1 && v.tensor.shape.at(-1)! <= 64);
  if (!x) return undefined;
  const { shape, dtype } = x.tensor;
  const K = shape.at(-1)!;
  const fits = (v: Value) => {
    const s = v.tensor.shape;
    if (v.tensor.dtype !== dtype || s.length === 0 || s.at(s.length === 1 ? -1 : -2) !== K) return false;
    try {
      return sizeOf(broadcastShapes("", shape.slice(0, -2), s.slice(0, -2))) * 33 * 33 <= 33 * 4000;
    } catch {
      return false;
    }
  };
  const batch = draw.narrower(shape.slice(0, -2));
  const own = draw.once(5) ? [K] : [...batch, K, draw.pick([2, 1, 3, 5, 8, 33, 0])];
  const y = (draw.once(2) ? value(fits) : undefined) ?? leaf(own, dtype);
  return step({ values: [x, y], text: "matmul(#0, #1)", exact: whole }, l.matmul);
};

const turnedMatmul: Maker = ({ draw, value, leaf, whole }) => {
  const x = value((v) => floating(v) && v.tensor.ndim >= 2);
  if (!x) return undefined;
  const K = x.tensor.shape.at(-2)!;
  const y = leaf([draw.pick([3, 2, 8, 16]), K], x.tensor.dtype);
  const line = { values: [x, y], text: "matmul(#0ᵀ, #1ᵀ)", exact: whole };
  return step(line, (a, b) => l.matmul(l.transpose(a, -2, -1), l.transpose(b, 0, 1)));
};

const adders = { scatterAdd: l.scatterAdd, indexAdd: l.indexAdd, scatter: l.scatter } as const;

/** Reading and adding at indices, along the last dimension with one index a row more often than not, as losses do. */
const indexing: Maker = ({ draw, value, leaf, whole }) => {
  const x = value((v) => floating(v) && v.tensor.ndim >= 1 && v.tensor.numel() > 0);
  if (!x) return undefined;
  const { shape, dtype } = x.tensor;
  const dim = draw.once(3) ? draw.int(shape.length) : shape.length - 1;
  const n = shape[dim]!;
  const at = shape.map((size, d) => (d === dim ? draw.pick([1, 1, 2, 3]) : size));
  const list = [draw.pick([3, 1, 2, 0])];
  const some = shape.map((size, d) => (d === dim ? list[0]! : size));
  const name = draw.pick(["gather", "scatterAdd", "indexSelect", "indexAdd", "scatter"] as const);
  const index = leaf(name.startsWith("index") ? list : at, "int32", n);
  const text = (more: string) => `${name}(#0, ${dim}, #1${more})`;
  if (name === "gather") return step({ values: [x, index], text: text("") }, (a, i) => l.gather(a, dim, i));
  if (name === "indexSelect")
    return step({ values: [x, index], text: text("") }, (a, i) => l.indexSelect(a, dim, i));
  const source = leaf(name === "indexAdd" ? some : at, dtype);
  const line = { values: [x, index, source], text: text(", #2"), exact: name === "scatter" || whole };
  return step(line, (a, i, b) => adders[name](a, dim, i, b));
};

const where: Maker = (bench) => {
  const condition = bench.value(bool);
  const x = condition && bench.value((v) => number(v) && meets(v.tensor.shape, condition.tensor.shape));
  if (!x) return undefined;
  const y = partner(bench, x);
  if (!meets(y.tensor.shape, condition.tensor.shape)) return undefined;
  return step({ values: [condition, x, y], text: "where(#0, #1, #2)" }, l.where);
};

const logical: Maker = (bench) => {
  const x = bench.value(bool);
  const y = x && bench.value((v) => bool(v) && meets(v.tensor.shape, x.tensor.shape));
  if (bench.draw.once(3)) return step({ values: [x], text: "logicalNot(#0)" }, l.logicalNot);
  const name = bench.draw.pick(["logicalAnd", "logicalOr"] as const);
  return step(
    { values: [x, y], text: `${name}(#0, #1)` },
    { logicalAnd: l.logicalAnd, logicalOr: l.logicalOr }[name],
  );
};

/** To whole numbers and truth only from numbers that are exact. */
const cast: Maker = ({ draw, value }) => {
  const dtype = draw.pick(["float32", "float64", "int32", "bool"] as const);
  const jumps = dtype === "int32" || dtype === "bool";
  const x = value((v) => v.exact || !jumps);
  const made = step({ values: [x], text: `to(#0, ${dtype})` }, (a) => l.to(a, dtype));
  return made && { ...made, run: ([a], world) => [l.to(a!, world.float(dtype))] };
};

const random: Maker = ({ draw, whole }) => {
  const shape = draw.shape(300);
  const name = whole ? "randint" : draw.pick(["rand", "randn", "randint"] as const);
  return {
    text: `${name}(${show(shape)})`,
    inputs: [],
    exact: true,
    run: (_, { rng, float }) => {
      if (name === "randint") return [l.randint(-2, 3, shape, { rng })];
      return [{ rand: l.rand, randn: l.randn }[name](shape, { rng }).to(float("float32"))];
    },
  };
};

const clone: Maker = ({ value }) => step({ values: [value(() => true)], text: "clone(#0)" }, l.clone);
const detach: Maker = ({ value }) =>
  step({ values: [value(() => true)], text: "detach(#0)" }, (x) => x.detach());

/** Operations on whole numbers that stay exact in any order of summing. */
export const wholeOperations: readonly Maker[] = [
  ...wholeNetworks,
  ...[
    two("add", l.add),
    two("sub", l.sub),
    two("mul", l.mul),
    two("maximum", l.maximum),
    two("minimum", l.minimum),
  ],
  ...[plain("add", l.add), plain("mul", l.mul), plain("sub", (x, c) => l.sub(c, x))],
  ...[
    one("neg", l.neg),
    one("abs", l.abs),
    one("relu", l.relu),
    one("square", (x) => l.pow(x, 2)),
    one("cube", (x) => l.pow(x, 3)),
  ],
  one("clamp", (x) => l.clamp(x, { min: -2, max: 3 })),
  ...[jump("floor", l.floor), jump("sign", l.sign), jump("round", l.round)],
  ...[compare("lt", l.lt), compare("le", l.le), compare("eq", l.eq), compare("ne", l.ne)],
  ...[reduce("sum", l.sum), reduce("sum", l.sum, { fits: ({ tensor }) => tensor.dtype !== "float32" })],
  ...[
    reduce("amax", l.amax, { exact: true, empty: false }),
    reduce("amin", l.amin, { exact: true, empty: false }),
  ],
  along("argmax", (x, dim) => l.argmax(x, { dim }), { exact: true, fits: (v) => v.exact && floating(v) }),
  along("sort", (x, dim) => l.sort(x, { dim }).values, { exact: true, fits: (v) => v.exact && floating(v) }),
  along("cumsum", (x, dim) => l.cumsum(x, dim)),
  ...[matmul, matmul, turnedMatmul, indexing, indexing, where, where, logical, cast],
  ...[
    reshape,
    reshape,
    slice,
    slice,
    expand,
    permute,
    permute,
    cat,
    pad,
    turn,
    triangle,
    random,
    clone,
    detach,
  ],
];

const safe = (x: Tensor): Tensor => l.add(l.abs(x), 0.5);

/** All others: roots, quotients, exp and kin, means, softmax. */
export const roundedOperations: readonly Maker[] = [
  ...roundedNetworks,
  ...[one("exp", (x) => l.exp(l.mul(x, 0.5)), false), one("tanh", l.tanh, false), one("erf", l.erf, false)],
  ...[one("sin", l.sin, false), one("cos", l.cos, false), one("sigmoid", l.sigmoid, false)],
  ...[
    one("log of |x| + ½", (x) => l.log(safe(x)), false),
    one("log1p of |x|", (x) => l.log1p(l.abs(x)), false),
  ],
  ...[
    one("expm1", (x) => l.expm1(l.mul(x, 0.5)), false),
    one("sqrt of |x| + ½", (x) => l.sqrt(safe(x)), false),
  ],
  ...[
    one("rsqrt of |x| + ½", (x) => l.rsqrt(safe(x)), false),
    one("1.5th power of |x| + ½", (x) => l.pow(safe(x), 1.5), false),
  ],
  ...[
    one("reciprocal of |x| + ½", (x) => l.reciprocal(safe(x)), false),
    two("x / (|y| + ½)", (x, y) => l.div(x, safe(y)), false),
  ],
  two("(|x| + ½) ^ tanh y", (x, y) => l.pow(safe(x), l.tanh(y)), false),
  plain("c / (|x| + ½)", (x, c) => l.div(c, safe(x)), false),
  ...[reduce("mean", l.mean, { empty: false }), reduce("logsumexp", l.logsumexp, { empty: false })],
  reduce("variance", (x, o) => l.variance(x, { ...o, correction: 0 }), { empty: false }),
  reduce(
    "std",
    (x, o) => l.std(l.add(x, l.arange(x.numel()).reshape(x.shape).to(x.dtype)), { ...o, correction: 0 }),
    { empty: false },
  ),
  ...[
    along("softmax", (x, dim) => l.softmax(x, { dim })),
    along("logSoftmax", (x, dim) => l.logSoftmax(x, { dim })),
  ],
];

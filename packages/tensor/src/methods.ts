import { backward } from "./backward.ts";
import { add, div, mul, neg, sub } from "./ops/arithmetic.ts";
import { expand, sum } from "./ops/broadcast.ts";
import { clone, to } from "./ops/cast.ts";
import { eq, ge, gt, le, logicalAnd, logicalNot, logicalOr, lt, ne } from "./ops/comparisons.ts";
import { erf } from "./ops/elementwise/erf.ts";
import { acosh, asinh, atanh, cosh, sinh } from "./ops/elementwise/hyperbolic.ts";
import { reciprocal, rsqrt, square } from "./ops/elementwise/reciprocals.ts";
import { ceil, floor, round, trunc } from "./ops/elementwise/rounding.ts";
import { acos, asin, atan, tan } from "./ops/elementwise/trigonometry.ts";
import { type AlongOptions, amax, amin, argmax, argmin, type Extreme, max, min } from "./ops/extremes.ts";
import { abs, cos, relu, sigmoid, sign, sin, tanh } from "./ops/functions.ts";
import { add_, copy_, div_, fill_, mul_, sub_, zero_ } from "./ops/in-place.ts";
import { gather, indexAdd, indexSelect, scatterAdd } from "./ops/indexing.ts";
import { matmul } from "./ops/matmul.ts";
import { searchsorted } from "./ops/order/searchsorted.ts";
import { argsort, sort, topk } from "./ops/order/sort.ts";
import { unique } from "./ops/order/unique.ts";
import { permute, transpose } from "./ops/permute.ts";
import { exp, expm1, log, log1p, pow, sqrt } from "./ops/powers.ts";
import { cumprod, cumsum } from "./ops/reductions/cumulative.ts";
import { norm } from "./ops/reductions/norm.ts";
import { prod } from "./ops/reductions/prod.ts";
import { flatten, reshape, squeeze, unsqueeze } from "./ops/reshape.ts";
import { clamp, maskedFill, maximum, minimum } from "./ops/select.ts";
import { flip, roll } from "./ops/shape/flip.ts";
import { pad } from "./ops/shape/pad.ts";
import { repeat } from "./ops/shape/repeat.ts";
import { scatter } from "./ops/shape/scatter.ts";
import { chunk, split } from "./ops/shape/split.ts";
import { tril, triu } from "./ops/shape/triangle.ts";
import { slice } from "./ops/slice.ts";
import { logSoftmax, logsumexp, softmax } from "./ops/softmax.ts";
import { mean, std, variance } from "./ops/statistics.ts";
import { Tensor } from "./tensor.ts";

/** The operations that are methods too: `x.add(y)` is `add(x, y)`. One line here gives both the method and its type. */
const methods = {
  ...{ add, sub, mul, div, neg, pow, sqrt, exp, expm1, log, log1p },
  ...{ abs, sign, sin, cos, tanh, sigmoid, relu },
  ...{ tan, asin, acos, atan, sinh, cosh, asinh, acosh, atanh, erf },
  ...{ floor, ceil, trunc, round, reciprocal, rsqrt, square },
  ...{ eq, ne, lt, le, gt, ge, logicalAnd, logicalOr, logicalNot },
  ...{ maximum, minimum, clamp, maskedFill },
  ...{ sum, mean, var: variance, std },
  ...{ max, min, amax, amin, argmax, argmin },
  ...{ logsumexp, softmax, logSoftmax, matmul },
  ...{ slice, indexSelect, indexAdd, gather, scatterAdd },
  ...{ reshape, flatten, squeeze, unsqueeze, permute, transpose, expand },
  ...{ prod, cumsum, cumprod, norm },
  ...{ flip, roll },
  ...{ split, chunk, pad, tril, triu, repeat, scatter },
  ...{ sort, argsort, topk, unique, searchsorted },
  ...{ to, clone, backward },
  ...{ copy_, fill_, zero_, add_, sub_, mul_, div_ },
};

type Method<F> = F extends (x: Tensor, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;
type Methods = { [Name in Exclude<keyof typeof methods, "max" | "min">]: Method<(typeof methods)[Name]> };

declare module "./tensor.ts" {
  interface Tensor extends Methods {
    // Their result depends on the options, which `Method` cannot carry over.
    max(): Tensor;
    max(options: AlongOptions): Extreme;
    min(): Tensor;
    min(options: AlongOptions): Extreme;
  }
}

for (const [name, operation] of Object.entries(methods)) {
  const call = operation as (x: Tensor, ...rest: unknown[]) => unknown;
  Object.defineProperty(Tensor.prototype, name, {
    value(this: Tensor, ...rest: unknown[]) {
      return call(this, ...rest);
    },
    configurable: true,
    writable: true,
  });
}

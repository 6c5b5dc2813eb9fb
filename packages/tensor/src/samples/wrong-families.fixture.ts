/** What is wrong in the same way for a whole family of functions. */
import * as l from "../index.ts";
import { any, type Wrong } from "./wrong.fixture.ts";

type Call = (...values: unknown[]) => unknown;
const exported = l as unknown as Record<string, Call>;

const x = l.ones([2, 3]);
const vector = l.ones([3]);
const noTensor = /an array, a tensor is needed; tensor\(…\) makes one/;

/** One wrong call for each name. */
function each(names: string, wrong: (call: Call) => unknown, kind: Wrong[2], message: RegExp): Wrong[] {
  return names.split(" ").map((name) => [name, () => wrong(exported[name]!), kind, message]);
}

const unary =
  "abs acos acosh asin asinh atan atanh ceil cos cosh erf exp expm1 floor log log1p logicalNot neg reciprocal relu round rsqrt sigmoid sign sin sinh sqrt square tan tanh trunc squeeze unique clone";
const binary = "add sub mul div pow maximum minimum eq ne lt le gt ge logicalAnd logicalOr matmul";
const decompositions =
  "cholesky cond det eigh eigvals eigvalsh inv lu matrixExp matrixNorm matrixRank pinv qr slogdet svd svdvals";
const images = "adaptiveAvgPool2d avgPool2d maxPool2d interpolate unfold";

export const wrongFamilies: Record<string, Wrong[]> = {
  "elements of no tensor": each(unary, (call) => call([1, 2]), TypeError, noTensor),
  "elements of no second tensor": each(binary, (call) => call(x, [1, 2]), TypeError, noTensor),
  "operands that do not fit": each(
    binary,
    (call) => call(x, l.ones([2])),
    RangeError,
    /do not broadcast|inner sizes differ/,
  ),
  "dims of reductions": each(
    "sum mean variance std prod norm logsumexp amax amin argmax argmin max min softmax logSoftmax sort argsort topk",
    (call) => (call === exported.topk ? call(x, 1, { dim: 2 }) : call(x, { dim: 2 })),
    RangeError,
    /dim 2 of a 2-D tensor, -2 to 1 is needed/,
  ),
  "dims of running totals": each("cumsum cumprod", (call) => call(x, 2), RangeError, /dim 2 of a 2-D tensor/),
  "matrices with one dimension": each(
    decompositions,
    (call) => call(vector),
    RangeError,
    /shape \[3\], at least two dimensions are needed/,
  ),
  "matrices that are not square": each(
    "cholesky det eigh eigvals eigvalsh inv matrixExp slogdet",
    (call) => call(x),
    RangeError,
    /shape \[2, 3\] is not square/,
  ),
  "images of two dimensions": each(images, (call) => call(x, 1), RangeError, /\[N, C, H, W\] is needed/),
  "places in place": each(
    "add_ sub_ mul_ div_ copy_",
    (call) => call(l.zeros([2]), x),
    RangeError,
    /do not broadcast|broadcasts to it is needed/,
  ),
  "values in place": each(
    "fill_",
    (call) => call(l.zeros([2], { dtype: "int32" }), 0.5),
    TypeError,
    /fits is needed/,
  ),
  "in-place changes of a parameter": each(
    "zero_ fill_",
    (call) => call(l.ones([2], { requiresGrad: true }), 1),
    TypeError,
    /a tensor that needs a gradient/,
  ),
  "functions that are none": each(
    "checkpoint hessian hvp jacobian vmap gradcheck gradgradcheck",
    (call) => call(x, x, x),
    TypeError,
    /a value of kind Tensor as (fn|options)/,
  ),
  "patterns of a tensor that is none": each(
    "zerosLike onesLike fullLike",
    (call) => call([1], 0),
    TypeError,
    noTensor,
  ),
  "numbers of elements": [
    ["eye", () => l.eye(-1), RangeError, /shape \[-1, -1\]/],
    ["ones", () => l.ones([NaN]), RangeError, /shape \[NaN\]/],
    ["randn", () => l.randn([-1], { rng: new l.Philox(0) }), RangeError, /shape \[-1\]/],
    ["randperm", () => l.randperm(1.5, { rng: new l.Philox(0) }), RangeError, /shape \[1\.5\]/],
    ["philox4x32", () => l.philox4x32(any(1), [0, 0]), TypeError, /1 as counter, an array/],
  ],
  "shapes of one function each": [
    ["triu", () => l.triu(x, { diagonal: 0.5 }), RangeError, /diagonal 0\.5/],
    ["fold", () => l.fold(x, 2, 2), RangeError, /columns of shape \[2, 3\]/],
    ["convTranspose1d", () => l.convTranspose1d(x, x), RangeError, /\[N, C, T\]/],
    ["convTranspose2d", () => l.convTranspose2d(x, x), RangeError, /\[N, C, H, W\]/],
    ["maxPool1d", () => l.maxPool1d(x, 2), RangeError, /\[N, C, T\] is needed/],
    ["avgPool1d", () => l.avgPool1d(l.ones([1, 1, 2]), 3), RangeError, /no smaller than the window/],
    ["lstsq", () => l.lstsq(x, l.ones([3, 1])), RangeError, /at least as many rows as columns/],
    ["indexAdd", () => l.indexAdd(x, 0, l.tensor([9], { dtype: "int32" }), l.ones([1, 3])), RangeError, /9/],
    [
      "scatterAdd",
      () => l.scatterAdd(x, 0, l.tensor([[7]], { dtype: "int32" }), l.ones([1, 1])),
      RangeError,
      /7/,
    ],
    ["lu", () => l.lu(vector), RangeError, /at least two dimensions/],
    ["allclose", () => l.allclose(x, l.ones([2])), RangeError, /do not broadcast/],
    ["broadcastShapes", () => l.broadcastShapes("here", [2], [3]), RangeError, /shapes \[2\] and \[3\]/],
    ["promoteTypes", () => l.promoteTypes(any("int8"), "bool"), TypeError, /dtype "int8"/],
    [
      "resultType",
      () => l.resultType(any("float32")),
      TypeError,
      /"float32", a tensor, a number or a boolean/,
    ],
    ["grad", () => l.grad(x, [x]), RangeError, /the output has no graph/],
    ["backward", () => l.backward(x), RangeError, /the output has no graph/],
  ],
  files: [
    ["loadNpy", () => l.loadNpy(new Uint8Array(20)), RangeError, /does not start with/],
    ["loadNpz", () => l.loadNpz(new Uint8Array(30)), RangeError, /no directory/],
    ["saveNpy", () => l.saveNpy(any([1])), TypeError, noTensor],
    ["saveNpz", () => l.saveNpz(any({ a: [1] })), TypeError, noTensor],
  ],
};

import "./methods.ts";

export { allclose, type Tolerance } from "./allclose.ts";
export { checkpoint } from "./autograd/checkpoint.ts";
export { type CustomFunction, customFunction } from "./autograd/custom-function.ts";
export { hessian, hvp, jacobian } from "./autograd/jacobian.ts";
export { type VmapOptions, vmap } from "./autograd/vmap.ts";
export { type BackwardOptions, backward, grad } from "./backward.ts";
export { type Compiled, type CompileOptions, compile } from "./compile/compile.ts";
export type { Explanation, KernelExplanation } from "./compile/explain.ts";
export {
  arange,
  eye,
  full,
  fullLike,
  linspace,
  ones,
  onesLike,
  type TensorOptions,
  tensor,
  zeros,
  zerosLike,
} from "./creation.ts";
export { type DType, promoteTypes, resultType, type Scalar, type TypedArray } from "./dtype.ts";
export { type Differentiable, type GradcheckOptions, gradcheck, gradgradcheck } from "./gradcheck.ts";
export { loadNpz, saveNpz } from "./interchange/npz.ts";
export { cholesky } from "./linalg/cholesky.ts";
export { type Eigh, eigh, eigvalsh } from "./linalg/eigh.ts";
export { type Eigvals, eigvals } from "./linalg/eigvals.ts";
export { type LeastSquares, lstsq } from "./linalg/lstsq.ts";
export { type LU, lu } from "./linalg/lu.ts";
export { matrixExp } from "./linalg/matrix-exp.ts";
export { type MatrixNormOrder, matrixNorm } from "./linalg/matrix-norm.ts";
export { cond, matrixRank, pinv, type RankOptions } from "./linalg/pinv.ts";
export { type QR, qr } from "./linalg/qr.ts";
export { det, inv, type LogDeterminant, slogdet, solve } from "./linalg/solve.ts";
export { solveTriangular, type TriangularOptions } from "./linalg/solve-triangular.ts";
export { type SVD, svd, svdvals } from "./linalg/svd.ts";
export { loadNpy, saveNpy } from "./npy.ts";
export { add, div, mul, neg, sub } from "./ops/arithmetic.ts";
export { expand, type ReduceOptions, sum, sumTo } from "./ops/broadcast.ts";
export { clone, type Operand, to } from "./ops/cast.ts";
export { eq, ge, gt, le, logicalAnd, logicalNot, logicalOr, lt, ne } from "./ops/comparisons.ts";
export { erf } from "./ops/elementwise/erf.ts";
export { acosh, asinh, atanh, cosh, sinh } from "./ops/elementwise/hyperbolic.ts";
export { reciprocal, rsqrt, square } from "./ops/elementwise/reciprocals.ts";
export { ceil, floor, round, trunc } from "./ops/elementwise/rounding.ts";
export { acos, asin, atan, tan } from "./ops/elementwise/trigonometry.ts";
export { type AlongOptions, amax, amin, argmax, argmin, type Extreme, max, min } from "./ops/extremes.ts";
export { abs, cos, relu, sigmoid, sign, sin, tanh } from "./ops/functions.ts";
export { type ConvTransposeOptions, convTranspose1d, convTranspose2d } from "./ops/images/conv-transpose.ts";
export {
  type Convolution1dOptions,
  type ConvolutionOptions,
  conv1d,
  conv2d,
} from "./ops/images/convolution.ts";
export { type InterpolateOptions, interpolate } from "./ops/images/interpolate.ts";
export {
  adaptiveAvgPool2d,
  avgPool1d,
  avgPool2d,
  maxPool1d,
  maxPool2d,
  type Pool1dOptions,
} from "./ops/images/pooling.ts";
export { fold, unfold } from "./ops/images/unfold.ts";
export type { Pair, WindowOptions } from "./ops/images/windows.ts";
export { add_, copy_, div_, fill_, mul_, sub_, zero_ } from "./ops/in-place.ts";
export { gather, indexAdd, indexSelect, oneHot, scatterAdd } from "./ops/indexing.ts";
export { cat, stack } from "./ops/join.ts";
export { matmul } from "./ops/matmul.ts";
export { type AttentionOptions, scaledDotProductAttention } from "./ops/networks/attention.ts";
export { einsum } from "./ops/networks/einsum.ts";
export { embedding } from "./ops/networks/embedding.ts";
export { searchsorted } from "./ops/order/searchsorted.ts";
export { argsort, type SortOptions, sort, type TopkOptions, topk } from "./ops/order/sort.ts";
export { type Unique, unique } from "./ops/order/unique.ts";
export { permute, transpose } from "./ops/permute.ts";
export { exp, expm1, log, log1p, pow, sqrt } from "./ops/powers.ts";
export { cumprod, cumsum } from "./ops/reductions/cumulative.ts";
export { type NormOptions, norm } from "./ops/reductions/norm.ts";
export { prod } from "./ops/reductions/prod.ts";
export { flatten, reshape, squeeze, unsqueeze } from "./ops/reshape.ts";
export { clamp, maskedFill, maximum, minimum, where } from "./ops/select.ts";
export { flip, roll } from "./ops/shape/flip.ts";
export { pad } from "./ops/shape/pad.ts";
export { repeat } from "./ops/shape/repeat.ts";
export { scatter } from "./ops/shape/scatter.ts";
export { chunk, split } from "./ops/shape/split.ts";
export { type TriangleOptions, tril, triu } from "./ops/shape/triangle.ts";
export { type Range, slice } from "./ops/slice.ts";
export { logSoftmax, logsumexp, softmax } from "./ops/softmax.ts";
export { mean, std, type VarianceOptions, variance } from "./ops/statistics.ts";
export { Philox, type PhiloxState, philox4x32 } from "./philox.ts";
export { type RandomOptions, rand, randint, randn, randperm } from "./random.ts";
export { broadcastShapes, type Dims, type Shape } from "./shape.ts";
export { eagerly, enableGrad, inspect, isCompiling, isGradEnabled, noGrad } from "./tape.ts";
export { TapeNode } from "./tape-node.ts";
export { type GradientHook, type NestedArray, Tensor } from "./tensor.ts";

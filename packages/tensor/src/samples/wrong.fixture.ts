/** Wrong calls: the function, the call, the class of its error, and what its message says. */
import * as l from "../index.ts";
import { Philox, tensor, zeros } from "../index.ts";

export type Wrong = readonly [
  name: string,
  call: () => unknown,
  kind: typeof RangeError | typeof TypeError,
  message: RegExp,
];

/** What a caller without types can hand over. */
export const any = (value: unknown): never => value as never;

const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);
const flags = tensor([true, false]);
const whole = tensor([0, 5, -9], { dtype: "int32" });
const parameter = (): l.Tensor => tensor([1, 2], { requiresGrad: true });
const rng = new Philox(0);

export const wrong: Record<string, Wrong[]> = {
  shapes: [
    ["add", () => l.add(x, zeros([2])), RangeError, /shapes \[2, 3\] and \[2\] do not broadcast/],
    ["matmul", () => l.matmul(x, x), RangeError, /inner sizes differ/],
    ["reshape", () => l.reshape(x, [4, -1]), RangeError, /product divides 6/],
    ["reshape", () => l.reshape(x, [5]), RangeError, /6 elements are needed/],
    ["expand", () => l.expand(x, [2, 4]), RangeError, /sizes equal to x's/],
    ["sumTo", () => l.sumTo(x, [4]), RangeError, /do not broadcast/],
    ["cat", () => l.cat([x, zeros([2])]), RangeError, /tensor 1 has shape \[2\]/],
    ["cat", () => l.cat([]), RangeError, /at least one is needed/],
    ["stack", () => l.stack([x, zeros([2])]), RangeError, /tensor 1 has shape \[2\]/],
    ["split", () => l.split(x, [1, 2]), RangeError, /add up to 2/],
    ["repeat", () => l.repeat(x, [2]), RangeError, /one for each dimension/],
    ["pad", () => l.pad(x, [1]), RangeError, /a pair for each/],
    ["tril", () => l.tril(zeros([2])), RangeError, /at least two dimensions/],
    ["conv2d", () => l.conv2d(x, zeros([1, 1, 1, 1])), RangeError, /\[N, C, H, W\] is needed/],
    ["conv2d", () => l.conv2d(zeros([1, 2, 4, 4]), zeros([1, 3, 2, 2])), RangeError, /for 2 channels/],
    ["conv1d", () => l.conv1d(x, zeros([1, 1, 1])), RangeError, /\[N, C, T\]/],
    ["unfold", () => l.unfold(zeros([1, 1, 2, 2]), 3), RangeError, /no smaller than the window/],
    ["einsum", () => l.einsum("ij,jk->ik", x, x), RangeError, /"?j"?/],
    ["einsum", () => l.einsum("ij,jk", x), RangeError, /1 operands for "ij,jk", 2 are needed/],
    ["embedding", () => l.embedding(whole, zeros([3])), RangeError, /two are needed, \[V, C\]/],
    [
      "scaledDotProductAttention",
      () => l.scaledDotProductAttention(x, zeros([2, 4]), x),
      RangeError,
      /q \[2, 3\], k \[2, 4\]/,
    ],
    ["inv", () => l.inv(x), RangeError, /is not square/],
    ["cholesky", () => l.cholesky(zeros([2])), RangeError, /at least two dimensions/],
    ["solve", () => l.solve(l.eye(2), zeros([3, 1])), RangeError, /is needed|are needed/],
    ["interpolate", () => l.interpolate(x, 2), RangeError, /\[N, C, H, W\]/],
    ["hvp", () => l.hvp((a) => l.sum(a), x, zeros([2])), RangeError, /v of \[2\]/],
    ["tensor", () => tensor([[1], [1, 2]]), RangeError, /every row must have the same length/],
    ["tensor", () => tensor(new Float32Array(3), { shape: [2] }), RangeError, /3 elements for shape \[2\]/],
  ],
  dims: [
    ["sum", () => l.sum(x, { dim: 2 }), RangeError, /dim 2 of a 2-D tensor, -2 to 1 is needed/],
    ["sum", () => l.sum(x, { dim: [0, -2] }), RangeError, /each at most once/],
    ["mean", () => l.mean(x, { dim: 0.5 }), RangeError, /dim 0\.5/],
    ["softmax", () => l.softmax(x, { dim: 5 }), RangeError, /dim 5 of a 2-D tensor/],
    ["softmax", () => l.softmax(x, any({})), TypeError, /undefined as dim/],
    ["permute", () => l.permute(x, [0, 0]), RangeError, /each dimension once/],
    ["transpose", () => l.transpose(x, 0, 2), RangeError, /dim 2/],
    ["flatten", () => l.flatten(x, 1, 0), RangeError, /must not lie after/],
    ["cumsum", () => l.cumsum(x, NaN), RangeError, /dim NaN/],
    ["sort", () => l.sort(x, { dim: -3 }), RangeError, /dim -3/],
    ["flip", () => l.flip(x, [3]), RangeError, /dim 3/],
    ["roll", () => l.roll(x, [1, 2], [0]), RangeError, /as many shifts as dims/],
    ["unsqueeze", () => l.unsqueeze(x, 4), RangeError, /dim 4/],
    ["split", () => l.split(tensor(1), 1), RangeError, /0-D tensor, dimensions are needed/],
    ["size", () => x.size(2), RangeError, /dim 2/],
  ],
  dtypes: [
    ["add", () => l.add(flags, flags), TypeError, /dtype bool, numbers are needed/],
    ["mean", () => l.mean(whole), TypeError, /dtype int32, float32 or float64 is needed/],
    ["where", () => l.where(x, x, x), TypeError, /a condition of dtype float32, bool is needed/],
    ["maskedFill", () => l.maskedFill(whole, tensor([true]), 0.5), TypeError, /value 0\.5 for dtype int32/],
    ["indexSelect", () => l.indexSelect(x, 0, x), TypeError, /int32/],
    ["gather", () => l.gather(x, 0, x), TypeError, /int32/],
    ["oneHot", () => l.oneHot(x, 3), TypeError, /int32/],
    ["embedding", () => l.embedding(x, x), TypeError, /int32/],
    ["norm", () => l.norm(whole), TypeError, /dtype int32/],
    ["rand", () => l.rand([2], { rng, dtype: "int32" }), TypeError, /randint gives whole numbers/],
    ["to", () => l.to(x, any("int64")), TypeError, /dtype "int64", one of bool, int32, float32, float64/],
    ["tensor", () => tensor(new BigInt64Array(1) as never), TypeError, /a BigInt64Array without dtype/],
    ["tensor", () => tensor([1], { dtype: "int32", requiresGrad: true }), TypeError, /dtype int32/],
    ["copy_", () => l.copy_(whole.clone(), tensor([0.5, 1, 2])), TypeError, /one that fits is needed/],
    ["gradcheck", () => l.gradcheck(l.exp, [parameter()]), TypeError, /float64 is needed for differences/],
  ],
  indices: [
    ["slice", () => l.slice(x, 2), RangeError, /index 2 for dim 0 of size 2, -2 to 1 is needed/],
    ["slice", () => l.slice(x, [0, 2, 0]), RangeError, /a step from 1/],
    ["slice", () => l.slice(x, null, null, 0), RangeError, /3 ranges for \[2, 3\]/],
    ["indexSelect", () => l.indexSelect(x, 0, whole), RangeError, /5/],
    ["gather", () => l.gather(x, 0, tensor([[-1]], { dtype: "int32" })), RangeError, /-1/],
    ["scatter", () => l.scatter(x, 0, tensor([[2]], { dtype: "int32" }), tensor([[1]])), RangeError, /2/],
    ["oneHot", () => l.oneHot(whole, 3), RangeError, /5.*3 classes|-9.*3 classes/],
    ["embedding", () => l.embedding(whole, zeros([4, 2])), RangeError, /5|-9/],
    ["topk", () => l.topk(x, 4), RangeError, /k = 4 of 3/],
    ["topk", () => l.topk(x, -1), RangeError, /k = -1 of 3/],
    ["embedding", () => l.embedding(whole, x, { paddingIdx: 9 }), RangeError, /paddingIdx 9, 0 to 1/],
  ],
  "sizes and numbers": [
    ["zeros", () => zeros([2, -1]), RangeError, /shape \[2, -1\], whole sizes from 0/],
    ["zeros", () => zeros([0.5]), RangeError, /whole sizes/],
    ["zeros", () => zeros([2 ** 40]), RangeError, /1099511627776 elements of float32, fewer are needed/],
    ["arange", () => l.arange(0, 3, { step: 0 }), RangeError, /a finite step/],
    ["linspace", () => l.linspace(0, 1, -1), RangeError, /whole sizes/],
    ["randint", () => l.randint(3, 3, [1], { rng }), RangeError, /the first smaller/],
    ["chunk", () => l.chunk(x, 0), RangeError, /0 chunks/],
    ["split", () => l.split(x, 0), RangeError, /parts of size 0/],
    ["pad", () => l.pad(x, [-1, 0]), RangeError, /whole numbers from 0/],
    ["clamp", () => l.clamp(x, { min: NaN }), RangeError, /bounds NaN/],
    ["norm", () => l.norm(x, { p: 0.5 }), RangeError, /p = 0\.5/],
    ["maxPool2d", () => l.maxPool2d(zeros([1, 1, 4, 4]), 2, { padding: 2 }), RangeError, /at most half/],
    ["avgPool2d", () => l.avgPool2d(zeros([1, 1, 4, 4]), 0), RangeError, /kernel size \[0, 0\]/],
    [
      "conv2d",
      () => l.conv2d(zeros([1, 1, 4, 4]), zeros([1, 1, 2, 2]), { stride: 0 }),
      RangeError,
      /stride \[0, 0\]/,
    ],
    [
      "eigvals",
      () =>
        l.eigvals(
          tensor([
            [NaN, 1],
            [1, 1],
          ]),
        ),
      RangeError,
      /NaN/,
    ],
    [
      "svd",
      () =>
        l.svd(
          tensor([
            [Infinity, 1],
            [1, 1],
          ]),
        ),
      RangeError,
      /Infinity/,
    ],
    ["to", () => l.to(tensor([NaN]), "int32"), RangeError, /NaN at element 0/],
    ["add", () => l.add(tensor([2 ** 31 - 1], { dtype: "int32" }), 1), RangeError, /2147483648 at element 0/],
    ["searchsorted", () => l.searchsorted(tensor([1, NaN]), 0), RangeError, /without NaN/],
    ["amax", () => l.amax(zeros([0])), RangeError, /at least one element/],
    ["cholesky", () => l.cholesky(tensor([[-1]])), RangeError, /positive/],
    ["inv", () => l.inv(zeros([2, 2])), RangeError, /singular|regular/],
    ["Philox", () => new Philox(-1), RangeError, /seed -1/],
    ["item", () => x.item(), RangeError, /exactly one element/],
  ],
  "things of another kind": [
    ["exp", () => l.exp(any([1])), TypeError, /an array, a tensor is needed/],
    ["amax", () => l.amax(x, any(0)), TypeError, /0 as options, an object/],
    ["max", () => l.max(x, any(x)), TypeError, /a value of kind Tensor as options/],
    ["max", () => l.max(x, any(0)), TypeError, /0 as options/],
    ["zeros", () => zeros(any(3)), TypeError, /3 as shape, an array is needed/],
    ["full", () => l.full([1], any("1")), TypeError, /"1" as value, a number/],
    ["reshape", () => l.reshape(x, any(6)), TypeError, /6 as shape/],
    [
      "solveTriangular",
      () => l.solveTriangular(l.eye(2), l.eye(2), any({})),
      TypeError,
      /undefined as upper/,
    ],
    ["checkpoint", () => l.checkpoint(any(x)), TypeError, /as fn, a function/],
    ["customFunction", () => l.customFunction(any({ name: "f" })), TypeError, /undefined as forward/],
    ["rand", () => l.rand([1], any({})), TypeError, /no rng/],
    ["tensor", () => tensor(any("1")), TypeError, /of type string/],
  ],
};

import * as l from "../index.ts";
import { cube, each, empty, given, normal, reductions, type Sample } from "./make.fixture.ts";

/** With zeros in it, where a gradient by division would fail. */
function withZeros(): l.Tensor {
  return l.tensor(
    [
      [0.5, 0, -1.5],
      [0, 2, 0],
      [1, 2, 3],
    ],
    { dtype: "float64", requiresGrad: true },
  );
}

const alongs: l.Shape[] = [[4], [2, 3], [], empty, [3, 0]];

export const furtherReductions: Record<string, Sample[]> = {
  prod: [...reductions(l.prod), ...given((x) => l.prod(x!, { dim: 1 }), [withZeros()], [normal([2, 0])])],
  cumsum: [...each((x) => l.cumsum(x, -1), alongs), ...each((x) => l.cumsum(x, 1), [cube])],
  cumprod: [
    ...each((x) => l.cumprod(x, -1), alongs),
    ...each((x) => l.cumprod(x, 1), [cube]),
    ...given((x) => l.cumprod(x!, 1), [withZeros()]),
  ],
  norm: [
    ...reductions(l.norm),
    ...[1, 1.5, 3, Infinity].flatMap((p) => each((x) => l.norm(x, { p, dim: -1 }), [cube, empty])),
  ],
};

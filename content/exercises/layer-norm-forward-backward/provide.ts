import type { Provide } from "@blankfile/curriculum/check";
import type { LayerNorm, LayerNormOptions } from "@blankfile/nn";
import {
  customFunction,
  type DType,
  isGradEnabled,
  noGrad,
  ones,
  Philox,
  randn,
  Tensor,
  zeros,
} from "@blankfile/tensor";
import type { Matrix } from "./starter.ts";

type Mine = typeof import("./starter.ts");
type Ours = typeof LayerNorm;

/**
 * Our class with a forward that runs the learner's two functions on plain arrays. A layer over more than one dimension, and inputs that
 * do not fit, stay with ours; so does keeping parameters and their names in states.
 */
export const provide: Provide<Mine, Ours> = {
  adapt: (mine, ours) =>
    class LayerNorm extends ours {
      override forward(x: Tensor): Tensor {
        const D = this.normalizedShape[0]!;
        const dtype = this.weight?.dtype ?? x.dtype;
        const fits =
          this.normalizedShape.length === 1 && x.ndim > 0 && x.shape.at(-1) === D && x.dtype === dtype;
        if (!fits || x.numel() === 0) return super.forward(x);
        const gamma = this.weight ?? ones([D], { dtype });
        const beta = this.bias ?? zeros([D], { dtype });
        return layerOf(mine, this.eps)(x, gamma, beta);
      }
    },
  trial(implementation, seed) {
    const rng = new Philox(seed);
    const options: LayerNormOptions[] = [{}, { eps: 0.1 }, { bias: false }, { elementwiseAffine: false }];
    return options.flatMap((option) => gradientsOf(new implementation(6, option), rng));
  },
};

function layerOf(mine: Mine, epsilon: number) {
  return customFunction<[Tensor, Tensor, Tensor]>({
    name: "layerNorm",
    forward: (x, gamma, beta) =>
      tensorOf(mine.layerNorm(rowsOf(x), [...gamma.data], [...beta.data], epsilon), x.shape, x.dtype),
    backward: (g, { inputs: [x, gamma, beta] }) => {
      if (isGradEnabled())
        throw new TypeError(
          "layerNorm: a gradient that is to be differentiated again, once is needed; your layerNormBackward computes on plain numbers",
        );
      const found = mine.layerNormBackward(rowsOf(g), rowsOf(x), [...gamma.data], epsilon);
      return [
        tensorOf(found.X, x.shape, x.dtype),
        tensorOf([found.gamma], gamma.shape, x.dtype),
        tensorOf([found.beta], beta.shape, x.dtype),
      ];
    },
  });
}

/** Output, and the gradients of x and of the parameters that there are. */
function gradientsOf(layer: LayerNorm, rng: Philox): number[] {
  const x = randn([2, 3, 6], { rng });
  x.requiresGrad = true;
  noGrad(() => {
    for (const parameter of layer.parameters()) parameter.copy_(randn([6], { rng }));
  });
  const y = layer.forward(x);
  y.mul(randn([2, 3, 6], { rng }))
    .sum()
    .backward();
  return [y, x.grad!, ...layer.parameters().map(({ grad }) => grad!)].flatMap(({ data }) => [...data]);
}

/** The last dimension as rows. */
function rowsOf(x: Tensor): Matrix {
  const [D, data] = [x.shape.at(-1)!, x.data];
  return Array.from({ length: data.length / D }, (_, n) => [...data.subarray(n * D, (n + 1) * D)]);
}

function tensorOf(rows: Matrix, shape: readonly number[], dtype: DType): Tensor {
  const numbers = rows.flat();
  return new Tensor(
    dtype === "float64" ? Float64Array.from(numbers) : Float32Array.from(numbers),
    [...shape],
    dtype,
  );
}

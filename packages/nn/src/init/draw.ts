import { noGrad, type Philox, rand, randn, type Tensor } from "@blankfile/tensor";

/** x ← U(from, to). */
export function drawUniform(x: Tensor, rng: Philox, [from, to]: readonly [number, number]): Tensor {
  const { shape, dtype } = x;
  return noGrad(() =>
    x.copy_(
      rand(shape, { rng, dtype })
        .mul(to - from)
        .add(from),
    ),
  );
}

/** x ← N(mean, std²). */
export function drawNormal(x: Tensor, rng: Philox, { mean, std }: { mean: number; std: number }): Tensor {
  const { shape, dtype } = x;
  return noGrad(() => x.copy_(randn(shape, { rng, dtype }).mul(std).add(mean)));
}

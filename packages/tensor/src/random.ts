import { show } from "./arguments.ts";
import { checkDType, type DType, isFloating } from "./dtype.ts";
import { Philox } from "./philox.ts";
import { fillInteger, fillNormal, fillUniform, fillUniform24 } from "./random-numbers/fill.ts";
import { checkShape, type Shape } from "./shape.ts";
import { compute, type Kernel } from "./tape.ts";
import type { Tensor } from "./tensor.ts";

export interface RandomOptions {
  rng: Philox;
  /** float32 unless told; float64 takes the same draws, with all their bits. */
  dtype?: DType;
  requiresGrad?: boolean;
}

/** Evenly from [0, 1). float32 keeps the top 24 bits of a draw, so that 1 is never reached by rounding. */
export function rand(shape: Shape, options: RandomOptions): Tensor {
  const rng = rngOf("rand", options);
  const fill = options.dtype === "float64" ? fillUniform : fillUniform24;
  return draw("rand", shape, options, (out) => fill(rng, out));
}

/** From the normal distribution with mean 0 and variance 1. */
export function randn(shape: Shape, options: RandomOptions): Tensor {
  const rng = rngOf("randn", options);
  return draw("randn", shape, options, (out) => fillNormal(rng, out));
}

/** Whole numbers from `low` up to but without `high`, as int32. */
export function randint(low: number, high: number, shape: Shape, options: { rng: Philox }): Tensor {
  const rng = rngOf("randint", options);
  if (
    !Number.isInteger(low) ||
    !Number.isInteger(high) ||
    low >= high ||
    low < -(2 ** 31) ||
    high > 2 ** 31
  ) {
    throw new RangeError(
      `randint: from ${show(low)} to ${show(high)}, whole numbers in int32, the first smaller, are needed`,
    );
  }
  const like = { shape: checkShape("randint", shape), dtype: "int32" } as const;
  return compute("randint", [], like, (out) => fillInteger(rng, out, { low, n: high - low }), {
    random: true,
  });
}

/** The numbers 0 to n − 1 in random order, as int32. */
export function randperm(n: number, options: { rng: Philox }): Tensor {
  const rng = rngOf("randperm", options);
  checkShape("randperm", [n]);
  const draws: Kernel = (out) => {
    for (let i = 0; i < n; i++) out[i] = i;
    rng.shuffle(out);
  };
  return compute("randperm", [], { shape: [n], dtype: "int32" }, draws, { random: true });
}

function draw(
  where: string,
  shape: Shape,
  { dtype = "float32", requiresGrad = false }: RandomOptions,
  fill: Kernel,
): Tensor {
  if (!isFloating(checkDType(where, dtype))) {
    throw new TypeError(
      `${where}: dtype ${dtype}, float32 or float64 is needed; randint gives whole numbers`,
    );
  }
  const made = compute(where, [], { shape: checkShape(where, shape), dtype }, fill, { random: true });
  made.requiresGrad = requiresGrad;
  return made;
}

function rngOf(where: string, options: { rng: Philox } | undefined): Philox {
  if (options?.rng instanceof Philox) return options.rng;
  throw new TypeError(`${where}: no rng, a Philox generator is needed; pass { rng: new Philox(seed) }`);
}

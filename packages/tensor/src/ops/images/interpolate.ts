import { optionsOf, show } from "../../arguments.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { alongSides, type Rule } from "./sides.ts";
import { imageShape, type Pair, pair } from "./windows.ts";

export interface InterpolateOptions {
  mode?: "nearest" | "bilinear";
  /** Bilinear: whether the corners' centres stay where they are, rather than the corners themselves. */
  alignCorners?: boolean;
}

/**
 * Images x [N, C, H, W] in another size.
 *
 * With scale s = H / size, pixel i reads at ⌊i · s⌋ (nearest), or between the two pixels around (i + ½) · s − ½
 * (bilinear), or around i · (H − 1) / (size − 1) with `alignCorners`.
 */
export function interpolate(x: Tensor, size: Pair, options: InterpolateOptions = {}): Tensor {
  const { mode = "nearest", alignCorners = false } = optionsOf("interpolate", options);
  requireTensor("interpolate", x);
  const [, , h, w] = imageShape("interpolate", x.shape);
  const target = pair("interpolate", "size", size, 1);
  if (h === 0 || w === 0) {
    throw new RangeError(`interpolate: images of ${h} × ${w}, at least one pixel is needed`);
  }
  if (mode !== "nearest" && mode !== "bilinear") {
    throw new RangeError(`interpolate: mode ${show(mode)}, "nearest" or "bilinear" is needed`);
  }
  return alongSides(
    "interpolate",
    x,
    target,
    mode === "nearest" ? nearest : alignCorners ? aligned : between,
  );
}

const nearest: Rule = (i, out, n) => [[Math.min(Math.floor((i * n) / out), n - 1), 1]];

const between: Rule = (i, out, n) => linear(Math.max(((i + 0.5) * n) / out - 0.5, 0), n);

const aligned: Rule = (i, out, n) => linear(out === 1 ? 0 : (i * (n - 1)) / (out - 1), n);

function linear(at: number, n: number): [number, number][] {
  const below = Math.min(Math.floor(at), n - 1);
  const above = Math.min(below + 1, n - 1);
  const part = Math.min(at - below, 1);
  return [
    [below, 1 - part],
    [above, part],
  ];
}

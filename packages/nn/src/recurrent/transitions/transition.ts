import type { Tensor } from "@blankfile/tensor";

/** What one step of a recurrent network does, and how gradients go back through it. */
export interface Transition {
  /** How many blocks of H rows the weights have: 4 for the LSTM's i, f, g, o. */
  readonly gates: number;
  /** Tensors that make up the state: 1, or 2 for h and c. h comes first. */
  readonly states: number;
  /**
   * The state after a step: `x` is W_ih x + b_ih and `h` is W_hh h + b_hh, gate by gate; they and the state's tensors are [B, H].
   * `kept` is what `backward` needs again.
   */
  step(
    x: readonly Tensor[],
    h: readonly Tensor[],
    before: readonly Tensor[],
  ): { after: Tensor[]; kept: Tensor[] };
  /**
   * From ∂L/∂after to ∂L/∂x and ∂L/∂h, [B, gates · H] each, and to what of ∂L/∂before does not go through W_hh; null stands for
   * none.
   */
  backward(
    after: readonly Tensor[],
    kept: readonly Tensor[],
    before: readonly Tensor[],
  ): { x: Tensor; h: Tensor; before: (Tensor | null)[] };
}

/** The gates of [..., gates · H], each [..., H]. */
export function gatesOf(z: Tensor, gates: number): Tensor[] {
  const H = z.shape.at(-1)! / gates;
  const before = z.shape.slice(1).map(() => null);
  return Array.from({ length: gates }, (_, k) => z.slice(...before, [k * H, (k + 1) * H]));
}

/** ∂L/∂z from g = ∂L/∂s with s = σ(z): g · s (1 − s). */
export function backThroughSigmoid(g: Tensor, s: Tensor): Tensor {
  return g.mul(s.sub(s.mul(s)));
}

/** ∂L/∂z from g = ∂L/∂y with y = tanh z: g · (1 − y²). */
export function backThroughTanh(g: Tensor, y: Tensor): Tensor {
  return g.sub(g.mul(y).mul(y));
}

import { cat } from "@blankfile/tensor";
import { backThroughSigmoid, backThroughTanh, type Transition } from "./transition.ts";

/**
 * Long short-term memory, with z = W_ih x + b_ih + W_hh h + b_hh in the blocks z_i, z_f, z_g, z_o:
 *
 *   i = σ(z_i),  f = σ(z_f),  g = tanh z_g,  o = σ(z_o)
 *   c' = f ⊙ c + i ⊙ g,   h' = o ⊙ tanh c'
 *
 * Hochreiter and Schmidhuber 1997, https://doi.org/10.1162/neco.1997.9.8.1735; the forget gate f by Gers, Schmidhuber and
 * Cummins 2000, https://doi.org/10.1162/089976600300015015
 */
export const lstmTransition: Transition = {
  gates: 4,
  states: 2,
  step(x, h, [, c]) {
    const [zi, zf, zg, zo] = x.map((part, k) => part.add(h[k]!));
    const [i, f, g, o] = [zi!.sigmoid(), zf!.sigmoid(), zg!.tanh(), zo!.sigmoid()];
    const cell = f.mul(c!).add(i.mul(g));
    const t = cell.tanh();
    return { after: [o.mul(t), cell], kept: [i, f, g, o, t] };
  },
  backward([dh, dc], kept, [, c]) {
    const [i, f, g, o, t] = kept;
    const cell = dc!.add(backThroughTanh(dh!.mul(o!), t!)); // ∂L/∂c'
    const z = cat(
      [
        backThroughSigmoid(cell.mul(g!), i!),
        backThroughSigmoid(cell.mul(c!), f!),
        backThroughTanh(cell.mul(i!), g!),
        backThroughSigmoid(dh!.mul(t!), o!),
      ],
      { dim: 1 },
    );
    return { x: z, h: z, before: [null, cell.mul(f!)] };
  },
};

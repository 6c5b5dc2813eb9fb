import { cat } from "@blankfile/tensor";
import { backThroughSigmoid, backThroughTanh, type Transition } from "./transition.ts";

/**
 * Gated recurrent unit, with a = W_ih x + b_ih and b = W_hh h + b_hh in the blocks r, z, n:
 *
 *   r = σ(a_r + b_r),  z = σ(a_z + b_z),  n = tanh(a_n + r ⊙ b_n)
 *   h' = (1 − z) ⊙ n + z ⊙ h
 *
 * Cho et al. 2014, https://arxiv.org/abs/1406.1078. As in PyTorch the reset gate r acts after the product with W_hh; the paper has
 * W_hh (r ⊙ h).
 */
export const gruTransition: Transition = {
  gates: 3,
  states: 1,
  step([ar, az, an], [br, bz, bn], [before]) {
    const r = ar!.add(br!).sigmoid();
    const z = az!.add(bz!).sigmoid();
    const n = an!.add(r.mul(bn!)).tanh();
    return { after: [n.add(z.mul(before!.sub(n)))], kept: [r, z, n, bn!] };
  },
  backward([g], kept, [before]) {
    const [r, z, n, bn] = kept;
    const an = backThroughTanh(g!.sub(g!.mul(z!)), n!); // ∂L/∂(a_n + r b_n)
    const ar = backThroughSigmoid(an.mul(bn!), r!);
    const az = backThroughSigmoid(g!.mul(before!.sub(n!)), z!);
    return {
      x: cat([ar, az, an], { dim: 1 }),
      h: cat([ar, az, an.mul(r!)], { dim: 1 }),
      before: [g!.mul(z!)],
    };
  },
};

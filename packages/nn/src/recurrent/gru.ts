import type { Tensor } from "@blankfile/tensor";
import type { PackedSequence } from "./packed-sequence.ts";
import { RecurrentNetwork, type RecurrentOptions } from "./recurrent-network.ts";
import { gruTransition } from "./transitions/gru-transition.ts";

/**
 * Gated recurrent units, in layers:
 *
 *   r = σ(W_ir x + b_ir + W_hr h + b_hr),  z = σ(W_iz x + b_iz + W_hz h + b_hz)
 *   n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)),  h' = (1 − z) ⊙ n + z ⊙ h
 *
 * The weights hold the blocks r, z, n. x [T, B, F], one sequence [T, F], or packed; the state [numLayers · directions, B, H], zeros
 * unless given. Returns all states of the last layer, [T, B, directions · H], and the last state of every layer. Weights and biases
 * start from U(−1/√H, 1/√H).
 *
 * Cho et al. 2014, https://arxiv.org/abs/1406.1078
 */
export class GRU extends RecurrentNetwork<Tensor> {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions) {
    super(inputSize, hiddenSize, options, gruTransition);
  }

  forward(x: Tensor, state?: Tensor): [Tensor, Tensor];
  forward(x: PackedSequence, state?: Tensor): [PackedSequence, Tensor];
  forward(x: Tensor | PackedSequence, state?: Tensor): [Tensor | PackedSequence, Tensor];
  forward(x: Tensor | PackedSequence, state?: Tensor): [Tensor | PackedSequence, Tensor] {
    const [output, [h]] = this.run(x, state ? [state] : null);
    return [output, h!];
  }
}

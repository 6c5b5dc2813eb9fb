import type { Tensor } from "@blankfile/tensor";
import type { PackedSequence } from "./packed-sequence.ts";
import { RecurrentNetwork, type RecurrentOptions } from "./recurrent-network.ts";
import { lstmTransition } from "./transitions/lstm-transition.ts";

/** h and c. */
export type LSTMState = [h: Tensor, c: Tensor];

/**
 * Long short-term memory, in layers:
 *
 *   i = σ(W_ii x + b_ii + W_hi h + b_hi),  f = σ(W_if x + b_if + W_hf h + b_hf)
 *   g = tanh(W_ig x + b_ig + W_hg h + b_hg),  o = σ(W_io x + b_io + W_ho h + b_ho)
 *   c' = f ⊙ c + i ⊙ g,  h' = o ⊙ tanh c'
 *
 * The weights hold the blocks i, f, g, o. x [T, B, F], one sequence [T, F], or packed; the state [h, c], each
 * [numLayers · directions, B, H], zeros unless given. Returns h of the last layer at all steps, [T, B, directions · H], and the last
 * [h, c] of every layer. Weights and biases start from U(−1/√H, 1/√H).
 *
 * Hochreiter and Schmidhuber 1997, https://doi.org/10.1162/neco.1997.9.8.1735
 */
export class LSTM extends RecurrentNetwork<LSTMState> {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions) {
    super(inputSize, hiddenSize, options, lstmTransition);
  }

  forward(x: Tensor, state?: LSTMState): [Tensor, LSTMState];
  forward(x: PackedSequence, state?: LSTMState): [PackedSequence, LSTMState];
  forward(x: Tensor | PackedSequence, state?: LSTMState): [Tensor | PackedSequence, LSTMState];
  forward(x: Tensor | PackedSequence, state?: LSTMState): [Tensor | PackedSequence, LSTMState] {
    const [output, [h, c]] = this.run(x, state ?? null);
    return [output, [h!, c!]];
  }
}

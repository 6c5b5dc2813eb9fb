import type { Tensor } from "@blankfile/tensor";
import type { PackedSequence } from "./packed-sequence.ts";
import { RecurrentNetwork, type RecurrentOptions } from "./recurrent-network.ts";
import { type Nonlinearity, rnnTransition } from "./transitions/rnn-transition.ts";

export interface RNNOptions extends RecurrentOptions {
  /** φ; "tanh" unless told. */
  nonlinearity?: Nonlinearity;
}

/**
 * Elman's recurrent network, in layers:
 *
 *   h_t = φ(W_ih x_t + b_ih + W_hh h_(t−1) + b_hh)
 *
 * x [T, B, F], one sequence [T, F], or packed; the state [numLayers · directions, B, H], zeros unless given. Returns all states of the
 * last layer, [T, B, directions · H], and the last state of every layer. Weights and biases start from U(−1/√H, 1/√H).
 *
 * Elman 1990, https://doi.org/10.1207/s15516709cog1402_1
 */
export class RNN extends RecurrentNetwork<Tensor> {
  readonly nonlinearity: Nonlinearity;

  constructor(inputSize: number, hiddenSize: number, options: RNNOptions) {
    const { nonlinearity = "tanh" } = options;
    super(inputSize, hiddenSize, options, rnnTransition("RNN", nonlinearity));
    this.nonlinearity = nonlinearity;
  }

  forward(x: Tensor, state?: Tensor): [Tensor, Tensor];
  forward(x: PackedSequence, state?: Tensor): [PackedSequence, Tensor];
  forward(x: Tensor | PackedSequence, state?: Tensor): [Tensor | PackedSequence, Tensor];
  forward(x: Tensor | PackedSequence, state?: Tensor): [Tensor | PackedSequence, Tensor] {
    const [output, [h]] = this.run(x, state ? [state] : null);
    return [output, h!];
  }
}

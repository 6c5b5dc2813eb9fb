import type { Tensor } from "@blankfile/tensor";
import { type Nonlinearity, rnnTransition } from "../transitions/rnn-transition.ts";
import { type CellOptions, RecurrentCell } from "./recurrent-cell.ts";

export interface RNNCellOptions extends CellOptions {
  /** φ; "tanh" unless told. */
  nonlinearity?: Nonlinearity;
}

/**
 * One step of `RNN`: h' = φ(W_ih x + b_ih + W_hh h + b_hh)
 *
 * x [B, F] or [F], h [B, H] or [H], zeros unless given. Weights and biases start from U(−1/√H, 1/√H).
 */
export class RNNCell extends RecurrentCell<Tensor> {
  readonly nonlinearity: Nonlinearity;

  constructor(inputSize: number, hiddenSize: number, options: RNNCellOptions) {
    const { nonlinearity = "tanh" } = options;
    super(inputSize, hiddenSize, options, rnnTransition("RNNCell", nonlinearity));
    this.nonlinearity = nonlinearity;
  }

  forward(x: Tensor, h?: Tensor): Tensor {
    return this.step(x, h ? [h] : null)[0]!;
  }
}

import type { Tensor } from "@blankfile/tensor";
import type { LSTMState } from "../lstm.ts";
import { lstmTransition } from "../transitions/lstm-transition.ts";
import { type CellOptions, RecurrentCell } from "./recurrent-cell.ts";

/**
 * One step of `LSTM`, with its formula: from [h, c] to the next [h, c].
 *
 * x [B, F] or [F], h and c [B, H] or [H], zeros unless given. Weights and biases start from U(−1/√H, 1/√H).
 */
export class LSTMCell extends RecurrentCell<LSTMState> {
  constructor(inputSize: number, hiddenSize: number, options: CellOptions) {
    super(inputSize, hiddenSize, options, lstmTransition);
  }

  forward(x: Tensor, state?: LSTMState): LSTMState {
    const [h, c] = this.step(x, state ?? null);
    return [h!, c!];
  }
}

import type { Tensor } from "@blankfile/tensor";
import { gruTransition } from "../transitions/gru-transition.ts";
import { type CellOptions, RecurrentCell } from "./recurrent-cell.ts";

/**
 * One step of `GRU`, with its formula.
 *
 * x [B, F] or [F], h [B, H] or [H], zeros unless given. Weights and biases start from U(−1/√H, 1/√H).
 */
export class GRUCell extends RecurrentCell<Tensor> {
  constructor(inputSize: number, hiddenSize: number, options: CellOptions) {
    super(inputSize, hiddenSize, options, gruTransition);
  }

  forward(x: Tensor, h?: Tensor): Tensor {
    return this.step(x, h ? [h] : null)[0]!;
  }
}

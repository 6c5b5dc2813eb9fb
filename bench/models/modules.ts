import { Linear, LSTM, Module, TransformerEncoderLayer } from "@blankfile/nn";
import type { Philox, Tensor } from "@blankfile/tensor";
import type { Encoder, Lstm, ModuleWorkload } from "../workloads/workload.ts";

/** Logits [B, K] from the last output of an LSTM over x [B, T, F]. */
class Recurrent extends Module<[Tensor], Tensor> {
  readonly body: LSTM;
  readonly head: Linear;

  constructor({ features, hidden, classes }: Lstm, rng: Philox) {
    super();
    this.body = new LSTM(features, hidden, { batchFirst: true, rng });
    this.head = new Linear(hidden, classes, { rng });
  }

  forward(x: Tensor): Tensor {
    const [output] = this.body.forward(x); // [B, T, H]
    return this.head.forward(output.slice(null, -1));
  }
}

/** Logits [B, K] from the mean over places of an encoder layer over x [B, T, C]. */
class Attentive extends Module<[Tensor], Tensor> {
  readonly body: TransformerEncoderLayer;
  readonly head: Linear;

  constructor({ width, heads, inner, classes }: Encoder, rng: Philox) {
    super();
    this.body = new TransformerEncoderLayer(width, heads, {
      dimFeedforward: inner,
      dropout: 0,
      batchFirst: true,
      rng,
    });
    this.head = new Linear(width, classes, { rng });
  }

  forward(x: Tensor): Tensor {
    return this.head.forward(this.body.forward(x).mean({ dim: 1 }));
  }
}

export function moduleModel(workload: ModuleWorkload, rng: Philox): Module<[Tensor], Tensor> {
  return workload.kind === "lstm" ? new Recurrent(workload, rng) : new Attentive(workload, rng);
}

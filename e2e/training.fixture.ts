import {
  AdamW,
  BatchNorm2d,
  Conv2d,
  crossEntropy,
  Dropout,
  GELU,
  LayerNorm,
  Linear,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
  SGD,
  saveCheckpoint,
  Tanh,
} from "@blankfile/nn";
import { compile, Philox, randint, randn, type Tensor } from "@blankfile/tensor";

/** What a training ends with: every loss, and a checksum over the whole checkpoint. */
export interface Trained {
  losses: number[];
  checkpoint: string;
}

class Images extends Module<[Tensor], Tensor> {
  readonly features: Sequential;
  readonly head: Sequential;

  constructor(rng: Philox) {
    super();
    this.features = new Sequential(
      new Conv2d(1, 4, 3, { padding: 1, rng }),
      new BatchNorm2d(4),
      new ReLU(),
      new MaxPool2d(2),
    );
    this.head = new Sequential(new Dropout({ p: 0.2, rng: rng.fork("dropout") }), new Linear(64, 5, { rng }));
  }

  forward(x: Tensor): Tensor {
    return this.head.forward(this.features.forward(x).flatten(1));
  }
}

/** Trains for thirty steps: the same code in Node and in a worker of a page. */
export function train(kind: "dense" | "images", compiled: boolean): Trained {
  const rng = new Philox(7);
  const model =
    kind === "images"
      ? new Images(rng)
      : new Sequential(
          new Linear(12, 32, { rng }),
          new LayerNorm(32),
          new GELU(),
          new Dropout({ p: 0.1, rng: rng.fork("dropout") }),
          new Linear(32, 16, { rng }),
          new Tanh(),
          new Linear(16, 5, { rng }),
        );
  const optimizer =
    kind === "images"
      ? new SGD(model.parameters(), { lr: 0.05, momentum: 0.9, nesterov: true })
      : new AdamW(model.parameters(), { lr: 0.01 });
  const learn = (x: Tensor, y: Tensor) => {
    optimizer.zeroGrad();
    const loss = crossEntropy(model.forward(x), y);
    loss.backward();
    optimizer.step();
    return loss;
  };
  const step = compiled ? compile(learn) : learn;
  const losses: number[] = [];
  for (let i = 0; i < 30; i++) {
    const x = kind === "images" ? randn([16, 1, 8, 8], { rng }) : randn([16, 12], { rng });
    losses.push(step(x, randint(0, 5, [16], { rng })).item());
  }
  return { losses, checkpoint: fnv(saveCheckpoint({ model, optimizer })) };
}

/** FNV-1a, 32 bits: enough to tell one bit from another. http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16);
}

/**
 * Remembering a number for fifty steps.
 *
 * Question: Which recurrent networks learn to add two numbers that stand up to fifty steps back, and how much of the gradient reaches that far?
 * Command: npx blankfile run nn/long-dependencies
 * Expectation: LSTM and GRU answer with a mean squared error below 0.01; the plain network stays above 0.1, where always saying 1 has 0.167.
 * Minutes: 3
 *
 * The adding problem of Hochreiter and Schmidhuber 1997 (https://doi.org/10.1162/neco.1997.9.8.1735): numbers from 0 to 1, two of them marked, the sum of the two is
 * asked at the end. The gradient reaches the state k steps back through k factors:
 *
 *   ∂ŷ/∂s_(T−k) = ∂ŷ/∂s_T · Π ∂s_t/∂s_(t−1),   RNN: ∂h_t/∂h_(t−1) = diag(1 − h_t²) W_hh,   LSTM: ∂c_t/∂c_(t−1) = diag(f_t) + …
 *
 * W_hh starts from U(−1/√H, 1/√H), with eigenvalues up to about 1/√3, so that the RNN's product vanishes as 0.58^k; gates can learn f ≈ 1
 * (Bengio et al. 1994, https://doi.org/10.1109/72.279181). Norms are of the state that is carried, h and in the LSTM also c, mean over 64 sequences, before
 * training and after. One variable: the cell. Against the opposite, steps at which the gradient explodes, all are clipped to norm 1 (Pascanu et al. 2013,
 * https://arxiv.org/abs/1211.5063).
 */
import { nearest } from "@blankfile/curriculum";
import { addingProblem } from "@blankfile/data";
import {
  Adam,
  clipGradNorm_,
  GRU,
  Linear,
  LSTM,
  loadCheckpoint,
  Module,
  mseLoss,
  RNN,
  saveCheckpoint,
  stopOnNonFinite,
} from "@blankfile/nn";
import { cat, compile, noGrad, Philox, type Tensor, zerosLike } from "@blankfile/tensor";
import { experiment, FlagError, showFigure } from "@blankfile/tracking/node";

/** h, or h and c, [1, B, H] each. */
type State = Tensor | [Tensor, Tensor];

type Body = Module<[Tensor, State?], [Tensor, State]>;

/** Reads x [T, B, 2] and answers [B, 1] from its last h. */
class Adder extends Module<[Tensor], Tensor> {
  readonly body: Body;
  readonly head: Linear;

  constructor(cell: string, width: number, rng: Philox) {
    super();
    const Cell = cell === "lstm" ? LSTM : cell === "gru" ? GRU : RNN;
    this.body = new Cell(2, width, { rng }) as Body;
    this.head = new Linear(width, 1, { rng });
  }

  forward(x: Tensor): Tensor {
    const [output] = this.body.forward(x); // [T, B, H]
    return this.head.forward(output.slice(-1));
  }

  /** ‖∂ŷ/∂s_(T−k)‖ for k = 0 … T − 1, mean over the sequences, walking step by step. */
  gradientByLag(x: Tensor): number[] {
    let state: State | undefined;
    const states: Tensor[][] = [];
    for (let t = 0; t < x.shape[0]!; t++) {
      state = this.body.forward(x.slice([t, t + 1]), state)[1];
      states.unshift([state].flat().map((part) => part.retainGrad()));
    }
    this.head.forward(states[0]![0]!.squeeze(0)).sum().backward();
    this.zeroGrad();
    return states.map((parts) => {
      const gradients = parts.map((part) => part.grad ?? zerosLike(part)); // ŷ is read from h, not from the last c
      return cat(gradients, { dim: 2 }).norm({ dim: 2 }).mean().item();
    });
  }
}

await experiment({
  name: "nn/long-dependencies",
  nearest,
  variants: ["rnn", "lstm", "gru"],
  seeds: 3,
  flags: {
    length: { default: 50, says: "steps of a sequence: T" },
    width: { default: 32, says: "units of the state: H" },
    steps: { default: 3000, says: "training steps, each on sequences never seen before" },
    batch: { default: 32, says: "sequences a step" },
    lr: { default: 0.01, says: "Adam's step size at the start; it falls as a half cosine" },
  },
  smoke: { steps: 4, length: 8, width: 8 },
  metrics: {
    "test/mse": { goal: "minimize" },
    "train/mse": { goal: "minimize" },
    "train/gradient": {},
    "gradient/before": {},
    "gradient/after": {},
  },

  check({ length, width, steps, batch, lr }) {
    for (const [name, value] of Object.entries({ length, width, steps, batch }))
      if (!Number.isInteger(value) || value < 2)
        throw new FlagError(`flags: --${name} ${value}, a whole number from 2 is needed`);
    if (!(lr > 0)) throw new FlagError(`flags: --lr ${lr}, a number above 0 is needed`);
  },

  predict: (variant) =>
    variant === "rnn"
      ? { text: "It stays near always saying 1.", metric: "test/mse", range: [0.1, 0.2] }
      : { text: "It learns to add.", metric: "test/mse", range: [0, 0.01] },

  steps: ({ steps, length }) => steps + length,

  async train({ variant, seed, config, run, stopped, save, from, progress }) {
    const { length, width, steps, batch, lr } = config;
    const rng = new Philox(seed);
    const make = () => new Adder(variant, width, rng.fork("weights"));
    const draw = (batchSize: number, name: string | number) => {
      const { x, y } = addingProblem({ batchSize, length, rng: rng.fork(name) });
      return [x.transpose(0, 1), y] as const; // [T, B, 2], [B, 1]
    };
    const model = make();
    const optimizer = new Adam(model.parameters(), { lr });
    const learn = compile((x: Tensor, y: Tensor) => {
      const loss = mseLoss(model.forward(x), y);
      stopOnNonFinite(loss);
      optimizer.zeroGrad();
      loss.backward();
      const norm = clipGradNorm_(model.parameters(), 1);
      optimizer.step();
      return [loss, norm] as const;
    });
    const [testX, testY] = draw(1000, "test");

    let [step, mse] = [from?.step ?? 0, Number.NaN];
    if (from) mse = Number(loadCheckpoint(from.bytes, { model, optimizer }).mse);
    while (step < steps && !stopped()) {
      optimizer.lr = (lr / 2) * (1 + Math.cos((Math.PI * step) / steps));
      const [loss, norm] = learn(...draw(batch, step));
      step += 1;
      run.log({ "train/mse": loss.item(), "train/gradient": norm.item() }, { step });
      if (step % 250 === 0 || step === steps) {
        mse = noGrad(() => mseLoss(model.forward(testX), testY)).item();
        run.log({ "test/mse": mse }, { step });
        await save(saveCheckpoint({ model, optimizer }, { mse: String(mse) }), step);
        progress(step, steps, `step ${step}, test ${mse.toFixed(4)}`);
      }
    }
    if (step < steps) return { "test/mse": mse };

    const [x] = draw(64, "gradient");
    const [before, after] = [make().gradientByLag(x), model.gradientByLag(x)];
    for (const lag of before.keys()) {
      const values = { "gradient/before": before[lag]!, "gradient/after": after[lag]! };
      run.log(values, { step: steps + 1 + lag }); // behind the training, lag by lag
    }
    const share = (norms: number[]) => norms.at(-1)! / norms[0]!;
    return { "test/mse": mse, "gradient/before": share(before), "gradient/after": share(after) };
  },

  judge(figures, { length }) {
    const mse = (variant: string) => figures.of(variant, "test/mse");
    return [
      ...["lstm", "gru"].map((variant) => ({
        text: `${variant}: mean squared error on 1,000 new sequences, below 0.01 in every seed`,
        found: showFigure(mse(variant)),
        met: mse(variant).values.every((value) => value < 0.01),
      })),
      {
        text: "rnn: the same, above 0.1 in every seed",
        found: showFigure(mse("rnn")),
        met: mse("rnn").values.every((value) => value > 0.1),
      },
      ...["rnn", "lstm", "gru"].map((variant) => {
        const [before, after] = ["before", "after"].map((when) => figures.of(variant, `gradient/${when}`));
        return {
          text: `${variant}: gradient ${length - 1} steps back over that of the last state, before training; after`,
          found: `${showFigure(before!)}; ${showFigure(after!)}`,
        };
      }),
    ];
  },
});

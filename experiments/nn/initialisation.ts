/**
 * What a start does to a deep network.
 *
 * Question: Which start keeps activations and gradients alive through twenty layers, with ReLU and with tanh?
 * Command: npx blankfile run nn/initialisation
 * Expectation: He's keeps the spread of activations within a factor of two through twenty layers of ReLU; N(0, 0.01) loses them below a millionth, N(0, 1) blows them up, zeros give nothing.
 * Minutes: 0.5
 *
 * A layer of n inputs with weights of variance σ² multiplies the variance of what comes in by n σ², halved by a ReLU: Glorot and Bengio 2010
 * (http://proceedings.mlr.press/v9/glorot10a.html) ask for σ² = 2 / (n_in + n_out), He et al. 2015 (https://arxiv.org/abs/1502.01852) for 2 / n with a
 * ReLU behind it. One variable: the start. Nothing is trained.
 */
import { nearest } from "@blankfile/curriculum";
import {
  constant_,
  kaimingNormal_,
  Linear,
  normal_,
  orthogonal_,
  type Parameter,
  ReLU,
  Sequential,
  Tanh,
  xavierNormal_,
} from "@blankfile/nn";
import { Philox, randn, type Tensor } from "@blankfile/tensor";
import { experiment, FlagError, showFigure } from "@blankfile/tracking/node";

type Start = (weight: Parameter, rng: Philox) => void;

const starts: Record<string, Start> = {
  zeros: (weight) => constant_(weight, 0),
  "n(0,1)": (weight, rng) => normal_(weight, { std: 1, rng }),
  "n(0,0.01)": (weight, rng) => normal_(weight, { std: 0.01, rng }),
  xavier: (weight, rng) => xavierNormal_(weight, { rng }),
  he: (weight, rng) => kaimingNormal_(weight, { nonlinearity: "relu", rng }),
  orthogonal: (weight, rng) => orthogonal_(weight, { gain: Math.SQRT2, rng }),
};
const functions = { relu: () => new ReLU(), tanh: () => new Tanh() };

const variants = Object.keys(functions).flatMap((name) =>
  Object.keys(starts).map((start) => `${name} ${start}`),
);

await experiment({
  name: "nn/initialisation",
  nearest,
  variants,
  seeds: 3,
  flags: {
    depth: { default: 20, says: "layers" },
    width: { default: 256, says: "units in each" },
    batch: { default: 256, says: "inputs, drawn from N(0, 1)" },
  },
  smoke: { width: 16, batch: 16 },
  metrics: {
    "activation/std": {},
    "gradient/std": {},
    "activation/ratio": {},
    "gradient/ratio": {},
  },

  check({ depth, width, batch }) {
    for (const [name, value] of Object.entries({ depth, width, batch }))
      if (!Number.isInteger(value) || value < 2)
        throw new FlagError(`flags: --${name} ${value}, a whole number from 2 is needed`);
  },

  predict(variant) {
    const metric = "activation/ratio";
    if (variant === "relu he")
      return { text: "The spread stays within a factor of two.", metric, range: [0.5, 2] };
    if (variant.endsWith("n(0,0.01)")) return { text: "The spread vanishes.", metric, range: [0, 1e-6] };
    if (variant === "relu n(0,1)") return { text: "The spread explodes.", metric, range: [1e6, 1e30] };
    return { text: "No figure is predicted: this start is here for comparison." };
  },

  steps: ({ depth }) => depth,

  async train({ variant, seed, config, run, progress }) {
    const { depth, width, batch } = config;
    const rng = new Philox(seed);
    const [name, start] = variant.split(" ") as [keyof typeof functions, string];
    const layers = Array.from({ length: depth }, (_, i) => {
      const linear = new Linear(width, width, { rng: rng.fork(`layer ${i}`) });
      starts[start]!(linear.weight, rng.fork(`weights ${i}`));
      constant_(linear.bias!, 0);
      return new Sequential(linear, functions[name]());
    });

    const activations: Tensor[] = [];
    let h = randn([batch, width], { rng: rng.fork("inputs"), requiresGrad: true });
    for (const layer of layers) {
      h = layer.forward(h).retainGrad(); // [B, width]
      activations.push(h);
    }
    h.mul(randn([batch, width], { rng: rng.fork("direction") }))
      .sum()
      .backward();

    const spread = (x: Tensor | null) => x!.detach().to("float64").std().item();
    for (const [i, activation] of activations.entries()) {
      const values = { "activation/std": spread(activation), "gradient/std": spread(activation.grad) };
      run.log(values, { step: i + 1 });
    }
    progress(1, 1, "forward and back");
    const [first, last] = [activations[0]!, activations.at(-1)!];
    const ratio = (a: number, b: number) => (b === 0 ? 0 : a / b);
    return {
      "activation/ratio": ratio(spread(last), spread(first)),
      "gradient/ratio": ratio(spread(first.grad), spread(last.grad)),
    };
  },

  judge(figures) {
    const last = (variant: string) => figures.of(variant, "activation/ratio");
    const [he, small, large] = [last("relu he"), last("relu n(0,0.01)"), last("relu n(0,1)")];
    return [
      {
        text: "He with ReLU: spread of layer 20 over that of layer 1, between 0.5 and 2 in every seed",
        found: showFigure(he),
        met: he.values.every((value) => value >= 0.5 && value <= 2),
      },
      {
        text: "N(0, 0.01) with ReLU: the same, below 1e-6 in every seed",
        found: showFigure(small),
        met: small.values.every((value) => value < 1e-6),
      },
      {
        text: "N(0, 1) with ReLU: the same, above 1e6 in every seed",
        found: showFigure(large),
        met: large.values.every((value) => value > 1e6),
      },
      ...variants
        .filter((variant) => !["relu he", "relu n(0,0.01)", "relu n(0,1)"].includes(variant))
        .map((variant) => ({
          text: `${variant}: activations' ratio; gradients', layer 1 over layer 20`,
          found: `${showFigure(last(variant))}; ${showFigure(figures.of(variant, "gradient/ratio"))}`,
        })),
    ];
  },
});

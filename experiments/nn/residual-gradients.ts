/**
 * What a skip connection does for the gradient.
 *
 * Question: How much of the gradient reaches the first of fifty layers, with skip connections and without?
 * Command: npx blankfile run nn/residual-gradients
 * Expectation: At depth 50 the gradient at the first layer is more than a hundred times larger with skips than without.
 * Minutes: 0.5
 *
 * A layer h ← f(h) multiplies the gradient by f′; a residual one, h ← h + f(h), by 1 + f′, so that one of its paths goes straight through
 * (He et al. 2015, https://arxiv.org/abs/1512.03385; 2016, https://arxiv.org/abs/1603.05027, equation 5). One variable: the skip. f is tanh behind a linear layer at
 * PyTorch's start, whose weights have variance 1 / (3 n); pre-activation puts layer norm and tanh before it. Nothing is trained.
 */
import { nearest } from "@blankfile/curriculum";
import { LayerNorm, Linear } from "@blankfile/nn";
import { Philox, randn, type Tensor } from "@blankfile/tensor";
import { experiment, type Figure, FlagError, showFigure } from "@blankfile/tracking/node";

const depths = [1, 2, 5, 10, 20, 50];

await experiment({
  name: "nn/residual-gradients",
  nearest,
  variants: ["plain", "residual", "pre-activation"],
  seeds: 3,
  flags: {
    width: { default: 64, says: "units in each layer" },
    batch: { default: 64, says: "inputs, drawn from N(0, 1)" },
  },
  smoke: { width: 8, batch: 8 },
  metrics: { "gradient/first": {}, "gradient/depth 50": {} },

  check({ width, batch }) {
    for (const [name, value] of Object.entries({ width, batch }))
      if (!Number.isInteger(value) || value < 2)
        throw new FlagError(`flags: --${name} ${value}, a whole number from 2 is needed`);
  },

  predict: (variant) =>
    variant === "plain"
      ? { text: "The gradient vanishes.", metric: "gradient/depth 50", range: [0, 1e-6] }
      : { text: "The gradient stays.", metric: "gradient/depth 50", range: [0.01, 100] },

  async train({ variant, seed, config: { width, batch }, run, progress }) {
    const rng = new Philox(seed);
    let found = 0;
    for (const depth of depths) {
      const layers = Array.from(
        { length: depth },
        (_, i) => new Linear(width, width, { rng: rng.fork(`layer ${i}`) }),
      );
      const norm = new LayerNorm(width);
      const step = (h: Tensor, layer: Linear): Tensor => {
        if (variant === "plain") return layer.forward(h).tanh();
        if (variant === "residual") return h.add(layer.forward(h).tanh());
        return h.add(layer.forward(norm.forward(h).tanh()));
      };
      const x = randn([batch, width], { rng: rng.fork("inputs") });
      const out = layers.reduce(step, x); // [B, width]
      out
        .mul(randn(out.shape, { rng: rng.fork("direction") }))
        .sum()
        .div(batch)
        .backward();
      found = layers[0]!.weight.grad!.norm().item();
      run.log({ "gradient/first": found }, { step: depth });
    }
    progress(1, 1, `gradient at the first of 50 layers ${found.toPrecision(3)}`);
    return { "gradient/depth 50": found };
  },

  judge(figures) {
    const [plain, residual, pre] = ["plain", "residual", "pre-activation"].map((variant) =>
      figures.of(variant, "gradient/depth 50"),
    ) as [Figure, Figure, Figure];
    const ratios = residual.values.map((value, seed) => value / plain.values[seed]!);
    return [
      {
        text: "gradient at the first of 50 layers, residual over plain, above 100 in every seed",
        found: ratios.map((ratio) => ratio.toExponential(1)).join(", "),
        met: ratios.every((ratio) => ratio > 100),
      },
      { text: "plain", found: showFigure(plain) },
      { text: "residual", found: showFigure(residual) },
      { text: "pre-activation", found: showFigure(pre) },
    ];
  },
});

/**
 * How large a learning rate may be.
 *
 * Question: Why does a learning rate ten times too high diverge, and does the edge lie where the curvature says?
 * Command: npx blankfile run nn/learning-rate-edge
 * Expectation: On a quadratic, gradient descent diverges exactly where the rate is above 2 / L, L the largest eigenvalue; on digits, ten times the best rate ends above the loss it began with.
 * Minutes: 1
 *
 * On f(θ) = ½ θᵀ A θ a step multiplies the part of θ along the eigenvector of λ by (1 − η λ). That is below 1 in size for every λ only where
 * η < 2 / L. A network is no quadratic, but near a point its Hessian plays A's part; gradient descent on it moves to where L hovers around
 * 2 / η (Cohen et al. 2021, https://arxiv.org/abs/2103.00065). One variable: the rate.
 */
import { nearest } from "@blankfile/curriculum";
import { digitsSplit, loadDigits } from "@blankfile/data";
import { crossEntropy, Linear, Sequential, SGD, Tanh } from "@blankfile/nn";
import { compile, hvp, noGrad, Philox, qr, randn, type Tensor, tensor } from "@blankfile/tensor";
import { experiment, type Figures, showFigure, type Training } from "@blankfile/tracking/node";

/** Rates on the quadratic, in units of 2 / L. */
const factors = [0.1, 0.5, 0.9, 0.99, 1.01, 1.1, 2, 10];

const { images: pixels, labels } = await loadDigits();

await experiment({
  name: "nn/learning-rate-edge",
  nearest,
  variants: ["quadratic", "digits"],
  seeds: 3,
  flags: {
    steps: { default: 300, says: "steps at each rate" },
    images: { default: 400, says: "digits in the one batch that every step takes" },
    rates: { default: 13, says: "rates tried on the digits, from 0.01, each 2 times the one before" },
  },
  smoke: { steps: 20, rates: 3, images: 50 },
  metrics: {
    "loss/end": { goal: "minimize" },
    rate: {},
    "edge/agree": { goal: "maximize", unit: "of 8" },
    "tenfold/loss": { goal: "minimize" },
    "edge/rate": {},
  },

  predict(variant) {
    return variant === "quadratic"
      ? {
          text: "All eight rates end on the side that 2 / L says.",
          metric: "edge/agree",
          range: [8, 8],
        }
      : {
          text: "Ten times the best rate ends above the loss of the start.",
          metric: "tenfold/loss",
          range: [1, 1e6],
        };
  },

  train: (training) => (training.variant === "quadratic" ? quadratic(training) : digits(training)),

  judge(figures: Figures) {
    const agree = figures.of("quadratic", "edge/agree");
    const tenfold = figures.of("digits", "tenfold/loss");
    const edge = figures.of("digits", "edge/rate");
    return [
      {
        text: "on the quadratic, rates out of 8 that end on the side of 2 / L that theory says, in every seed",
        found: agree.values.join(", "),
        met: agree.values.every((value) => value === factors.length),
      },
      {
        text: "on digits, the loss at ten times the best rate over the loss at the start, above 1 in every seed",
        found: showFigure(tenfold),
        met: tenfold.values.every((value) => value > 1),
      },
      {
        text: "on digits, the largest rate that still ends below the first loss, in units of 2 / L at the start",
        found: showFigure(edge),
      },
    ];
  },
});

interface Config {
  steps: number;
  images: number;
  rates: number;
}

/** Gradient descent on ½ θᵀ A θ with eigenvalues 1 to 20, at rates on both sides of 2 / L. */
async function quadratic({ seed, config, run, progress }: Training<Config>): Promise<Record<string, number>> {
  const rng = new Philox(seed);
  const n = 8;
  const L = 20;
  const eigenvalues = tensor(
    Array.from({ length: n }, (_, i) => 1 + ((L - 1) * i) / (n - 1)),
    { dtype: "float64" },
  );
  const { Q: q } = qr(randn([n, n], { rng, dtype: "float64" }));
  const A = q.mul(eigenvalues).matmul(q.transpose(0, 1));
  const start = randn([n, 1], { rng, dtype: "float64" });
  const value = (theta: Tensor) => theta.mul(A.matmul(theta)).sum().mul(0.5);
  let agree = 0;
  for (const [i, factor] of factors.entries()) {
    const rate = (factor * 2) / L;
    let theta = start;
    for (let step = 0; step < config.steps; step++) theta = theta.sub(A.matmul(theta).mul(rate));
    const end = value(theta).item();
    const converges = end < value(start).item();
    if (converges === factor < 1) agree += 1;
    run.log({ rate, "loss/end": end }, { step: i + 1 });
    progress(i + 1, factors.length, `rate ${factor} · 2/L ends at ${end.toPrecision(3)}`);
  }
  return { "edge/agree": agree };
}

/** Gradient descent on digits in one batch, at rates that double. */
async function digits({
  seed,
  config,
  run,
  stopped,
  progress,
}: Training<Config>): Promise<Record<string, number>> {
  const indices = tensor(digitsSplit().train.slice(0, config.images));
  const x = pixels.div(16).indexSelect(0, indices);
  const target = labels.indexSelect(0, indices);
  const network = () => {
    const rng = new Philox(seed);
    return new Sequential(new Linear(64, 32, { rng }), new Tanh(), new Linear(32, 10, { rng }));
  };
  const first = crossEntropy(network().forward(x), target).item();
  const L = largestCurvature(network(), x, target, new Philox(seed).fork("power"));
  const ends: { rate: number; loss: number }[] = [];
  for (let i = 0; i < config.rates && !stopped(); i++) {
    const rate = 0.01 * 2 ** i;
    const model = network();
    const optimizer = new SGD(model.parameters(), { lr: rate });
    const learn = compile(() => {
      optimizer.zeroGrad();
      const loss = crossEntropy(model.forward(x), target);
      loss.backward();
      optimizer.step();
      return loss;
    });
    for (let step = 0; step < config.steps; step++) learn();
    const loss = noGrad(() => crossEntropy(model.forward(x), target).item());
    ends.push({ rate, loss });
    run.log({ rate, "loss/end": loss }, { step: i + 1 });
    progress(i + 1, config.rates, `rate ${rate} ends at ${loss.toPrecision(3)}`);
  }
  const best = ends.reduce((a, b) => (b.loss < a.loss ? b : a));
  const tenfold = ends.reduce((a, b) =>
    Math.abs(Math.log(b.rate / (10 * best.rate))) < Math.abs(Math.log(a.rate / (10 * best.rate))) ? b : a,
  );
  const stable = Math.max(...ends.filter(({ loss }) => loss < first).map(({ rate }) => rate));
  return {
    "tenfold/loss": tenfold.loss / first,
    "edge/rate": (stable * L) / 2,
  };
}

/** The largest eigenvalue of the Hessian, by thirty power iterations of Hessian-vector products. */
function largestCurvature(model: Sequential, x: Tensor, target: Tensor, rng: Philox): number {
  const parameters = model.parameters();
  const sizes = parameters.map((parameter) => parameter.numel());
  const flat = tensor(parameters.flatMap((parameter) => [...parameter.data]));
  const loss = (theta: Tensor): Tensor => {
    let at = 0;
    const [w1, b1, w2, b2] = parameters.map((parameter, i) => {
      const part = theta.slice([at, at + sizes[i]!]).reshape(parameter.shape);
      at += sizes[i]!;
      return part;
    }) as [Tensor, Tensor, Tensor, Tensor];
    const hidden = x.matmul(w1.transpose(0, 1)).add(b1).tanh();
    return crossEntropy(hidden.matmul(w2.transpose(0, 1)).add(b2), target);
  };
  let v = randn([flat.numel()], { rng });
  let L = 0;
  for (let i = 0; i < 30; i++) {
    v = v.div(v.norm());
    const product = hvp(loss, flat, v);
    L = v.mul(product).sum().item();
    v = product;
  }
  return L;
}

import type { Provide } from "@blankfile/curriculum/check";
import type { CrossEntropyOptions, crossEntropy } from "@blankfile/nn";
import { customFunction, isGradEnabled, Philox, randint, randn, Tensor } from "@blankfile/tensor";

type Mine = typeof import("./starter.ts");
type Ours = typeof crossEntropy;

/**
 * The mean over a batch of logits [N, K] with class indices [N] on the learner's function; the index to be ignored becomes the −1 of the
 * exercise. Weights, other reductions, other shapes, probabilities as targets, a batch in which no row counts, and what is to be refused
 * stay with ours.
 */
export const provide: Provide<Mine, Ours> = {
  adapt: (mine, ours) => (logits, target, options) => {
    if (!fits(logits, target, options ?? {})) return ours(logits, target, options);
    const { labelSmoothing = 0, ignoreIndex = -100 } = options ?? {};
    const targets = [...target.data].map((t) => (t === ignoreIndex ? -1 : t));
    return meanLoss(mine, targets, labelSmoothing)(logits);
  },
  trial(implementation, seed) {
    const rng = new Philox(seed);
    const [N, K] = [6, 5];
    const options: CrossEntropyOptions[] = [
      {},
      { labelSmoothing: 0.1 },
      { ignoreIndex: 2 },
      { labelSmoothing: 0.3, ignoreIndex: 0 },
    ];
    return options.flatMap((option) => {
      const logits = randn([N, K], { rng }).mul(4).detach();
      logits.requiresGrad = true;
      const target = randint(0, K, [N], { rng });
      target.data.set([1, 3, 2, 0]); // two rows that no option ignores, and one for each that one does
      const loss = implementation(logits, target, option);
      loss.mul(3).backward();
      return [loss.item(), ...logits.grad!.data];
    });
  },
};

function fits(logits: Tensor, target: Tensor, options: CrossEntropyOptions): boolean {
  const { weight, reduction = "mean", ignoreIndex = -100, labelSmoothing = 0 } = options;
  if (!(logits instanceof Tensor && target instanceof Tensor)) return false;
  const [N, K] = logits.shape as [number, number];
  const floating = logits.dtype === "float32" || logits.dtype === "float64";
  const shaped = logits.ndim === 2 && target.ndim === 1 && target.shape[0] === N && target.dtype === "int32";
  if (!floating || !shaped || weight !== undefined || reduction !== "mean") return false;
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) return false;
  const kept = [...target.data].filter((t) => t !== ignoreIndex);
  return kept.length > 0 && kept.every((t) => t >= 0 && t < K);
}

/** Loss and slopes come out of one call; backward only multiplies. */
function meanLoss(mine: Mine, targets: number[], smoothing: number) {
  let slopes: number[][] = [];
  return customFunction<[Tensor]>({
    name: "crossEntropy",
    forward(logits) {
      const answer = mine.crossEntropy(rowsOf(logits), targets, smoothing);
      slopes = answer.gradient;
      return tensorOf([answer.loss], logits, []);
    },
    backward(g, { inputs: [logits] }) {
      if (isGradEnabled())
        throw new TypeError(
          "crossEntropy: a gradient that is to be differentiated again, once is needed; your function computes its slopes on plain numbers",
        );
      return [tensorOf(slopes.flat(), logits, logits.shape).mul(g)];
    },
  });
}

function rowsOf(x: Tensor): number[][] {
  const [N, K] = x.shape as [number, number];
  return Array.from({ length: N }, (_, n) => [...x.data.subarray(n * K, (n + 1) * K)]);
}

/** In the floating point of another tensor. */
function tensorOf(numbers: number[], { dtype }: Tensor, shape: readonly number[]): Tensor {
  const data = dtype === "float64" ? Float64Array.from(numbers) : Float32Array.from(numbers);
  return new Tensor(data, [...shape], dtype);
}

/**
 * Runs 10,000 training steps in one synchronous loop, in a process of its own, and prints what memory did: node steps.fixture.ts
 * eager | compiled. Every hundredth step fails in the middle.
 */
import { setTimeout } from "node:timers/promises";
import { compile, noGrad, Philox, randint, randn, type Tensor, tensor } from "../../index.ts";

const rng = new Philox(1);
const parameters = [[8, 32], [32], [32, 4], [4]].map((shape) => randn(shape, { rng, requiresGrad: true }));
const momenta = parameters.map(({ shape }) => randn(shape, { rng }).mul(0));
const wrong = tensor([...new Array<number>(15).fill(0), 4], { dtype: "int32" });

function step(x: Tensor, target: Tensor): Tensor {
  const [w, b, v, c] = parameters as [Tensor, Tensor, Tensor, Tensor];
  for (const parameter of parameters) parameter.grad = null;
  const logits = x.matmul(w).add(b).tanh().matmul(v).add(c);
  const loss = logits.logSoftmax({ dim: 1 }).gather(1, target.unsqueeze(1)).neg().mean();
  loss.backward();
  noGrad(() => {
    parameters.forEach((parameter, i) => {
      parameter.sub_(momenta[i]!.mul_(0.9).add_(parameter.grad!), { alpha: 0.001 });
    });
  });
  return loss.detach();
}

const run = process.argv[2] === "compiled" ? compile(step) : step;
let failures = 0;

function train(steps: number): void {
  for (let i = 0; i < steps; i++) {
    const x = randn([16, 8], { rng });
    try {
      run(x, i % 100 === 99 ? wrong : randint(0, 4, [16], { rng })).item();
    } catch {
      failures++;
    }
  }
}

function held(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What is left after collecting: the least of several times, since buffers are given back beside the program, and late on a busy machine. */
async function collected(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 8; i++) {
    (globalThis as unknown as { gc: () => void }).gc();
    await setTimeout(20);
    least = Math.min(least, held());
  }
  return least;
}

train(2_000);
const before = await collected();
const peaks: number[] = [];
for (let k = 0; k < 80; k++) {
  train(100);
  peaks.push(held());
}
const after = await collected();
console.log(JSON.stringify({ before, after, peak: Math.max(...peaks), failures }));

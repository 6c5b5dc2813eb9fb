/**
 * A compiled training step of a small GPT, in a process of its own; prints how much the process grew by it, beside what the plan of
 * its memory says.
 */
import {
  compile,
  embedding,
  noGrad,
  Philox,
  randint,
  randn,
  scaledDotProductAttention,
  type Tensor,
  tensor,
} from "../../index.ts";

const [B, T, C, H, V, layers] = [16, 128, 128, 4, 65, 3];
const rng = new Philox(1);
const parameters: Tensor[] = [];

function weight(...shape: number[]): Tensor {
  const w = noGrad(() => randn(shape, { rng }).mul(0.05));
  w.requiresGrad = true;
  parameters.push(w);
  return w;
}

const wte = weight(V, C);
const blocks = Array.from({ length: layers }, () => ({
  qkv: weight(C, 3 * C),
  out: weight(C, C),
  up: weight(C, 4 * C),
  down: weight(4 * C, C),
}));
const moments = noGrad(() => parameters.map((p) => [p.mul(0), p.mul(0)] as const));

function norm(x: Tensor): Tensor {
  const centred = x.sub(x.mean({ dim: -1, keepdim: true }));
  return centred.mul(centred.mul(centred).mean({ dim: -1, keepdim: true }).add(1e-5).rsqrt());
}

function attend(x: Tensor, { qkv, out }: (typeof blocks)[0]): Tensor {
  const all = x.matmul(qkv);
  const head = (i: number): Tensor =>
    all
      .slice(null, null, [i * C, (i + 1) * C])
      .reshape([B, T, H, C / H])
      .transpose(1, 2);
  const y = scaledDotProductAttention(head(0), head(1), head(2), { isCausal: true });
  return y.transpose(1, 2).reshape([B, T, C]).matmul(out);
}

function step(tokens: Tensor, target: Tensor): Tensor {
  for (const p of parameters) p.grad = null;
  let x = embedding(tokens, wte);
  for (const block of blocks) {
    x = x.add(attend(norm(x), block));
    x = x.add(norm(x).matmul(block.up).relu().matmul(block.down));
  }
  const logits = norm(x)
    .matmul(wte.transpose(0, 1))
    .reshape([B * T, V]);
  const loss = logits
    .logSoftmax({ dim: 1 })
    .gather(1, target.reshape([B * T, 1]))
    .neg()
    .mean();
  loss.backward();
  noGrad(() => {
    parameters.forEach((p, i) => {
      const [m, v] = moments[i]!;
      m.mul_(0.9).add_(p.grad!, { alpha: 0.1 });
      v.mul_(0.99).add_(p.grad!.mul(p.grad!), { alpha: 0.01 });
      p.sub_(m.div(v.sqrt().add(1e-8)), { alpha: 1e-3 });
    });
  });
  return loss.detach();
}

compile((x: Tensor) => x.exp().matmul(x).sum())(
  tensor([
    [1, 2],
    [3, 4],
  ]),
);
const tokens = randint(0, V, [B, T], { rng });
const target = randint(0, V, [B, T], { rng });
const before = process.memoryUsage().rss;
const run = compile(step);
for (let i = 0; i < 3; i++) run(tokens, target);
const { plan } = run.programs[0]!;
const { maxRSS } = process.resourceUsage();
const memoryBytes = run.programs[0]!.memoryBytes;
console.log(
  JSON.stringify({
    grown: maxRSS * 1024 - before,
    kept: plan.keptBytes,
    arena: plan.arenaBytes,
    memoryBytes,
  }),
);

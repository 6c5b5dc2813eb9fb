import { Adam, crossEntropy } from "@blankfile/nn";
import { compile, pow, sub } from "@blankfile/tensor";
import { inputs } from "../workloads/inputs.ts";
import { mlpLogits } from "../models/mlp.ts";
import { gptLogits } from "../models/gpt.ts";
import { parametersOf } from "../models/layers.ts";
const A: any = Adam;
class Shared extends A {
  cache: any;
  step() { this.cache = new Map(); return super.step(); }
  update(theta: any, g: any, { step, exp_avg, exp_avg_sq }: any, group: any) {
    const { live, eps } = group;
    let s = this.cache.get(group);
    if (!s) { const d = theta.dtype; s = { b1: live.beta1.to(d), c1: sub(1, live.beta1).to(d), b2: live.beta2.to(d), c2: sub(1, live.beta2).to(d), lr: live.lr.to(d) }; this.cache.set(group, s); }
    const t = step.add_(1).to("float64");
    const m = exp_avg.mul_(s.b1).add_(g.mul(s.c1));
    const v = exp_avg_sq.mul_(s.b2).add_(g.mul(g).mul(s.c2));
    const mHat = m.div(sub(1, pow(live.beta1, t)));
    const vHat = v.div(sub(1, pow(live.beta2, t)));
    theta.sub_(mHat.div(vHat.sqrt().add(eps)).mul(s.lr));
  }
}
class Bound extends A {
  update(theta: any, g: any, { step, exp_avg, exp_avg_sq }: any, { eps }: any) {
    const m = exp_avg.mul_(0.9).add_(g.mul(0.1));
    const v = exp_avg_sq.mul_(0.999).add_(g.mul(g).mul(0.001));
    theta.sub_(m.div(0.5).div(v.div(0.5).sqrt().add(eps)).mul(1e-3));
  }
}
const workloads: any = {
  mlp: { kind: "mlp", name: "mlp", sizes: [784, 256, 128, 10], batch: 128 },
  "mlp tiny": { kind: "mlp", name: "mlp", sizes: [16, 16, 4], batch: 16 },
  gpt: { kind: "gpt", name: "gpt", layers: 4, heads: 4, width: 64, context: 32, batch: 4, vocabulary: 65 },
};
const which = process.argv[2]!, N = Number(process.argv[3] ?? 200), eager = process.argv[4] === "eager";
const w = workloads[which];
const make = (K: any) => {
  const inp = inputs(w);
  const p = parametersOf(inp);
  const o = new K(Object.values(p), { lr: 1e-3 });
  const body = (x: any, y: any) => { o.zeroGrad(); const l = crossEntropy(w.kind === "mlp" ? mlpLogits(p, w, x) : gptLogits(p, w, x), y); l.backward(); o.step(); return l.detach(); };
  const step: any = eager ? body : compile(body);
  const run = () => step(inp.x, inp.y);
  for (let i = 0; i < 20; i++) run();
  if (!eager) console.log(K.name, step.explain().kernels.length, "kernels", Object.keys(p).length, "parameters");
  return run;
};
const runs: any = { now: make(Adam), shared: make(Shared), bound: make(Bound) };
const times: any = { now: [], shared: [], bound: [] };
for (let i = 0; i < N; i++) for (const k of Object.keys(runs)) { const t = performance.now(); runs[k](); times[k].push(performance.now() - t); }
for (const k of Object.keys(times)) { const s = times[k].sort((a: number, b: number) => a - b); console.log(which, k, "median", s[N >> 1].toFixed(4), "q10", s[Math.floor(N / 10)].toFixed(4)); }
console.log("same loss bits:", [runs.now().item(), runs.shared().item()]);

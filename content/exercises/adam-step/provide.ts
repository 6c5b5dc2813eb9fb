import type { Provide } from "@blankfile/curriculum/check";
import { type Adam, type AdamOptions, Parameter, type ParamGroup } from "@blankfile/nn";
import { noGrad, Philox, randn, Tensor } from "@blankfile/tensor";

type Mine = typeof import("./starter.ts");
type Ours = typeof Adam;

/**
 * Our class with an update that runs the learner's step on each parameter's numbers; what it remembers stands in our buffers, so that
 * states are saved, restored and named as ours. `weightDecay` and `amsgrad`, which the exercise has not, go to our update.
 */
export const provide: Provide<Mine, Ours> = {
  adapt: (mine, ours) =>
    class Adam extends ours {
      protected override update(
        theta: Parameter,
        gradient: Tensor,
        buffers: Record<string, Tensor>,
        group: ParamGroup<Required<AdamOptions>>,
      ): void {
        if (group.weightDecay !== 0 || group.amsgrad) {
          super.update(theta, gradient, buffers, group);
          return;
        }
        const { step, exp_avg, exp_avg_sq } = buffers;
        const [beta1, beta2] = group.betas;
        const after = mine.adamStep(
          [...theta.data],
          [...gradient.data],
          { step: step!.item(), m: [...exp_avg!.data], v: [...exp_avg_sq!.data] },
          { rate: group.lr, beta1, beta2, epsilon: group.eps },
        );
        step!.fill_(after.state.step);
        write(exp_avg!, after.state.m);
        write(exp_avg_sq!, after.state.v);
        write(theta, after.theta);
      }
    },
  trial(implementation, seed) {
    const options: AdamOptions[] = [
      {},
      { lr: 0.05, betas: [0.5, 0.8], eps: 1e-3 },
      { weightDecay: 0.1 },
      { amsgrad: true },
    ];
    return options.flatMap((option) => [
      ...interrupted(implementation, option, new Philox(seed), false),
      ...interrupted(implementation, option, new Philox(seed), true),
    ]);
  },
};

/** Eight steps; `restored`: after four of them another optimiser goes on with other parameters of the same values, from a copy of the state. */
function interrupted(implementation: Ours, options: AdamOptions, rng: Philox, restored: boolean): number[] {
  let parameters = [new Parameter(randn([2, 3], { rng })), new Parameter(randn([4], { rng }))];
  let optimizer = new implementation(parameters, options);
  for (let step = 0; step < 8; step++) {
    if (step === 4 && restored) {
      const state = Object.entries(optimizer.stateDict()).map(([name, one]) => [name, one.detach().clone()]);
      parameters = parameters.map((one) => new Parameter(one.detach().clone()));
      optimizer = new implementation(parameters, options);
      optimizer.loadStateDict(Object.fromEntries(state));
    }
    for (const [i, parameter] of parameters.entries()) {
      const gradient = randn(parameter.shape, { rng });
      // The second parameter has no gradient at first: its count of steps is its own.
      parameter.grad = i === 1 && step < 2 ? null : gradient;
    }
    optimizer.step();
  }
  const state = Object.values(optimizer.stateDict());
  return [...parameters, ...state].flatMap(({ data }) => [...data]);
}

function write(into: Tensor, numbers: readonly number[]): void {
  const { shape, dtype } = into;
  const data = dtype === "float64" ? Float64Array.from(numbers) : Float32Array.from(numbers);
  noGrad(() => into.copy_(new Tensor(data, shape, dtype)));
}

import { compile, ones, Philox, type Tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { AdamW, Linear, Parameter, SGD } from "../index.ts";

const theta = () => new Parameter(ones([2]));
const linear = () => new Linear(2, 1, { rng: new Philox(1) });

describe("what an optimiser may be given wrong", () => {
  const cases: [string, () => unknown, RegExp][] = [
    [
      "a module instead of its parameters",
      () => new AdamW(linear() as never),
      /^AdamW: params of type object, parameters or groups of them are needed; pass model.parameters\(\)/,
    ],
    [
      "a tensor that is no parameter",
      () => new AdamW([ones([2])] as never),
      /^AdamW: a Tensor that is no Parameter, parameters are needed; pass model.parameters\(\)/,
    ],
    [
      "parameters with their names",
      () => new AdamW(linear().namedParameters() as never),
      /^AdamW: a pair with a name, parameters are needed; pass model.parameters\(\)/,
    ],
    [
      "a rate in quotation marks",
      () => new SGD([theta()], { lr: "0.1" as never }),
      /^SGD: lr "0.1", a number from 0/,
    ],
    [
      "a setting that is set to text",
      () => {
        new SGD([theta()], { lr: 0.1 }).lr = "0.2" as never;
      },
      /^SGD: lr "0.2", a number from 0/,
    ],
  ];
  for (const [name, call, message] of cases) it(name, () => expect(call).toThrow(message));
});

describe("a state that an optimiser cannot take", () => {
  const decayed = () => new SGD([theta()], { lr: 0.5, weightDecay: 0.1 });

  it("changes no setting, also where the first of them would fit", () => {
    const plain = new SGD([theta()], { lr: 0.25 });
    expect(() => plain.loadStateDict(decayed().stateDict())).toThrow(/weightDecay 0.1 after it was 0/);
    expect(plain.lr).toBe(0.25);
  });

  it("is one of another number of groups", () => {
    const two = new SGD([{ params: [theta()] }, { params: [theta()], lr: 0.1 }], { lr: 0.5 });
    const one = new SGD([theta(), theta()], { lr: 0.25 });
    expect(() => two.loadStateDict(one.stateDict())).toThrow(
      /^SGD.loadStateDict: a state without param_groups.1.lr, the settings of all 2 groups are needed/,
    );
    expect(two.paramGroups.map(({ lr }) => lr)).toEqual([0.5, 0.1]);
  });
});

describe("a compiled step whose parameters are frozen or freed afterwards", () => {
  for (const [word, first] of [
    ["freed", true],
    ["frozen", false],
  ] as const)
    it(`is refused where it was noted with one ${word}`, () => {
      const model = linear();
      const optimizer = new SGD(model.parameters(), { lr: 0.1 });
      const step = compile((x: Tensor) => {
        optimizer.zeroGrad();
        model.forward(x).sum().backward();
        optimizer.step();
      });
      model.weight.requiresGrad = first;
      step(ones([1, 2]));
      model.weight.requiresGrad = !first;
      model.weight.grad = null;
      const before = model.weight.toArray();
      expect(() => step(ones([1, 2]))).toThrow(
        /^SGD.step: parameter 0 was (free|frozen) when compile noted the step, and is not now, the same is needed; compile another step/,
      );
      expect(model.weight.toArray()).toEqual(before);
    });
});

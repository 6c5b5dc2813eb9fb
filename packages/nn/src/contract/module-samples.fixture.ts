import { zeros } from "@blankfile/tensor";
import { Linear, ReLU, Sequential, Sigmoid, Tanh } from "../index.ts";
import { normal, type Sample } from "./sample.fixture.ts";

const features: Pick<Sample, "inputs"> = { inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 3)] };

export const moduleSamples: Sample[] = [
  {
    module: "Linear",
    make: (rng, dtype) => new Linear(3, 2, { rng, dtype }),
    ...features,
    refuses: [zeros([2, 4])],
  },
  { module: "ReLU", make: () => new ReLU(), ...features },
  {
    module: "Sequential",
    make: (rng, dtype) =>
      new Sequential(
        new Linear(3, 4, { rng, dtype }),
        new Tanh(),
        new Sequential(new Linear(4, 2, { rng, dtype, bias: false }), new Sigmoid()),
      ),
    ...features,
  },
  { module: "Sigmoid", make: () => new Sigmoid(), ...features },
  { module: "Tanh", make: () => new Tanh(), ...features },
];

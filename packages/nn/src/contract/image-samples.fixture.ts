import { zeros } from "@blankfile/tensor";
import {
  AdaptiveAvgPool1d,
  AdaptiveAvgPool2d,
  AdaptiveMaxPool1d,
  AdaptiveMaxPool2d,
  AvgPool1d,
  AvgPool2d,
  BatchNorm1d,
  BatchNorm2d,
  Conv1d,
  Conv2d,
  ConvTranspose1d,
  ConvTranspose2d,
  GroupNorm,
  InstanceNorm1d,
  InstanceNorm2d,
  LayerNorm,
  MaxPool1d,
  MaxPool2d,
  RMSNorm,
} from "../index.ts";
import { normal, type Sample } from "./sample.fixture.ts";

const features: Pick<Sample, "inputs"> = { inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 4)] };
const sequences: Pick<Sample, "inputs"> = {
  inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 2, 5)],
};
const images: Pick<Sample, "inputs"> = {
  inputs: (batch, rng, dtype) => [normal(rng, dtype, batch, 2, 5, 4)],
};
/** The samples of a batch touch one another, and no sample has no variance. */
const together: Pick<Sample, "perSample" | "empty"> = { perSample: false, empty: false };

/** Convolutions, pooling and normalisation. */
export const imageSamples: Sample[] = [
  {
    module: "Conv1d",
    make: (rng, dtype) => new Conv1d(2, 3, 3, { rng, dtype, stride: 2, padding: 1, dilation: 2 }),
    ...sequences,
    refuses: [zeros([2, 3, 5])],
  },
  {
    module: "Conv2d",
    make: (rng, dtype) => new Conv2d(2, 3, 3, { rng, dtype, padding: 1 }),
    ...images,
    refuses: [zeros([2, 3, 5, 4])],
  },
  {
    module: "Conv2d",
    variant: "same and circular",
    make: (rng, dtype) =>
      new Conv2d(2, 4, [2, 3], { rng, dtype, groups: 2, padding: "same", paddingMode: "circular" }),
    ...images,
    refuses: [zeros([2, 5])],
  },
  {
    module: "ConvTranspose1d",
    make: (rng, dtype) => new ConvTranspose1d(2, 3, 3, { rng, dtype, stride: 2, outputPadding: 1 }),
    ...sequences,
    refuses: [zeros([2, 3, 5])],
  },
  {
    module: "ConvTranspose2d",
    make: (rng, dtype) => new ConvTranspose2d(2, 2, 2, { rng, dtype, stride: 2, groups: 2 }),
    ...images,
    refuses: [zeros([2, 3, 5, 4])],
  },
  {
    module: "AdaptiveAvgPool1d",
    make: () => new AdaptiveAvgPool1d(3),
    ...sequences,
    refuses: [zeros([5])],
  },
  {
    module: "AdaptiveAvgPool2d",
    make: () => new AdaptiveAvgPool2d([1, 2]),
    ...images,
    refuses: [zeros([2, 5])],
  },
  {
    module: "AdaptiveMaxPool1d",
    make: () => new AdaptiveMaxPool1d(3),
    ...sequences,
    refuses: [zeros([2, 2, 0])],
  },
  {
    module: "AdaptiveMaxPool2d",
    make: () => new AdaptiveMaxPool2d([null, 2]),
    ...images,
    refuses: [zeros([2, 5])],
  },
  {
    module: "AvgPool1d",
    make: () => new AvgPool1d(2, { ceilMode: true }),
    ...sequences,
    refuses: [zeros([2, 0])],
  },
  {
    module: "AvgPool2d",
    make: () => new AvgPool2d(3, { stride: 2, padding: 1, countIncludePad: false }),
    ...images,
    refuses: [zeros([2, 5])],
  },
  { module: "MaxPool1d", make: () => new MaxPool1d(2), ...sequences, refuses: [zeros([5])] },
  {
    module: "MaxPool2d",
    make: () => new MaxPool2d(3, { stride: 2, padding: 1, ceilMode: true }),
    ...images,
    refuses: [zeros([2, 5])],
  },
  {
    module: "BatchNorm1d",
    make: (_, dtype) => new BatchNorm1d(4, { dtype }),
    ...features,
    ...together,
    refuses: [zeros([2, 3])],
  },
  {
    module: "BatchNorm1d",
    variant: "evaluation",
    make: (_, dtype) => new BatchNorm1d(2, { dtype }),
    ...sequences,
    training: false,
    refuses: [zeros([2, 2, 5, 4])],
  },
  {
    module: "BatchNorm2d",
    make: (_, dtype) => new BatchNorm2d(2, { dtype, momentum: null }),
    ...images,
    ...together,
    refuses: [zeros([2, 3, 5, 4])],
  },
  {
    module: "InstanceNorm1d",
    make: (_, dtype) => new InstanceNorm1d(2, { dtype, affine: true, trackRunningStats: true }),
    ...sequences,
    refuses: [zeros([2, 3, 5])],
  },
  {
    module: "InstanceNorm2d",
    make: (_, dtype) => new InstanceNorm2d(2, { dtype }),
    ...images,
    refuses: [zeros([2, 2, 1, 1])],
  },
  {
    module: "GroupNorm",
    make: (_, dtype) => new GroupNorm(2, 4, { dtype }),
    ...features,
    refuses: [zeros([2, 3])],
  },
  {
    module: "LayerNorm",
    make: (_, dtype) => new LayerNorm([5, 4], { dtype }),
    ...images,
    refuses: [zeros([4, 5])],
  },
  { module: "RMSNorm", make: (_, dtype) => new RMSNorm(4, { dtype }), ...features, refuses: [zeros([2, 3])] },
];

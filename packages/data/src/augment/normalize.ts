import { type Augmentation, drawImage, partsOf } from "./augmentation.ts";

/** y[c, i, j] = (x[c, i, j] − mean_c) / std_c. Nothing is random; it stands here to be composed with the others. */
export function normalize({ mean, std }: { mean: readonly number[]; std: readonly number[] }): Augmentation {
  if (mean.length !== std.length || !std.every((s) => s > 0 && s < Infinity)) {
    throw new RangeError(
      `normalize: mean [${mean.join(", ")}], std [${std.join(", ")}]; one of each for a channel is needed, std above 0`,
    );
  }
  return (image) => {
    const { c, h, w, data } = partsOf("normalize", image);
    if (c !== mean.length)
      throw new RangeError(`normalize: ${c} channels, ${mean.length} are needed, one for each mean`);
    return drawImage(image, [c, h, w], (k, i, j) => (data[(k * h + i) * w + j]! - mean[k]!) / std[k]!);
  };
}

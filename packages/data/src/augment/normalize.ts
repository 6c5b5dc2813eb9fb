import { type Augmentation, blankImage, partsOf } from "./augmentation.ts";

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
    const { image: normal, out } = blankImage(image, [c, h, w]);
    for (let k = 0; k < c; k++) {
      const [m, s] = [mean[k]!, std[k]!];
      for (let i = k * h * w; i < (k + 1) * h * w; i++) out[i] = (data[i]! - m) / s;
    }
    return normal;
  };
}

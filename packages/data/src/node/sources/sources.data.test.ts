import { describe, expect, it } from "vitest";
import { channelStatistics } from "../../loaders/image-set.ts";
import { nameContexts } from "../../text/names.ts";
import { loadCifar10Subset } from "./cifar10.ts";
import { loadMnist } from "./mnist.ts";
import { loadCaliforniaHousing, loadTitanic } from "./tabular.ts";
import { loadNames, loadTinyShakespeare } from "./text.ts";

const offline = { offline: true };

describe("the sets in BLANKFILE_DATA", () => {
  it("MNIST: 60,000 and 10,000 digits; mean 0.1307 and deviation 0.3081, as everybody uses", async () => {
    const { train, test } = await loadMnist(offline);
    expect([train.shape, test.shape]).toEqual([
      [60000, 1, 28, 28],
      [10000, 1, 28, 28],
    ]);
    const { mean, std } = channelStatistics(train);
    expect([mean[0]!.toFixed(4), std[0]!.toFixed(4)]).toEqual(["0.1307", "0.3081"]);
    const x = train.toFloat([0], { mean: [0.1307], std: [0.3081] });
    expect(x.data[0]).toBeCloseTo(-0.4242, 4);
  });

  it("CIFAR-10's subset: 10,000 and 2,000 images, every class, means near the full set's 0.491, 0.482, 0.447", async () => {
    const { train, test } = await loadCifar10Subset(offline);
    expect([train.shape, test.shape]).toEqual([
      [10000, 3, 32, 32],
      [2000, 3, 32, 32],
    ]);
    expect(new Set(test.labels).size).toBe(10);
    const { mean } = channelStatistics(train);
    for (const [i, m] of [0.4914, 0.4822, 0.4465].entries())
      expect(Math.abs(mean[i]! - m)).toBeLessThan(0.01);
  });

  it("names: 32,033, and makemore's 182,625, 22,655 and 22,866 examples", async () => {
    const { names, vocabulary, train, val, test } = await loadNames(offline);
    expect([names.length, vocabulary.size, train[0], test.at(-1)]).toEqual([32033, 27, "yuheng", "yovani"]);
    const counts = [train, val, test].map((part) => nameContexts(part, vocabulary, 3).targets.numel());
    expect(counts).toEqual([182625, 22655, 22866]);
  });

  it("tiny Shakespeare: 1,115,394 characters, 65 different ones, 1,003,854 for training", async () => {
    const { text, vocabulary, train, val } = await loadTinyShakespeare(offline);
    expect([text.length, vocabulary.size, train.length, val.length]).toEqual([1115394, 65, 1003854, 111540]);
    expect(vocabulary.decode(train.slice(0, 14))).toBe("First Citizen:");
  });

  it("Titanic: 891 and 418 passengers, 177 and 86 ages missing, 342 survivors", async () => {
    const { train, test } = await loadTitanic(offline);
    expect([train.length, test.length]).toEqual([891, 418]);
    const missing = (table: typeof train, name: string) => table.missing(name).filter(Boolean).length;
    expect([missing(train, "Age"), missing(test, "Age"), missing(train, "Cabin")]).toEqual([177, 86, 687]);
    expect(train.numbers("Survived").reduce((a, b) => a + b)).toBe(342);
    expect(train.column("Embarked")).toMatchObject({ categories: ["C", "Q", "S"] });
    const names = train.column("Name");
    expect(names.kind === "text" && names.values[0]).toBe("Braund, Mr. Owen Harris");
  });

  it("California housing: 20,640 districts, 207 without total_bedrooms, five kinds of ocean_proximity", async () => {
    const table = await loadCaliforniaHousing(offline);
    expect([table.length, table.missing("total_bedrooms").filter(Boolean).length]).toEqual([20640, 207]);
    expect(table.oneHot("ocean_proximity").shape).toEqual([20640, 5]);
    expect(Math.max(...table.numbers("median_house_value"))).toBe(500001);
    expect(table.toTensor(["longitude", "latitude"]).toArray()).toHaveLength(20640);
  });
});

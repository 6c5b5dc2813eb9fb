import { spawnSync } from "node:child_process";
import { Philox, type Tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { DataLoader } from "../../loading/data-loader.ts";
import { type Argument, dataset } from "./worker-loader.fixture.ts";
import { startWorkerLoader, type WorkerLoaderOptions } from "./worker-loader.ts";

interface Batch {
  x: Tensor;
  index: Tensor;
}

const module = new URL("./worker-loader.fixture.ts", import.meta.url);
const plan = (seed = 4) => ({ batchSize: 3, shuffle: true, rng: new Philox(seed) });
const start = (argument: Argument, options: WorkerLoaderOptions = {}) =>
  startWorkerLoader<Batch>(module, { ...plan(), workers: 1, argument, ...options });
const numbers = (batches: Batch[]) => batches.map(({ x, index }) => [x.toArray(), index.toArray()]);

const all = async (epoch: AsyncIterable<Batch>) => {
  const batches: Batch[] = [];
  for await (const batch of epoch) batches.push(batch);
  return batches;
};

describe("startWorkerLoader", () => {
  it("gives the batches of DataLoader, bit for bit, for any number of threads and any place to start", async () => {
    const here = numbers([...new DataLoader(dataset({ n: 20 }), plan()).epoch(2)] as Batch[]);
    for (const [workers, prefetch, from] of [
      [1, 1, 0],
      [2, 3, 4],
    ] as const) {
      await using loader = await start({ n: 20 }, { workers, prefetch });
      expect(loader.length).toBe(7);
      expect(numbers(await all(loader.epoch(2, { from })))).toEqual(here.slice(from));
    }
  });

  it("can be left in the middle and read again", async () => {
    await using loader = await start({ n: 20 });
    for await (const batch of loader.epoch(0)) {
      expect(batch.x.shape).toEqual([3, 2]);
      break;
    }
    expect((await all(loader.epoch(1))).length).toBe(7);
  });

  it("names the sample that failed, after the batches before it, and goes on in the next epoch", async () => {
    await using loader = await start({ n: 9, broken: 5 }, { shuffle: false });
    const seen: unknown[] = [];
    const read = async () => {
      for await (const { index } of loader.epoch(0)) seen.push(index.toArray());
    };
    await expect(read()).rejects.toThrow(
      "DataLoader: sample 5 in epoch 0 cannot be made: its file is damaged",
    );
    expect(seen).toEqual([[0, 1, 2]]);
    await expect(read()).rejects.toThrow(/sample 5/);
  });

  it("says that a thread ended, and does so again when it is asked once more", async () => {
    await using loader = await start({ n: 9, deadly: 4 }, { shuffle: false });
    await expect(all(loader.epoch(0))).rejects.toThrow(/a worker ended with code 7/);
    await expect(all(loader.epoch(0))).rejects.toThrow(/a worker ended with code 7/);
  });

  it("says that the data set cannot be made, that the module has none, and that there is no module", async () => {
    await expect(start({ n: 1, none: true })).rejects.toThrow(/cannot be made: no such set/);
    await expect(
      startWorkerLoader(new URL("./encode-tensors.ts", import.meta.url), { workers: 1 }),
    ).rejects.toThrow(/exports no function `dataset`/);
    await expect(startWorkerLoader(new URL("./nowhere.ts", import.meta.url), { workers: 1 })).rejects.toThrow(
      /nowhere\.ts/,
    );
    await expect(startWorkerLoader("./samples.ts")).rejects.toThrow(
      `WorkerLoader: module ./samples.ts, an address that is not relative is needed: new URL("./samples.ts", import.meta.url)`,
    );
    await expect(start({ n: 1 }, { workers: 0 })).rejects.toThrow(/workers 0/);
    await expect(start({ n: 1 }, { batchSize: 0 })).rejects.toThrow(/batchSize 0/);
  });

  it("refuses to read on once closed", async () => {
    const loader = await start({ n: 9 });
    const epoch = loader.epoch(0);
    await epoch.next();
    await loader.close();
    await expect(all(loader.epoch(0))).rejects.toThrow(/it was closed/);
    await epoch.return(undefined);
  });

  it("does not keep a process alive that left its loop and forgot it", () => {
    const code = `
      import { Philox } from "@blankfile/tensor";
      import { startWorkerLoader } from ${JSON.stringify(new URL("./worker-loader.ts", import.meta.url).href)};
      const loader = await startWorkerLoader(${JSON.stringify(module.href)}, { argument: { n: 99 }, rng: new Philox(0) });
      for await (const batch of loader.epoch(0)) break;
      console.log("left");`;
    const args = ["--input-type=module", "-e", code];
    const { stdout, status } = spawnSync(process.execPath, args, {
      cwd: import.meta.dirname,
      encoding: "utf8",
      timeout: 20_000,
    });
    expect([stdout, status]).toEqual(["left\n", 0]);
  });
});

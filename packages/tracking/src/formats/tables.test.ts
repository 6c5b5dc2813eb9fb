import { parquetReadObjects } from "hyparquet";
import { expect, it } from "vitest";
import { csvLine, metricsCsv } from "./csv.ts";
import { metricsParquet } from "./parquet.ts";
import { exampleRun } from "./run.fixture.ts";

const id = "20261104-090507-mlp-0z9z";

it("CSV has a line a point, with NaN by name", () => {
  expect(metricsCsv([exampleRun()])).toBe(
    [
      "run,metric,step,value,at,attempt",
      `${id},loss,1,0.5,1001500,1`,
      `${id},loss,300,NaN,1002000,1`,
      `${id},train/accuracy,1,0.75,1001500,1`,
      "",
    ].join("\r\n"),
  );
});

it("CSV quotes as RFC 4180 says", () => {
  expect(csvLine(['say "hi"', "a,b", "two\nlines", "plain", ""])).toBe(
    '"say ""hi""","a,b","two\nlines",plain,\r\n',
  );
});

it("Parquet reads back with its types", async () => {
  const file = metricsParquet([exampleRun()]);
  const { buffer } = file;
  const rows = await parquetReadObjects({ file: buffer as ArrayBuffer });
  expect(rows).toEqual([
    { run: id, metric: "loss", step: 1n, value: 0.5, at: new Date(1_001_500), attempt: 1 },
    { run: id, metric: "loss", step: 300n, value: Number.NaN, at: new Date(1_002_000), attempt: 1 },
    { run: id, metric: "train/accuracy", step: 1n, value: 0.75, at: new Date(1_001_500), attempt: 1 },
  ]);
});

it("Parquet of no runs is a file without rows", async () => {
  expect(await parquetReadObjects({ file: metricsParquet([]).buffer as ArrayBuffer })).toEqual([]);
});

import { parseCsv } from "../../table/parse-csv.ts";
import type { Table } from "../../table/table.ts";
import type { DataFile } from "../data-file.ts";
import { type ReadOptions, readDataFile } from "../read-data-file.ts";

function tabularFile(path: string, source: string, sha256: string): DataFile {
  return {
    path: `tabular/${path}`,
    urls: [`https://raw.githubusercontent.com/ageron/handson-ml2/master/datasets/${source}`],
    checksum: { sha256 },
    page: "https://github.com/ageron/handson-ml2/tree/master/datasets",
  };
}

const titanicTrain = tabularFile(
  "titanic-train.csv",
  "titanic/train.csv",
  "14769fb1850e2d26d8e6db0ee49c213878040432827e39b13caaa15603c6598f",
);
const titanicTest = tabularFile(
  "titanic-test.csv",
  "titanic/test.csv",
  "d88facfbcf53fe855b1c15290521aee9c61b3a6283631fa953983a95bacf1399",
);
const housing = tabularFile(
  "california-housing.csv",
  "housing/housing.csv",
  "8a3727f4cf54ac1a327f69b1d5b4db54c5834ea81c6e4efc0d163300022a685e",
);

/** The passengers of the Titanic as Kaggle splits them: 891 with `Survived`, 418 without. Ages, cabins and harbours are missing in part. */
export async function loadTitanic(options: ReadOptions = {}): Promise<{ train: Table; test: Table }> {
  const columns = {
    Name: "text",
    Ticket: "text",
    Cabin: "text",
    Sex: "category",
    Embarked: "category",
  } as const;
  const [train, test] = [await readText(titanicTrain, options), await readText(titanicTest, options)];
  return { train: parseCsv(train, { columns }), test: parseCsv(test, { columns }) };
}

/**
 * 20,640 districts of California in 1990, to predict `median_house_value` in dollars; it is cut at 500,001. `total_bedrooms` is missing in 207.
 *
 * Pace, Barry 1997, Sparse spatial autoregressions, https://doi.org/10.1016/S0167-7152(96)00140-X; `ocean_proximity` was added by A. Géron.
 */
export async function loadCaliforniaHousing(options: ReadOptions = {}): Promise<Table> {
  return parseCsv(await readText(housing, options));
}

async function readText(file: DataFile, options: ReadOptions): Promise<string> {
  return new TextDecoder().decode(await readDataFile(file, options));
}

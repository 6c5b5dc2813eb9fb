import { parseCsv } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { cleanTable } from "./clean-table.ts";
import { columnFacts, tableFacts } from "./column-facts.ts";
import { isoDates } from "./iso-dates.ts";

describe("cleanTable", () => {
  it("reads money, percent and thousands as numbers, and says so", () => {
    const { table, cleanings } = cleanTable(parseCsv('price,share\n"$1,200.50",12 %\n$3,7 %\n(4),\n'));
    expect(Array.from(table.numbers("price"))).toEqual([1200.5, 3, -4]);
    expect(Array.from(table.numbers("share"))).toEqual([12, 7, Number.NaN]);
    expect(cleanings[0]).toEqual({ column: "price", what: 'texts such as "$1,200.50" are read as numbers' });
  });

  it("leaves words and codes alone, and takes spaces around them away", () => {
    const { table, cleanings } = cleanTable(parseCsv("town,zip\n Oslo,a1\nOslo,b2\nBonn ,c3\n"));
    expect(table.column("town")).toMatchObject({ categories: ["Bonn", "Oslo"] });
    expect(cleanings.map(({ column }) => column)).toEqual(["town"]);
  });
});

describe("isoDates", () => {
  it("knows the order by a part above 12, and refuses days that are none", () => {
    expect(isoDates(["3/14/2024", "1/2/2024"])?.values).toEqual(["2024-03-14", "2024-01-02"]);
    expect(isoDates(["14/3/2024", "1/2/2024"])?.values).toEqual(["2024-03-14", "2024-02-01"]);
    expect(isoDates(["1.2.2024", null])?.values).toEqual(["2024-02-01", null]);
    expect(isoDates(["2024-02-29 9:05", "2023-12-01 23:59"])?.values).toEqual([
      "2024-02-29T09:05:00",
      "2023-12-01T23:59:00",
    ]);
    expect(isoDates(["2023-02-29", "2023-02-30"])).toBeUndefined();
    expect(isoDates(["a", "b"])).toBeUndefined();
  });
});

describe("columnFacts", () => {
  it("by hand: quartiles, gaps and what lies far out", () => {
    const { numbers, missing } = columnFacts("x", {
      kind: "number",
      values: Float64Array.of(1, 2, 3, 4, 100, Number.NaN),
    });
    expect(numbers).toEqual({
      min: 1,
      q1: 2,
      median: 3,
      q3: 4,
      max: 100,
      mean: 22,
      outliers: 1,
      isWhole: true,
    });
    expect(missing).toBe(1);
  });

  it("tells keys, words, texts and dates apart", () => {
    const text = "a text of many words which says something";
    const csv = `key,word,note,day,kind\n${Array.from({ length: 40 }, (_, i) => `k${i},w${i % 25},${text} ${i},2024-01-${String((i % 28) + 1).padStart(2, "0")},${i % 2 ? "a" : "b"}`).join("\n")}`;
    expect(tableFacts(parseCsv(csv)).map(({ type }) => type)).toEqual([
      "key",
      "words",
      "text",
      "date",
      "category",
    ]);
  });
});

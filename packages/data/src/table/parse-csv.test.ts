import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { parseCsv } from "./parse-csv.ts";
import type { TextColumn } from "./table.ts";

describe("parseCsv", () => {
  it("reads a column of each kind, with a value missing in each", () => {
    const table = parseCsv("n,c,t\n1,x,one\n-2.5e1,y,two\n,x,\n3,,four\n4,y,five");
    expect(table.names).toEqual(["n", "c", "t"]);
    expect(table.column("n")).toEqual({ kind: "number", values: Float64Array.of(1, -25, Number.NaN, 3, 4) });
    expect(table.column("c")).toEqual({
      kind: "category",
      categories: ["x", "y"],
      codes: Int32Array.of(0, 1, 0, -1, 1),
    });
    expect(table.column("t")).toEqual({ kind: "text", values: ["one", "two", null, "four", "five"] });
  });

  it("keeps commas, quotes and line breaks inside quotes, with any ends of lines", () => {
    for (const end of ["\n", "\r\n"]) {
      const { values } = parseCsv(`a,b${end}"x, ""y""","1${end}2"${end}z,3`, {
        columns: { a: "text", b: "text" },
      }).column("b") as TextColumn;
      expect(values).toEqual([`1${end}2`, "3"]);
    }
    expect(parseCsv("\ufeffa,b\n1,2\r\n3,4\r\n").numbers("b")).toEqual(Float64Array.of(2, 4));
  });

  it("takes other delimiters and other words for nothing, and the kinds that it is told", () => {
    const options = { delimiter: ";", missing: ["", "NA"], columns: { id: "category" } } as const;
    const table = parseCsv("id;x\n10;NA\n9;1,5", { ...options, missing: ["NA", "1,5"] });
    expect(table.column("id")).toMatchObject({ categories: ["10", "9"] });
    expect(table.missing("x")).toEqual([true, true]);
  });

  it("reads columns that are named as what every object has", () => {
    const table = parseCsv("constructor,__proto__\n1,2");
    expect([table.numbers("constructor")[0], table.numbers("__proto__")[0]]).toEqual([1, 2]);
  });

  it("names the line that has too few or too many values, lines inside quotes counted", () => {
    expect(() => parseCsv('a,b\n"1\n2",3\n\n4')).toThrow(/line 5 has 1 values, 2 are needed/);
    expect(() => parseCsv("a,b\r\n1,2\r\n1,2,3\r\n")).toThrow(/line 3 has 3 values/);
  });

  it("names the line of a quote that is never closed or closed too early", () => {
    expect(() => parseCsv('a,b\n1,"2\n3,4')).toThrow(/line 2: a quote is opened and never closed/);
    expect(() => parseCsv('a,b\n1,2\n1,"2"x\n3,4')).toThrow(
      /line 3: a closing quote with more text behind it/,
    );
  });

  it("names line and column of what is no number", () => {
    expect(() => parseCsv("a,b\n1,2\nNA,3", { columns: { a: "number" } })).toThrow(
      /"NA" in line 3, column "a", a number is needed; \{ missing: \["NA"\] \}/,
    );
  });

  it("refuses a first line without names, with one twice, and kinds for columns that are not there", () => {
    expect(() => parseCsv("")).toThrow(/an empty text/);
    expect(() => parseCsv("a,,b\n1,2,3")).toThrow(/column 2 is named ""/);
    expect(() => parseCsv("a,b,a\n1,2,3")).toThrow(/column 3 is named "a", as another is/);
    expect(() => parseCsv("a\n1", { columns: { b: "text" } })).toThrow(/kind for column "b", one of "a"/);
  });

  it("reads back any texts that were written", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "é", ",", '"', "\n", " ", "7"), minLength: 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const csv = Papa.unparse({ fields: ["x", "y"], data: rows }, { newline: "\n" });
        const table = parseCsv(csv, { columns: { x: "text", y: "text" }, missing: [] });
        expect(table.column("x")).toEqual({ kind: "text", values: rows.map(([x]) => x) });
        expect(table.column("y")).toEqual({ kind: "text", values: rows.map(([, y]) => y) });
      }),
    );
  });

  it("says what is wrong in words, whatever the text", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "1", ",", '"', "\n", "\r", " ", "\0", "__proto__") });
    fc.assert(
      fc.property(text, (csv) => {
        try {
          parseCsv(csv);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as Error).message).toMatch(/^parseCsv: .*needed|needs a name/s);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCsv } from "./parse-csv.ts";
import { parseCsvStream } from "./parse-csv-stream.ts";
import type { Table } from "./table.ts";

const shown = (table: Table) => table.names.map((name) => [name, table.column(name)]);

describe("parseCsvStream", () => {
  it("reads a quoted line break and a doubled quote that are cut in the middle", async () => {
    const table = await parseCsvStream(['a,b\n"x', '\ny""', ' z",1\n', '"p ""', '"" q",2']);
    expect(table.column("a")).toEqual({ kind: "text", values: ['x\ny" z', 'p "" q'] });
    expect(table.numbers("b")).toEqual(Float64Array.of(1, 2));
  });

  it("is parseCsv, wherever the text is cut, its refusals too", async () => {
    const text = fc.string({ unit: fc.constantFrom("a", "1", ",", '"', "\n", " ", "5") });
    const attempt = async (read: () => Table | Promise<Table>) => {
      try {
        return shown(await read());
      } catch (error) {
        return (error as Error).message;
      }
    };
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom("\n", "\r\n"),
        async (given, size, end) => {
          const csv = given.replaceAll("\n", end);
          const pieces = Array.from({ length: Math.ceil(csv.length / size) }, (_, i) =>
            csv.slice(i * size, (i + 1) * size),
          );
          const [whole, cut] = [
            await attempt(() => parseCsv(`a,b${end}${csv}`)),
            await attempt(() => parseCsvStream([`a,b${end}`, ...pieces])),
          ];
          // Of several faults, either may be named.
          if (typeof whole === "string") expect(typeof cut).toBe("string");
          else expect(cut).toEqual(whole);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("refuses what has no first line", async () => {
    await expect(parseCsvStream([])).rejects.toThrow(
      "parseCsv: an empty text, a first line with the columns' names is needed",
    );
  });
});

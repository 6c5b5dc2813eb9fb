import { expect, it } from "vitest";
import { readSweepAddress, writeSweepAddress } from "./sweep-address.ts";

it("names the sweep, the order of its table and the parts of axes that are chosen", () => {
  const address = {
    id: "s",
    sort: "-param lr",
    brushes: new Map([
      ["lr", [0.25, 1]],
      ["a:b", [0, 0.333]],
    ] as [string, [number, number]][]),
  };
  const search = writeSweepAddress(address);
  expect(search).toBe("?id=s&sort=-param+lr&part=lr%3A0.25-1&part=a%3Ab%3A0-0.333");
  expect(readSweepAddress(search)).toEqual(address);
});

it("leaves out parts that are none", () => {
  const search = "?part=lr&part=lr:1-0&part=lr:0-2&part=lr:x-1&part=:0-1";
  expect(readSweepAddress(search).brushes.size).toBe(0);
});

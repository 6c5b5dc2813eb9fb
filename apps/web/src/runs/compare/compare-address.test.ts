import { expect, it } from "vitest";
import { readAddress, writeAddress } from "./compare-address.ts";

it("names runs, launches, sweeps and filters, each as often as wanted, and says how they are looked at", () => {
  const search =
    "?run=a&run=b&group=g&sweep=s&where=lr%3E0.1&base=a&sort=-metric+loss&draw=a&draw=b&x=epoch&logx=1&logy=1&smooth=0.9";
  const address = readAddress(search);
  expect(address).toEqual({
    runs: ["a", "b"],
    groups: ["g"],
    sweeps: ["s"],
    where: ["lr>0.1"],
    base: "a",
    sort: "-metric loss",
    drawn: ["a", "b"],
    view: { x: "epoch", logX: true, logY: true, smooth: 0.9 },
  });
  expect(writeAddress(address)).toBe(search);
});

it("is short where nothing was chosen, and keeps it that nothing is drawn", () => {
  expect(writeAddress(readAddress("?group=g"))).toBe("?group=g");
  expect(readAddress(writeAddress({ ...readAddress("?group=g"), drawn: [] })).drawn).toEqual([]);
});

it("takes no smoothing for a factor that is none", () => {
  for (const smooth of ["1", "-1", "x", "2"]) expect(readAddress(`?smooth=${smooth}`).view.smooth).toBe(0);
});

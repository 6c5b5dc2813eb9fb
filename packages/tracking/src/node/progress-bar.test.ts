import type { WriteStream } from "node:tty";
import { expect, it } from "vitest";
import { drawBar, ProgressBar } from "./progress-bar.ts";

function written(out: { isTTY: boolean; columns?: number }, draw: (bar: ProgressBar) => void): string {
  let text = "";
  const stream = { ...out, write: (part: string) => (text += part) };
  draw(new ProgressBar(10, stream as unknown as WriteStream));
  return text;
}

it("half of eight is four, and no share leaves the bar", () => {
  expect(drawBar(0.5, 8)).toBe("[####····]");
  expect([drawBar(-1, 2), drawBar(7, 2), drawBar(Number.NaN, 2)]).toEqual(["[··]", "[##]", "[··]"]);
});

it("on a terminal one line is drawn again, never wider than the terminal", () => {
  const text = written({ isTTY: true, columns: 40 }, (bar) => {
    bar.at(5, "x".repeat(100));
    bar.at(10, "done");
  });
  const [, first, second] = text.split("\r\x1b[K");
  expect(first).toHaveLength(39);
  expect(second).toBe("[#############] done\n");
});

it("elsewhere each tenth is a line", () => {
  const text = written({ isTTY: false }, (bar) => {
    for (let done = 0; done <= 10; done += 0.5) bar.at(done, "on the way");
  });
  expect(text.split("\n")).toHaveLength(11);
  expect(text).toMatch(/^10 % {2}on the way\n/);
});

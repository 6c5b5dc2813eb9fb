import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const blocks = [...css.matchAll(/:root[^{]*\{([^}]*)\}/g)].map((match) => colours(match[1]!));
const [light, darkByWish, darkByChoice] = blocks as [Colours, Colours, Colours];

type Colours = Record<string, string>;

function colours(block: string): Colours {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!]),
  );
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe("colours", () => {
  it("the reader's dark is the system's dark", () => {
    expect(darkByChoice).toEqual(darkByWish);
    expect(Object.keys(darkByWish)).toEqual(Object.keys(light));
  });

  it("dark stands for screens only, so that paper is printed light", () => {
    const outside = css.replace(/@media screen[^{]*\{\s*:root[^{]*\{[^}]*\}\s*\}/g, "");
    expect(outside).toContain("--paper: #faf9f6");
    expect(outside).not.toContain("color-scheme: dark");
  });

  it("black on white is 21", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 6);
  });

  it.each([
    ["light", light],
    ["dark", darkByWish],
  ])("text reaches 4.5 on each ground, %s", (_, theme) => {
    const weak: string[] = [];
    for (const text of ["ink", "ink2", "ink3", "accent", "amber", "gap", "ok"])
      for (const ground of ["paper", "panel", "band"])
        if (contrast(theme[text]!, theme[ground]!) < 4.5) weak.push(`${text} on ${ground}`);
    for (const [text, ground] of [
      ["on-accent", "accent"],
      ["accent", "accent-soft"],
      ["ink", "accent-soft"],
      ["ink2", "accent-soft"],
      ["ink", "gap-soft"],
      ["panel", "gap"],
    ] as const)
      if (contrast(theme[text]!, theme[ground]!) < 4.5) weak.push(`${text} on ${ground}`);
    expect(weak).toEqual([]);
  });

  it.each([
    ["light", light],
    ["dark", darkByWish],
  ])("dots and the edges of fields reach 3 on the panel, %s", (_, theme) => {
    const weak = ["dot", "dot-known", "edge", "amber", "gap"].filter(
      (name) => contrast(theme[name]!, theme.panel!) < 3,
    );
    expect(weak).toEqual([]);
  });
});

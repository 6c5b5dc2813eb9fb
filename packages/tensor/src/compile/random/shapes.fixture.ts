import * as l from "../../index.ts";
import { sizeOf } from "../../shape.ts";
import { floating, type Maker, show, step, type Value } from "./bench.fixture.ts";

export const reshape: Maker = ({ draw, value }) => {
  const x = value(() => true);
  if (!x) return undefined;
  const { shape } = x.tensor;
  const d = draw.int(shape.length + 1);
  const forms: number[][] = [
    [sizeOf(shape)],
    [...shape.slice(0, d), 1, ...shape.slice(d)],
    shape.filter((n) => n !== 1),
  ];
  if (d + 1 < shape.length)
    forms.push([...shape.slice(0, d), shape[d]! * shape[d + 1]!, ...shape.slice(d + 2)]);
  const n = shape[d];
  if (n && n % 2 === 0) forms.push([...shape.slice(0, d), n / 2, 2, ...shape.slice(d + 1)]);
  const target = draw.pick(forms);
  return step({ values: [x], text: `reshape(#0, ${show(target)})` }, (a) => l.reshape(a, target));
};

export const slice: Maker = ({ draw, value }) => {
  const x = value((v) => v.tensor.ndim >= 1);
  if (!x) return undefined;
  const ranges = x.tensor.shape.map((n): l.Range => {
    if (draw.once(2)) return null;
    if (n > 0 && draw.once(3)) return draw.int(n);
    const start = draw.int(n + 1);
    return [start, start + draw.int(n + 1 - start + 1), 1 + draw.int(3)];
  });
  return step({ values: [x], text: `slice(#0, ${show(ranges)})` }, (a) => l.slice(a, ...ranges));
};

export const expand: Maker = ({ draw, value }) => {
  const x = value((v) => v.tensor.numel() <= 200);
  if (!x) return undefined;
  const lead = draw.once(2) ? [draw.pick([2, 3, 1])] : [];
  const target = [...lead, ...x.tensor.shape.map((n) => (n === 1 ? draw.pick([3, 1, 4]) : n))];
  return step({ values: [x], text: `expand(#0, ${show(target)})` }, (a) => l.expand(a, target));
};

export const permute: Maker = ({ draw, value }) => {
  const x = value((v) => v.tensor.ndim >= 2);
  if (!x) return undefined;
  const rest = x.tensor.shape.map((_, d) => d);
  const order: number[] = [];
  while (rest.length > 0) order.push(...rest.splice(rest.length - 1 - draw.int(rest.length), 1));
  return step({ values: [x], text: `permute(#0, ${show(order)})` }, (a) => l.permute(a, order));
};

export const cat: Maker = ({ draw, value, leaf }) => {
  const x = value((v) => v.tensor.ndim >= 1);
  if (!x) return undefined;
  const { shape, dtype } = x.tensor;
  const dim = draw.int(shape.length);
  const fits = (v: Value) =>
    v.tensor.dtype === dtype &&
    v.tensor.ndim === shape.length &&
    v.tensor.shape.every((n, d) => d === dim || n === shape[d]);
  const y = value(fits) ?? leaf(shape, dtype);
  return step({ values: [x, y], text: `cat(#0, #1, ${dim})` }, (a, b) => l.cat([a, b], { dim }));
};

export const pad: Maker = ({ draw, value }) => {
  const x = value((v) => floating(v) && v.tensor.ndim >= 1);
  if (!x) return undefined;
  const padding = x.tensor.shape.flatMap(() => [draw.int(3), draw.int(2)]);
  return step({ values: [x], text: `pad(#0, ${show(padding)})` }, (a) => l.pad(a, padding, { value: 1 }));
};

export const turn: Maker = ({ draw, value }) => {
  const x = value((v) => v.tensor.ndim >= 1);
  if (!x) return undefined;
  const dim = draw.int(x.tensor.ndim);
  if (draw.once(2)) return step({ values: [x], text: `flip(#0, ${dim})` }, (a) => l.flip(a, dim));
  const shift = draw.int(5) - 2;
  return step({ values: [x], text: `roll(#0, ${shift}, ${dim})` }, (a) => l.roll(a, shift, dim));
};

export const triangle: Maker = ({ draw, value }) => {
  const x = value((v) => floating(v) && v.tensor.ndim >= 2);
  const diagonal = draw.int(3) - 1;
  if (draw.once(2))
    return step({ values: [x], text: `triu(#0, ${diagonal})` }, (a) => l.triu(a, { diagonal }));
  return step({ values: [x], text: `tril(#0, ${diagonal})` }, (a) => l.tril(a, { diagonal }));
};

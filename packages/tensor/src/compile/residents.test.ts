import { expect, it } from "vitest";
import type { Storage } from "../tensor.ts";
import { fetch, type Resident, settle } from "./residents.ts";

function storage(...numbers: number[]): Storage {
  return { data: Float32Array.from(numbers), version: 0 };
}

function resident(of: Storage, changes: boolean, more: Partial<Resident> = {}): Resident {
  const place = new Float32Array(of.data.length);
  return { storage: of, place, after: changes ? place : null, version: -1, ...more };
}

it("memory without a home moves in, and is not copied again", () => {
  const x = storage(1, 2);
  const inside = resident(x, false);
  fetch(inside);
  expect(x.data).toBe(inside.place);
  expect(Array.from(x.data)).toEqual([1, 2]);
  x.data[0] = 5;
  fetch(inside);
  expect(Array.from(x.data)).toEqual([5, 2]);
});

it("a program that only reads takes a copy from another's memory, anew when it changed", () => {
  const x = storage(1, 2);
  const [home, reader] = [resident(x, true), resident(x, false)];
  fetch(home);
  fetch(reader);
  expect(x.data).toBe(home.place);
  expect(Array.from(reader.place!)).toEqual([1, 2]);
  home.place!.set([3, 4]);
  settle([home]);
  expect(x.version).toBe(1);
  fetch(reader);
  expect(Array.from(reader.place!)).toEqual([3, 4]);
});

it("a program that only reads becomes the home when nothing changed since its last run, and sees what was written by hand", () => {
  const x = storage(1, 2);
  const [home, reader] = [resident(x, true), resident(x, false)];
  fetch(home);
  fetch(reader);
  x.data[0] = 9;
  fetch(reader);
  expect(x.data).toBe(reader.place);
  expect(Array.from(x.data)).toEqual([9, 2]);
  fetch(home);
  expect(x.data).toBe(home.place);
  expect(Array.from(x.data)).toEqual([9, 2]);
});

it("a program that changes it becomes its home", () => {
  const x = storage(1, 2);
  const [first, second] = [resident(x, true), resident(x, true)];
  fetch(first);
  fetch(second);
  expect(x.data).toBe(second.place);
  second.place!.set([7, 8]);
  settle([second]);
  fetch(first);
  expect(x.data).toBe(first.place);
  expect(Array.from(x.data)).toEqual([7, 8]);
});

it("two that take each other's place are saved first", () => {
  const [a, b] = [storage(1), storage(2)];
  const [left, right] = [resident(a, false), resident(b, false)];
  fetch(left);
  fetch(right);
  settle([
    { ...left, after: right.place },
    { ...right, after: left.place },
  ]);
  expect([a.data[0], b.data[0]]).toEqual([2, 1]);
});

it("memory that has no place only gets what was made", () => {
  const x = storage(1);
  const made = resident(x, false, { place: null, after: Float32Array.of(9) });
  const { data } = x;
  fetch(made);
  settle([made]);
  expect(x.data).toBe(data);
  expect(x.data[0]).toBe(9);
});

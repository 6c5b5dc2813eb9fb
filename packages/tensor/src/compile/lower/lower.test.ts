import { expect, it } from "vitest";
import { compile, inspect, ones, Philox, rand, randint, sort, type Tensor, tensor } from "../../index.ts";

it("numbers are drawn in the order of the program, needed or not, before and after checks of them", () => {
  const draw = (rng: Philox) => () => {
    rand([2], { rng });
    const a = rand([3], { rng });
    const b = sort(rand([3], { rng })).values;
    const index = randint(0, 3, [2], { rng });
    return [b, a.indexSelect(0, index), index];
  };
  const [eager, compiled] = [draw(new Philox(1)), compile(draw(new Philox(1)))];
  for (let i = 0; i < 3; i++) {
    expect(compiled().map((x) => x.toArray())).toEqual(eager().map((x) => x.toArray()));
  }
});

it("checks come before draws that they do not need, so a refused call draws nothing", () => {
  const rng = new Philox(2);
  const pick = compile((index: ReturnType<typeof tensor>) => rand([3], { rng }).indexSelect(0, index));
  pick(tensor([0], { dtype: "int32" }));
  const state = JSON.stringify(rng.getState());
  expect(() => pick(tensor([3], { dtype: "int32" }))).toThrow(
    "indexSelect: index 3 at element 0 for dim 0 of size 3, 0 to 2 is needed",
  );
  expect(JSON.stringify(rng.getState())).toBe(state);
});

it("a check may come behind more steps than calls can be nested", () => {
  const w = tensor([[1]], { dtype: "float32" });
  let looks = 0;
  const walk = compile((x: Tensor) => {
    let y = x;
    for (let t = 0; t < 10_000; t++) y = y.matmul(w);
    inspect([y], () => looks++);
    return y;
  });
  expect(walk(ones([1, 1])).item()).toBe(1);
  expect(looks).toBe(1);
});

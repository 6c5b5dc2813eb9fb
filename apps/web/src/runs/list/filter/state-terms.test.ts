import { expect, it } from "vitest";
import { statesIn, withStates } from "./state-terms.ts";

it("the states in a filter are those of its term state:…", () => {
  expect(statesIn("mlp state:failed,lost lr>1")).toEqual(["failed", "lost"]);
  expect(statesIn("mlp")).toEqual([]);
});

it("another choice is written where the old one stood, the rest of the text left as it is", () => {
  expect(withStates("mlp  lr>1", ["lost"])).toBe("mlp  lr>1 state:lost");
  expect(withStates("mlp state:failed lr>1", ["lost", "failed"])).toBe("mlp state:failed,lost lr>1");
  expect(withStates("mlp state:failed lr>1", [])).toBe("mlp lr>1");
  expect(withStates("state:failed", [])).toBe("");
  expect(withStates("", ["running"])).toBe("state:running");
  expect(withStates("state:failed mlp state:lost", ["running"])).toBe("state:running mlp");
});

it("what is no plain choice of states is the writer's own", () => {
  for (const text of ["-state:failed", "state=failed", "state:fail", "state~failed"]) {
    expect(statesIn(text)).toEqual([]);
    expect(withStates(text, ["lost"])).toBe(`${text} state:lost`);
  }
});

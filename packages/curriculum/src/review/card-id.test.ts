import { expect, it } from "vitest";
import { cardId } from "./card-id.ts";

it("is FNV-1a of the front: known values of the empty text, of a and of foobar", () => {
  // Test vectors of the authors: http://www.isthe.com/chongo/src/fnv/test_fnv.c
  expect([cardId(""), cardId("a"), cardId("foobar")]).toEqual([
    "cbf29ce484222325",
    "af63dc4c8601ec8c",
    "85944171f73967e8",
  ]);
});

it("white space and the form of accents make no other card, a word does", () => {
  expect(cardId(" What is\n  a caf\u00e9? ")).toBe(cardId("What is a cafe\u0301?"));
  expect(cardId("What is a cafe?")).not.toBe(cardId("What is a caf\u00e9?"));
});

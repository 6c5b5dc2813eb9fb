import { describe, expect, it } from "vitest";
import { filterTerms, quoted } from "./filter/filter-terms.ts";
import { parseFilter } from "./filter.ts";
import { rowFixture } from "./run-row.fixture.ts";

const row = rowFixture({
  id: "20261120-101500-mlp-k3vq",
  state: "finished",
  experiment: "nn/digits-mlp",
  group: "20261120-101500-mlp-aaaa",
  seed: 3,
  createdAt: new Date(2026, 10, 20, 10, 15).getTime(),
  updatedAt: new Date(2026, 10, 20, 10, 20).getTime(),
  config: { lr: 0.01, optimizer: "AdamW", warmup: true, "odd:key": 5, note: "two words, a comma" },
  metrics: { "test/accuracy": 0.93, loss: "NaN", peak: "Infinity" },
  summary: { parameters: 4810, loss: 2 },
});
const holds = (text: string) => {
  const filter = parseFilter(text);
  expect(filter.problems, text).toEqual([]);
  return filter.matches(row);
};

describe("a filter", () => {
  it("that is empty lets every run through", () => {
    expect(holds("")).toBe(true);
    expect(holds("  \t ")).toBe(true);
  });

  it("of words looks in id, experiment, launch and choices, all of them, in any case", () => {
    for (const text of ["digits", "K3VQ", "aaaa", "adamw", '"optimizer adamw"', "mlp adam"])
      expect(holds(text), text).toBe(true);
    for (const text of ["cnn", "mlp cnn", "0.93"]) expect(holds(text), text).toBe(false);
  });

  it("of a word that is a state finds the runs in it, of a part of one none", () => {
    for (const text of ["finished", "Finished mlp", "-lost", "-failed digits"])
      expect(holds(text), text).toBe(true);
    for (const text of ["-finished", "finish", "lost"]) expect(holds(text), text).toBe(false);
  });

  it("of a key looks in fields, configuration, metrics and summary", () => {
    for (const text of ["state:finished", "seed=3", "lr:0.01", "test/accuracy:0.93", "parameters=4810"])
      expect(holds(text), text).toBe(true);
    for (const text of ["state:lost", "seed=4", "lr:0.02", "parameters=4811", "none=1"])
      expect(holds(text), text).toBe(false);
  });

  it("finds part of a text with a colon and the whole of it with an equals sign", () => {
    expect(holds("optimizer:adam")).toBe(true);
    expect(holds("optimizer=adam")).toBe(false);
    expect(holds("optimizer=adamw")).toBe(true);
    expect(holds("warmup=true")).toBe(true);
  });

  it("compares numbers", () => {
    for (const text of ["lr>0.001", "lr>=0.01", "lr<=1e-2", "test/accuracy>=0.9", "lr<.1", "lr>-1", "lr>−1"])
      expect(holds(text), text).toBe(true);
    for (const text of ["lr>0.01", "lr<0.01", "test/accuracy>0.93", "optimizer>1", "none>0", "none<0"])
      expect(holds(text), text).toBe(false);
  });

  it("takes one of several values between commas", () => {
    expect(holds("state:failed,finished")).toBe(true);
    expect(holds("lr=0.1,0.01")).toBe(true);
    expect(holds("seed!=1,2")).toBe(true);
    expect(holds("seed!=1,3")).toBe(false);
  });

  it("is turned round by a hyphen, which a run without the value fulfils, unlike !=", () => {
    expect(holds("-cnn -lr:0.5 -state:failed")).toBe(true);
    expect(holds("-mlp")).toBe(false);
    expect(holds("-none:1")).toBe(true);
    expect(holds("none!=1")).toBe(false);
  });

  it("says a place with its name: the summary's loss is 2, the metric's NaN", () => {
    expect(holds("summary.loss=2")).toBe(true);
    expect(holds("metric.loss=nan")).toBe(true);
    expect(holds("loss=NaN")).toBe(true);
    expect(holds("loss>0")).toBe(false);
    expect(holds("peak=inf")).toBe(true);
    expect(holds("peak>1e300")).toBe(true);
  });

  it("reads durations and days", () => {
    for (const text of ["took>=5m", "took=300", "took<0.1h", "took:5min", "created:2026-11-20"])
      expect(holds(text), text).toBe(true);
    for (const text of ["created>2026-11-19", "created<=2026-11-20", "created:2026-11-20T10:15"])
      expect(holds(text), text).toBe(true);
    for (const text of ["took>5m", "created>2026-11-20", "created<2026-11-20", "created:2026-11-20T10:16"])
      expect(holds(text), text).toBe(false);
  });

  it("takes signs, spaces and commas in quotes as letters", () => {
    expect(holds('"odd:key"=5')).toBe(true);
    expect(holds('note:"two words, a"')).toBe(true);
    expect(holds('-"odd:key">6')).toBe(true);
  });

  it("reads other spellings of signs", () => {
    for (const text of ["lr==0.01", "lr≥0.01", "lr≤0.01", "lr≠0.1", "lr<>0.1", "lr=>0.01", "lr:>0.001"])
      expect(holds(text), text).toBe(true);
    for (const text of ["lr==0.1", "lr≥0.3", "lr≠0.01", "!mlp"]) expect(holds(text), text).toBe(false);
    expect(holds("!lost !lr:0.5")).toBe(true);
  });

  it("takes spaces around signs and behind commas", () => {
    for (const text of [
      "lr > 0.001",
      "lr >0.001 seed= 3",
      "state: finished",
      'note : "two words"',
      "lr=0.1, 0.01",
    ])
      expect(holds(text), text).toBe(true);
    for (const text of ["lr > 0.3", "lr >0.3 mlp", "state : failed"]) expect(holds(text), text).toBe(false);
    expect(parseFilter("lr> seed>9").problems).toEqual(["filter: lr> lacks a value, one is needed behind >"]);
    expect(parseFilter("lr> seed>9").matches(row)).toBe(false);
  });

  it("reads and between terms as nothing more, and in quotes as a word", () => {
    expect(holds("mlp and lr<1")).toBe(true);
    expect(holds('"and"')).toBe(false);
  });

  it("takes a tilde that begins a word or value as a letter", () => {
    for (const text of ["~/data", "mlp ~/data", "note:~/data", 'note:"a~b"'])
      expect(parseFilter(text).problems, text).toEqual([]);
  });

  it("knows a launch under both names", () => {
    expect(holds("launch:aaaa")).toBe(true);
    expect(holds("group:aaaa")).toBe(true);
  });

  it("finds nothing under what objects inherit", () => {
    for (const text of ["constructor:a", "__proto__:a", "config.toString:a", "hasOwnProperty=1"])
      expect(holds(text), text).toBe(false);
  });
});

describe("what cannot be read", () => {
  it.each([
    ["lr>", "filter: lr> lacks a value, one is needed behind >"],
    ["lr>abc", "filter: lr>abc: given “abc”, needed a number"],
    [">3", "filter: >3 has no name before >, one is needed"],
    ['"half', 'filter: "half opens a quote, a closing " is needed'],
    ['a:"half', 'filter: a:"half opens a quote, a closing " is needed'],
    [
      "created:soon",
      "filter: created:soon: given “soon”, needed a day as 2026-11-20, or a minute as 2026-11-20T14:05",
    ],
    ["lr>1,2", "filter: lr>1,2 has 2 values, one is needed behind >"],
    ["state:lost,", "filter: state:lost, lacks a value, one is needed behind : and behind each comma"],
    [
      "created>soon",
      "filter: created>soon: given “soon”, needed a day as 2026-11-20, or a minute as 2026-11-20T14:05",
    ],
    [
      "created>2026-02-30",
      "filter: created>2026-02-30: given “2026-02-30”, needed a day as 2026-11-20, or a minute as 2026-11-20T14:05",
    ],
    [
      "state:bogus",
      "filter: state:bogus: given “bogus”, needed a state: created, running, finished, stopped, failed, lost or damaged",
    ],
    [
      "-state=lost,finsihed",
      "filter: state=finsihed: given “finsihed”, needed a state: created, running, finished, stopped, failed, lost or damaged",
    ],
    ["state>lost", "filter: state>lost: given >, needed :, = or != behind state"],
    [
      "lr~0.1",
      "filter: lr~0.1: given ~, needed : (has it in it), =, !=, >, >=, < or <=; a range is two terms, as lr>=1 lr<=2; a sign in a name or value stands in quotes",
    ],
    [
      "or",
      'filter: given or, but all terms must hold; one of several values is said with commas, as lr=0.1,0.01, the word itself in quotes, "or"',
    ],
    [
      "NOT",
      'filter: given NOT, needed a hyphen at the term that must not hold, as -lost; the word itself in quotes, "NOT"',
    ],
    ["took>long", "filter: took>long: given “long”, needed a number of seconds, or one with s, m or h"],
  ])("%s is said, and left out of what must hold", (text, problem) => {
    expect(parseFilter(text).problems).toEqual([problem]);
    expect(parseFilter(text).matches(row)).toBe(true);
  });
});

it("the keys it asks for are told, so that a wrong one can be named", () => {
  expect(parseFilter("mlp lr>1 -acc:2 state:lost lr<3").keys).toEqual(["lr", "acc", "state"]);
});

it("what is written in quotes is read back", () => {
  for (const name of ["plain", "two words", "a:b", "-minus", "!not", "a~b", "a≥b", "a,b", "x!=y", ""])
    expect(filterTerms(`key=${quoted(name)}`)[0]!.values).toEqual([name]);
});

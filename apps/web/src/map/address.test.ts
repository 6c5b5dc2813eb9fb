import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAddress, type MapAddress, modes, parameters, parseAddress } from "./address.ts";
import { haves, noFilter, states, tiers } from "./filter.ts";

const slugs = ["vectors", "ppo", "dpo", "chain-rule"];
const names = { topics: new Set(slugs), modules: new Set(["calculus", "deeprl"]), tracks: new Set(["core"]) };
const read = (path: string) => {
  const url = new URL(path, "http://x");
  return parseAddress(url.pathname, url.search, names);
};

describe("parseAddress", () => {
  it("two ends mean a route", () => {
    const { address, problems } = read("/map/?from=vectors&to=ppo");
    expect(address).toMatchObject({ mode: "path", from: "vectors", to: "ppo" });
    expect(problems).toEqual([]);
  });

  it("/gaps and mode=gaps mean the same", () => {
    expect(read("/gaps/?to=dpo,ppo").address).toEqual(read("/map?to=dpo,ppo&mode=gaps").address);
    expect(read("/blankfile/gaps?to=dpo").address).toMatchObject({ mode: "gaps", destinations: ["dpo"] });
  });

  it("a bare address explores", () => {
    expect(read("/").address).toMatchObject({ mode: "explore", topic: undefined, view: "map" });
  });

  it("an unknown topic is told and left out", () => {
    const { address, problems } = read("/gaps/?to=ppoo,dpo");
    expect(address.destinations).toEqual(["dpo"]);
    expect(problems).toEqual([{ parameter: "to", given: "ppoo", wanted: "topic" }]);
  });

  it("a filter stands in the address, and what it does not know is told", () => {
    expect(read("/map/?track=core&tier=landmark&state=ready&has=lab")).toMatchObject({
      address: { filter: { track: "core", tier: "landmark", state: "ready", has: "lab" } },
      problems: [],
    });
    const { address, problems } = read("/map/?track=cor&tier=gold&has=");
    expect(address.filter).toEqual(noFilter);
    expect(problems).toEqual([
      { parameter: "track", given: "cor", wanted: "track" },
      { parameter: "tier", given: "gold", wanted: [...tiers, "all"] },
    ]);
  });

  it("an unknown word is told and the usual one taken", () => {
    const { address, problems } = read("/map/?mode=fly&view=globe&module=alchemy");
    expect(address).toMatchObject({ mode: "explore", view: "map", module: undefined });
    expect(problems.map(({ parameter }) => parameter).sort()).toEqual(["mode", "module", "view"]);
  });

  it("empty and doubled values are no problem", () => {
    const { address, problems } = read("/map/?mode=gaps&to=,dpo,,dpo,&view=&topic=");
    expect(address.destinations).toEqual(["dpo"]);
    expect(problems).toEqual([]);
  });

  it("a parameter that says nothing, here or in this mode, is told apart", () => {
    expect(read("/map/?topc=ppo&color=blue&color=red&utm_source=x&fbclid=y")).toMatchObject({
      problems: [],
      unused: ["topc", "color"],
    });
    expect(read("/gaps/?to=dpo&topic=ppo&tier=landmark").unused).toEqual(["topic", "tier"]);
    expect(read("/map/?topic=ppo&tier=landmark&view=list").unused).toEqual([]);
  });

  it("every parameter that is named as one is read in some mode", () => {
    const unused = modes.map(
      (mode) => read(`/map/?mode=${mode}&${parameters.map((name) => `${name}=`).join("&")}`).unused,
    );
    expect(parameters.filter((name) => unused.every((list) => list.includes(name)))).toEqual([]);
  });

  it("a value that is script or not even UTF-8 stays text", () => {
    expect(read("/map/?topic=%3Cscript%3E").problems[0]!.given).toBe("<script>");
    expect(read("/map/?topic=%E0%A4%A").problems).toHaveLength(1);
  });
});

describe("formatAddress", () => {
  it("gives the short forms", () => {
    const bare = read("/").address;
    expect(formatAddress(bare)).toBe("/");
    expect(formatAddress({ ...bare, mode: "gaps", destinations: ["dpo", "ppo"] })).toBe("/gaps/?to=dpo,ppo");
    expect(formatAddress({ ...bare, mode: "path", from: "vectors", to: "ppo" })).toBe(
      "/map/?from=vectors&to=ppo",
    );
    expect(formatAddress({ ...bare, mode: "path" })).toBe("/map/?mode=path");
    expect(formatAddress({ ...bare, view: "list" })).toBe("/map/?view=list");
  });

  it("is read back as it was", () => {
    const topic = fc.option(fc.constantFrom(...slugs), { nil: undefined });
    const maybe = <V>(...values: V[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
    const any = fc.record({
      filter: fc.record({
        track: maybe("core"),
        tier: maybe(...tiers),
        state: maybe(...states),
        has: maybe(...haves),
      }),
      mode: fc.constantFrom(...modes),
      topic,
      module: fc.option(fc.constantFrom("calculus", "deeprl"), { nil: undefined }),
      from: topic,
      to: topic,
      destinations: fc.uniqueArray(fc.constantFrom(...slugs)),
      landmarksOnly: fc.boolean(),
      view: fc.constantFrom("map" as const, "list" as const),
    });
    fc.assert(
      fc.property(any, (given) => {
        const address = sensible(given);
        const back = read(formatAddress(address));
        expect(back).toEqual({ address, problems: [], unused: [] });
      }),
    );
  });
});

/** Only what the mode can say. */
function sensible(address: MapAddress): MapAddress {
  const { mode } = address;
  const none = { topic: undefined, module: undefined, from: undefined, to: undefined, destinations: [] };
  const rest = {
    ...none,
    filter: noFilter,
    mode,
    view: address.view,
    landmarksOnly: mode === "gaps" && address.landmarksOnly,
  };
  if (mode === "explore")
    return { ...rest, topic: address.topic, module: address.module, filter: address.filter };
  if (mode === "path") return { ...rest, from: address.from, to: address.to };
  return { ...rest, destinations: address.destinations };
}

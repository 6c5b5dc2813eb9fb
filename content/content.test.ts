import { readFileSync } from "node:fs";
import { join } from "node:path";
import { coverage, problemText } from "@blankfile/curriculum";
import { describe, expect, it } from "vitest";
import type { MapOrder } from "./layout/map.ts";
import { checkContent } from "./rules/check-content.ts";

const root = join(import.meta.dirname, "..");
const checked = checkContent(root);

describe("the content", () => {
  it("keeps every rule of files, graph, names, pages, labs and map", async () => {
    expect((await checked).problems.map(problemText)).toEqual([]);
  }, 480_000);

  it("has each topic in exactly one place of the map", async () => {
    const { content } = await checked;
    const map = JSON.parse(readFileSync(join(root, "content/map.json"), "utf8")) as MapOrder;
    const places = map.layers.flatMap(({ modules }) => modules.flatMap(({ topics }) => topics));
    expect(places.toSorted()).toEqual([...content.topics.keys()].toSorted());
  });

  it("has the catalogue's 852 topics at least, in 65 modules and 7 layers, 198 of them landmarks", async () => {
    const { topics, modules, layers } = (await checked).content;
    expect(topics.size).toBeGreaterThanOrEqual(852);
    expect([modules.length, layers.length]).toEqual([65, 7]);
    expect([...topics.values()].filter(({ tier }) => tier === 1)).toHaveLength(198);
  });

  it("answers each of the seeds' 693 phrases by something that exists", async () => {
    const { content } = await checked;
    const given = {
      ...content,
      projects: [...content.projects.values()],
      tracks: [...content.tracks.values()],
    };
    const answered = coverage(content.seedPhrases, given);
    expect(answered).toHaveLength(693);
    for (const { answers } of answered) expect(answers.length).toBeGreaterThan(0);
  });

  it("has a summary for every topic, no two alike", async () => {
    const texts = [...(await checked).content.topics.values()].map(({ summary }) => summary?.trim() ?? "");
    expect(texts.filter((text) => text.length < 20)).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each(["chain-rule", "backpropagation", "autograd-engine"])(
    "%s has its page, a lab and an exercise",
    async (slug) => {
      const topic = (await checked).content.topics.get(slug)!;
      expect(topic.status).not.toBe("outline");
      expect(topic.labs?.length).toBeGreaterThan(0);
      expect(topic.exercises?.length).toBeGreaterThan(0);
    },
  );
});

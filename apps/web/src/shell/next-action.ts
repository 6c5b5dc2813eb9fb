import { gaps, knownTopics } from "@blankfile/curriculum";
import { loadAtlas } from "../atlas/load-atlas.ts";
import { plan } from "../store/plan.ts";
import { evidence, ready, rungOf } from "../store/progress.ts";
import { href, topicHref } from "./href.ts";

/**
 * Where a page marks no next action of its own: on the page of a topic its exercise, unless that is passed; else the next
 * topic of the plan; without a plan the map, which asks for a destination.
 */
export async function nextAction(): Promise<void> {
  await ready;
  const topic = document.querySelector<HTMLElement>("article[data-topic]")?.dataset.topic;
  const exercise = document.querySelector<HTMLElement>('[id^="exercise-"]');
  if (topic && exercise && ["none", "claimed", "explained"].includes(rungOf(topic))) {
    exercise.tabIndex = -1;
    exercise.focus();
    return;
  }
  const next = await nextOfPlan().catch(() => undefined);
  location.assign(next === undefined || next === topic ? href("/") : topicHref(next));
}

async function nextOfPlan(): Promise<string | undefined> {
  const { graph } = await loadAtlas();
  const destinations = plan.value.filter((slug) => graph.topics.has(slug));
  if (destinations.length === 0) return undefined;
  return gaps(graph, destinations, knownTopics(evidence.value)).next[0];
}

import type { AtlasTopic } from "../atlas/atlas.ts";

export interface KnownHours {
  /** Of the topics that say how long they take. */
  hours: number;
  /** How many say so, of how many. */
  topics: number;
  of: number;
}

/** How long a list takes, as far as its topics say; nothing is guessed for those that do not. */
export function knownHours(topics: readonly Pick<AtlasTopic, "minutes">[]): KnownHours {
  const said = topics.flatMap(({ minutes }) => (minutes === undefined ? [] : [minutes]));
  return {
    hours: said.reduce((sum, minutes) => sum + minutes, 0) / 60,
    topics: said.length,
    of: topics.length,
  };
}

/** "About 14 hours for 9 of 61 topics; the others do not say yet" */
export function hoursWords({ hours, topics, of }: KnownHours): string {
  if (topics === 0)
    return of === 1
      ? "The topic does not say yet how long it takes"
      : `None of the ${of} topics says yet how long it takes`;
  const round = hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours);
  const amount = `About ${round} ${round === 1 ? "hour" : "hours"}`;
  return topics === of
    ? `${amount} for ${of === 1 ? "the one topic" : `all ${of} topics`}`
    : `${amount} for ${topics} of ${of} topics; the others do not say yet`;
}

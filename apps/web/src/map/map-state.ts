import { gaps, knownTopics, tracePath } from "@blankfile/curriculum";
import { computed, signal } from "@preact/signals";
import type { Atlas } from "../atlas/atlas.ts";
import { href } from "../shell/href.ts";
import { evidence, rungOf } from "../store/progress.ts";
import { type AddressProblem, formatAddress, type MapAddress, parseAddress } from "./address.ts";
import { isEmpty, noFilter, passes } from "./filter.ts";
import {
  filterPicture,
  gapsPicture,
  modulePicture,
  plainPicture,
  routePicture,
  topicPicture,
} from "./picture.ts";

export type MapState = ReturnType<typeof mapState>;

/** The map's state. It is the address and nothing else; the rest is computed from it and from the reader's evidence. */
export function mapState(atlas: Atlas) {
  const names = { topics: atlas.graph.topics, modules: atlas.modules, tracks: atlas.tracks };
  const read = () => parseAddress(location.pathname, location.search, names);
  const first = read();
  const address = signal<MapAddress>(first.address);
  const problems = signal<readonly AddressProblem[]>(first.problems);
  /** Parameters of the address that say nothing. */
  const unused = signal<readonly string[]>(first.unused);

  addEventListener("popstate", () => {
    const now = read();
    address.value = now.address;
    problems.value = now.problems;
    unused.value = now.unused;
  });

  /** Changes a part of the address; each change is a step of the browser's history. */
  function go(change: Partial<MapAddress>): void {
    const next = { ...address.value, ...change };
    if (next.mode !== "explore") next.filter = noFilter;
    problems.value = [];
    unused.value = [];
    if (formatAddress(next) === formatAddress(address.value)) return;
    address.value = next;
    history.pushState(null, "", href(formatAddress(next)));
  }

  const known = computed(() => knownTopics(evidence.value));
  const route = computed(() => {
    const { mode, from, to } = address.value;
    return mode === "path" && from && to ? tracePath(atlas.graph, from, to) : undefined;
  });
  const found = computed(() => {
    const { mode, destinations } = address.value;
    return mode === "gaps" && destinations.length > 0
      ? gaps(atlas.graph, destinations, known.value)
      : undefined;
  });
  /** The topics that pass the filter; undefined where there is none. */
  const shown = computed(() => {
    const { filter } = address.value;
    if (isEmpty(filter)) return undefined;
    const standing = { rung: rungOf, tracks: atlas.tracks };
    return new Set(atlas.topics.filter((topic) => passes(topic, filter, standing)).map(({ slug }) => slug));
  });
  const picture = computed(() => {
    const { topic, module, from, to, destinations } = address.value;
    if (route.value) return routePicture(atlas, route.value);
    if (found.value) return gapsPicture(atlas, found.value, destinations);
    const one = topic ?? from ?? to;
    if (one) return topicPicture(atlas, one);
    if (shown.value) return filterPicture(shown.value, module);
    if (module) return modulePicture(module);
    return plainPicture();
  });

  return { atlas, address, problems, unused, go, known, route, gaps: found, shown, picture };
}

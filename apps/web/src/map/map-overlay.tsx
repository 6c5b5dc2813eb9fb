import type { Atlas } from "../atlas/atlas.ts";
import type { Geometry } from "./geometry.ts";
import type { Picture } from "./picture.ts";
import { placeLabels } from "./place-labels.ts";
import { roundedPath, routeLine } from "./route-line.ts";

interface Props {
  atlas: Atlas;
  geometry: Geometry;
  picture: Picture;
}

/** The edges of a selection. */
export function Edges({ atlas, geometry, picture }: Props) {
  const dot = (slug: string) => geometry.dots[atlas.graph.topics.get(slug)!.place]!;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group without tabindex takes no focus
    <g class="overlay" aria-hidden="true">
      {picture.edges.map(({ from, to, kind }) => (
        <path key={`${from}>${to}`} class={`edge ${kind}`} d={curve(dot(from), dot(to))} />
      ))}
    </g>
  );
}

/** What lies over everything: a route with its numbered stops, counts and names. */
export function MapOverlay({ atlas, geometry, picture }: Props) {
  const { route, counts, named, marks } = picture;
  const place = (slug: string) => atlas.graph.topics.get(slug)!.place;
  const dot = (slug: string) => geometry.dots[place(slug)]!;
  const labels = placeLabels(
    geometry,
    named.map((slug) => ({
      dot: place(slug),
      texts: shortenings(atlas.graph.topics.get(slug)!.title, geometry.stacked ? [28, 20, 12] : [36, 24, 14]),
    })),
  );
  const legs = (route?.stops ?? []).slice(1).map((stop, k) => ({
    slug: stop.slug,
    path: roundedPath(routeLine(geometry, place(route!.stops[k]!.slug), place(stop.slug), k)),
    soft: stop.by === "recommends",
  }));
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group without tabindex takes no focus
    <g class="overlay" aria-hidden="true">
      {legs.map(({ slug, path }) => (
        <path key={`halo-${slug}`} class="halo" d={path} />
      ))}
      {legs.map(({ slug, path, soft }) => (
        <path key={`leg-${slug}`} class={`leg${soft ? " soft" : ""}`} d={path} />
      ))}
      {[...counts].map(([id, count]) => {
        const tile = geometry.tiles[atlas.modules.get(id)!.place]!;
        return (
          <text key={id} class="count" x={tile.x + tile.width - 8} y={tile.nameY}>
            {count}
          </text>
        );
      })}
      {labels.map((label, k) => (
        <g key={`label-${named[k]}`}>
          <rect class="pill" x={label.x} y={label.y} width={label.width} height={label.height} rx={10.5} />
          <text class="pill-name" x={label.x + label.width / 2} y={label.y + 14.5}>
            {label.text}
          </text>
        </g>
      ))}
      {route?.stops.map(({ slug }, k) => (
        <g key={`stop-${slug}`}>
          <circle class="stop" cx={dot(slug).x} cy={dot(slug).y} r={9} />
          <text class="stop-number" x={dot(slug).x} y={dot(slug).y + 3.4}>
            {k + 1}
          </text>
        </g>
      ))}
      {[...marks]
        .filter(([, mark]) => mark === "selected" || mark === "goal")
        .map(([slug, mark]) => (
          <circle key={`ring-${slug}`} class={`ring ${mark}`} cx={dot(slug).x} cy={dot(slug).y} r={8} />
        ))}
    </g>
  );
}

/** The title in at most so many letters, and in fewer. */
function shortenings(title: string, most: readonly number[]): string[] {
  return [...new Set(most.map((count) => shortened(title, count)))];
}

/** At most so many letters, cut behind a word; a small word at the end goes too. */
function shortened(title: string, most: number): string {
  if (title.length <= most) return title;
  const cut = title.slice(0, title.lastIndexOf(" ", most - 2));
  return `${cut.replace(/( (a|and|by|for|from|in|of|on|or|the|to|with))+$/, "")} …`;
}

/** A soft curve between two dots; topics side by side get an arc. */
function curve(a: { x: number; y: number }, b: { x: number; y: number }): string {
  const middle = (a.y + b.y) / 2;
  if (Math.abs(a.y - b.y) < 20)
    return `M${a.x},${a.y}Q${(a.x + b.x) / 2},${Math.min(a.y, b.y) - 18} ${b.x},${b.y}`;
  return `M${a.x},${a.y}C${a.x},${middle} ${b.x},${middle} ${b.x},${b.y}`;
}

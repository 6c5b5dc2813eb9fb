import type { Rung } from "@blankfile/curriculum";
import type { ComponentChildren } from "preact";
import { useMemo, useRef } from "preact/hooks";
import type { Atlas, AtlasTopic, Module } from "../atlas/atlas.ts";
import { href } from "../shell/href.ts";
import type { Geometry, Tile } from "./geometry.ts";
import { landmarkNames } from "./landmark-names.ts";
import { Edges, MapOverlay } from "./map-overlay.tsx";
import { isSolid, type Picture } from "./picture.ts";
import { sizes } from "./sizes.ts";
import { useSettled } from "./use-settled.ts";

interface Props {
  atlas: Atlas;
  geometry: Geometry;
  picture: Picture;
  rung: (slug: string) => Rung;
  /** Id of the module whose tile Tab reaches; the arrow keys move on from it. Without it the drawing is a still one. */
  focusable?: string | undefined;
  onTileKey?: (event: KeyboardEvent, module: Module) => void;
  /** How much larger than its own pixels it is drawn: near enough, landmarks have their names. */
  zoom?: number;
}

/** Milliseconds that the zoom rests before names are set anew for it; until then they grow with the picture. */
const settling = 120;

/** The map as SVG: bands, tiles, dots, and over them what is selected. */
export function MapDrawing({ atlas, geometry, picture, rung, focusable, onTileKey, zoom = 1 }: Props) {
  const { width, height } = geometry;
  const settled = useSettled(zoom, settling);
  const near = settled >= 1.9 && !picture.focus;
  const onKey = useRef(onTileKey);
  onKey.current = onTileKey;
  // The same elements as long as nothing in them changes: other names must not cost a look at every dot.
  const tiles = useMemo(
    () => (
      <Tiles
        {...{ atlas, geometry, picture, rung, focusable }}
        onTileKey={(event, module) => onKey.current?.(event, module)}
      />
    ),
    [atlas, geometry, picture, rung, focusable],
  );
  const above = useMemo(
    () => (
      <>
        <Edges atlas={atlas} geometry={geometry} picture={picture} />
        <Names atlas={atlas} geometry={geometry} picture={picture} />
        <MapOverlay atlas={atlas} geometry={geometry} picture={picture} />
      </>
    ),
    [atlas, geometry, picture],
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element of SVG means a group with a name
    <svg
      class={`map${picture.focus ? " focus" : ""}${near ? " near" : ""}${picture.counts.size > 0 ? " gaps" : ""}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label="Map of all topics, seven layers, from the axioms at the bottom to the frontier at the top"
    >
      <defs>
        <Hatch id="hatch" colour="var(--dot-known)" />
        <Hatch id="hatch-amber" colour="var(--amber-dot)" />
      </defs>
      {tiles}
      {near && <LandmarkNames atlas={atlas} geometry={geometry} size={11.5 / settled} />}
      {above}
    </svg>
  );
}

/** Bands, and on them a tile for each module with a dot for each topic. */
function Tiles({ atlas, geometry, picture, rung, focusable, onTileKey }: Omit<Props, "zoom">) {
  const still = focusable === undefined;
  return (
    <>
      <Bands geometry={geometry} />
      {[...atlas.modules.values()].map((module) => (
        <TileGroup
          key={module.id}
          tile={geometry.tiles[module.place]!}
          module={module}
          label={tileLabel(module, rung, picture)}
          lit={picture.modules.has(module.id)}
          tabIndex={still ? undefined : module.id === focusable ? 0 : -1}
          onKeyDown={onTileKey && ((event) => onTileKey(event, module))}
        >
          {module.topics.map((topic) => (
            <circle
              key={topic.slug}
              class={dotClass(topic, rung(topic.slug), picture)}
              cx={tenth(geometry.dots[topic.place]!.x)}
              cy={tenth(geometry.dots[topic.place]!.y)}
              r={topic.tier === 1 ? sizes.landmark : sizes.dot}
            />
          ))}
        </TileGroup>
      ))}
    </>
  );
}

function Bands({ geometry }: { geometry: Geometry }) {
  return geometry.bands.map((band) => (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group without tabindex takes no focus
    <g key={band.id} aria-hidden="true">
      <rect class="band" x={band.x} y={band.y} width={band.width} height={band.height} rx={12} />
      <text class="layer-id" x={band.labelX} y={band.labelY}>
        {band.id}
      </text>
      <text
        class="layer-name"
        x={geometry.stacked ? band.labelX + 34 : band.labelX}
        y={geometry.stacked ? band.labelY : band.labelY + 17}
      >
        {band.name}
      </text>
    </g>
  ));
}

function TileGroup(props: {
  tile: Tile;
  module: Module;
  label: string;
  lit: boolean;
  tabIndex: number | undefined;
  onKeyDown: ((event: KeyboardEvent) => void) | undefined;
  children: ComponentChildren;
}) {
  const { tile, module, tabIndex } = props;
  const box = (
    <rect
      class="tile-box"
      x={tenth(tile.x)}
      y={tenth(tile.y)}
      width={tenth(tile.width)}
      height={tenth(tile.height)}
      rx={8}
    />
  );
  if (tabIndex === undefined)
    return (
      <a class="tile" href={href(`/topics/#module-${module.id}`)} aria-label={props.label}>
        {box}
        {props.children}
      </a>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button
    <g
      class={`tile${props.lit ? " on" : ""}`}
      data-module={module.id}
      role="button"
      tabindex={tabIndex}
      aria-label={props.label}
      onKeyDown={props.onKeyDown}
    >
      {box}
      {props.children}
    </g>
  );
}

function LandmarkNames({ atlas, geometry, size }: { atlas: Atlas; geometry: Geometry; size: number }) {
  const landmarks = atlas.topics
    .filter(({ tier }) => tier === 1)
    .map(({ place, module, title }) => ({ place, title, module: atlas.modules.get(module)!.place }));
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group without tabindex takes no focus
    <g class="landmark-names" aria-hidden="true" style={{ fontSize: `${size}px`, strokeWidth: size / 3 }}>
      {landmarkNames(geometry, landmarks, size).map(({ place, text, x, y }) => (
        <text key={place} x={x} y={y}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** Names lie over the edges, with a rim in the tile's colour, so that no line makes them unreadable. */
function Names({ atlas, geometry, picture }: { atlas: Atlas; geometry: Geometry; picture: Picture }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group without tabindex takes no focus
    <g class="names" aria-hidden="true">
      {[...atlas.modules.values()].map(({ id, place }) => {
        const tile = geometry.tiles[place]!;
        return (
          <text key={id} class={picture.modules.has(id) ? "name on" : "name"}>
            {tile.name.map((line, k) => (
              <tspan key={line} x={tile.nameX} y={tile.nameY + k * sizes.nameLine}>
                {line}
              </tspan>
            ))}
          </text>
        );
      })}
    </g>
  );
}

/** Whole tenths of a pixel: the picture stands in the page's HTML. */
function tenth(length: number): number {
  return Math.round(length * 10) / 10;
}

function Hatch({ id, colour }: { id: string; colour: string }) {
  return (
    <pattern id={id} width="2.6" height="2.6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="1.2" height="2.6" fill={colour} />
    </pattern>
  );
}

function dotClass(topic: AtlasTopic, rung: Rung, picture: Picture): string {
  const mark = picture.marks.get(topic.slug);
  let name = "dot";
  if (topic.tier === 1) name += " landmark";
  if (isSolid(rung)) name += " known";
  if (rung === "claimed") name += " claimed";
  return mark === undefined ? name : `${name} m-${mark}`;
}

function tileLabel(module: Module, rung: (slug: string) => Rung, picture: Picture): string {
  const known = module.topics.filter(({ slug }) => rung(slug) !== "none").length;
  const missing = picture.counts.get(module.id);
  return `${module.title}, layer ${module.layer}, ${module.topics.length} topics, ${known} known${missing ? `, ${missing} missing` : ""}`;
}

import type { GraphView as Graph } from "@blankfile/curriculum/lab";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { curveThrough, layOut, type PlacedEdge, type PlacedNode } from "./graph-layout.ts";
import { toneColour, toneText } from "./tones.ts";

/** A directed graph, left to right. Wider than the card, it scrolls. */
export function GraphView({ view }: { view: Graph }) {
  const placed = useMemo(() => layOut(view), [view]);
  const { nodes, edges, width, height } = placed;
  const box = useRef<HTMLElement>(null);
  // On a narrow screen the node that is worked on moves into sight.
  useEffect(() => {
    const active = nodes.find(({ node }) => node.state === "active");
    const element = box.current;
    if (active === undefined || element === null || element.scrollWidth <= element.clientWidth) return;
    const centre = ((active.x + active.width / 2) / width) * element.scrollWidth;
    element.scrollTo({ left: centre - element.clientWidth / 2 });
  }, [nodes, width]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide graph must scroll by keyboard
    <section class="lab-graph" ref={box} tabIndex={0} aria-label={view.title}>
      <svg
        role="img"
        aria-label={inText(view)}
        viewBox={`0 0 ${width} ${height}`}
        style={{ "--graph-width": `${width}px` }}
      >
        <defs>
          <marker
            id="lab-arrow"
            viewBox="0 0 8 8"
            refX="7.4"
            refY="4"
            markerUnits="userSpaceOnUse"
            markerWidth="9"
            markerHeight="9"
            orient="auto"
          >
            <path d="M0,0.6 L7.4,4 L0,7.4 Z" fill="context-stroke" />
          </marker>
        </defs>
        {edges.map((edge, i) => (
          <Edge key={i} placed={edge} />
        ))}
        {nodes.map((node) => (
          <Node key={node.node.id} placed={node} />
        ))}
      </svg>
    </section>
  );
}

function Edge({ placed: { edge, points } }: { placed: PlacedEdge }) {
  const [from, to] = [points[0]!, points[1]!];
  return (
    <g class={edge.active ? "edge active" : "edge"}>
      <path
        d={curveThrough(points)}
        fill="none"
        style={{ stroke: `var(${edge.active ? toneColour[edge.tone] : "--edge"})` }}
        marker-end="url(#lab-arrow)"
      />
      {edge.label !== undefined && (
        <text x={(from[0] + to[0]) / 2} y={(from[1] + to[1]) / 2 - 6} text-anchor="middle">
          {edge.label}
        </text>
      )}
    </g>
  );
}

function Node({ placed: { node, x, y, width, height } }: { placed: PlacedNode }) {
  const middle = x + width / 2;
  return (
    <g class={`node ${node.state}`}>
      <rect x={x} y={y} width={width} height={height} rx="9" />
      <text class="name" x={middle} y={y + 20} text-anchor="middle">
        {node.label}
      </text>
      {node.lines.map(({ text, tone }, i) => (
        <text
          key={i}
          x={middle}
          y={y + 38 + 17 * i}
          text-anchor="middle"
          style={{ fill: `var(${toneText[tone]})` }}
        >
          {text}
        </text>
      ))}
    </g>
  );
}

function inText({ nodes }: Graph): string {
  const parts = nodes.map(({ label, lines }) => [label, ...lines.map(({ text }) => text)].join(" "));
  return `${nodes.length} nodes, left to right: ${parts.join("; ")}.`;
}

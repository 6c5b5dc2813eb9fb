import type { Tone, View } from "@blankfile/curriculum/lab";

const tones: readonly Tone[] = ["accent", "amber", "gap", "ok", "ink", "muted"];

/** What a player could not draw of a view: numbers that are none, tones that do not exist, sizes that disagree. */
export function viewFaults(view: View): string[] {
  const faults: string[] = [];
  const say = (fault: string) => faults.push(`view "${view.title}": ${fault}`);
  for (const path of placesOf(view, (value) => typeof value === "number" && !Number.isFinite(value)))
    say(`${path} is not a finite number`);
  for (const path of placesOf(view, (value, key) => key === "tone" && !tones.includes(value as Tone)))
    say(`${path} is no tone; ${tones.join(", ")} are`);
  if (view.title.trim() === "") say("has no title");
  if (view.kind === "field" && view.values.length !== view.rows * view.cols)
    say(`has ${view.values.length} values for ${view.rows} × ${view.cols} cells`);
  if (view.kind === "matrix" && view.values.length !== view.rowLabels.length * view.colLabels.length)
    say(`has ${view.values.length} values for ${view.rowLabels.length} × ${view.colLabels.length} cells`);
  if (view.kind === "graph") {
    const ids = view.nodes.map(({ id }) => id);
    if (new Set(ids).size < ids.length) say("has two nodes of one id");
    for (const { from, to } of view.edges)
      if (!ids.includes(from) || !ids.includes(to))
        say(`has an edge from ${from} to ${to}, one of which is no node`);
  }
  return faults;
}

/** Paths of the values for which `is` holds, "series.0.points.3.1"; at most three. */
function placesOf(
  value: unknown,
  is: (value: unknown, key: string) => boolean,
  path = "",
  key = "",
): string[] {
  if (is(value, key)) return [path];
  if (typeof value !== "object" || value === null) return [];
  const places: string[] = [];
  for (const [name, inner] of Object.entries(value)) {
    places.push(...placesOf(inner, is, path === "" ? name : `${path}.${name}`, name));
    if (places.length >= 3) break;
  }
  return places.slice(0, 3);
}

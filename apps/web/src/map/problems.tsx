import { nearest } from "@blankfile/curriculum";
import { href } from "../shell/href.ts";
import type { AddressProblem } from "./address.ts";
import type { MapState } from "./map-state.ts";

/** What in the address was not understood, with the nearest names as links. The map stays usable. */
export function Problems({ state }: { state: MapState }) {
  if (state.problems.value.length === 0) return null;
  return (
    <div class="notice problem" role="alert">
      {state.problems.value.map((problem) => (
        <p key={`${problem.parameter}=${problem.given}`}>
          <Problem state={state} problem={problem} />
        </p>
      ))}
    </div>
  );
}

function Problem({ state: { atlas }, problem }: { state: MapState; problem: AddressProblem }) {
  const { parameter, given, wanted } = problem;
  if (wanted !== "topic" && wanted !== "module" && wanted !== "track")
    return (
      <>
        address: {parameter} is “{given}”, one of {wanted.join(", ")} is needed.
      </>
    );
  const names = { topic: atlas.graph.topics, module: atlas.modules, track: atlas.tracks };
  const near = nearest(given, names[wanted].keys());
  return (
    <>
      address: {parameter} is “{given}”, the name of a {wanted} is needed
      {near.length > 0 && "; near it: "}
      {near.map((name, k) => (
        <span key={name}>
          {k > 0 && ", "}
          <a class="link" href={withName(problem, name)}>
            {name}
          </a>
        </span>
      ))}
      .
    </>
  );
}

/** The address as it was given, with the name mended. */
function withName({ parameter, given }: AddressProblem, name: string): string {
  const query = new URLSearchParams(location.search);
  const values = (query.get(parameter) ?? "")
    .split(",")
    .map((value) => (value.trim() === given ? name : value));
  query.set(parameter, values.join(","));
  const path = /\/gaps\/?$/.test(location.pathname) ? "/gaps/" : "/map/";
  return href(`${path}?${query.toString().replaceAll("%2C", ",")}`);
}

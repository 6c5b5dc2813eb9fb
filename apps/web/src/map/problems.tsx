import { nearest } from "@blankfile/curriculum";
import { clipped } from "../atlas/words.ts";
import { href } from "../shell/href.ts";
import { type AddressProblem, parameters } from "./address.ts";
import type { MapState } from "./map-state.ts";
import { nearNames } from "./near-names.ts";

/** So many parameters without use are named. */
const mostNamed = 3;

/** What in the address was not understood, with the nearest names as links. The map stays usable. */
export function Problems({ state }: { state: MapState }) {
  const problems = state.problems.value;
  const unused = state.unused.value;
  return (
    <>
      {problems.length > 0 && (
        <div class="notice problem" role="alert">
          {problems.map((problem) => (
            <p key={`${problem.parameter}=${problem.given}`}>
              <Problem state={state} problem={problem} />
            </p>
          ))}
        </div>
      )}
      {unused.length > 0 && <Unused names={unused} />}
    </>
  );
}

function Problem({ state: { atlas }, problem }: { state: MapState; problem: AddressProblem }) {
  const { parameter, given, wanted } = problem;
  if (wanted !== "topic" && wanted !== "module" && wanted !== "track")
    return (
      <>
        address: {parameter} is “{clipped(given)}”, one of {wanted.join(", ")} is needed.
      </>
    );
  const near = nearNames(atlas, wanted, given);
  return (
    <>
      address: {parameter} is “{clipped(given)}”, the name of a {wanted} is needed
      {near.length > 0 && "; near it: "}
      {near.map(({ id, title }, k) => (
        <span key={id}>
          {k > 0 && ", "}
          <a class="link" href={withName(problem, id)}>
            {title}
          </a>
        </span>
      ))}
      .
    </>
  );
}

/** Harmless, so it is said quietly; a slip in a parameter's name can be mended by a click. */
function Unused({ names }: { names: readonly string[] }) {
  const more = names.length - mostNamed;
  return (
    <p class="unused" role="status">
      Not used by the map, in this address:{" "}
      {names.slice(0, mostNamed).map((name, k) => {
        const near = nearest(name, parameters)[0];
        return (
          <span key={name}>
            {k > 0 && ", "}“{clipped(name)}”
            {near !== undefined && near !== name && (
              <>
                {" "}
                (
                <a class="link" href={withParameter(name, near)}>
                  {near}
                </a>
                ?)
              </>
            )}
          </span>
        );
      })}
      {more > 0 && ` and ${more} more`}.
    </p>
  );
}

/** The address as it was given, with the name mended. */
function withName({ parameter, given }: AddressProblem, name: string): string {
  const query = new URLSearchParams(location.search);
  const values = (query.get(parameter) ?? "")
    .split(",")
    .map((value) => (value.trim() === given ? name : value));
  query.set(parameter, values.join(","));
  return addressOf(query);
}

/** The address as it was given, with a parameter's name mended. */
function withParameter(given: string, parameter: string): string {
  const query = new URLSearchParams(location.search);
  query.set(parameter, query.get(given) ?? "");
  query.delete(given);
  return addressOf(query);
}

function addressOf(query: URLSearchParams): string {
  const path = /\/gaps\/?$/.test(location.pathname) ? "/gaps/" : "/map/";
  return href(`${path}?${query.toString().replaceAll("%2C", ",")}`);
}

import type { Proofs as ProofData, ProvedFile } from "./exercise-data.ts";

/** What was shown of the checks themselves: whether they let the solution through and stop the mistakes. */
export function Proofs({ proofs }: { proofs: ProofData }) {
  const { checks, starter, solution, second, oneWay, mutants } = proofs;
  const dead = mutants.filter(({ outcome }) => outcome !== "passed").length;
  return (
    <details class="ex-list">
      <summary>
        What is known of these checks: the starter {verb(starter)}, the solution {verb(solution)}, {dead} of{" "}
        {mutants.length} mutants die
      </summary>
      <p>
        Run when this site was built. The starter passes {starter.passed} of {checks} checks, the solution{" "}
        {solution.passed} of {checks}.{" "}
        {second !== undefined &&
          `Another correct solution, written differently, passes ${second.passed} of ${checks}. `}
        {oneWay !== undefined && `There is no second solution: ${oneWay} `}A mutant is a wrong solution of a
        kind that people write; each must fail.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">mutant</th>
            <th scope="col">dies at</th>
          </tr>
        </thead>
        <tbody>
          {mutants.map((mutant) => (
            <tr key={mutant.name}>
              <td>{mutant.name.replaceAll("-", " ")}</td>
              <td>{death(mutant)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function verb({ outcome }: ProvedFile): string {
  return outcome === "passed" ? "passes" : "fails";
}

function death({ outcome, failedBy }: ProvedFile): string {
  if (outcome === "passed") return "survives";
  const [first, ...more] = failedBy;
  const where = first ?? outcome;
  const how = outcome === "failed" || first === undefined ? "" : ` (${outcome})`;
  return more.length === 0 ? where + how : `${where}${how} and ${more.length} more`;
}

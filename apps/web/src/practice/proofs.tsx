import type { Proofs as ProofData } from "./exercise-data.ts";

/** What was shown of the checks themselves: they let the solution through and stop the mistakes. */
export function Proofs({ proofs }: { proofs: ProofData }) {
  const { checks, starter, solution, mutants } = proofs;
  const dead = mutants.filter(({ killedBy }) => killedBy.length > 0).length;
  return (
    <details class="ex-list">
      <summary>
        Why these checks can be trusted: the starter fails, the solution passes, {dead} of {mutants.length}{" "}
        mutants die
      </summary>
      <p>
        Run when this site was built. The starter passes {starter} of {checks} checks, the solution {solution}{" "}
        of {checks}. A mutant is a wrong solution of a kind that people write; each must fail.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">mutant</th>
            <th scope="col">dies at</th>
          </tr>
        </thead>
        <tbody>
          {mutants.map(({ name, killedBy }) => (
            <tr key={name}>
              <td>{name.replaceAll("-", " ")}</td>
              <td>
                {killedBy[0] ?? "survives"}
                {killedBy.length > 1 && ` and ${killedBy.length - 1} more`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

import { all, type Check, close, equal, holds, random, throwsError } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, j) => sum + value * b[j]!, 0);

function normal(rows: number, columns: number, seed: number): number[][] {
  const draw = random(seed);
  return Array.from({ length: rows }, () => draw.normals(columns));
}

/** Symmetric, with these eigenvalues: a product of reflections I − 2uuᵀ on both sides of a diagonal. */
function withEigenvalues(values: number[], seed: number): number[][] {
  let A = values.map((value, i) => values.map((_, j) => (i === j ? value : 0)));
  for (const u of normal(2, values.length, seed)) {
    const size = dot(u, u);
    const turn = (M: number[][]) =>
      M.map((row) => row.map((value, j) => value - (2 * dot(row, u) * u[j]!) / size));
    const turned = turn(A);
    A = turn(turned[0]!.map((_, j) => turned.map((row) => row[j]!)));
  }
  return A.map((row, i) => row.map((value, j) => (value + A[j]![i]!) / 2));
}

export const checks: Check<Module>[] = [
  {
    name: "polynomial by hand: (1·3 + 2·4 + 1)² = 144, and 11 with degree 1 and c = 0",
    probes: "inner-products",
    why: "c is added to the inner product once, before the power is taken.",
    run: ({ polynomial }) =>
      close([polynomial(2, 1)([1, 2], [3, 4]), polynomial(1, 0)([1, 2], [3, 4])], [144, 11]),
  },
  {
    name: "RBF by hand: distance² 8, γ = ¼: e⁻², and 1 for a point with itself",
    probes: "exp-log",
    why: "The squared distance stands in the exponent, with γ in front and a minus sign. There is no ½ and no root.",
    run: ({ rbf }) => close([rbf(0.25)([1, 2], [3, 4]), rbf(3)([5, 6], [5, 6])], [Math.exp(-2), 1]),
  },
  {
    name: "the Gram matrix of two with three inputs has two rows and three columns",
    probes: "matrices",
    why: "Row i belongs to x_i, column j to z_j.",
    run: ({ gram }) =>
      close(
        gram([[1], [2]], [[1], [10], [100]], ([x], [z]) => 2 * x! + z!),
        [
          [3, 12, 102],
          [5, 14, 104],
        ],
      ),
  },
  {
    name: "quadratic features of one number by hand: x², √(2c) x, c",
    why: "For c = 2 and x = 3, z = 5: (15 + 2)² = 289 = 9 · 25 + 2 · 2 · 15 + 4. A single feature x² lacks the rest.",
    run: ({ quadraticFeatures }) => close(dot(quadraticFeatures([3], 2), quadraticFeatures([5], 2)), 289),
  },
  {
    name: "quadratic features have the kernel as their inner product, in one to four dimensions, with c = 0 too",
    probes: "inner-products",
    why: "x₁x₂ z₁z₂ occurs twice in the square. If the mixed features lack √2, or the linear ones √(2c), this fails.",
    run: ({ quadraticFeatures, polynomial }) =>
      all(
        ...[1, 2, 3, 4].flatMap((F) =>
          [0, 0.5, 3].map((c) => {
            const [x, z] = normal(2, F, F) as [number[], number[]];
            return close(dot(quadraticFeatures(x, c), quadraticFeatures(z, c)), polynomial(2, c)(x, z));
          }),
        ),
      ),
  },
  {
    name: "distances by hand: 5 with the plain inner product of (1, 2) and (4, 6), √(2 − 2/e) with RBF at distance 1",
    probes: "inner-products",
    why: "‖a − b‖² = aᵀa − 2aᵀb + bᵀb: the mixed term counts twice, and what is asked for is the root.",
    run: ({ distance, polynomial, rbf }) =>
      close(
        [distance(polynomial(1, 0), [1, 2], [4, 6]), distance(rbf(1), [0], [1])],
        [5, Math.sqrt(2 - 2 / Math.E)],
      ),
  },
  {
    name: "distances are those of the features",
    why: "With c = 1 the features of the quadratic kernel were written out and subtracted.",
    run: ({ distance, polynomial, quadraticFeatures }) => {
      const [x, z] = normal(2, 3, 5) as [number[], number[]];
      const b = quadraticFeatures(z, 1);
      const gap = quadraticFeatures(x, 1).map((value, i) => value - b[i]!);
      return close(distance(polynomial(2, 1), x, z), Math.hypot(...gap));
    },
  },
  {
    name: "two inputs that are nearly equal are nearly 0 apart, also where rounding makes the square negative",
    why: "For 50 pairs, a billionth apart, three numbers of about 10⁴ leave a rest of either sign. The root of a negative number is NaN.",
    run: ({ distance, polynomial }) => {
      const draw = random(12);
      const gaps = Array.from({ length: 50 }, () => {
        const x = draw.normals(3, 2, 0.5);
        return distance(
          polynomial(4, 1),
          x,
          x.map((value) => value + 1e-9 * draw.normal()),
        );
      });
      return close(
        gaps,
        gaps.map(() => 0),
        1e-4,
      );
    },
  },
  {
    name: "Gram matrices of both kernels pass, also of rank 1 and with equal inputs",
    probes: "psd",
    why: "vᵀKv = ‖Σ v_n φ(x_n)‖² is never negative, but it can be 0. A test that wants every pivot clearly above 0 refuses good matrices.",
    run: ({ isKernelMatrix, gram, polynomial, rbf }) => {
      const X = [...normal(8, 2, 6), [1, 1], [1, 1]];
      const kernels = [polynomial(1, 0), polynomial(2, 1), polynomial(3, 0.5), rbf(0.5), rbf(1e-4)];
      return equal(
        kernels.map((kernel) => isKernelMatrix(gram(X, X, kernel), 1e-8)),
        kernels.map(() => true),
      );
    },
  },
  {
    name: "2, 1, 1, 2 passes, 1, 2, 2, 1 does not, nor does 1, 1, 0, 1",
    probes: "eigen",
    why: "The second has the eigenvalues 3 and −1, though all its entries and its diagonal are above 0. The third is not symmetric.",
    run: ({ isKernelMatrix }) =>
      equal(
        [
          [
            [2, 1],
            [1, 2],
          ],
          [
            [1, 2],
            [2, 1],
          ],
          [
            [1, 1],
            [0, 1],
          ],
          [[0]],
          [[-1]],
        ].map((K) => isKernelMatrix(K, 1e-9)),
        [true, false, false, true, false],
      ),
  },
  {
    name: "random symmetric matrices pass or not by their least eigenvalue",
    probes: "spectral-theorem",
    why: "Eigenvalues −1 and −0.001 among positive ones were built in, or 0 and 0.001. A positive determinant is not enough: two negative eigenvalues hide each other.",
    run: ({ isKernelMatrix }) => {
      const lists = [
        [3, 2, 1, 0.5, 0.001],
        [3, 2, 1, 0, 0],
        [3, 2, 1, 0.5, -0.001],
        [5, 4, 3, -1, -1],
        [5, -1, -1, -1, -1],
        [0.1, 0.1, 0.1, 0.1, -1],
      ];
      return equal(
        lists.flatMap((values) =>
          [1, 2, 3].map((seed) => isKernelMatrix(withEigenvalues(values, seed), 1e-6)),
        ),
        lists.flatMap((values) => [1, 2, 3].map(() => Math.min(...values) >= 0)),
      );
    },
  },
  {
    name: "a similarity that is no kernel: minus the distance of two points",
    probes: "psd",
    why: "Its diagonal is 0, so the eigenvalues add up to 0, and one of them is below.",
    run: ({ isKernelMatrix, gram }) =>
      equal(
        isKernelMatrix(
          gram([[0], [1], [3]], [[0], [1], [3]], ([x], [z]) => -Math.abs(x! - z!)),
          1e-9,
        ),
        false,
      ),
  },
  {
    name: "ridge by hand: inputs 1 and 2, answers 5 and 10, plain kernel, λ = 5: α = (½, 1), and 7.5 at x = 3",
    probes: "matrices",
    why: "K + λI has the rows (6, 2) and (2, 9): 6 · ½ + 2 · 1 = 5 and 2 · ½ + 9 · 1 = 10. Then w = ½ · 1 + 1 · 2 = 2.5.",
    run: ({ fitRidge, predict, polynomial }) => {
      const kernel = polynomial(1, 0);
      const alpha = fitRidge([[1], [2]], [5, 10], kernel, 5);
      return close([...alpha, predict([[1], [2]], alpha, kernel, [3])], [0.5, 1, 7.5]);
    },
  },
  {
    name: "with the quadratic kernel it is ridge regression on the quadratic features",
    probes: "matrices",
    why: "w = (ΦᵀΦ + λI)⁻¹Φᵀy was solved for on the features. λ belongs on the diagonal once, and is not multiplied by N.",
    run: ({ fitRidge, predict, polynomial, quadraticFeatures, solve }) => {
      const X = normal(12, 2, 7);
      const y = X.map(([a, b]) => a! * b! - b! + 1);
      const kernel = polynomial(2, 1);
      const Phi = X.map((x) => quadraticFeatures(x, 1));
      const columns = Phi[0]!.map((_, j) => Phi.map((row) => row[j]!));
      const A = columns.map((a, i) => columns.map((b, j) => dot(a, b) + (i === j ? 0.3 : 0)));
      const w = solve(
        A,
        columns.map((column) => dot(column, y)),
      );
      const alpha = fitRidge(X, y, kernel, 0.3);
      const fresh = normal(5, 2, 8);
      return close(
        fresh.map((x) => predict(X, alpha, kernel, x)),
        fresh.map((x) => dot(w, quadraticFeatures(x, 1))),
        1e-8,
      );
    },
  },
  {
    name: "the residuals are λ α, and a narrow RBF kernel with a tiny λ repeats the answers",
    why: "y − Kα = λα is the system itself. If predict runs over columns of the wrong matrix, or forgets an input, it fails.",
    run: ({ fitRidge, predict, rbf }) => {
      const X = normal(10, 2, 9);
      const y = normal(1, 10, 10)[0]!;
      const said = (gamma: number, lambda: number) => {
        const alpha = fitRidge(X, y, rbf(gamma), lambda);
        return { alpha, values: X.map((x) => predict(X, alpha, rbf(gamma), x)) };
      };
      const { alpha, values } = said(0.5, 0.2);
      return all(
        close(
          y.map((value, n) => value - values[n]!),
          alpha.map((a) => 0.2 * a),
        ),
        close(said(50, 1e-9).values, y, 1e-6),
      );
    },
  },
  {
    name: "degree 0 or 1.5, negative c, γ and λ of 0 are refused; the arguments are left as they were",
    why: "With c < 0 the quadratic kernel has no real features; with λ = 0 the system may have no single solution.",
    run: ({ polynomial, rbf, fitRidge, isKernelMatrix }) => {
      const [X, y] = [normal(4, 2, 11), [1, 2, 3, 4]];
      const K = withEigenvalues([3, 2, 1], 4);
      const before = JSON.stringify({ X, y, K });
      fitRidge(X, y, rbf(1), 0.1);
      isKernelMatrix(K, 1e-6);
      const after = JSON.stringify({ X, y, K });
      return all(
        throwsError(() => polynomial(0, 1)),
        throwsError(() => polynomial(1.5, 1)),
        throwsError(() => polynomial(2, -1)),
        throwsError(() => rbf(0)),
        throwsError(() => fitRidge(X, y, rbf(1), 0)),
        holds(after === before, "an argument changed during the calls", "all arguments unchanged"),
      );
    },
  },
];

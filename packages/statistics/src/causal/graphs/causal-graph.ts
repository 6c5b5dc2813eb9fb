export type Edge = readonly [from: string, to: string];

export interface CausalGraphOptions {
  /** Arrows [cause, effect]. */
  edges: readonly Edge[];
  /** Nodes beyond those that the edges name. */
  nodes?: readonly string[];
  /** Those that are never observed. */
  latent?: readonly string[];
}

/**
 * A directed acyclic graph over named variables, some of them latent. Never changed once made.
 *
 * Pearl 2009, Causality, 2nd edition, section 1.2. Sets of nodes go in as any iterable and come out as `Set`s in the order
 * of `nodes`. As in the papers, ancestors and descendants of a set include the set.
 */
export class CausalGraph {
  /** In topological order: causes before effects. */
  readonly nodes: readonly string[];
  readonly edges: readonly Edge[];
  readonly latent: ReadonlySet<string>;
  readonly #parents = new Map<string, string[]>();
  readonly #children = new Map<string, string[]>();

  constructor({ edges, nodes = [], latent = [] }: CausalGraphOptions) {
    const names = new Set([...nodes, ...edges.flat()]);
    for (const name of names) {
      this.#parents.set(name, []);
      this.#children.set(name, []);
    }
    const seen = new Set<string>();
    for (const [from, to] of edges) {
      if (seen.has(JSON.stringify([from, to]))) {
        throw new RangeError(`CausalGraph: the edge ${from} → ${to} twice, once is needed`);
      }
      seen.add(JSON.stringify([from, to]));
      this.#parents.get(to)!.push(from);
      this.#children.get(from)!.push(to);
    }
    this.edges = edges.map(([from, to]) => [from, to] as const);
    this.nodes = this.#order(names);
    this.latent = new Set(latent);
    this.require("CausalGraph", latent);
  }

  get observed(): string[] {
    return this.nodes.filter((node) => !this.latent.has(node));
  }

  parents(node: string): readonly string[] {
    this.require("parents", [node]);
    return this.#parents.get(node)!;
  }

  children(node: string): readonly string[] {
    this.require("children", [node]);
    return this.#children.get(node)!;
  }

  /** The nodes from which a directed path leads into the set, and the set. */
  ancestors(of: Iterable<string>): Set<string> {
    return this.#closure("ancestors", of, this.#parents);
  }

  /** The nodes to which a directed path leads from the set, and the set. */
  descendants(of: Iterable<string>): Set<string> {
    return this.#closure("descendants", of, this.#children);
  }

  hasEdge(from: string, to: string): boolean {
    return this.#children.get(from)?.includes(to) ?? false;
  }

  /** The pairs that are neighbours once parents of a common child are married and directions dropped. */
  moralEdges(): [string, string][] {
    const pairs = new Map<string, [string, string]>();
    const place = new Map(this.nodes.map((node, i) => [node, i]));
    const join = (a: string, b: string) => {
      const pair: [string, string] = place.get(a)! < place.get(b)! ? [a, b] : [b, a];
      pairs.set(JSON.stringify(pair), pair);
    };
    for (const node of this.nodes) {
      const parents = this.#parents.get(node)!;
      parents.forEach((parent, i) => {
        join(parent, node);
        for (const other of parents.slice(i + 1)) join(parent, other);
      });
    }
    return [...pairs.values()];
  }

  /** The graph with edges into `incoming`, and out of `outgoing`, taken away: G with a bar over or under a set. */
  without({
    incoming = [],
    outgoing = [],
  }: {
    incoming?: Iterable<string>;
    outgoing?: Iterable<string>;
  }): CausalGraph {
    const [into, outOf] = [new Set(incoming), new Set(outgoing)];
    this.require("without", [...into, ...outOf]);
    const edges = this.edges.filter(([from, to]) => !into.has(to) && !outOf.has(from));
    return new CausalGraph({ edges, nodes: this.nodes, latent: [...this.latent] });
  }

  /** The part of the graph on some of its nodes. */
  induced(nodes: Iterable<string>): CausalGraph {
    const keep = new Set(nodes);
    this.require("induced", keep);
    return new CausalGraph({
      edges: this.edges.filter(([from, to]) => keep.has(from) && keep.has(to)),
      nodes: this.nodes.filter((node) => keep.has(node)),
      latent: [...this.latent].filter((node) => keep.has(node)),
    });
  }

  /** Refuses names that are no nodes. */
  require(where: string, names: Iterable<string>): void {
    for (const name of names) {
      if (this.#parents.has(name)) continue;
      throw new RangeError(
        `${where}: ${name} is no node, one of ${[...this.#parents.keys()].join(", ")} is needed`,
      );
    }
  }

  #closure(where: string, of: Iterable<string>, next: ReadonlyMap<string, string[]>): Set<string> {
    const found = new Set(of);
    this.require(where, found);
    const open = [...found];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const other of next.get(node)!) {
        if (!found.has(other)) open.push(other);
        found.add(other);
      }
    }
    return new Set(this.nodes.filter((node) => found.has(node)));
  }

  /** Kahn 1962: again and again a node whose causes have all been placed. */
  #order(names: ReadonlySet<string>): string[] {
    const waiting = new Map([...names].map((name) => [name, this.#parents.get(name)!.length]));
    const order: string[] = [];
    const free = [...names].filter((name) => waiting.get(name) === 0);
    for (let at = 0; at < free.length; at++) {
      const node = free[at]!;
      order.push(node);
      for (const child of this.#children.get(node)!) {
        waiting.set(child, waiting.get(child)! - 1);
        if (waiting.get(child) === 0) free.push(child);
      }
    }
    if (order.length === names.size) return order;
    const stuck = [...names].filter((name) => !order.includes(name));
    throw new RangeError(`CausalGraph: a cycle among ${stuck.join(", ")}, a graph without cycles is needed`);
  }
}

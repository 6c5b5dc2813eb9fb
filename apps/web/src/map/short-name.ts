/** Names for the tiles where the module's title is too long, or says too little without the part before its colon. */
const short: Record<string, string> = {
  proof: "Sets, logic, proof",
  num0: "First numerics",
  convex: "Convexity and duality",
  limits: "Limits, concentration",
  erm: "Risk minimisation",
  uniform: "Uniform convergence",
  stability: "Stability, PAC-Bayes",
  kernels: "Kernels",
  online: "Online learning",
  mdps: "MDPs, tabular RL",
  uncertainty: "Uncertainty",
  mleval: "Comparing models",
  linear: "Linear, neighbours",
  trees: "Trees, ensembles",
  margins: "Margins",
  unsup: "Unsupervised",
  data: "Data, features",
  nets: "Neural networks",
  dlopt: "Deep optimisers",
  vision: "Vision",
  seq: "Sequences",
  nntheory: "Network theory",
  deeprl: "Deep RL",
  marl: "Multi-agent RL",
  robust: "Robustness",
  craft3: "Craft: experiments",
  pos: "Positions",
  block: "Transformers",
  lm: "Language models",
  dynamics: "Training dynamics",
  interp4: "Interpolation",
  systems: "ML systems",
  adapt: "Adapting, compressing",
  gen: "Generative models",
  meta: "Meta-learning",
  pref: "Preferences, rewards",
  reason: "Reasoning",
  agents: "Agents and tools",
  align: "Alignment problems",
  oversight: "Scalable oversight",
  theory5: "Alignment theory",
  coop: "Cooperation",
  frontier: "Frontiers",
  craft5: "Craft: original work",
};

/** A module's name for its tile. */
export function shortName(id: string, title: string): string {
  if (short[id] !== undefined) return short[id];
  const rest = title.slice(title.indexOf(":") + 1).trim();
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

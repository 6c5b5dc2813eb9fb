import { type ChainArrays, checkChains, meanOf, varianceOf } from "./chains.ts";

/**
 * The energy Bayesian fraction of missing information of each chain of a Hamiltonian sampler.
 *
 *   E-BFMI = mean (E_s − E_{s−1})² / Var E
 *
 * Betancourt 2016, https://arxiv.org/abs/1604.00695, section 3.2. Below 0.3 a new momentum changes the energy too little to
 * wander through the tails. `energies`: one array per chain, the statistic `energy` of `HMC` and `NUTS`.
 */
export function bfmi(energies: ChainArrays): Float64Array {
  return Float64Array.from(checkChains("bfmi", energies), (energy) => {
    const squares = energy.subarray(1).map((value, s) => (value - energy[s]!) ** 2);
    const variance = varianceOf(energy);
    if (variance === 0)
      throw new RangeError("bfmi: a chain of equal energies, energies that differ are needed");
    return meanOf(squares) / variance;
  });
}

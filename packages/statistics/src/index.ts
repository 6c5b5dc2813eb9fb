export { type FisherZ, FisherZTest } from "./causal/discovery/fisher-z.ts";
export { type IndependenceTest, type PartialGraph, pc } from "./causal/discovery/pc.ts";
export { linearAdjustment, outcomeRegression, standardization } from "./causal/effects/adjustment.ts";
export {
  type DifferenceInDifferencesOptions,
  differenceInDifferences,
} from "./causal/effects/difference-in-differences.ts";
export type { Effect, TreatmentData } from "./causal/effects/effect.ts";
export type { EffectCovariance } from "./causal/effects/least-squares.ts";
export {
  type MatchingOptions,
  type MatchingResult,
  propensityMatching,
  propensityStratification,
} from "./causal/effects/matching.ts";
export { type Mediation, type MediationOptions, mediation } from "./causal/effects/mediation.ts";
export { type PropensityFit, propensityScore } from "./causal/effects/propensity.ts";
export {
  type DiscontinuityEffect,
  discontinuityBandwidth,
  type RegressionDiscontinuityOptions,
  regressionDiscontinuity,
} from "./causal/effects/regression-discontinuity.ts";
export {
  type TwoStageEffect,
  type TwoStageOptions,
  twoStageLeastSquares,
} from "./causal/effects/two-stage-least-squares.ts";
export {
  doublyRobust,
  inverseProbabilityWeighting,
  type WeightedEffect,
} from "./causal/effects/weighting.ts";
export { backDoorSets, findBackDoorSet, isBackDoorSet } from "./causal/graphs/back-door.ts";
export { CausalGraph, type CausalGraphOptions, type Edge } from "./causal/graphs/causal-graph.ts";
export { dConnected, dSeparated } from "./causal/graphs/d-separation.ts";
export { discreteTable } from "./causal/graphs/discrete-table.ts";
export {
  type DiscreteTable,
  type Estimand,
  evaluateEstimand,
  formatEstimand,
} from "./causal/graphs/estimand.ts";
export { frontDoorSets, isFrontDoorSet } from "./causal/graphs/front-door.ts";
export { type Identification, identify } from "./causal/graphs/identify.ts";
export { isInstrument } from "./causal/graphs/instrument.ts";
export { latentProjection, type MixedGraph } from "./causal/graphs/latent-projection.ts";
export { type Mechanism, StructuralModel, type VariableValues } from "./causal/models/structural-model.ts";
export { bernoulliKl, klInverseAbove, klInverseBelow } from "./concentration/bernoulli-kl.ts";
export { bennett, bernstein } from "./concentration/bernstein.ts";
export { azuma, mcdiarmid } from "./concentration/bounded-differences.ts";
export { chernoff } from "./concentration/chernoff.ts";
export { type Band, dkw } from "./concentration/dkw.ts";
export { empiricalBernstein } from "./concentration/empirical-bernstein.ts";
export { hoeffding } from "./concentration/hoeffding.ts";
export {
  berryEsseen,
  distanceToNormal,
  runningMeans,
  type StandardizedMeansOptions,
  standardizedMeans,
} from "./concentration/limit-theorems.ts";
export {
  type Exceedance,
  type MeasureOptions,
  measureExceedance,
} from "./concentration/measure-exceedance.ts";
export { cantelli, chebyshev, markov } from "./concentration/moment-bounds.ts";
export { subGaussianMaximum } from "./concentration/sub-gaussian-maximum.ts";
export type { Dense } from "./dense/dense.ts";
export { autocorrelation } from "./diagnostics/autocorrelation.ts";
export { bfmi } from "./diagnostics/bfmi.ts";
export type { ChainArrays } from "./diagnostics/chains.ts";
export { type EssMethod, type EssOptions, ess } from "./diagnostics/ess.ts";
export { geweke } from "./diagnostics/geweke.ts";
export { hdi } from "./diagnostics/hdi.ts";
export { type LeaveOneOut, loo, type PredictiveDensity, waic } from "./diagnostics/information-criteria.ts";
export { mcse } from "./diagnostics/mcse.ts";
export {
  fitGeneralizedPareto,
  paretoSmoothLogWeights,
  type SmoothedWeights,
} from "./diagnostics/pareto-smoothing.ts";
export {
  formatSummary,
  type ParameterSummary,
  type PosteriorSummary,
  posteriorSummary,
} from "./diagnostics/posterior-summary.ts";
export { rankNormalize } from "./diagnostics/rank-normalize.ts";
export { type RhatMethod, rhat } from "./diagnostics/rhat.ts";
export { ContinuousDistribution } from "./distributions/base/continuous-distribution.ts";
export { DiscreteDistribution } from "./distributions/base/discrete-distribution.ts";
export type { LocationScale } from "./distributions/base/location-scale.ts";
export { type SampleOptions, UnivariateDistribution } from "./distributions/base/univariate-distribution.ts";
export type { Mapped, Values } from "./distributions/base/values.ts";
export { Beta, type BetaParameters } from "./distributions/continuous/beta.ts";
export { Cauchy } from "./distributions/continuous/cauchy.ts";
export { ChiSquared, type ChiSquaredParameters } from "./distributions/continuous/chi-squared.ts";
export { FDistribution, type FParameters } from "./distributions/continuous/f-distribution.ts";
export { Gamma, type GammaParameters } from "./distributions/continuous/gamma.ts";
export { Gumbel } from "./distributions/continuous/gumbel.ts";
export { Kolmogorov } from "./distributions/continuous/kolmogorov.ts";
export { Laplace } from "./distributions/continuous/laplace.ts";
export { Logistic } from "./distributions/continuous/logistic.ts";
export { Normal, type NormalParameters } from "./distributions/continuous/normal.ts";
export { SkewNormal, type SkewNormalParameters } from "./distributions/continuous/skew-normal.ts";
export { StudentT, type StudentTParameters } from "./distributions/continuous/student-t.ts";
export { StudentizedRange } from "./distributions/continuous/studentized-range.ts";
export { Triangular, type TriangularParameters } from "./distributions/continuous/triangular.ts";
export {
  TruncatedNormal,
  type TruncatedNormalParameters,
} from "./distributions/continuous/truncated-normal.ts";
export { Uniform, type UniformParameters } from "./distributions/continuous/uniform.ts";
export { VonMises, type VonMisesParameters } from "./distributions/continuous/von-mises.ts";
export { Bernoulli, type BernoulliParameters } from "./distributions/discrete/bernoulli.ts";
export { Binomial, type BinomialParameters } from "./distributions/discrete/binomial.ts";
export { Categorical, type CategoricalParameters } from "./distributions/discrete/categorical.ts";
export {
  DiscreteUniform,
  type DiscreteUniformParameters,
} from "./distributions/discrete/discrete-uniform.ts";
export { Geometric, type GeometricParameters } from "./distributions/discrete/geometric.ts";
export { Hypergeometric, type HypergeometricParameters } from "./distributions/discrete/hypergeometric.ts";
export {
  NegativeBinomial,
  type NegativeBinomialParameters,
} from "./distributions/discrete/negative-binomial.ts";
export { Poisson, type PoissonParameters } from "./distributions/discrete/poisson.ts";
export { Zipf, type ZipfParameters } from "./distributions/discrete/zipf.ts";
export { Empirical } from "./distributions/empirical/empirical.ts";
export { GaussianKde, type GaussianKdeOptions } from "./distributions/empirical/gaussian-kde.ts";
export { Mixture, type MixtureParameters } from "./distributions/empirical/mixture.ts";
export { type QuantileType, sampleQuantile } from "./distributions/empirical/sample-quantile.ts";
export type { FitOptions } from "./distributions/fitting/fit-data.ts";
export {
  type Likelihood,
  type LikelihoodFit,
  maximizeLikelihood,
  standardErrors,
} from "./distributions/fitting/maximum-likelihood.ts";
export { Dirichlet, type DirichletParameters } from "./distributions/multivariate/dirichlet.ts";
export { Multinomial, type MultinomialParameters } from "./distributions/multivariate/multinomial.ts";
export { MultivariateDistribution } from "./distributions/multivariate/multivariate-distribution.ts";
export {
  MultivariateNormal,
  type MultivariateNormalParameters,
} from "./distributions/multivariate/multivariate-normal.ts";
export { MultivariateT, type MultivariateTParameters } from "./distributions/multivariate/multivariate-t.ts";
export { Wishart, type WishartParameters } from "./distributions/multivariate/wishart.ts";
export {
  NoncentralChiSquared,
  type NoncentralChiSquaredParameters,
} from "./distributions/noncentral/noncentral-chi-squared.ts";
export { NoncentralF, type NoncentralFParameters } from "./distributions/noncentral/noncentral-f.ts";
export { NoncentralT, type NoncentralTParameters } from "./distributions/noncentral/noncentral-t.ts";
export { Exponential } from "./distributions/positive/exponential.ts";
export { HalfCauchy } from "./distributions/positive/half-cauchy.ts";
export { HalfNormal } from "./distributions/positive/half-normal.ts";
export { InverseGamma, type InverseGammaParameters } from "./distributions/positive/inverse-gamma.ts";
export { LogNormal, type LogNormalParameters } from "./distributions/positive/log-normal.ts";
export { Pareto, type ParetoParameters } from "./distributions/positive/pareto.ts";
export { Rayleigh } from "./distributions/positive/rayleigh.ts";
export { Weibull, type WeibullParameters } from "./distributions/positive/weibull.ts";
export {
  type KendalltauOptions,
  type KendalltauResult,
  kendalltau,
} from "./hypothesis-tests/correlation/kendalltau.ts";
export {
  type CorrelationOptions,
  type CorrelationResult,
  pearsonr,
} from "./hypothesis-tests/correlation/pearsonr.ts";
export { spearmanr } from "./hypothesis-tests/correlation/spearmanr.ts";
export {
  type BinomtestOptions,
  type BinomtestResult,
  binomtest,
} from "./hypothesis-tests/counts/binomtest.ts";
export {
  type Chi2ContingencyOptions,
  type Chi2ContingencyResult,
  chi2Contingency,
} from "./hypothesis-tests/counts/chi2-contingency.ts";
export {
  type ChisquareOptions,
  type ChisquareResult,
  chisquare,
} from "./hypothesis-tests/counts/chisquare.ts";
export { type FisherExactResult, fisherExact } from "./hypothesis-tests/counts/fisher-exact.ts";
export { type McnemarOptions, type McnemarResult, mcnemar } from "./hypothesis-tests/counts/mcnemar.ts";
export {
  type PoissonTestOptions,
  type PoissonTestResult,
  poissonTest,
  poissonTestTwoSample,
} from "./hypothesis-tests/counts/poisson-test.ts";
export {
  cohensH,
  type OneProportionOptions,
  type ProportionsZtestResult,
  proportionsZtest,
  proportionZtest,
} from "./hypothesis-tests/counts/proportions-ztest.ts";
export { type AndersonResult, anderson } from "./hypothesis-tests/goodness-of-fit/anderson.ts";
export { type JarqueBeraResult, jarqueBera } from "./hypothesis-tests/goodness-of-fit/jarque-bera.ts";
export { type Ks1sampOptions, type KsResult, ks1samp } from "./hypothesis-tests/goodness-of-fit/ks1samp.ts";
export { type Ks2sampOptions, ks2samp } from "./hypothesis-tests/goodness-of-fit/ks2samp.ts";
export {
  kurtosistest,
  type NormaltestResult,
  normaltest,
  skewtest,
} from "./hypothesis-tests/goodness-of-fit/normaltest.ts";
export { type ShapiroResult, shapiro } from "./hypothesis-tests/goodness-of-fit/shapiro.ts";
export {
  cohensD,
  hedgesG,
  type VarianceShares,
  varianceShares,
} from "./hypothesis-tests/means/effect-sizes.ts";
export { type FOnewayResult, fOneway } from "./hypothesis-tests/means/f-oneway.ts";
export {
  type TtestOptions,
  type TtestResult,
  ttest1samp,
  ttestInd,
  ttestRel,
} from "./hypothesis-tests/means/ttest.ts";
export { type TukeyComparison, tukeyHsd } from "./hypothesis-tests/means/tukey-hsd.ts";
export {
  type Correction,
  type MultipletestsResult,
  multipletests,
} from "./hypothesis-tests/multiple/multipletests.ts";
export {
  type PermutationTestOptions,
  type PermutationTestResult,
  permutationTest,
} from "./hypothesis-tests/permutation/permutation-test.ts";
export {
  type FriedmanchisquareResult,
  friedmanchisquare,
} from "./hypothesis-tests/ranks/friedmanchisquare.ts";
export { type KruskalResult, kruskal } from "./hypothesis-tests/ranks/kruskal.ts";
export {
  type MannwhitneyuOptions,
  type MannwhitneyuResult,
  mannwhitneyu,
} from "./hypothesis-tests/ranks/mannwhitneyu.ts";
export { type MedianTestResult, medianTest } from "./hypothesis-tests/ranks/median-test.ts";
export { type SignTestResult, signTest } from "./hypothesis-tests/ranks/sign-test.ts";
export { type WilcoxonOptions, type WilcoxonResult, wilcoxon } from "./hypothesis-tests/ranks/wilcoxon.ts";
export { type BartlettResult, bartlett } from "./hypothesis-tests/variances/bartlett.ts";
export { type FtestVariancesResult, ftestVariances } from "./hypothesis-tests/variances/ftest-variances.ts";
export { type LeveneOptions, levene } from "./hypothesis-tests/variances/levene.ts";
export { chiSquareDivergence, hellinger, jensenShannon, totalVariation } from "./information/divergences.ts";
export { crossEntropy, entropy, entropyOfCounts, klDivergence } from "./information/entropy.ts";
export { fisherInformation, type LogDensity, observedInformation } from "./information/fisher-information.ts";
export { mutualInformationKsg } from "./information/ksg.ts";
export {
  conditionalEntropy,
  conditionalMutualInformation,
  type Labels,
  type MutualInformationOptions,
  mutualInformation,
  mutualInformationOfTable,
  normalizedMutualInformation,
} from "./information/mutual-information.ts";
export {
  energyDistance,
  type SampleWeights,
  wassersteinDistance,
} from "./information/wasserstein-distance.ts";
export { type EstimateWithInterval, meanInterval, varianceInterval } from "./intervals/mean-interval.ts";
export {
  predictionInterval,
  type ToleranceDesign,
  type ToleranceOptions,
  toleranceFactor,
  toleranceInterval,
} from "./intervals/normal-intervals.ts";
export { type PoissonIntervalOptions, poissonInterval } from "./intervals/poisson-interval.ts";
export {
  type DifferenceOptions,
  proportionDifferenceInterval,
} from "./intervals/proportion-difference-interval.ts";
export {
  type ProportionMethod,
  type ProportionOptions,
  proportionInterval,
} from "./intervals/proportion-interval.ts";
export { type QuantileInterval, quantileInterval } from "./intervals/quantile-interval.ts";
export { type FiniteClass, finiteClassBound } from "./learning-theory/finite-class.ts";
export {
  type HypothesisClass,
  halfPlaneClass,
  intervalClass,
  rectangleClass,
  thresholdClass,
} from "./learning-theory/hypothesis-classes.ts";
export {
  linearMarginBound,
  type MarginOptions,
  marginBound,
  marginLoss,
} from "./learning-theory/margin-bound.ts";
export {
  type Example,
  type Learner,
  type NoFreeLunch,
  noFreeLunch,
} from "./learning-theory/no-free-lunch.ts";
export {
  catoniBound,
  gaussianKl,
  mcAllesterBound,
  type PacBayesOptions,
  seegerBound,
} from "./learning-theory/pac-bayes.ts";
export {
  type RademacherComplexity,
  type RademacherOptions,
  rademacherBound,
  rademacherFinite,
  rademacherLinear,
} from "./learning-theory/rademacher-complexity.ts";
export {
  agnosticSampleComplexity,
  type LearningGoal,
  realizableSampleComplexity,
  sampleComplexityLowerBound,
} from "./learning-theory/sample-complexity.ts";
export { dichotomies, largestShattered, type Shattered, shatters } from "./learning-theory/shattering.ts";
export {
  type RidgeOptions,
  ridgeStability,
  type StabilityOptions,
  stabilityBound,
} from "./learning-theory/stability-bound.ts";
export { logGrowthFunction, sauerShelah, type VcClass, vcBound } from "./learning-theory/vc-bound.ts";
export type { FlatMatrix, MatrixInput } from "./matrix-input/matrix-of.ts";
export { type AnovaDesign, anovaPower, type ChisquareDesign, chisquarePower } from "./power/anova-power.ts";
export { correlationPower, normalIndPower } from "./power/normal-power.ts";
export { type SimulatedPower, type SimulatedPowerOptions, simulatedPower } from "./power/simulated-power.ts";
export { minimalEffect, type PowerDesign, sampleSize } from "./power/solve-power.ts";
export { type TwoSampleDesign, ttestIndPower, ttestPower } from "./power/ttest-power.ts";
export { addConstant } from "./regression/add-constant.ts";
export { durbinWatson } from "./regression/durbin-watson.ts";
export {
  type BreuschPaganOptions,
  breuschPagan,
  type HeteroscedasticityResult,
  whiteTest,
} from "./regression/heteroscedasticity.ts";
export { type Influence, influence } from "./regression/influence.ts";
export { type LinearResetOptions, linearReset } from "./regression/linear-reset.ts";
export { type OlsOptions, type OlsResult, ols, wls } from "./regression/ols.ts";
export { type Prediction, type PredictOptions, predictInterval } from "./regression/predict-interval.ts";
export { compareFTest, compareLrTest, fTest, type LrResult } from "./regression/restriction-tests.ts";
export type { CovarianceOptions, CovarianceType } from "./regression/robust-covariance.ts";
export { varianceInflationFactors } from "./regression/variance-inflation-factors.ts";
export type { WaldResult } from "./regression/wald-f.ts";
export {
  type BlockBootstrapOptions,
  type BlockBootstrapResult,
  blockBootstrap,
} from "./resampling/block-bootstrap.ts";
export { type BootstrapOptions, type BootstrapResult, bootstrap } from "./resampling/bootstrap.ts";
export {
  type BootstrapIntervalOptions,
  basicInterval,
  bcaInterval,
  percentileInterval,
  studentizedInterval,
} from "./resampling/bootstrap-intervals.ts";
export { type JackknifeResult, jackknife } from "./resampling/jackknife.ts";
export { DualAveraging } from "./samplers/hamiltonian/dual-averaging.ts";
export { HMC, type HMCOptions } from "./samplers/hamiltonian/hmc.ts";
export { energy, leapfrog, type PhasePoint } from "./samplers/hamiltonian/leapfrog.ts";
export { denseMetric, diagonalMetric, type Metric } from "./samplers/hamiltonian/metric.ts";
export { NUTS, type NUTSOptions } from "./samplers/hamiltonian/nuts.ts";
export type { AdaptationOptions } from "./samplers/hamiltonian/warm-up.ts";
export { MALA, type MALAOptions } from "./samplers/langevin/mala.ts";
export { polynomialSteps, SGLD, type SGLDOptions } from "./samplers/langevin/sgld.ts";
export { ULA, type ULAOptions } from "./samplers/langevin/ula.ts";
export { type Conditional, Gibbs, type GibbsOptions } from "./samplers/metropolis/gibbs.ts";
export {
  IndependenceMetropolis,
  type IndependenceMetropolisOptions,
} from "./samplers/metropolis/independence.ts";
export {
  MetropolisHastings,
  type MetropolisHastingsOptions,
  type Proposal,
} from "./samplers/metropolis/metropolis-hastings.ts";
export {
  ParallelTempering,
  type ParallelTemperingOptions,
} from "./samplers/metropolis/parallel-tempering.ts";
export { RandomWalkMetropolis, type RandomWalkOptions } from "./samplers/metropolis/random-walk.ts";
export {
  type ImportanceDraws,
  type ImportanceOptions,
  importanceSample,
} from "./samplers/monte-carlo/importance.ts";
export {
  discreteInverseTransform,
  inverseTransform,
  type NumericalInversion,
  quantileByBisection,
} from "./samplers/monte-carlo/inverse-transform.ts";
export {
  type RejectionDraws,
  type RejectionOptions,
  rejectionSample,
} from "./samplers/monte-carlo/rejection.ts";
export {
  type ChainDraws,
  type ChainProgress,
  parameterChains,
  type SampleChainsOptions,
  sampleChains,
  statisticChains,
} from "./samplers/sample-chains.ts";
export type { ChainStart, MarkovChain, Sampler } from "./samplers/sampler.ts";
export {
  type ParticleFilterOptions,
  type ParticleFilterResult,
  particleFilter,
} from "./samplers/sequential/particle-filter.ts";
export {
  effectiveSampleSize,
  multinomialResample,
  type Resampler,
  residualResample,
  stratifiedResample,
  systematicResample,
} from "./samplers/sequential/resample.ts";
export {
  type TemperedSMCOptions,
  type TemperedSMCResult,
  temperedSMC,
} from "./samplers/sequential/tempered-smc.ts";
export { EllipticalSlice, type EllipticalSliceOptions } from "./samplers/slice/elliptical-slice.ts";
export { type SliceOptions, SliceSampler } from "./samplers/slice/slice-sampler.ts";
export { tapeTarget } from "./samplers/targets/tape-target.ts";
export type { DensityAndGradient, Target } from "./samplers/targets/target.ts";
export type { Alternative, ConfidenceInterval } from "./samples/alternative.ts";
export type { Sample, SampleStatistic } from "./samples/sample.ts";
export { i0, i0e, i1, i1e } from "./special/bessel/bessel-i.ts";
export { beta, lbeta } from "./special/beta/beta.ts";
export { betainc, betaincc } from "./special/beta/betainc.ts";
export { betainccinv, betaincinv } from "./special/beta/betaincinv.ts";
export { erf, erfc } from "./special/error/erf.ts";
export { erfcx } from "./special/error/erfcx.ts";
export { erfcinv, erfinv } from "./special/error/erfinv.ts";
export { logNdtrBetween } from "./special/error/log-ndtr-between.ts";
export { logNdtr, ndtr } from "./special/error/ndtr.ts";
export { ndtri, ndtriExp } from "./special/error/ndtri.ts";
export { owensT } from "./special/error/owens-t.ts";
export { digamma } from "./special/gamma/digamma.ts";
export { binomial, factorial, logBinomial, logFactorial } from "./special/gamma/factorial.ts";
export { gamma } from "./special/gamma/gamma.ts";
export { gammainc, gammaincc } from "./special/gamma/gammainc.ts";
export { gammainccinv, gammaincinv } from "./special/gamma/gammaincinv.ts";
export { lgamma } from "./special/gamma/lgamma.ts";
export { logGammaRatio } from "./special/gamma/log-gamma-ratio.ts";
export { trigamma } from "./special/gamma/trigamma.ts";
export { hurwitzZeta } from "./special/gamma/zeta.ts";
export { log1mexp } from "./special/logs/log1mexp.ts";
export { log1pmx } from "./special/logs/log1pmx.ts";
export { logsumexp } from "./special/logs/logsumexp.ts";
export { xlog1py, xlogy } from "./special/logs/xlogy.ts";
export {
  kolmogorovCdf,
  kolmogorovIsf,
  kolmogorovPdf,
  kolmogorovPpf,
  kolmogorovSf,
} from "./special/ranges/kolmogorov.ts";
export {
  kolmogorovExactCdf,
  kolmogorovExactIsf,
  kolmogorovExactSf,
  smirnovSf,
} from "./special/ranges/kolmogorov-exact.ts";
export {
  type StudentizedRangeParameters,
  studentizedRangeCdf,
  studentizedRangeIsf,
  studentizedRangePdf,
  studentizedRangePpf,
  studentizedRangeSf,
} from "./special/ranges/studentized-range.ts";
export { type ExtendedModel, extendedKalmanFilter } from "./state-space/extended-kalman-filter.ts";
export { CategoricalHMM, type CategoricalHMMOptions } from "./state-space/hmm/categorical-hmm.ts";
export {
  type ForwardBackward,
  forwardBackward,
  type MarkovChainParameters,
} from "./state-space/hmm/forward-backward.ts";
export { GaussianHMM, type GaussianHMMOptions } from "./state-space/hmm/gaussian-hmm.ts";
export {
  HiddenMarkovModel,
  type HMMMonitor,
  type HMMOptions,
} from "./state-space/hmm/hidden-markov-model.ts";
export { type ViterbiPath, viterbi } from "./state-space/hmm/viterbi.ts";
export { type KalmanEMOptions, type KalmanEMResult, kalmanEM } from "./state-space/kalman-em.ts";
export {
  type Forecast,
  type KalmanFilterResult,
  kalmanFilter,
  kalmanForecast,
} from "./state-space/kalman-filter.ts";
export { type KalmanSmootherResult, kalmanSmoother } from "./state-space/kalman-smoother.ts";
export type { Gaussian, LinearGaussianModel, Observations } from "./state-space/linear-gaussian-model.ts";
export type { NonlinearGaussianModel } from "./state-space/nonlinear-model.ts";
export { squareRootKalmanFilter } from "./state-space/square-root-kalman-filter.ts";
export { type SigmaPointOptions, unscentedKalmanFilter } from "./state-space/unscented-kalman-filter.ts";

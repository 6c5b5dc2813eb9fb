export { AdaBoostClassifier, type AdaBoostClassifierOptions } from "./boosting/ada-boost-classifier.ts";
export { AdaBoostRegressor, type AdaBoostRegressorOptions } from "./boosting/ada-boost-regressor.ts";
export {
  GradientBoostingClassifier,
  type GradientBoostingClassifierOptions,
} from "./boosting/gradient-boosting-classifier.ts";
export {
  GradientBoostingRegressor,
  type GradientBoostingRegressorOptions,
} from "./boosting/gradient-boosting-regressor.ts";
export {
  CalibratedClassifierCV,
  type CalibratedClassifierCVOptions,
} from "./calibration/calibrated-classifier-cv.ts";
export { fitSigmoid, type Sigmoid, sigmoidAt } from "./calibration/fit-sigmoid.ts";
export { fitTemperature, scaledSoftmax } from "./calibration/fit-temperature.ts";
export { IsotonicRegression, type IsotonicRegressionOptions } from "./calibration/isotonic-regression.ts";
export { type IsotonicOptions, isotonicRegression } from "./calibration/pool-adjacent-violators.ts";
export { checkEstimator } from "./check-estimator/check-estimator.ts";
export type { CheckOptions } from "./check-estimator/rule.ts";
export type { ClassWeight } from "./class-weight/class-weight.ts";
export { DBSCAN } from "./cluster/density/dbscan.ts";
export { HDBSCAN } from "./cluster/density/hdbscan.ts";
export { estimateBandwidth, MeanShift } from "./cluster/density/mean-shift.ts";
export { AgglomerativeClustering } from "./cluster/hierarchy/agglomerative-clustering.ts";
export { KMeans, type KMeansOptions } from "./cluster/k-means/k-means.ts";
export { kMeansPlusPlus } from "./cluster/k-means/k-means-plus-plus.ts";
export { MiniBatchKMeans } from "./cluster/k-means/mini-batch-k-means.ts";
export { GaussianMixture } from "./cluster/mixture/gaussian-mixture.ts";
export { SpectralClustering } from "./cluster/spectral/spectral-clustering.ts";
export { CCA, type CCAOptions } from "./decomposition/cross/cca.ts";
export { PLSCanonical, type PLSCanonicalOptions } from "./decomposition/cross/pls-canonical.ts";
export { PLSRegression, type PLSRegressionOptions } from "./decomposition/cross/pls-regression.ts";
export { type RandomizedSvdOptions, randomizedSvd } from "./decomposition/factorisations/randomized-svd.ts";
export { type ThinSvd, thinSvd } from "./decomposition/factorisations/thin-svd.ts";
export { FactorAnalysis, type FactorAnalysisOptions } from "./decomposition/factors/factor-analysis.ts";
export { FastICA, type FastICAOptions } from "./decomposition/factors/fast-ica.ts";
export { type RotateFactorsOptions, rotateFactors } from "./decomposition/factors/rotate-factors.ts";
export { type BetaLoss, betaDivergence } from "./decomposition/nonnegative/beta-divergence.ts";
export { NMF, type NMFOptions } from "./decomposition/nonnegative/nmf.ts";
export { IncrementalPCA, type IncrementalPCAOptions } from "./decomposition/principal/incremental-pca.ts";
export { inferDimension } from "./decomposition/principal/infer-dimension.ts";
export { KernelPCA, type KernelPCAOptions } from "./decomposition/principal/kernel-pca.ts";
export { PCA, type PCAOptions } from "./decomposition/principal/pca.ts";
export {
  type PowerIterationOptions,
  principalAxesByPower,
} from "./decomposition/principal/power-iteration.ts";
export {
  ProbabilisticPCA,
  type ProbabilisticPCAOptions,
} from "./decomposition/principal/probabilistic-pca.ts";
export { TruncatedSVD, type TruncatedSVDOptions } from "./decomposition/principal/truncated-svd.ts";
export {
  type CovarianceOptions,
  empiricalCovariance,
  ledoitWolf,
  oas,
  type Shrunk as ShrunkCovariance,
  shrunkCovariance,
} from "./discriminant/covariance.ts";
export { EllipticEnvelope, type EllipticEnvelopeOptions } from "./discriminant/elliptic-envelope.ts";
export {
  LinearDiscriminantAnalysis,
  type LinearDiscriminantAnalysisOptions,
} from "./discriminant/linear-discriminant-analysis.ts";
export { type MinCovDetOptions, minCovDet, type RobustCovariance } from "./discriminant/min-cov-det.ts";
export {
  QuadraticDiscriminantAnalysis,
  type QuadraticDiscriminantAnalysisOptions,
} from "./discriminant/quadratic-discriminant-analysis.ts";
export { CatBoostEncoder, type CatBoostEncoderOptions } from "./encoding/cat-boost-encoder.ts";
export type { Cell, CellsLike } from "./encoding/cells/cells.ts";
export { CountEncoder, type CountEncoderOptions } from "./encoding/count-encoder.ts";
export { LabelBinarizer, type LabelBinarizerOptions } from "./encoding/label-binarizer.ts";
export { LabelEncoder } from "./encoding/label-encoder.ts";
export { LeaveOneOutEncoder, type LeaveOneOutEncoderOptions } from "./encoding/leave-one-out-encoder.ts";
export { OneHotEncoder, type OneHotEncoderOptions } from "./encoding/one-hot-encoder.ts";
export { OrdinalEncoder, type OrdinalEncoderOptions } from "./encoding/ordinal-encoder.ts";
export { TargetEncoder, type TargetEncoderOptions } from "./encoding/target-encoder.ts";
export type { Members } from "./ensemble/members.ts";
export {
  type SelectEnsembleOptions,
  type SelectedEnsemble,
  selectEnsemble,
} from "./ensemble/select-ensemble.ts";
export { StackingClassifier, type StackingClassifierOptions } from "./ensemble/stacking-classifier.ts";
export { StackingRegressor, type StackingRegressorOptions } from "./ensemble/stacking-regressor.ts";
export { VotingClassifier, type VotingClassifierOptions } from "./ensemble/voting-classifier.ts";
export { VotingRegressor, type VotingRegressorOptions } from "./ensemble/voting-regressor.ts";
export { argmaxRows, type Classified, Classifier } from "./estimator/classifier.ts";
export { Clusterer } from "./estimator/clusterer.ts";
export { Estimator, type FitOptions, type Kind, type Traits } from "./estimator/estimator.ts";
export { hasMethod } from "./estimator/has-method.ts";
export { type EstimatorJSON, fromJSON } from "./estimator/json.ts";
export { type AnyEstimator, nameClass } from "./estimator/known.ts";
export type { Label, Labels } from "./estimator/labels.ts";
export { OutlierDetector } from "./estimator/outlier-detector.ts";
export {
  boolean,
  choice,
  custom,
  either,
  integer,
  list,
  type Options,
  optional,
  randomState,
  real,
  withDefault,
} from "./estimator/parameters.ts";
export { type Measured, Regressor } from "./estimator/regressor.ts";
export { Transformer, type Unlabelled } from "./estimator/transformer.ts";
export type { ImportanceGetter } from "./feature-selection/importances.ts";
export {
  type MutualInformationOptions,
  mutualInfoClassif,
  mutualInfoRegression,
} from "./feature-selection/mutual-information.ts";
export { RFE, type RFEOptions } from "./feature-selection/rfe.ts";
export { type EliminationScores, RFECV, type RFECVOptions } from "./feature-selection/rfecv.ts";
export {
  SelectKBest,
  type SelectKBestOptions,
  SelectPercentile,
  type SelectPercentileOptions,
} from "./feature-selection/select-best.ts";
export {
  type SelectByPValueOptions,
  SelectFdr,
  SelectFpr,
  SelectFwe,
} from "./feature-selection/select-by-p-value.ts";
export { SelectFromModel, type SelectFromModelOptions } from "./feature-selection/select-from-model.ts";
export {
  SequentialFeatureSelector,
  type SequentialFeatureSelectorOptions,
} from "./feature-selection/sequential-feature-selector.ts";
export {
  type ColumnScores,
  chi2,
  fClassif,
  fRegression,
  rRegression,
} from "./feature-selection/univariate-scores.ts";
export type { ScoreFunction } from "./feature-selection/univariate-selector.ts";
export { VarianceThreshold, type VarianceThresholdOptions } from "./feature-selection/variance-threshold.ts";
export type { FitAsyncOptions } from "./fit-async/drive-fit.ts";
export { fitAsync } from "./fit-async/fit-async.ts";
export { BaggingClassifier, type BaggingClassifierOptions } from "./forests/bagging/bagging-classifier.ts";
export { BaggingRegressor, type BaggingRegressorOptions } from "./forests/bagging/bagging-regressor.ts";
export { ExtraTreesClassifier, type ExtraTreesClassifierOptions } from "./forests/extra-trees-classifier.ts";
export { ExtraTreesRegressor, type ExtraTreesRegressorOptions } from "./forests/extra-trees-regressor.ts";
export { type ForestPlan, forestDraw, forestTree } from "./forests/forest-tree.ts";
export { IsolationForest, type IsolationForestOptions } from "./forests/isolation-forest.ts";
export {
  RandomForestClassifier,
  type RandomForestClassifierOptions,
} from "./forests/random-forest-classifier.ts";
export {
  RandomForestRegressor,
  type RandomForestRegressorOptions,
} from "./forests/random-forest-regressor.ts";
export { RandomTreesEmbedding, type RandomTreesEmbeddingOptions } from "./forests/random-trees-embedding.ts";
export {
  GaussianProcessClassifier,
  type GaussianProcessClassifierOptions,
} from "./gaussian-process/gaussian-process-classifier.ts";
export {
  GaussianProcessRegressor,
  type GaussianProcessRegressorOptions,
} from "./gaussian-process/gaussian-process-regressor.ts";
export { KernelRidge, type KernelRidgeOptions } from "./gaussian-process/kernel-ridge.ts";
export {
  type Bounds,
  type Covariance,
  showKernel,
  thetaBounds,
  thetaOf,
  withTheta,
} from "./gaussian-process/kernels/covariance.ts";
export {
  covarianceDiagonal,
  covarianceGradient,
  covarianceMatrix,
} from "./gaussian-process/kernels/covariance-matrix.ts";
export { exponentiation, productKernel, sumKernel } from "./gaussian-process/kernels/joined-kernels.ts";
export {
  constantKernel,
  dotProduct,
  expSineSquared,
  whiteKernel,
} from "./gaussian-process/kernels/other-kernels.ts";
export { matern, rationalQuadratic, rbf } from "./gaussian-process/kernels/stationary.ts";
export { GammaRegressor, type GammaRegressorOptions } from "./generalized-linear/glm/gamma-regressor.ts";
export {
  PoissonRegressor,
  type PoissonRegressorOptions,
} from "./generalized-linear/glm/poisson-regressor.ts";
export {
  TweedieRegressor,
  type TweedieRegressorOptions,
} from "./generalized-linear/glm/tweedie-regressor.ts";
export {
  LogisticRegression,
  type LogisticRegressionOptions,
} from "./generalized-linear/logistic/logistic-regression.ts";
export {
  LogisticRegressionCV,
  type LogisticRegressionCVOptions,
} from "./generalized-linear/logistic/logistic-regression-cv.ts";
export { RidgeClassifier, type RidgeClassifierOptions } from "./generalized-linear/ridge-classifier.ts";
export {
  PassiveAggressiveClassifier,
  type PassiveAggressiveClassifierOptions,
} from "./generalized-linear/stochastic/passive-aggressive-classifier.ts";
export {
  PassiveAggressiveRegressor,
  type PassiveAggressiveRegressorOptions,
} from "./generalized-linear/stochastic/passive-aggressive-regressor.ts";
export { Perceptron, type PerceptronOptions } from "./generalized-linear/stochastic/perceptron.ts";
export { SGDClassifier, type SGDClassifierOptions } from "./generalized-linear/stochastic/sgd-classifier.ts";
export { SGDRegressor, type SGDRegressorOptions } from "./generalized-linear/stochastic/sgd-regressor.ts";
export type { Bins } from "./histogram-boosting/binning/bins.ts";
export type { BoostedTree } from "./histogram-boosting/boosted-tree.ts";
export { EarlyStopping } from "./histogram-boosting/early-stopping.ts";
export { Histograms } from "./histogram-boosting/growing/histograms.ts";
export { SplitQueue } from "./histogram-boosting/growing/split-queue.ts";
export {
  HistGradientBoostingClassifier,
  type HistGradientBoostingClassifierOptions,
} from "./histogram-boosting/hist-gradient-boosting-classifier.ts";
export {
  HistGradientBoostingRegressor,
  type HistGradientBoostingRegressorOptions,
} from "./histogram-boosting/hist-gradient-boosting-regressor.ts";
export { HalfSquaredError } from "./histogram-boosting/losses/half-squared-error.ts";
export { HalfGammaLoss, HalfPoissonLoss } from "./histogram-boosting/losses/log-link-losses.ts";
export { BinaryLogLoss, MultinomialLogLoss } from "./histogram-boosting/losses/log-losses.ts";
export { AbsoluteError, PinballLoss } from "./histogram-boosting/losses/pinball-loss.ts";
export {
  XGBoostClassifier,
  type XGBoostClassifierOptions,
} from "./histogram-boosting/xgboost/xgboost-classifier.ts";
export {
  XGBoostRegressor,
  type XGBoostRegressorOptions,
} from "./histogram-boosting/xgboost/xgboost-regressor.ts";
export { ResampledClassifier } from "./imbalance/resampled-classifier.ts";
export {
  editNearestNeighbours,
  type Resampled,
  type Resampler,
  randomOverSample,
  randomUnderSample,
  removeTomekLinks,
  smote,
} from "./imbalance/resampling.ts";
export { type DecisionScore, TunedThresholdClassifierCV } from "./imbalance/tuned-threshold-classifier-cv.ts";
export { IterativeImputer, type IterativeImputerOptions } from "./imputation/iterative-imputer.ts";
export { KNNImputer, type KNNImputerOptions } from "./imputation/knn-imputer.ts";
export { MissingIndicator, type MissingIndicatorOptions } from "./imputation/missing-indicator.ts";
export { type Imputed, SimpleImputer, type SimpleImputerOptions } from "./imputation/simple-imputer.ts";
export { type PartialDependence, partialDependence } from "./inspection/partial-dependence.ts";
export { type PermutationImportance, permutationImportance } from "./inspection/permutation-importance.ts";
export { responseOf } from "./inspection/response.ts";
export { type Explanation, exactShapley, kernelShapley } from "./inspection/shapley-values.ts";
export { type Audit, type AuditOptions, auditLeakage } from "./leakage/audit-leakage.ts";
export { describeFinding, type Finding } from "./leakage/finding.ts";
export { type Leak, type LeakyTable, leaks, leakyTable } from "./leakage/leaky-table.ts";
export { type Preparation, probePreparation } from "./leakage/probe-preparation.ts";
export { ARDRegression, type ARDRegressionOptions } from "./linear/bayesian/ard-regression.ts";
export { BayesianRidge, type BayesianRidgeOptions } from "./linear/bayesian/bayesian-ridge.ts";
export { LinearRegression, type LinearRegressionOptions } from "./linear/least-squares/linear-regression.ts";
export { Ridge, type RidgeOptions } from "./linear/least-squares/ridge.ts";
export { RidgeCV, type RidgeCVOptions } from "./linear/least-squares/ridge-cv.ts";
export { LinearSVC, type LinearSVCOptions } from "./linear/margins/linear-svc.ts";
export { LinearSVR, type LinearSVROptions } from "./linear/margins/linear-svr.ts";
export { HuberRegressor, type HuberRegressorOptions } from "./linear/robust/huber-regressor.ts";
export { QuantileRegressor, type QuantileRegressorOptions } from "./linear/robust/quantile-regressor.ts";
export { RANSACRegressor, type RANSACRegressorOptions } from "./linear/robust/ransac-regressor.ts";
export { TheilSenRegressor, type TheilSenRegressorOptions } from "./linear/robust/theil-sen-regressor.ts";
export { ElasticNet, type ElasticNetOptions } from "./linear/sparse/elastic-net.ts";
export { ElasticNetCV, type ElasticNetCVOptions } from "./linear/sparse/elastic-net-cv.ts";
export {
  enetPath,
  lassoPath,
  type Path as EnetPath,
  type PathOptions as EnetPathOptions,
} from "./linear/sparse/enet-path.ts";
export { Lars, type LarsOptions } from "./linear/sparse/lars.ts";
export { Lasso, type LassoOptions } from "./linear/sparse/lasso.ts";
export { LassoCV, type LassoCVOptions } from "./linear/sparse/lasso-cv.ts";
export { LassoLars, type LassoLarsOptions } from "./linear/sparse/lasso-lars.ts";
export {
  OrthogonalMatchingPursuit,
  type OrthogonalMatchingPursuitOptions,
} from "./linear/sparse/orthogonal-matching-pursuit.ts";
export { Embedder } from "./manifold/embedder.ts";
export { Isomap } from "./manifold/isomap/isomap.ts";
export { ClassicalMDS } from "./manifold/mds/classical-mds.ts";
export { classicalScaling, type Scaling } from "./manifold/mds/classical-scaling.ts";
export { MDS } from "./manifold/mds/mds.ts";
export { type SmacofRun, smacof } from "./manifold/mds/smacof.ts";
export { BarnesHutTree } from "./manifold/t-sne/barnes-hut-tree.ts";
export { TSNE, type TSNEOptions } from "./manifold/t-sne/tsne.ts";
export { trustworthiness } from "./manifold/trustworthiness.ts";
export { UMAP, type UMAPOptions } from "./manifold/umap/umap.ts";
export { Matrix } from "./matrix/matrix.ts";
export { type ArrowTable, type MatrixLike, toMatrix } from "./matrix/matrix-like.ts";
export { denseLimit, SparseMatrix } from "./matrix/sparse-matrix.ts";
export { takeRows, takeValues } from "./matrix/take-rows.ts";
export {
  type AccuracyOptions,
  accuracyScore,
  hammingLoss,
  zeroOneLoss,
} from "./metrics/classification/accuracy-score.ts";
export type { Average, ScoreOptions } from "./metrics/classification/averages.ts";
export {
  type BalancedAccuracyOptions,
  balancedAccuracyScore,
} from "./metrics/classification/balanced-accuracy-score.ts";
export {
  type BrierScoreOptions,
  brierScoreLoss,
  d2BrierScore,
} from "./metrics/classification/brier-score-loss.ts";
export type { BinOptions, BinStrategy } from "./metrics/classification/calibration/bins.ts";
export {
  type CalibrationCurve,
  type CalibrationCurveOptions,
  calibrationCurve,
} from "./metrics/classification/calibration/calibration-curve.ts";
export {
  type CalibrationErrorOptions,
  expectedCalibrationError,
  maximumCalibrationError,
} from "./metrics/classification/calibration/calibration-error.ts";
export {
  classLikelihoodRatios,
  type LikelihoodRatioOptions,
  type LikelihoodRatios,
} from "./metrics/classification/class-likelihood-ratios.ts";
export {
  type ClassificationReport,
  type ClassificationReportOptions,
  classificationReport,
  classificationReportText,
  type ReportRow,
} from "./metrics/classification/classification-report.ts";
export { type CohenKappaOptions, cohenKappaScore } from "./metrics/classification/cohen-kappa-score.ts";
export { type ConfusionMatrixOptions, confusionMatrix } from "./metrics/classification/confusion-matrix.ts";
export { auc } from "./metrics/classification/curves/auc.ts";
export type { BinaryAverage } from "./metrics/classification/curves/average-binary-score.ts";
export {
  type AveragePrecisionOptions,
  averagePrecisionScore,
} from "./metrics/classification/curves/average-precision-score.ts";
export {
  type CurveOptions,
  confusionMatrixAtThresholds,
  type ThresholdCounts,
} from "./metrics/classification/curves/confusion-matrix-at-thresholds.ts";
export { type DetCurve, type DetCurveOptions, detCurve } from "./metrics/classification/curves/det-curve.ts";
export {
  type GainsRow,
  type GainsTableOptions,
  gainsTable,
} from "./metrics/classification/curves/gains-table.ts";
export { type KsStatistic, ksStatistic } from "./metrics/classification/curves/ks-statistic.ts";
export {
  type BinaryMetric,
  type MetricAtThresholds,
  metricAtThresholds,
} from "./metrics/classification/curves/metric-at-thresholds.ts";
export {
  type PrecisionRecallCurve,
  type PrecisionRecallCurveOptions,
  precisionRecallCurve,
} from "./metrics/classification/curves/precision-recall-curve.ts";
export { type RocAucOptions, rocAucScore } from "./metrics/classification/curves/roc-auc-score.ts";
export { type RocCurve, type RocCurveOptions, rocCurve } from "./metrics/classification/curves/roc-curve.ts";
export { type HingeLossOptions, hingeLoss } from "./metrics/classification/hinge-loss.ts";
export { jaccardScore } from "./metrics/classification/jaccard-score.ts";
export { d2LogLossScore, type LogLossOptions, logLoss } from "./metrics/classification/log-loss.ts";
export { matthewsCorrcoef } from "./metrics/classification/matthews-corrcoef.ts";
export {
  type MultilabelConfusionOptions,
  multilabelConfusionMatrix,
} from "./metrics/classification/multilabel-confusion-matrix.ts";
export {
  type FbetaOptions,
  f1Score,
  fbetaScore,
  type PrecisionRecallFscore,
  precisionRecallFscoreSupport,
  precisionScore,
  recallScore,
} from "./metrics/classification/precision-recall-fscore.ts";
export type { Scores } from "./metrics/classification/probabilities.ts";
export {
  type TopKAccuracyOptions,
  topKAccuracyScore,
} from "./metrics/classification/top-k-accuracy-score.ts";
export { calinskiHarabaszScore } from "./metrics/clustering/calinski-harabasz-score.ts";
export { type Biclusters, consensusScore } from "./metrics/clustering/consensus-score.ts";
export { contingencyMatrix } from "./metrics/clustering/contingency-matrix.ts";
export { daviesBouldinScore } from "./metrics/clustering/davies-bouldin-score.ts";
export { linearSumAssignment } from "./metrics/clustering/linear-sum-assignment.ts";
export {
  adjustedMutualInfoScore,
  type MutualInfoOptions,
  mutualInfoScore,
  normalizedMutualInfoScore,
} from "./metrics/clustering/mutual-info-score.ts";
export {
  adjustedRandScore,
  fowlkesMallowsScore,
  pairConfusionMatrix,
  randScore,
} from "./metrics/clustering/pair-confusion-matrix.ts";
export {
  type SilhouetteOptions,
  type SilhouetteScoreOptions,
  silhouetteSamples,
  silhouetteScore,
} from "./metrics/clustering/silhouette-score.ts";
export {
  completenessScore,
  type HomogeneityCompleteness,
  homogeneityCompletenessVMeasure,
  homogeneityScore,
  type VMeasureOptions,
  vMeasureScore,
} from "./metrics/clustering/v-measure-score.ts";
export type { Multilabel } from "./metrics/multilabel.ts";
export { euclideanDistancesFast } from "./metrics/pairwise/euclidean-distances-fast.ts";
export {
  cosineDistances,
  type EuclideanOptions,
  euclideanDistances,
  haversineDistances,
  manhattanDistances,
  nanEuclideanDistances,
  pairedDistances,
  pairwiseDistances,
} from "./metrics/pairwise/pairwise-distances.ts";
export {
  type Nearest,
  pairwiseDistancesArgmin,
  pairwiseDistancesArgminMin,
} from "./metrics/pairwise/pairwise-distances-argmin.ts";
export {
  type ChunkOptions,
  type DistanceChunk,
  pairwiseDistancesChunked,
} from "./metrics/pairwise/pairwise-distances-chunked.ts";
export {
  additiveChi2Kernel,
  chi2Kernel,
  cosineSimilarity,
  type KernelName,
  type KernelOptions,
  laplacianKernel,
  linearKernel,
  type PairwiseKernelOptions,
  pairwiseKernels,
  polynomialKernel,
  rbfKernel,
  sigmoidKernel,
} from "./metrics/pairwise/pairwise-kernels.ts";
export { type DistanceName, type DistanceOptions, distanceNames } from "./metrics/pairwise/row-distance.ts";
export { type DcgOptions, dcgScore, type NdcgOptions, ndcgScore } from "./metrics/ranking/dcg-score.ts";
export {
  coverageError,
  labelRankingAveragePrecisionScore,
  labelRankingLoss,
} from "./metrics/ranking/label-ranking.ts";
export type { RankingOptions } from "./metrics/ranking/rankings.ts";
export {
  averagePrecisionAtK,
  hitRate,
  type RetrievalOptions,
  reciprocalRank,
} from "./metrics/ranking/retrieval.ts";
export {
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  medianAbsoluteError,
  symmetricMeanAbsolutePercentageError,
} from "./metrics/regression/absolute-error.ts";
export {
  d2TweedieScore,
  meanGammaDeviance,
  meanPoissonDeviance,
  meanTweedieDeviance,
  type TweedieOptions,
} from "./metrics/regression/deviance.ts";
export {
  d2AbsoluteErrorScore,
  d2PinballScore,
  meanPinballLoss,
  type PinballOptions,
} from "./metrics/regression/pinball-loss.ts";
export { explainedVarianceScore, type R2Options, r2Score } from "./metrics/regression/r2-score.ts";
export {
  meanSquaredError,
  meanSquaredLogError,
  rootMeanSquaredError,
  rootMeanSquaredLogError,
} from "./metrics/regression/squared-error.ts";
export type { RegressionOptions } from "./metrics/regression/targets.ts";
export {
  type EstimatorResponse,
  type MakeScorerOptions,
  type Metric,
  type MetricContext,
  makeScorer,
  type ResponseMethod,
  type ScoredEstimator,
  type Scorer,
  type ScoringOptions,
} from "./metrics/scoring/scorer.ts";
export { scorerNames, scorerOf } from "./metrics/scoring/scorer-of.ts";
export { GridSearchCV } from "./model-selection/search/grid-search-cv.ts";
export { HalvingGridSearchCV, HalvingRandomSearchCV } from "./model-selection/search/halving-search-cv.ts";
export { type Grid, parameterGrid } from "./model-selection/search/parameter-grid.ts";
export { RandomizedSearchCV } from "./model-selection/search/randomized-search-cv.ts";
export type { SearchResults } from "./model-selection/search/search-cv.ts";
export {
  categorical,
  checkSpace,
  type Domain,
  float,
  int,
  isActive,
  type ParameterValues,
  type Space,
  sampleSpace,
} from "./model-selection/search/space.ts";
export {
  type FinishedTrial,
  type Sampler,
  Study,
  type StudyOptions,
  type Trial,
} from "./model-selection/search/study.ts";
export { TpeSearchCV } from "./model-selection/search/tpe-search-cv.ts";
export { GroupKFold } from "./model-selection/splitters/group-k-fold.ts";
export { type FoldOptions, KFold } from "./model-selection/splitters/k-fold.ts";
export {
  LeaveOneGroupOut,
  LeaveOneOut,
  LeavePGroupsOut,
  LeavePOut,
  PredefinedSplit,
} from "./model-selection/splitters/leave-out.ts";
export {
  RepeatedKFold,
  type RepeatedOptions,
  RepeatedStratifiedKFold,
} from "./model-selection/splitters/repeated-k-fold.ts";
export {
  GroupShuffleSplit,
  ShuffleSplit,
  type ShuffleSplitOptions,
  StratifiedShuffleSplit,
} from "./model-selection/splitters/shuffle-split.ts";
export { type Split, Splitter } from "./model-selection/splitters/splitter.ts";
export { StratifiedGroupKFold } from "./model-selection/splitters/stratified-group-k-fold.ts";
export { StratifiedKFold } from "./model-selection/splitters/stratified-k-fold.ts";
export {
  TimeSeriesSplit,
  type TimeSeriesSplitOptions,
} from "./model-selection/splitters/time-series-split.ts";
export {
  type TrainTest,
  type TrainTestOptions,
  trainTestSplit,
} from "./model-selection/splitters/train-test-split.ts";
export type { CV } from "./model-selection/validation/check-cv.ts";
export { crossValPredict, crossValPredictProba } from "./model-selection/validation/cross-val-predict.ts";
export {
  type CrossValidated,
  type CrossValidateOptions,
  crossValidate,
  crossValScore,
} from "./model-selection/validation/cross-validate.ts";
export {
  type LearningCurve,
  learningCurve,
  type ValidationCurve,
  validationCurve,
} from "./model-selection/validation/curves.ts";
export {
  type PermutationTest,
  permutationTestScore,
} from "./model-selection/validation/permutation-test-score.ts";
export type { Scoring } from "./model-selection/validation/scoring.ts";
export { BernoulliNB, type BernoulliNBOptions } from "./naive-bayes/bernoulli-nb.ts";
export { CategoricalNB, type CategoricalNBOptions } from "./naive-bayes/categorical-nb.ts";
export { ComplementNB, type ComplementNBOptions } from "./naive-bayes/complement-nb.ts";
export { GaussianNB, type GaussianNBOptions } from "./naive-bayes/gaussian-nb.ts";
export { MultinomialNB, type MultinomialNBOptions } from "./naive-bayes/multinomial-nb.ts";
export { KernelDensity, type KernelDensityOptions } from "./neighbors/density/kernel-density.ts";
export {
  KNeighborsClassifier,
  type KNeighborsClassifierOptions,
} from "./neighbors/k-neighbors-classifier.ts";
export { KNeighborsRegressor, type KNeighborsRegressorOptions } from "./neighbors/k-neighbors-regressor.ts";
export { LocalOutlierFactor, type LocalOutlierFactorOptions } from "./neighbors/local-outlier-factor.ts";
export { NearestCentroid, type NearestCentroidOptions } from "./neighbors/nearest-centroid.ts";
export { NearestNeighbors, type NearestNeighborsOptions } from "./neighbors/nearest-neighbors.ts";
export { type GraphMode, NeighborGraph } from "./neighbors/neighbor-graph.ts";
export {
  NeighborhoodComponentsAnalysis,
  type NeighborhoodComponentsAnalysisOptions,
} from "./neighbors/neighborhood-components-analysis.ts";
export {
  RadiusNeighborsClassifier,
  type RadiusNeighborsClassifierOptions,
} from "./neighbors/radius-neighbors-classifier.ts";
export {
  RadiusNeighborsRegressor,
  type RadiusNeighborsRegressorOptions,
} from "./neighbors/radius-neighbors-regressor.ts";
export type { DistanceFunction } from "./neighbors/search/distance.ts";
export { kNeighbors, type Neighbors } from "./neighbors/search/k-neighbors.ts";
export {
  type Algorithm,
  buildIndex,
  type IndexOptions,
  type NeighborIndex,
} from "./neighbors/search/neighbor-index.ts";
export { type Ball, radiusNeighbors } from "./neighbors/search/radius-neighbors.ts";
export {
  type ColumnStep,
  ColumnTransformer,
  type ColumnTransformerOptions,
  type ColumnWork,
  makeColumnTransformer,
} from "./pipeline/column-transformer.ts";
export {
  FeatureUnion,
  type FeatureUnionOptions,
  makeUnion,
  type UnionPart,
} from "./pipeline/feature-union.ts";
export { FunctionTransformer, type FunctionTransformerOptions } from "./pipeline/function-transformer.ts";
export { makePipeline, Pipeline, type PipelineOptions, type Step } from "./pipeline/pipeline.ts";
export type { Samples } from "./pipeline/samples.ts";
export { type ColumnRule, type Columns, columnsNamed, columnsOfKind } from "./pipeline/select-columns.ts";
export {
  TransformedTargetRegressor,
  type TransformedTargetRegressorOptions,
} from "./pipeline/transformed-target-regressor.ts";
export {
  KBinsDiscretizer,
  type KBinsDiscretizerOptions,
} from "./preprocessing/distribution/k-bins-discretizer.ts";
export {
  PowerTransformer,
  type PowerTransformerOptions,
} from "./preprocessing/distribution/power-transformer.ts";
export {
  QuantileTransformer,
  type QuantileTransformerOptions,
} from "./preprocessing/distribution/quantile-transformer.ts";
export {
  DateFeatures,
  type DateFeaturesOptions,
  type DatePart,
} from "./preprocessing/expansion/date-features.ts";
export { type DateParts, parseIsoDate } from "./preprocessing/expansion/iso-dates.ts";
export {
  PolynomialFeatures,
  type PolynomialFeaturesOptions,
} from "./preprocessing/expansion/polynomial-features.ts";
export {
  SplineTransformer,
  type SplineTransformerOptions,
} from "./preprocessing/expansion/spline-transformer.ts";
export { Binarizer, type BinarizerOptions } from "./preprocessing/scaling/binarizer.ts";
export { KernelCenterer } from "./preprocessing/scaling/kernel-centerer.ts";
export { MaxAbsScaler, type MaxAbsScalerOptions } from "./preprocessing/scaling/max-abs-scaler.ts";
export { MinMaxScaler, type MinMaxScalerOptions } from "./preprocessing/scaling/min-max-scaler.ts";
export { Normalizer, type NormalizerOptions } from "./preprocessing/scaling/normalizer.ts";
export { RobustScaler, type RobustScalerOptions } from "./preprocessing/scaling/robust-scaler.ts";
export { StandardScaler, type StandardScalerOptions } from "./preprocessing/scaling/standard-scaler.ts";
export type { BoxProblem, BoxSolution } from "./svm/box-problem.ts";
export { NuSVC, type NuSVCOptions } from "./svm/nu-svc.ts";
export { NuSVR, type NuSVROptions } from "./svm/nu-svr.ts";
export { OneClassSVM, type OneClassSVMOptions } from "./svm/one-class-svm.ts";
export { solve as solveBox } from "./svm/smo.ts";
export { solvePlainly as solveBoxPlainly } from "./svm/smo-plain.ts";
export { SVC, type SVCOptions } from "./svm/svc.ts";
export { SVR, type SVROptions } from "./svm/svr.ts";
export { CountVectorizer, type CountVectorizerOptions } from "./text/count-vectorizer.ts";
export { FeatureHasher, type FeatureHasherOptions, type NamedRow } from "./text/feature-hasher.ts";
export { HashingVectorizer, type HashingVectorizerOptions } from "./text/hashing-vectorizer.ts";
export type { Texts } from "./text/texts.ts";
export { TfidfTransformer, type TfidfTransformerOptions } from "./text/tfidf-transformer.ts";
export { TfidfVectorizer, type TfidfVectorizerOptions } from "./text/tfidf-vectorizer.ts";
export { bestSplit } from "./trees/best-split.ts";
export { type PruningPath, prune, pruningPath } from "./trees/cost-complexity.ts";
export {
  DecisionTreeClassifier,
  type DecisionTreeClassifierOptions,
} from "./trees/decision-tree-classifier.ts";
export { DecisionTreeRegressor, type DecisionTreeRegressorOptions } from "./trees/decision-tree-regressor.ts";
export { exportDot } from "./trees/drawing/export-dot.ts";
export { exportSvg } from "./trees/drawing/export-svg.ts";
export { exportText } from "./trees/drawing/export-text.ts";
export type { Drawable, DrawingOptions } from "./trees/drawing/node-words.ts";
export { absoluteError, entropy, gini, poissonDeviance, squaredError } from "./trees/impurities.ts";
export { type RankedColumns, rankColumns } from "./trees/ranked-columns.ts";
export type { Tree } from "./trees/tree.ts";

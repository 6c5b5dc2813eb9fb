export { ReLU, Sigmoid, Tanh } from "./activations/activations.ts";
export { CELU, celu, ELU, type ELUOptions, elu, SELU, selu } from "./activations/elu.ts";
export { GeGLU, ReGLU, SwiGLU } from "./activations/gated.ts";
export { GELU, type GELUOptions, gelu } from "./activations/gelu.ts";
export { GLU, type GLUOptions, glu } from "./activations/glu.ts";
export { Hardsigmoid, Hardswish, hardsigmoid, hardswish } from "./activations/hardswish.ts";
export { Hardtanh, type HardtanhOptions, hardtanh, ReLU6, relu6 } from "./activations/hardtanh.ts";
export { LeakyReLU, type LeakyReLUOptions, leakyRelu } from "./activations/leaky-relu.ts";
export { Mish, mish } from "./activations/mish.ts";
export { PReLU, type PReLUOptions } from "./activations/prelu.ts";
export {
  Hardshrink,
  hardshrink,
  type ShrinkOptions,
  Softshrink,
  softshrink,
  Tanhshrink,
  tanhshrink,
} from "./activations/shrink.ts";
export { SiLU, silu } from "./activations/silu.ts";
export { LogSoftmax, Softmax, type SoftmaxOptions } from "./activations/softmax.ts";
export { LogSigmoid, logSigmoid, Softplus, type SoftplusOptions, softplus } from "./activations/softplus.ts";
export { Softsign, softsign } from "./activations/softsign.ts";
export { Threshold, threshold } from "./activations/threshold.ts";
export type { AttentionMasks } from "./attention/attention-mask.ts";
export {
  type AttendOptions,
  MultiheadAttention,
  type MultiheadAttentionOptions,
} from "./attention/multihead-attention.ts";
export { loadCheckpoint, saveCheckpoint, type Trained } from "./checkpoint/checkpoint.ts";
export { loadSafetensors, saveSafetensors } from "./checkpoint/safetensors.ts";
export { ConvTranspose1d } from "./convolution/conv-transpose1d.ts";
export { ConvTranspose2d } from "./convolution/conv-transpose2d.ts";
export { Conv1d } from "./convolution/conv1d.ts";
export { Conv2d } from "./convolution/conv2d.ts";
export type { ConvOptions } from "./convolution/convolution.ts";
export type { PaddingMode } from "./convolution/pad-sides.ts";
export type { ConvTransposeOptions } from "./convolution/transposed-convolution.ts";
export {
  type Bug,
  type Clinic,
  type ClinicOptions,
  type Finding,
  trainingClinic,
} from "./diagnosis/clinic/training-clinic.ts";
export type { LabelledData, TrainingSetup } from "./diagnosis/clinic/training-setup.ts";
export { type DeadUnits, type DeadUnitsOptions, deadUnits } from "./diagnosis/dead-units.ts";
export { type FindNonFiniteOptions, findNonFinite, type NonFinite } from "./diagnosis/find-non-finite.ts";
export {
  type LayerStatistics,
  layerStatistics,
  type ParameterStatistics,
  type Spread,
  type StatisticsOptions,
} from "./diagnosis/layer-statistics.ts";
export { expectedLoss, lossAtStart, type StartingLoss } from "./diagnosis/loss-at-start.ts";
export { type LrRange, type LrRangeOptions, lrRangeTest } from "./diagnosis/lr-range-test.ts";
export { type Overfit, type OverfitOptions, overfitOneBatch } from "./diagnosis/overfit-one-batch.ts";
export { NonFiniteError, type StopOptions, stopOnNonFinite } from "./diagnosis/stop-on-non-finite.ts";
export { AlphaDropout } from "./dropout/alpha-dropout.ts";
export { Dropout } from "./dropout/dropout.ts";
export { Dropout1d } from "./dropout/dropout1d.ts";
export { Dropout2d } from "./dropout/dropout2d.ts";
export type { DropoutOptions } from "./dropout/dropped.ts";
export { FeatureAlphaDropout } from "./dropout/feature-alpha-dropout.ts";
export { constant_, dirac_, eye_, ones_, zeros_ } from "./init/constant.ts";
export { calculateFanInAndFanOut } from "./init/fans.ts";
export { calculateGain, type Nonlinearity } from "./init/gain.ts";
export { type KaimingOptions, kaimingNormal_, kaimingUniform_ } from "./init/kaiming.ts";
export { type LsuvLayer, type LsuvOptions, lsuv } from "./init/lsuv.ts";
export { orthogonal_ } from "./init/orthogonal.ts";
export { type NormalOptions, normal_, sparse_, uniform_ } from "./init/random.ts";
export { type TruncNormalOptions, truncNormal_ } from "./init/truncated-normal.ts";
export { type XavierOptions, xavierNormal_, xavierUniform_ } from "./init/xavier.ts";
export { Bilinear, type BilinearOptions } from "./layers/bilinear.ts";
export { Embedding, type EmbeddingOptions, type PretrainedOptions } from "./layers/embedding.ts";
export { Flatten, type FlattenOptions } from "./layers/flatten.ts";
export { Identity } from "./layers/identity.ts";
export { Linear, type LinearOptions } from "./layers/linear.ts";
export { Unflatten } from "./layers/unflatten.ts";
export {
  type BinaryCrossEntropyOptions,
  type BinaryCrossEntropyWithLogitsOptions,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
} from "./losses/classification/binary-cross-entropy.ts";
export { type CrossEntropyOptions, crossEntropy } from "./losses/classification/cross-entropy.ts";
export { type DiceLossOptions, diceLoss } from "./losses/classification/dice-loss.ts";
export { type FocalLossOptions, focalLoss } from "./losses/classification/focal-loss.ts";
export { type MultiMarginLossOptions, multiMarginLoss } from "./losses/classification/multi-margin-loss.ts";
export { multilabelMarginLoss } from "./losses/classification/multilabel-margin-loss.ts";
export { type NllLossOptions, nllLoss } from "./losses/classification/nll-loss.ts";
export {
  type MultilabelSoftMarginLossOptions,
  multilabelSoftMarginLoss,
  softMarginLoss,
} from "./losses/classification/soft-margin-loss.ts";
export { type CtcLossOptions, ctcLoss } from "./losses/ctc/ctc-loss.ts";
export type { CtcLengths } from "./losses/ctc/labels.ts";
export { type GaussianNllLossOptions, gaussianNllLoss } from "./losses/densities/gaussian-nll-loss.ts";
export { type KlDivOptions, klDiv } from "./losses/densities/kl-div.ts";
export { type PoissonNllLossOptions, poissonNllLoss } from "./losses/densities/poisson-nll-loss.ts";
export { contrastiveLoss } from "./losses/distances/contrastive-loss.ts";
export { cosineEmbeddingLoss } from "./losses/distances/cosine-embedding-loss.ts";
export { type CosineSimilarityOptions, cosineSimilarity } from "./losses/distances/cosine-similarity.ts";
export { hingeEmbeddingLoss, type MarginOptions } from "./losses/distances/hinge-embedding-loss.ts";
export { type InfoNceLossOptions, infoNceLoss } from "./losses/distances/info-nce-loss.ts";
export { marginRankingLoss } from "./losses/distances/margin-ranking-loss.ts";
export { type PairwiseDistanceOptions, pairwiseDistance } from "./losses/distances/pairwise-distance.ts";
export { type TripletMarginLossOptions, tripletMarginLoss } from "./losses/distances/triplet-margin-loss.ts";
export type { LossOptions, Reduction } from "./losses/reduction.ts";
export { type HuberLossOptions, huberLoss } from "./losses/regression/huber-loss.ts";
export { l1Loss } from "./losses/regression/l1-loss.ts";
export { logCoshLoss } from "./losses/regression/log-cosh-loss.ts";
export { mseLoss } from "./losses/regression/mse-loss.ts";
export { type QuantileLossOptions, quantileLoss } from "./losses/regression/quantile-loss.ts";
export { type SmoothL1LossOptions, smoothL1Loss } from "./losses/regression/smooth-l1-loss.ts";
export { Buffer } from "./module/buffer.ts";
export { flopsOf } from "./module/flops.ts";
export type { BackwardPreHook, ForwardHook, ForwardPreHook, RemoveHook } from "./module/hooks.ts";
export { type AnyModule, Module } from "./module/module.ts";
export { ModuleDict } from "./module/module-dict.ts";
export { ModuleList } from "./module/module-list.ts";
export { Parameter } from "./module/parameter.ts";
export { Sequential } from "./module/sequential.ts";
export type { StateDict, StateFaults } from "./module/state.ts";
export { Summary, type SummaryRow, summary } from "./module/summary.ts";
export type { BatchNormOptions } from "./normalisation/batch-norm.ts";
export { BatchNorm1d } from "./normalisation/batch-norm1d.ts";
export { BatchNorm2d } from "./normalisation/batch-norm2d.ts";
export { GroupNorm, type GroupNormOptions } from "./normalisation/group-norm.ts";
export type { InstanceNormOptions } from "./normalisation/instance-norm.ts";
export { InstanceNorm1d } from "./normalisation/instance-norm1d.ts";
export { InstanceNorm2d } from "./normalisation/instance-norm2d.ts";
export { LayerNorm, type LayerNormOptions } from "./normalisation/layer-norm.ts";
export { RMSNorm, type RMSNormOptions } from "./normalisation/rms-norm.ts";
export { Adadelta, type AdadeltaOptions } from "./optimizers/adaptive/adadelta.ts";
export { Adagrad, type AdagradOptions } from "./optimizers/adaptive/adagrad.ts";
export { Adam, type AdamOptions } from "./optimizers/adaptive/adam.ts";
export { Adamax, type AdamaxOptions } from "./optimizers/adaptive/adamax.ts";
export { AdamW, type AdamWOptions } from "./optimizers/adaptive/adamw.ts";
export { LAMB, type LAMBOptions } from "./optimizers/adaptive/lamb.ts";
export { NAdam, type NAdamOptions } from "./optimizers/adaptive/nadam.ts";
export { RAdam, type RAdamOptions } from "./optimizers/adaptive/radam.ts";
export { RMSprop, type RMSpropOptions } from "./optimizers/adaptive/rmsprop.ts";
export {
  ExponentialMovingAverage,
  type ExponentialMovingAverageOptions,
} from "./optimizers/averages/exponential-moving-average.ts";
export { Lookahead, type LookaheadOptions } from "./optimizers/averages/lookahead.ts";
export { StochasticWeightAverage } from "./optimizers/averages/stochastic-weight-average.ts";
export type { WeightAverage } from "./optimizers/averages/weight-average.ts";
export { LBFGS, type LBFGSOptions } from "./optimizers/closures/lbfgs.ts";
export { SAM, type SAMOptions } from "./optimizers/closures/sam.ts";
export { Adafactor, type AdafactorOptions } from "./optimizers/matrices/adafactor.ts";
export { Muon, type MuonOptions } from "./optimizers/matrices/muon.ts";
export { type NewtonSchulzOptions, newtonSchulz } from "./optimizers/matrices/newton-schulz.ts";
export { Shampoo, type ShampooOptions } from "./optimizers/matrices/shampoo.ts";
export { type Closure, Optimizer } from "./optimizers/optimizer.ts";
export type { GroupOptions, ParamGroup, Params } from "./optimizers/param-group.ts";
export { SGD, type SGDOptions } from "./optimizers/sgd.ts";
export { Lion, type LionOptions } from "./optimizers/signs/lion.ts";
export { Rprop, type RpropOptions } from "./optimizers/signs/rprop.ts";
export { AdaptiveAvgPool1d } from "./pooling/adaptive-avg-pool1d.ts";
export { AdaptiveAvgPool2d } from "./pooling/adaptive-avg-pool2d.ts";
export { AdaptiveMaxPool1d } from "./pooling/adaptive-max-pool1d.ts";
export { AdaptiveMaxPool2d } from "./pooling/adaptive-max-pool2d.ts";
export type { OutputSize } from "./pooling/adaptive-pool.ts";
export type { AvgPoolOptions } from "./pooling/avg-pool.ts";
export { AvgPool1d } from "./pooling/avg-pool1d.ts";
export { AvgPool2d, type AvgPool2dOptions } from "./pooling/avg-pool2d.ts";
export type { MaxPoolOptions } from "./pooling/max-pool.ts";
export { MaxPool1d } from "./pooling/max-pool1d.ts";
export { MaxPool2d } from "./pooling/max-pool2d.ts";
export type { PoolOptions } from "./pooling/windows.ts";
export { autocast } from "./precision/autocast.ts";
export type { FormatName } from "./precision/formats.ts";
export { Fp8Scaling, type Fp8ScalingOptions } from "./precision/fp8-scaling.ts";
export { GradScaler, type GradScalerOptions } from "./precision/grad-scaler.ts";
export { type RoundOptions, roundTo } from "./precision/round-to.ts";
export { GRUCell } from "./recurrent/cells/gru-cell.ts";
export { LSTMCell } from "./recurrent/cells/lstm-cell.ts";
export type { CellOptions } from "./recurrent/cells/recurrent-cell.ts";
export { RNNCell, type RNNCellOptions } from "./recurrent/cells/rnn-cell.ts";
export { GRU } from "./recurrent/gru.ts";
export { LSTM, type LSTMState } from "./recurrent/lstm.ts";
export {
  type PackedSequence,
  type PackOptions,
  type PadOptions,
  packPaddedSequence,
  padPackedSequence,
} from "./recurrent/packed-sequence.ts";
export type { RecurrentOptions } from "./recurrent/recurrent-network.ts";
export { RNN, type RNNOptions } from "./recurrent/rnn.ts";
export { ChainedScheduler } from "./schedules/combined/chained-scheduler.ts";
export { SequentialLR, type SequentialLROptions } from "./schedules/combined/sequential-lr.ts";
export { CosineAnnealingLR, type CosineAnnealingLROptions } from "./schedules/cycles/cosine-annealing-lr.ts";
export {
  CosineAnnealingWarmRestarts,
  type CosineAnnealingWarmRestartsOptions,
} from "./schedules/cycles/cosine-annealing-warm-restarts.ts";
export { CyclicLR, type CyclicLROptions } from "./schedules/cycles/cyclic-lr.ts";
export { OneCycleLR, type OneCycleLROptions } from "./schedules/cycles/one-cycle-lr.ts";
export { ConstantLR, type ConstantLROptions } from "./schedules/decay/constant-lr.ts";
export { ExponentialLR, type ExponentialLROptions } from "./schedules/decay/exponential-lr.ts";
export { LambdaLR, type LambdaLROptions, type LRLambda } from "./schedules/decay/lambda-lr.ts";
export { LinearLR, type LinearLROptions } from "./schedules/decay/linear-lr.ts";
export { MultiStepLR, type MultiStepLROptions } from "./schedules/decay/multi-step-lr.ts";
export { PolynomialLR, type PolynomialLROptions } from "./schedules/decay/polynomial-lr.ts";
export { StepLR, type StepLROptions } from "./schedules/decay/step-lr.ts";
export { LRScheduler, type Scheduled } from "./schedules/lr-scheduler.ts";
export { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from "./schedules/reduce-lr-on-plateau.ts";
export {
  InverseSquareRootLR,
  type InverseSquareRootLROptions,
} from "./schedules/warm-up/inverse-square-root-lr.ts";
export { WarmupCosineLR, type WarmupCosineLROptions } from "./schedules/warm-up/warmup-cosine-lr.ts";
export {
  WarmupStableDecayLR,
  type WarmupStableDecayLROptions,
} from "./schedules/warm-up/warmup-stable-decay-lr.ts";
export { checkpointed, checkpointSequential } from "./training/checkpointed.ts";
export { type ClipOptions, clipGradNorm_, clipGradValue_ } from "./training/clip-gradients.ts";
export { EarlyStopping, type EarlyStoppingOptions } from "./training/early-stopping.ts";
export { Meter } from "./training/meter.ts";
export { accuracy, confusionMatrix, perplexity, topKAccuracy } from "./training/metrics.ts";
export { Transformer, type TransformerMasks, type TransformerOptions } from "./transformer/transformer.ts";
export { TransformerDecoder } from "./transformer/transformer-decoder.ts";
export { type DecoderMasks, TransformerDecoderLayer } from "./transformer/transformer-decoder-layer.ts";
export { type EncoderMasks, type LastNorm, TransformerEncoder } from "./transformer/transformer-encoder.ts";
export { type EncoderLayerMasks, TransformerEncoderLayer } from "./transformer/transformer-encoder-layer.ts";
export type { TransformerActivation, TransformerLayerOptions } from "./transformer/transformer-options.ts";

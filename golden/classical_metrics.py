"""Metrics of classes, of probabilities and of scores, by scikit-learn."""

import numpy as np
from metrics_cases import Cases
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

AVERAGES = ["micro", "macro", "weighted", None]


def labels(rng, n, k, right):
    y = rng.integers(0, k, n)
    return y, np.where(rng.random(n) < right, y, rng.integers(0, k, n))


def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def classification():
    rng = np.random.default_rng(200)
    y2, p2 = labels(rng, 40, 2, 0.6)
    y5, p5 = labels(rng, 60, 5, 0.5)
    words = np.array(["cat", "dog", "eel"])
    yw, pw = labels(rng, 30, 3, 0.5)
    ym, pm = (rng.random((12, 4)) < 0.4).astype(int), (rng.random((12, 4)) < 0.4).astype(int)
    ym[3] = pm[3] = 0
    c = Cases(
        y2=y2, p2=p2, w2=rng.random(40) * 3, y5=y5, p5=p5, w5=rng.integers(0, 4, 60), yw=words[yw], pw=words[pw],
        ym=ym, pm=pm, wm=rng.random(12), ones=np.ones(6, int), zeros=np.zeros(6, int), absent=np.array([0, 1, 2, 2, 0, 1]),
        found=np.array([0, 0, 2, 2, 4, 4]), yb=y2 == 1, pb=p2 == 1,
    )
    both = [("$y2", "$p2", "$w2"), ("$y5", "$p5", "$w5")]
    for y, p, w in both:
        for weight in [{}, {"sample_weight": w}]:
            for f in [m.accuracy_score, m.zero_one_loss, m.hamming_loss, m.balanced_accuracy_score, m.matthews_corrcoef, m.cohen_kappa_score, m.confusion_matrix, m.multilabel_confusion_matrix]:
                c.add(f, y, p, **weight)
            c.add(m.accuracy_score, y, p, normalize=False, **weight)
            c.add(m.zero_one_loss, y, p, normalize=False, **weight)
            c.add(m.balanced_accuracy_score, y, p, adjusted=True, **weight)
            for kind in ["linear", "quadratic"]:
                c.add(m.cohen_kappa_score, y, p, weights=kind, **weight)
            for by in ["true", "pred", "all"]:
                c.add(m.confusion_matrix, y, p, normalize=by, **weight)
            for average in AVERAGES:
                for f in [m.precision_score, m.recall_score, m.f1_score, m.jaccard_score]:
                    c.add(f, y, p, average=average, **weight)
                for beta in [0, 0.5, 2]:
                    c.add(m.fbeta_score, y, p, beta=beta, average=average, **weight)
    c.add(m.cohen_kappa_score, "$y5", "$p5", labels=[4, 2, 0], weights="linear")
    c.add(m.confusion_matrix, "$y5", "$p5", labels=[4, 2, 0])
    c.add(m.confusion_matrix, "$yw", "$pw")
    c.add(m.confusion_matrix, "$yw", "$pw", labels=["eel", "cat"])
    for f in [m.precision_score, m.recall_score, m.f1_score, m.jaccard_score]:
        c.add(f, "$y2", "$p2")
        c.add(f, "$yb", "$pb")
        c.add(f, "$y2", "$p2", pos_label=0, sample_weight="$w2")
        c.add(f, "$y5", "$p5", labels=[3, 1], average="macro")
        c.add(f, "$y5", "$p5", labels=[3, 1, 7], average="micro")
        c.add(f, "$yw", "$pw", average="weighted")
        for zero in [0, 1] if f is m.jaccard_score else [0, 1, np.nan]:
            for average in AVERAGES:
                c.add(f, "$absent", "$found", average=average, zero_division=zero)
            c.add(f, "$zeros", "$zeros", zero_division=zero)
            c.add(f, "$ones", "$zeros", zero_division=zero)
        for average in [*AVERAGES, "samples"]:
            c.add(f, "$ym", "$pm", average=average, zero_division=0)
            c.add(f, "$ym", "$pm", average=average, zero_division=1, sample_weight="$wm")
    keys = ["precision", "recall", "fscore", "support"]
    for average in AVERAGES:
        c.add(m.precision_recall_fscore_support, "$y5", "$p5", average=average, beta=1.5, keys=keys)
        c.add(m.precision_recall_fscore_support, "$y5", "$p5", average=average, sample_weight="$w5", keys=keys)
    for weight in [{}, {"sample_weight": "$wm"}]:
        for f in [m.accuracy_score, m.zero_one_loss, m.hamming_loss, m.multilabel_confusion_matrix]:
            c.add(f, "$ym", "$pm", **weight)
        c.add(m.multilabel_confusion_matrix, "$ym", "$pm", samplewise=True, **weight)
        c.add(m.multilabel_confusion_matrix, "$ym", "$pm", labels=[2, 0], **weight)
    c.add(m.multilabel_confusion_matrix, "$y5", "$p5", labels=[4, 1])
    ratios = ["positive", "negative"]
    c.add(m.class_likelihood_ratios, "$y2", "$p2", keys=ratios)
    c.add(m.class_likelihood_ratios, "$y2", "$p2", sample_weight="$w2", keys=ratios)
    c.add(m.class_likelihood_ratios, "$y2", "$p2", labels=[1, 0], keys=ratios)
    for args, options in [(("$y5", "$p5"), {}), (("$y2", "$p2"), {"digits": 4}), (("$yw", "$pw"), {}), (("$ym", "$pm"), {"zero_division": 0}), (("$y5", "$p5"), {"labels": [1, 2], "target_names": ["one", "a longer name"]})]:
        c.add(m.classification_report, *args, call="reportText", **options)
    c.add(m.matthews_corrcoef, "$ones", "$zeros")
    c.add(m.matthews_corrcoef, "$yw", "$pw")
    return c.value()


def probabilities():
    rng = np.random.default_rng(201)
    y2, y4 = rng.integers(0, 2, 30), np.r_[np.arange(4), rng.integers(0, 4, 26)]
    words = np.array(["ant", "bee", "cow", "dog"])[y4]
    p2, P4 = np.round(rng.random(30), 2), softmax(rng.normal(size=(30, 4)))
    p2[:2] = [0, 1]
    D4 = rng.normal(size=(30, 4))
    D4[:10] = np.round(D4[:10])
    c = Cases(y2=y2, y4=y4, words=words, p2=p2, P2=np.c_[1 - p2, p2], P4=P4, D4=D4, d2=D4[:, 0], w=rng.random(30), few=np.where(y4 == 3, 0, y4), signs=2 * y2 - 1)
    for weight in [{}, {"sample_weight": "$w"}]:
        for f in [m.log_loss, m.d2_log_loss_score]:
            for args in [("$y2", "$p2"), ("$y2", "$P2"), ("$y4", "$P4"), ("$words", "$P4")]:
                c.add(f, *args, **weight)
            c.add(f, "$few", "$P4", labels=[0, 1, 2, 3], **weight)
        c.add(m.log_loss, "$y4", "$P4", normalize=False, **weight)
        for f in [m.brier_score_loss, m.d2_brier_score]:
            for args in [("$y2", "$p2"), ("$signs", "$p2"), ("$y2", "$P2"), ("$words", "$P4")]:
                c.add(f, *args, **weight)
            c.add(f, "$y2", "$p2", pos_label=0, **weight)
            c.add(f, "$few", "$P4", labels=[0, 1, 2, 3], **weight)
        for half in [True, False]:
            c.add(m.brier_score_loss, "$y4", "$P4", scale_by_half=half, **weight)
        c.add(m.hinge_loss, "$y2", "$d2", **weight)
        c.add(m.hinge_loss, "$words", "$D4", **weight)
        c.add(m.hinge_loss, "$few", "$D4", labels=[0, 1, 2, 3], **weight)
        for k in [1, 2, 3]:
            c.add(m.top_k_accuracy_score, "$words", "$D4", k=k, **weight)
            c.add(m.top_k_accuracy_score, "$few", "$D4", k=k, labels=[0, 1, 2, 3], **weight)
        for scores in ["$p2", "$d2"]:
            c.add(m.top_k_accuracy_score, "$y2", scores, k=1, normalize=False, **weight)
    for strategy in ["uniform", "quantile"]:
        for bins in [1, 3, 5, 10]:
            c.add(calibration_curve, "$y2", "$p2", n_bins=bins, strategy=strategy, keys=["probTrue", "probPred"])
        c.add(calibration_curve, "$y2", "$p2", pos_label=0, strategy=strategy, keys=["probTrue", "probPred"])
    return c.value()


def curves():
    rng = np.random.default_rng(202)
    y, scores = rng.integers(0, 2, 50), rng.normal(size=50)
    scores = scores + y
    ties = np.round(scores)
    y3 = np.r_[np.arange(3), rng.integers(0, 3, 47)]
    P3 = softmax(np.round(rng.normal(size=(50, 3)), 1) + np.eye(3)[y3])
    ym = (rng.random((20, 3)) < 0.5).astype(int)
    ym[:, 0], ym[0], ym[1] = np.arange(20) % 2, [1, 0, 1], [0, 1, 0]
    ym[ym.sum(axis=1) == 0, 0] = 1
    ym[ym.sum(axis=1) == 3, 1] = 0
    c = Cases(
        y=y, words=np.array(["no", "yes"])[y], bools=y == 1, scores=scores, ties=ties, w=np.where(rng.random(50) < 0.2, 0, rng.random(50)),
        y3=y3, P3=P3, ym=ym, sm=np.round(rng.normal(size=(20, 3)), 1), wm=rng.random(20), signs=2 * y - 1,
    )
    roc, prc, det = ["fpr", "tpr", "thresholds"], ["precision", "recall", "thresholds"], ["fpr", "fnr", "thresholds"]
    for s in ["$scores", "$ties"]:
        for weight in [{}, {"sample_weight": "$w"}]:
            for drop in [True, False]:
                c.add(m.roc_curve, "$y", s, drop_intermediate=drop, keys=roc, **weight)
                c.add(m.precision_recall_curve, "$y", s, drop_intermediate=drop, keys=prc, **weight)
                c.add(m.det_curve, "$y", s, drop_intermediate=drop, keys=det, **weight)
            c.add(m.confusion_matrix_at_thresholds, "$y", s, keys=["tns", "fps", "fns", "tps", "thresholds"], **weight)
            c.add(m.roc_curve, "$y3", s, pos_label=2, keys=roc, **weight)
            c.add(m.roc_curve, "$signs", s, keys=roc, **weight)
            for target in ["$y", "$words", "$bools"]:
                c.add(m.roc_auc_score, target, s, **weight)
            for most in [0.1, 0.37, 1]:
                c.add(m.roc_auc_score, "$y", s, max_fpr=most, **weight)
            c.add(m.average_precision_score, "$y", s, **weight)
            c.add(m.average_precision_score, "$words", s, pos_label="no", **weight)
    for average in ["macro", "weighted"]:
        c.add(m.roc_auc_score, "$y3", "$P3", multi_class="ovo", average=average)
    for average in ["macro", "weighted", "micro", None]:
        for weight in [{}, {"sample_weight": "$w"}]:
            c.add(m.roc_auc_score, "$y3", "$P3", multi_class="ovr", average=average, **weight)
            c.add(m.average_precision_score, "$y3", "$P3", average=average, **weight)
    for average in ["macro", "weighted", "micro", "samples", None]:
        for weight in [{}, {"sample_weight": "$wm"}]:
            for f in [m.roc_auc_score, m.average_precision_score]:
                c.add(f, "$ym", "$sm", average=average, **weight)
    c.add(m.auc, [0, 0.1, 0.1, 0.7, 1], [0, 0.3, 0.4, 0.9, 1])
    c.add(m.auc, [3, 2, 2, 1], [1, 5, 2, -1])
    return c.value()


def groups():
    return {"metrics-classification": classification, "metrics-probabilities": probabilities, "metrics-curves": curves}

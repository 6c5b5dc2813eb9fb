"""Kalman filters of statsmodels and filterpy, hidden Markov models of hmmlearn."""

import warnings

import numpy as np

warnings.filterwarnings("ignore")


def model():
    rng = np.random.default_rng(21)
    return {
        "F": np.array([[0.9, 0.3, 0.0], [-0.2, 0.8, 0.1], [0.0, 0.0, 0.7]]),
        "H": np.array([[1.0, 0.0, 0.5], [0.2, 1.0, 0.0]]),
        "Q": np.array([[0.5, 0.1, 0.0], [0.1, 0.4, 0.05], [0.0, 0.05, 0.3]]),
        "R": np.array([[0.6, 0.2], [0.2, 0.9]]),
        "mean": np.array([0.5, -1.0, 0.2]),
        "covariance": np.array([[2.0, 0.3, 0.1], [0.3, 1.5, 0.0], [0.1, 0.0, 1.0]]),
    }, rng


def listed(m):
    return {key: value.tolist() for key, value in m.items()}


def simulate(m, rng, T):
    x = rng.multivariate_normal(m["mean"], m["covariance"])
    y = []
    for _ in range(T):
        y.append(m["H"] @ x + rng.multivariate_normal(np.zeros(len(m["R"])), m["R"]))
        x = m["F"] @ x + rng.multivariate_normal(np.zeros(len(x)), m["Q"])
    return np.array(y)


def statsmodels_smoother(m, y, steps=3):
    from statsmodels.tsa.statespace.kalman_smoother import KalmanSmoother

    n = len(m["mean"])
    k = KalmanSmoother(k_endog=y.shape[1], k_states=n, k_posdef=n)
    k["design"], k["transition"], k["selection"] = m["H"], m["F"], np.eye(n)
    k["obs_cov"], k["state_cov"] = m["R"], m["Q"]
    k.initialize_known(m["mean"], m["covariance"])
    k.bind(np.ascontiguousarray(y))
    r = k.smooth()
    out = {
        "loglik": float(r.llf_obs.sum()),
        "loglik_obs": r.llf_obs.tolist(),
        "filtered": r.filtered_state.T.tolist(),
        "filtered_cov": np.moveaxis(r.filtered_state_cov, 2, 0).tolist(),
        "predicted": r.predicted_state.T[: len(y)].tolist(),
        "smoothed": r.smoothed_state.T.tolist(),
        "smoothed_cov": np.moveaxis(r.smoothed_state_cov, 2, 0).tolist(),
        # Theirs is Cov[x_{t+1}, x_t | y].
        "lag_cov": np.moveaxis(r.smoothed_state_autocov, 2, 0)[: len(y) - 1].tolist(),
    }
    f = r.predict(start=len(y), end=len(y) + steps)
    out["forecast"] = f.forecasts.T.tolist()
    out["forecast_cov"] = np.moveaxis(f.forecasts_error_cov, 2, 0).tolist()
    return out


def linear():
    m, rng = model()
    y = simulate(m, rng, 25)
    gaps = y.copy()
    gaps[3, 0] = np.nan
    gaps[7] = np.nan
    gaps[8, 1] = np.nan
    gaps[24, 0] = np.nan
    cases = [{"name": name, "y": each.tolist(), **statsmodels_smoother(m, each)} for name, each in (("whole", y), ("with gaps", gaps))]
    return {"model": listed(m), "cases": cases}


def pendulum():
    """filterpy's extended and unscented filters on a pendulum, and a range to it."""
    from filterpy.kalman import ExtendedKalmanFilter, MerweScaledSigmaPoints, UnscentedKalmanFilter

    dt = 0.1
    f = lambda x: np.array([x[0] + dt * x[1], x[1] - dt * 9.81 * np.sin(x[0])])
    f_jac = lambda x: np.array([[1.0, dt], [-dt * 9.81 * np.cos(x[0]), 1.0]])
    h = lambda x: np.array([np.sin(x[0])])
    h_jac = lambda x: np.array([[np.cos(x[0]), 0.0]])
    Q, R = np.array([[1e-3, 2e-4], [2e-4, 5e-3]]), np.array([[0.02]])
    x0, P0 = np.array([0.8, 0.0]), np.array([[0.2, 0.02], [0.02, 0.1]])
    rng = np.random.default_rng(22)
    truth, y = np.array([1.0, 0.1]), []
    for _ in range(30):
        y.append(h(truth) + rng.normal(size=1) * np.sqrt(R[0, 0]))
        truth = f(truth) + rng.multivariate_normal(np.zeros(2), Q)

    ekf = ExtendedKalmanFilter(dim_x=2, dim_z=1)
    ekf.x, ekf.P, ekf.Q, ekf.R = x0.copy(), P0.copy(), Q, R
    extended = []
    for t, z in enumerate(y):
        if t:
            before = ekf.x.copy()
            ekf.F = f_jac(before)
            ekf.P = ekf.F @ ekf.P @ ekf.F.T + Q
            ekf.x = f(before)
        ekf.update(z, h_jac, h)
        extended.append({"mean": ekf.x.tolist(), "cov": ekf.P.tolist(), "loglik": float(ekf.log_likelihood)})

    out = {"dt": dt, "Q": Q.tolist(), "R": R.tolist(), "mean": x0.tolist(), "covariance": P0.tolist(), "y": [z.tolist() for z in y], "extended": extended}
    for name, alpha, beta, kappa in (("unscented", 0.3, 2.0, 1.0), ("unscented_plain", 1.0, 2.0, 0.0)):
        points = MerweScaledSigmaPoints(2, alpha=alpha, beta=beta, kappa=kappa)
        ukf = UnscentedKalmanFilter(dim_x=2, dim_z=1, dt=dt, hx=h, fx=lambda x, dt: f(x), points=points)
        ukf.x, ukf.P, ukf.Q, ukf.R = x0.copy(), P0.copy(), Q, R
        steps = []
        for t, z in enumerate(y):
            if t:
                ukf.predict()
            else:
                ukf.sigmas_f = points.sigma_points(ukf.x, ukf.P)
            ukf.update(z)
            steps.append({"mean": ukf.x.tolist(), "cov": ukf.P.tolist(), "loglik": float(ukf.log_likelihood)})
        out[name] = {"alpha": alpha, "beta": beta, "kappa": kappa, "steps": steps}
    return out


def hidden_markov():
    from hmmlearn.hmm import CategoricalHMM, GaussianHMM

    rng = np.random.default_rng(23)
    start = np.array([0.5, 0.3, 0.2])
    trans = np.array([[0.8, 0.15, 0.05], [0.1, 0.7, 0.2], [0.25, 0.05, 0.7]])
    emission = np.array([[0.6, 0.2, 0.1, 0.1], [0.1, 0.1, 0.7, 0.1], [0.2, 0.2, 0.1, 0.5]])

    def walk(T):
        states = [rng.choice(3, p=start)]
        while len(states) < T:
            states.append(rng.choice(3, p=trans[states[-1]]))
        return states

    def fitted(h, X, lengths, iterations):
        h.n_iter, h.tol, h.init_params = iterations, -np.inf, ""
        h.fit(X, lengths)
        out = {"startprob": h.startprob_.tolist(), "transmat": h.transmat_.tolist(), "history": list(h.monitor_.history)}
        for key in ("emissionprob_", "means_", "_covars_"):
            if hasattr(h, key):
                out[key.strip("_")] = getattr(h, key).tolist()
        return out

    lengths = [30, 20]
    symbols = [rng.choice(4, p=emission[s]) for n in lengths for s in walk(n)]
    X = np.array(symbols)[:, None]
    make = lambda: CategoricalHMM(n_components=3)

    def ready(h, **fields):
        h.startprob_, h.transmat_ = start.copy(), trans.copy()
        for key, value in fields.items():
            setattr(h, key, value.copy())
        return h

    def answers(h, X):
        logprob, states = h.decode(X)
        return {"score": float(h.score(X)), "proba": h.predict_proba(X).tolist(), "viterbi": float(logprob), "states": states.tolist()}

    h = ready(make(), emissionprob_=emission)
    h.n_features = 4
    first = X[:30]
    out = {"startprob": start.tolist(), "transmat": trans.tolist()}
    categorical = {"emissionprob": emission.tolist(), "sequences": [X[:30, 0].tolist(), X[30:, 0].tolist()], **answers(h, first)}
    h = ready(make(), emissionprob_=emission)
    h.n_features = 4
    categorical["fit"] = fitted(h, X, lengths, 4)
    out["categorical"] = categorical

    means = np.array([[0.0, 1.0], [3.0, -1.0], [-2.0, -2.0]])
    Y = np.array([means[s] + rng.normal(size=2) * [1.0, 0.5] for n in lengths for s in walk(n)])
    out["gaussian"] = {"means": means.tolist(), "sequences": [Y[:30].tolist(), Y[30:].tolist()]}
    diag = np.array([[1.0, 0.5], [0.8, 0.4], [1.2, 0.6]])
    full = np.array([[[1.0, 0.2], [0.2, 0.5]], [[0.8, -0.1], [-0.1, 0.4]], [[1.2, 0.0], [0.0, 0.6]]])
    for kind, covars in (("diag", diag), ("full", full)):
        def gauss(prior):
            g = GaussianHMM(n_components=3, covariance_type=kind, covars_prior=prior, covars_weight=1 if kind == "diag" else 0)
            g.n_features = 2
            return ready(g, means_=means, covars_=covars)

        case = {"covars": covars.tolist(), **answers(gauss(0.0), Y[:30])}
        case["fit"] = fitted(gauss(0.0), Y, lengths, 4)
        if kind == "diag":
            case["fit_prior"] = fitted(gauss(0.01), Y, lengths, 4)
        out["gaussian"][kind] = case
    return out


def groups():
    return {"state_space": lambda: {"linear": linear(), "pendulum": pendulum(), "hmm": hidden_markov()}}

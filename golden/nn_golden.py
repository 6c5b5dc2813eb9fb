"""Reference values for packages/nn from PyTorch, all in float64."""

import nn_activations
import nn_attention
import nn_images
import nn_layers
import nn_losses
import nn_numpy_initializers
import nn_numpy_losses
import nn_numpy_modules
import nn_numpy_precision
import nn_optimizers
import nn_recurrent
import nn_schedules
import torch
from digits_mlp import digits_mlp

torch.set_num_threads(1)


def groups():
    families = [nn_layers, nn_activations, nn_images, nn_recurrent, nn_attention]
    modules = {f"modules-{name}": cases for family in families for name, cases in family.FAMILIES.items()}
    return {
        **modules, "losses": nn_losses.losses,
        "optimizers": nn_optimizers.optimizer_paths, "digits-mlp": digits_mlp,
        "schedules": nn_schedules.schedules, "numpy-initializers": nn_numpy_initializers.initializers,
        "numpy-losses": nn_numpy_losses.losses, "numpy-modules": nn_numpy_modules.modules, "numpy-precision": nn_numpy_precision.precision,
    }

#!/usr/bin/env python3
"""Fits neuralforecast's GRU to one series, and does nothing else: import, read the CSV, fit.

    python3 -m venv venv && venv/bin/pip install neuralforecast
    venv/bin/python Benchmarks/peers/neuralforecast_gru.py daily.csv

With --windows it is fitted once to the rows before as many windows, and cross-validated on these. The CSV has a header,
dates in its first column and values in its second. Prints what was done as a JSON line.
"""
import argparse
import json
import logging
import warnings

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("csv")
parser.add_argument("--steps", type=int, default=500)
parser.add_argument("--batch", type=int, default=128)
parser.add_argument("--hidden", type=int, default=64)
parser.add_argument("--input-length", type=int, default=56)
parser.add_argument("--horizon", type=int, default=7)
parser.add_argument("--windows", type=int, default=0, help="to cross-validate on; 0: only fit (default: %(default)s)")
parser.add_argument("--frequency", default="D", help="as pandas names it")
arguments = parser.parse_args()

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
import neuralforecast
import pandas
import torch
from neuralforecast.models import GRU

frame = pandas.read_csv(arguments.csv, parse_dates=[0])
frame.columns = ["ds", "y"]
frame["unique_id"] = "series"
model = GRU(
    h=arguments.horizon, input_size=arguments.input_length, max_steps=arguments.steps,
    windows_batch_size=arguments.batch, scaler_type="robust", encoder_n_layers=1, encoder_hidden_size=arguments.hidden,
    decoder_hidden_size=arguments.hidden, random_seed=1, enable_progress_bar=False, logger=False,
    enable_model_summary=False, accelerator="cpu")
forecaster = neuralforecast.NeuralForecast(models=[model], freq=arguments.frequency)
if arguments.windows:
    found = forecaster.cross_validation(frame, n_windows=arguments.windows, step_size=arguments.horizon)
    error = found["y"] - found["GRU"]
    done = {"values": len(error), "mae": float(error.abs().mean()), "rmse": float((error ** 2).mean() ** 0.5)}
else:
    forecaster.fit(frame)
    steps = len(forecaster.models[0].train_trajectories)  # one loss for each optimiser step
    done = {"steps": steps, "windows": steps * forecaster.models[0].windows_batch_size}
print(json.dumps({"program": f"neuralforecast {neuralforecast.__version__}, PyTorch {torch.__version__}", **done}))

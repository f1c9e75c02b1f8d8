#!/usr/bin/env python3
"""Cross-validates neuralforecast's GRU, fitted once, on one series: import, read the CSV, fit, forecast.

    python3 -m venv venv && venv/bin/pip install neuralforecast
    venv/bin/python Benchmarks/peers/neuralforecast_backtest.py daily.csv

The CSV has a header, dates in its first column and values in its second. Prints the errors as a JSON line.
"""
import argparse
import json
import logging
import warnings

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("csv")
parser.add_argument("--horizon", type=int, default=7)
parser.add_argument("--windows", type=int, default=52)
parser.add_argument("--input-length", type=int, default=56)
parser.add_argument("--hidden", type=int, default=64)
parser.add_argument("--steps", type=int, default=500)
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
    h=arguments.horizon, input_size=arguments.input_length, max_steps=arguments.steps, scaler_type="robust",
    encoder_n_layers=1, encoder_hidden_size=arguments.hidden, decoder_hidden_size=arguments.hidden, random_seed=1,
    enable_progress_bar=False, logger=False, enable_model_summary=False, accelerator="cpu")
forecaster = neuralforecast.NeuralForecast(models=[model], freq=arguments.frequency)
found = forecaster.cross_validation(frame, n_windows=arguments.windows, step_size=arguments.horizon)
error = found["y"] - found["GRU"]
print(json.dumps({
    "program": f"neuralforecast {neuralforecast.__version__}, PyTorch {torch.__version__}", "values": len(error),
    "mae": float(error.abs().mean()), "rmse": float((error ** 2).mean() ** 0.5)}))

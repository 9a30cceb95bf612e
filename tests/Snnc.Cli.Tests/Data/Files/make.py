"""Makes the .nir files of data beside it with h5py, as the functions read_data and write_data of the package nir lay them out."""
import os

import h5py
import numpy as np

FOLDER = os.path.dirname(os.path.abspath(__file__))
EVENTS = [[(0, 0), (0, 5), (3, 2)], [(1, 1)]]  # per sample: step and index


def make(name, kind, **data):
    with h5py.File(os.path.join(FOLDER, name), "w") as f:
        f.attrs["__type__"] = "NIRGraphData"
        observable = f.create_group("nodes/x/observables/spikes")
        f["nodes/x"].attrs["__type__"] = "NIRNodeData"
        observable.attrs["__type__"] = kind
        for key, value in data.items():
            if np.ndim(value) == 0:
                observable.attrs[key] = value
            else:
                observable[key] = value


grid = np.zeros((2, 4, 6), bool)
idx, time = np.full((2, 5), -1), np.full((2, 5), np.inf)
for sample, events in enumerate(EVENTS):
    for i, (step, index) in enumerate(events):
        grid[sample, step, index] = True
        idx[sample, i], time[sample, i] = index, (step + 1) * 1e-3
make("gridded.nir", "TimeGriddedData", data=grid, dt=1e-3)
make("events.nir", "EventData", idx=idx, time=time, n_neurons=6, t_max=4e-3)
make("valued.nir", "ValuedEventData", idx=idx, time=time - 1e-3, value=np.full((2, 5), 2.0), n_neurons=6, t_max=4e-3)

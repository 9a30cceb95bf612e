import type { NumpyArray } from './npz';

/** Spikes of one population in one inference, counted in cells of `stepsPerCell` steps by `neuronsPerCell` neurons. */
export interface Raster {
  name: string;
  steps: number;
  neurons: number;
  stepsPerCell: number;
  neuronsPerCell: number;
  columns: number;
  rows: number;
  /** Row by row, the first neuron first. */
  counts: number[];
  /** Spikes of the whole population in each column. */
  perColumn: number[];
  spikes: number;
}

/** Names of populations whose spikes a trace holds. */
export function populations(names: Iterable<string>): string[] {
  return [...names].filter(name => name.endsWith('.spikes')).map(name => name.slice(0, -'.spikes'.length));
}

/**
 * Counts the spikes of a sample in cells, so many that the raster has at most these columns and rows.
 * @param bits Spikes in the order of `numpy.packbits`: samples, steps, neurons; the first in the highest bit.
 * @param shape `[samples, steps, ...]`
 */
export function raster(name: string, bits: Uint8Array, shape: number[], sample: number, maxColumns = 1200, maxRows = 400): Raster {
  const steps = shape[1] ?? 0;
  const neurons = shape.slice(2).reduce((product, size) => product * size, 1);
  const stepsPerCell = Math.max(1, Math.ceil(steps / maxColumns));
  const neuronsPerCell = Math.max(1, Math.ceil(neurons / maxRows));
  const columns = Math.ceil(steps / stepsPerCell);
  const rows = Math.ceil(neurons / neuronsPerCell);
  const counts = new Array<number>(columns * rows).fill(0);
  const perColumn = new Array<number>(columns).fill(0);
  let spikes = 0;
  const first = sample * steps * neurons;
  for (let index = first; index < first + steps * neurons; index++) {
    const byte = bits[index >> 3] ?? 0;
    if (byte === 0) {
      index |= 7;
    } else if ((byte >> (7 - (index & 7))) & 1) {
      const step = Math.floor((index - first) / neurons);
      const column = Math.floor(step / stepsPerCell);
      counts[Math.floor((index - first - step * neurons) / neuronsPerCell) * columns + column]++;
      perColumn[column]++;
      spikes++;
    }
  }

  return { name, steps, neurons, stepsPerCell, neuronsPerCell, columns, rows, counts, perColumn, spikes };
}

/** The rasters of a sample, of every population that a trace holds. */
export function rasters(trace: ReadonlyMap<string, NumpyArray>, sample: number): Raster[] {
  return populations(trace.keys()).map(name => {
    const shape = Array.from(trace.get(`${name}.spikes.shape`)?.data ?? [], Number);
    return raster(name, trace.get(`${name}.spikes`)!.data as Uint8Array, shape, sample);
  });
}

/** How many samples a trace holds. */
export function samplesOf(trace: ReadonlyMap<string, NumpyArray>): number {
  const [name] = populations(trace.keys());
  return name === undefined ? 0 : Number(trace.get(`${name}.spikes.shape`)?.data[0] ?? 0);
}

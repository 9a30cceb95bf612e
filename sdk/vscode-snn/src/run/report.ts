/** What `snnc run --json` prints. */
export interface RunReport {
  network: string;
  backend: string;
  samples: number;
  correct: number | null;
  accuracy: number | null;
  steps: number | null;
  seconds: number;
  us_per_inference: { median: number; p10: number; p90: number };
  nodes: RunNode[];
  warnings: string[];
  watched?: number;
}

export interface RunNode {
  name: string;
  op: string;
  neurons: number;
  spikes_per_inference: number;
  rate: number;
}

/** What a run is asked for. Paths are absolute. */
export interface RunRequest {
  file: string;
  network?: string;
  data?: string;
  labels?: string;
  backend: string;
  limit: number;
}

/** The arguments of the run that is reported. */
export function runArguments(request: RunRequest): string[] {
  return ['run', request.file, ...common(request), '--backend', request.backend, ...(request.limit > 0 ? ['--limit', String(request.limit)] : []), '--json'];
}

/** The arguments of the run whose spikes are drawn. */
export function traceArguments(request: RunRequest, samples: number, trace: string): string[] {
  const limit = request.limit > 0 ? Math.min(request.limit, samples) : samples;
  return ['run', request.file, ...common(request), '--limit', String(limit), '--trace', trace, '--json'];
}

/** Reads the report; what stands before it, such as a build's lines, is passed over. @throws Error where there is none. */
export function readReport(output: string): RunReport {
  const line = output.split(/\r?\n/).find(text => text.startsWith('{'));
  if (line === undefined) {
    throw new Error('snnc printed no report');
  }

  return JSON.parse(line) as RunReport;
}

/** How many spikes at most, which is how much memory, a trace of these samples holds besides its states. */
export function traceSize(report: RunReport, samples: number): number {
  return report.nodes.reduce((sum, node) => sum + node.neurons, 0) * (report.steps ?? 1) * Math.min(samples, report.samples);
}

/** A time, in the unit that gives it the fewest digits. */
export function duration(microseconds: number): string {
  return microseconds < 1000 ? `${significant(microseconds)} µs`
    : microseconds < 1e6 ? `${significant(microseconds / 1000)} ms`
    : `${significant(microseconds / 1e6)} s`;
}

/** A number of three significant digits, or whole. */
export function significant(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
}

function common({ network, data, labels }: RunRequest): string[] {
  return [...(network ? ['--network', network] : []), ...(data ? ['--data', data] : []), ...(labels ? ['--labels', labels] : [])];
}

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { deflateRawSync } from 'node:zlib';
import test from 'node:test';
import { readNpy, readNpz } from '../../src/run/npz';
import { raster, rasters, samplesOf } from '../../src/run/raster';
import { run } from '../../src/run/process';
import { duration, readReport, runArguments, type RunReport, traceArguments, traceSize } from '../../src/run/report';

function npy(type: string, shape: number[], data: Uint8Array): Buffer {
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const header = Buffer.from(text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11) + '\n', 'latin1');
  return Buffer.concat([Buffer.from([0x93]), Buffer.from('NUMPY'), Buffer.from([1, 0, header.length & 255, header.length >> 8]), header, data]);
}

/** An archive as numpy writes it, compressed or not. */
function npz(arrays: Record<string, Buffer>, compress: boolean): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(arrays)) {
    const packed = compress ? deflateRawSync(content) : content;
    const file = Buffer.from(`${name}.npy`);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(compress ? 8 : 0, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(file.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, file, packed]);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    common.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    entries.push(Buffer.concat([entry, file]));
    locals.push(local);
    offset += local.length;
  }

  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const shape = (...sizes: number[]) => npy('<i8', [sizes.length], Buffer.from(BigInt64Array.from(sizes, BigInt).buffer));
const report = (nodes: { neurons: number }[], steps: number | null): RunReport => ({ nodes, steps, samples: 500 }) as unknown as RunReport;

for (const compress of [false, true]) {
  test(`a ${compress ? 'compressed' : 'stored'} archive gives its arrays`, () => {
    const file = npz({ x: npy('<f4', [2, 2], Buffer.from(Float32Array.of(1, 2, 3, 4.5).buffer)), n: shape(7, 8) }, compress);
    const arrays = readNpz(file);
    assert.deepEqual([...arrays.keys()], ['x', 'n']);
    assert.deepEqual(arrays.get('x'), { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4.5) });
    assert.deepEqual([...readNpz(file, name => name === 'n').keys()], ['n']);
  });
}

test('a file that is no archive, or is cut off, is an error', () => {
  assert.throws(() => readNpz(Buffer.from('no archive, but long enough for one')), /not a \.npz/);
  assert.throws(() => readNpz(npz({ x: shape(1) }, false).subarray(0, 60)), /not a \.npz/);
  assert.throws(() => readNpy(Buffer.from('x')), /not a \.npy/);
  assert.throws(() => readNpy(npy('<c8', [1], Buffer.alloc(8))), /type '<c8'/);
});

test('spikes are counted where they stand, for a sample that begins within a byte', () => {
  // Two samples of 3 steps of 3 neurons: 18 bits.
  const bits = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0];
  const bytes = Uint8Array.from([0, 8, 16], start => parseInt(bits.slice(start, start + 8).join('').padEnd(8, '0'), 2));
  const trace = readNpz(npz({ 'h.spikes': npy('|u1', [3], bytes), 'h.spikes.shape': shape(2, 3, 3), 'h.v': shape(1) }, true));
  assert.equal(samplesOf(trace), 2);
  const [first] = rasters(trace, 0);
  const [second] = rasters(trace, 1);
  // A row for each neuron, a column for each step.
  assert.deepEqual(first.counts, [1, 0, 0, 0, 1, 0, 0, 0, 1]);
  assert.deepEqual(second.counts, [0, 0, 1, 0, 0, 0, 1, 1, 0]);
  assert.deepEqual(second.perColumn, [1, 1, 1]);
  assert.equal(second.spikes, 3);
});

test('a large raster is counted in cells, and loses no spike', () => {
  const all = raster('h', new Uint8Array(1000 * 1000 / 8).fill(255), [1, 1000, 1000], 0, 100, 50);
  assert.deepEqual([all.columns, all.rows, all.stepsPerCell, all.neuronsPerCell], [100, 50, 10, 20]);
  assert.ok(all.counts.every(count => count === 200));
  assert.equal(all.spikes, 1_000_000);
});

test('arguments follow the settings', () => {
  const request = { file: '/a b/net.snn', network: 'Net', data: '/d.npz', backend: 'native', limit: 3 };
  assert.deepEqual(runArguments(request), ['run', '/a b/net.snn', '--network', 'Net', '--data', '/d.npz', '--backend', 'native', '--limit', '3', '--json']);
  assert.deepEqual(traceArguments({ ...request, network: undefined, data: undefined }, 4, '/t.npz'), ['run', '/a b/net.snn', '--limit', '3', '--trace', '/t.npz', '--json']);
});

test('the report is found among other lines', () => {
  assert.equal(readReport('Restored in 2 s\n{"network":"Net","nodes":[]}\n').network, 'Net');
  assert.throws(() => readReport('nothing'), /no report/);
});

test('the size of a trace counts neurons, steps and samples', () => {
  assert.equal(traceSize(report([{ neurons: 128 }, { neurons: 72 }], 25), 4), 20_000);
});

test('times have the unit that suits them', () => {
  assert.deepEqual([0.5, 12.34, 2500, 1_234_567].map(duration), ['0.5 µs', '12.3 µs', '2.5 ms', '1.23 s']);
});

test('a program that runs is stopped as by Ctrl-C, and what it printed is kept', { skip: process.platform === 'win32' }, async () => {
  const script = 'console.log("begun"); process.on("SIGINT", () => { console.error("stopped"); process.exit(130); }); setInterval(() => {}, 1000);';
  let stop = () => {};
  const running = run({ program: process.execPath, prefix: ['-e'] }, [script], { onCancellationRequested: listener => ({ dispose: () => {}, ...(stop = listener, {}) }) });
  await new Promise(done => setTimeout(done, 600));
  stop();
  const { code, output, errors } = await running;
  assert.deepEqual([code, output.trim(), errors.trim()], [130, 'begun', 'stopped']);
});

test('numpy agrees', { skip: !hasNumpy() }, () => {
  const script = 'import numpy,io,sys; b=io.BytesIO(); numpy.savez_compressed(b, a=numpy.arange(6,dtype="<f4").reshape(2,3)); sys.stdout.buffer.write(b.getvalue())';
  assert.deepEqual(readNpz(execFileSync('python3', ['-c', script])).get('a'), { shape: [2, 3], data: Float32Array.of(0, 1, 2, 3, 4, 5) });
});

function hasNumpy(): boolean {
  try {
    execFileSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

import { inflateRawSync } from 'node:zlib';

/** An array of a `.npy` file, its elements in C order. */
export interface NumpyArray {
  shape: number[];
  data: Uint8Array | Int32Array | BigInt64Array | Float32Array | Float64Array;
}

const EndOfDirectory = 0x06054b50;
const DirectoryEntry = 0x02014b50;
const Stored = 0;
const Deflated = 8;
const Unknown32 = 0xffffffff;

/** Reads the arrays of a `.npz` that `wanted` asks for, by name. @throws Error where the file is no such archive. */
export function readNpz(file: Uint8Array, wanted: (name: string) => boolean = () => true): Map<string, NumpyArray> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const arrays = new Map<string, NumpyArray>();
  let at = findDirectory(view);
  for (; at + 46 <= file.length && view.getUint32(at, true) === DirectoryEntry;) {
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const name = new TextDecoder().decode(file.subarray(at + 46, at + 46 + nameLength)).replace(/\.npy$/, '');
    if (wanted(name)) {
      arrays.set(name, readNpy(content(file, view, at, name)));
    }

    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }

  return arrays;
}

/** Reads one `.npy`. @throws Error where it is none, or of a type that is not read here. */
export function readNpy(file: Uint8Array): NumpyArray {
  if (file.length < 10 || file[0] !== 0x93 || new TextDecoder().decode(file.subarray(1, 6)) !== 'NUMPY') {
    throw new Error('not a .npy file');
  }

  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const start = file[6] === 1 ? 10 : 12;
  const length = file[6] === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const header = new TextDecoder('latin1').decode(file.subarray(start, start + length));
  const type = /'descr':\s*'([^']+)'/.exec(header)?.[1] ?? '';
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? '').split(',').map(text => text.trim()).filter(text => text !== '').map(Number);
  if (/'fortran_order':\s*True/.test(header)) {
    throw new Error('arrays in Fortran order are not read here');
  }

  const count = shape.reduce((product, size) => product * size, 1);
  // A copy starts at an offset that every type can stand at; a Buffer's own slice would be none.
  const bytes = new Uint8Array(file.subarray(start + length)).buffer;
  return { shape, data: elements(type, bytes, count) };
}

function elements(type: string, bytes: ArrayBuffer, count: number): NumpyArray['data'] {
  switch (type) {
    case '|u1': case '|b1': return new Uint8Array(bytes, 0, count);
    case '<i4': return new Int32Array(bytes, 0, count);
    case '<i8': return new BigInt64Array(bytes, 0, count);
    case '<f4': return new Float32Array(bytes, 0, count);
    case '<f8': return new Float64Array(bytes, 0, count);
    default: throw new Error(`arrays of type '${type}' are not read here`);
  }
}

function findDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at--) {
    if (view.getUint32(at, true) === EndOfDirectory) {
      const directory = view.getUint32(at + 16, true);
      // In files of 4 GiB and more the place stands in a record of its own.
      return directory !== Unknown32 ? directory : Number(view.getBigUint64(Number(view.getBigUint64(at - 12, true)) + 48, true));
    }
  }

  throw new Error('not a .npz file');
}

function content(file: Uint8Array, view: DataView, entry: number, name: string): Uint8Array {
  const method = view.getUint16(entry + 10, true);
  const { size, local } = places(view, entry);
  if (local + 30 > file.length) {
    throw new Error(`'${name}' lies outside of the file`);
  }

  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const packed = file.subarray(start, start + size);
  if (packed.length !== size || (method !== Stored && method !== Deflated)) {
    throw new Error(`'${name}' cannot be read`);
  }

  return method === Stored ? packed : inflateRawSync(packed);
}

function places(view: DataView, entry: number): { size: number; local: number } {
  const size = view.getUint32(entry + 20, true);
  const local = view.getUint32(entry + 42, true);
  const full = view.getUint32(entry + 24, true);
  let extra = entry + 46 + view.getUint16(entry + 28, true);
  const end = extra + view.getUint16(entry + 30, true);
  for (; extra + 4 <= end; extra += 4 + view.getUint16(extra + 2, true)) {
    if (view.getUint16(extra, true) === 1) {
      // Only what did not fit stands here, in this order.
      let next = extra + 4 + (full === Unknown32 ? 8 : 0);
      const read = (value: number) => value !== Unknown32 ? value : Number(view.getBigUint64((next += 8) - 8, true));
      return { size: read(size), local: read(local) };
    }
  }

  return { size, local };
}

import {
  type WasmMemory,
  type WasmModule,
  webAssembly,
} from '#shared/providers/speech/flite/web-assembly.ts';

/** What a program left behind. */
export interface ProgramResult {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** The file of that name, or undefined when the program did not write it. */
  file(name: string): Uint8Array | undefined;
}

interface MemoryFile {
  data: Uint8Array;
  size: number;
}

/** Error numbers of WASI preview 1. */
const OK = 0;
const BAD_DESCRIPTOR = 8;
const NO_ENTRY = 44;
const NOT_SEEKABLE = 70;

const ROOT = 3;
const O_CREATE = 1;
const O_TRUNCATE = 8;

class ProgramExit extends Error {
  readonly exitCode: number;
  constructor(exitCode: number) {
    super(`exit ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a WASI preview 1 program once, with files in memory: no temporary files, no descriptors of the system. `node:wasi`
 * corrupts V8's heap on long texts (Node 20.20, exit by SIGSEGV or SIGTRAP), so it is not used. The clock stands at 0, which
 * makes the output depend on nothing but arguments and files. A trap of the program rejects with its `RuntimeError`.
 */
export async function runProgram(
  program: WasmModule,
  args: readonly string[],
  files: Readonly<Record<string, Uint8Array>>,
): Promise<ProgramResult> {
  const store = new Map<string, MemoryFile>(
    Object.entries(files).map(([name, data]) => [name, { data, size: data.length }]),
  );
  const output = [[], [], []] as Uint8Array[][];
  const host = createHost(args, store, output);
  const instance = await webAssembly.instantiate(program, { wasi_snapshot_preview1: host.functions });
  host.attach(instance.exports.memory as WasmMemory);
  let exitCode = 0;
  try {
    (instance.exports._start as () => void)();
  } catch (error) {
    if (!(error instanceof ProgramExit)) throw error;
    exitCode = error.exitCode;
  }
  const text = (chunks: readonly Uint8Array[] = []) => Buffer.concat(chunks).toString('utf8');
  return {
    exitCode,
    stdout: text(output[1]),
    stderr: text(output[2]),
    file: (name) => {
      const file = store.get(name);
      return file?.data.subarray(0, file.size);
    },
  };
}

function createHost(args: readonly string[], store: Map<string, MemoryFile>, output: Uint8Array[][]) {
  const argv = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
  const open = new Map<number, { file: MemoryFile; position: number }>();
  let next = ROOT + 1;
  let memory: WasmMemory;
  const view = () => new DataView(memory.buffer);
  const bytes = () => new Uint8Array(memory.buffer);
  const setSize = (pointer: number, value: number) => view().setUint32(pointer, value, true);
  const known = (fd: number) => fd <= ROOT || open.has(fd);
  const slices = (vectors: number, count: number) =>
    Array.from({ length: count }, (_, i) => {
      const start = view().getUint32(vectors + 8 * i, true);
      return bytes().subarray(start, start + view().getUint32(vectors + 8 * i + 4, true));
    });

  const functions = {
    args_sizes_get(count: number, size: number) {
      setSize(count, argv.length);
      setSize(
        size,
        argv.reduce((sum, arg) => sum + arg.length, 0),
      );
      return OK;
    },
    args_get(pointers: number, buffer: number) {
      let at = buffer;
      argv.forEach((arg, i) => {
        setSize(pointers + 4 * i, at);
        bytes().set(arg, at);
        at += arg.length;
      });
      return OK;
    },
    clock_time_get(_id: number, _precision: bigint, result: number) {
      view().setBigUint64(result, 0n, true);
      return OK;
    },
    fd_close(fd: number) {
      open.delete(fd);
      return OK;
    },
    fd_fdstat_get(fd: number, result: number) {
      if (!known(fd)) return BAD_DESCRIPTOR;
      bytes().fill(0, result, result + 24);
      // File type: directory 3, regular file 4, character device 2; then all rights.
      view().setUint8(result, fd === ROOT ? 3 : fd > ROOT ? 4 : 2);
      view().setBigUint64(result + 8, 2n ** 64n - 1n, true);
      view().setBigUint64(result + 16, 2n ** 64n - 1n, true);
      return OK;
    },
    fd_fdstat_set_flags: () => OK,
    fd_prestat_get(fd: number, result: number) {
      if (fd !== ROOT) return BAD_DESCRIPTOR;
      view().setUint8(result, 0);
      setSize(result + 4, 1);
      return OK;
    },
    fd_prestat_dir_name(fd: number, path: number) {
      if (fd !== ROOT) return BAD_DESCRIPTOR;
      bytes()[path] = '/'.charCodeAt(0);
      return OK;
    },
    path_open(
      _fd: number,
      _lookup: number,
      path: number,
      length: number,
      flags: number,
      _rights: bigint,
      _inherited: bigint,
      _descriptorFlags: number,
      result: number,
    ) {
      const name = new TextDecoder().decode(bytes().slice(path, path + length)).replace(/^\.?\//, '');
      let file = store.get(name);
      if (file === undefined && (flags & O_CREATE) === 0) return NO_ENTRY;
      file ??= { data: new Uint8Array(0), size: 0 };
      if ((flags & O_TRUNCATE) !== 0) file.size = 0;
      store.set(name, file);
      open.set(next, { file, position: 0 });
      setSize(result, next++);
      return OK;
    },
    fd_seek(fd: number, offset: bigint, whence: number, result: number) {
      const handle = open.get(fd);
      if (handle === undefined) return known(fd) ? NOT_SEEKABLE : BAD_DESCRIPTOR;
      const base = [0, handle.position, handle.file.size][whence] ?? 0;
      handle.position = Math.max(0, base + Number(offset));
      view().setBigUint64(result, BigInt(handle.position), true);
      return OK;
    },
    fd_read(fd: number, vectors: number, count: number, result: number) {
      const handle = open.get(fd);
      let total = 0;
      for (const target of handle === undefined ? [] : slices(vectors, count)) {
        const { file, position } = handle as { file: MemoryFile; position: number };
        const part = file.data.subarray(position, Math.min(file.size, position + target.length));
        target.set(part);
        total += part.length;
        (handle as { position: number }).position += part.length;
      }
      setSize(result, total);
      return OK;
    },
    fd_write(fd: number, vectors: number, count: number, result: number) {
      const handle = open.get(fd);
      let total = 0;
      for (const part of slices(vectors, count)) {
        if (handle !== undefined) append(handle, part);
        else output[fd]?.push(part.slice());
        total += part.length;
      }
      setSize(result, total);
      return OK;
    },
    proc_exit(code: number): undefined {
      throw new ProgramExit(code);
    },
  };
  return {
    functions,
    attach(value: WasmMemory) {
      memory = value;
    },
  };
}

function append(handle: { file: MemoryFile; position: number }, part: Uint8Array): void {
  const { file } = handle;
  const end = handle.position + part.length;
  if (file.data.length < end) {
    const grown = new Uint8Array(Math.max(end, file.data.length * 2, 65_536));
    grown.set(file.data.subarray(0, file.size));
    file.data = grown;
  }
  file.data.set(part, handle.position);
  handle.position = end;
  file.size = Math.max(file.size, end);
}

/** A compiled program; TypeScript describes WebAssembly only in its library for browsers. */
export type WasmModule = object & { readonly __wasm?: never };

/** The memory of a running program; `buffer` is another one after each growth. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

type WasmImports = Record<string, Record<string, (...args: never[]) => number | undefined>>;

/** The part of WebAssembly's JavaScript interface that is used here. */
export const { WebAssembly: webAssembly } = globalThis as unknown as {
  WebAssembly: {
    compile(bytes: Uint8Array): Promise<WasmModule>;
    instantiate(module: WasmModule, imports: WasmImports): Promise<{ exports: Record<string, unknown> }>;
  };
};

/** Loaded into `handslag serve` before anything of its own, with `--expose-gc`: says how many bytes are in use, when asked. */
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage().heapUsed);
});

process.channel?.unref();

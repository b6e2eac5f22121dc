/** Loaded into a program before anything of its own: says how much memory it holds, in bytes, whenever it is asked. */
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage.rss());
});

// Whoever started it is gone.
process.on('disconnect', () => process.exit());

// To be asked is no reason to go on.
process.channel?.unref();

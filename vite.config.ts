import { defineConfig } from 'vite';

/** The widget as a script tag gets it: one entry of a stable name, and chunks whose names carry their hash. */
export default defineConfig({
  build: {
    outDir: 'dist/widget',
    target: 'es2022',
    // Only library mode leaves `import()` alone, so that chunks come from where the script came from.
    lib: { entry: 'src/widget/handslag.ts', formats: ['es'] },
    rolldownOptions: {
      output: { entryFileNames: 'handslag.js', chunkFileNames: '[name]-[hash].js', minify: true },
    },
  },
});

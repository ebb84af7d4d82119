// Jest runs the sources as they are: esbuild strips the types, nothing else is changed.
import { transformSync } from 'esbuild';

export default {
  process: (source, file) =>
    transformSync(source, { loader: 'ts', format: 'esm', target: 'node24', sourcefile: file, sourcemap: 'inline' }),
};

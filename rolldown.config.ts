import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type OutputOptions, type Plugin } from 'rolldown';

/**
 * The program and its packages as a few CommonJS files, which Node starts in less than half the time of four hundred modules.
 * Nothing is minified, so that a stack trace can be read.
 */
const SOURCE = fileURLToPath(new URL('src/', import.meta.url));

/**
 * Files beside the code (presets, lane.wasm, a thread's entry) stand in dist where they stand in src. A module finds them from its own
 * place there, whatever file it has become a part of; `up` leads from that file to dist.
 */
function atOwnPlace(up: string): Plugin {
  return {
    name: 'at-own-place',
    transform: (code, id) => {
      if (!id.startsWith(SOURCE) || !code.includes('import.meta.url')) return null;
      const place = relative(SOURCE, id).split(sep).join('/');
      return code.replaceAll('import.meta.url', `new URL(${JSON.stringify(up + place)}, import.meta.url)`);
    },
  };
}

/** The project's modules are ECMAScript's; what is made of them is not. */
const saysCommonJs: Plugin = {
  name: 'says-common-js',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
  },
};

/** A thread starts as the program does: with what finds the code that the build has compiled. */
const threadEntry: Plugin = {
  name: 'thread-entry',
  generateBundle() {
    const source = "'use strict';\nrequire('../../../bin/code-cache.js');\nrequire('./read-thread-code.js');\n";
    this.emitFile({ type: 'asset', fileName: 'run/reading/read-thread.js', source });
  },
};

function bundle(input: Readonly<Record<string, string>>, up: string, output: OutputOptions, more: readonly Plugin[] = []) {
  return defineConfig({
    input,
    platform: 'node',
    // Vega measures text with a canvas where somebody has installed one; charts are drawn the same everywhere.
    resolve: { alias: { 'vega-canvas': fileURLToPath(new URL('node_modules/vega-canvas/build/vega-canvas.browser.js', import.meta.url)) } },
    plugins: [atOwnPlace(up), saysCommonJs, ...more],
    output: { dir: 'dist', format: 'cjs', comments: false, entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js', ...output },
  });
}

/** Vega is some fifty packages that are never loaded apart. */
const OF_VEGA = /^(?:vega(?!-lite)|d3-|topojson-client|delaunator|robust-predicates|internmap)/;

/** A package of node_modules is a file of its own: a run loads those that it needs, and a test sees which. */
function packagePart(id: string): string | null {
  const name = id
    .split(/[\\/]node_modules[\\/]/)
    .at(1)
    ?.split(/[\\/]/, 1)[0];
  if (name === undefined) return null;
  return `packages/${OF_VEGA.test(name) ? 'vega' : name}`;
}

export default [
  bundle({ 'cli/main': 'src/cli/main.ts', 'policy/compile-presets': 'src/policy/compile-presets.ts' }, '../', {
    codeSplitting: {
      groups: [
        { name: packagePart, debugName: 'packages', priority: 4 },
        // What reads the command line, what explains it, what starts threads before the rest is there, and what nearly every command then
        // does: one file each; anything else where it is first asked for.
        { name: 'command-line', test: /src[\\/]cli[\\/](main|commands[\\/].*)[.]ts$/, priority: 3 },
        { name: 'help-page', test: /src[\\/]cli[\\/](help-page|words[\\/]en-commands)[.]ts$/, priority: 2 },
        { name: 'threads', test: /[\\/](start-threads|compile-for-threads)[.]ts$/, priority: 2 },
        { name: 'journeys', test: /src[\\/]run[\\/](report|classify)[.]ts$/, priority: 1 },
      ],
    },
  }),
  // A thread loads this one file, with what it needs of the program.
  bundle({ 'run/reading/read-thread-code': 'src/run/reading/read-thread.ts' }, '../../', { codeSplitting: false }, [threadEntry]),
];

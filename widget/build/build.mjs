// Builds the window and what it fetches later, then the loader that knows their hashed name, and holds them to budgets.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib';
import { build } from 'vite';

/**
 * In bytes of brotli: what is loaded until a visitor can write, all there is once they have written, and each of the rest,
 * which few visitors need: the question how it was, what is to be confirmed, the solver of challenges.
 */
const budgets = { first: 10_000, all: 24_000, rare: 2_000 };
const root = new URL('..', import.meta.url).pathname;
const dist = `${root}dist`;
const maps = `${root}maps`;

const shared = {
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir: dist,
    target: 'es2022',
    cssTarget: ['chrome111', 'safari16.4', 'firefox113'],
    sourcemap: 'hidden',
    reportCompressedSize: false,
  },
};

// Maven only adds to what it has copied before: files of an earlier hash would stay in the jar.
for (const folder of [dist, maps, `${root}target/classes/META-INF/resources/widget`])
  rmSync(folder, { recursive: true, force: true });

await build({
  ...shared,
  build: {
    ...shared.build,
    // A library: Vite then leaves dynamic imports as they are.
    lib: { entry: `${root}src/app/main.ts`, formats: ['es'] },
    rolldownOptions: {
      // What the talk shares with the window stays in the window's file: one request less before it opens.
      preserveEntrySignatures: 'allow-extension',
      output: { entryFileNames: 'usher-[hash].js', chunkFileNames: 'usher-[name]-[hash].js', minify: true },
    },
  },
});
const chunk = readdirSync(dist).find((name) => /^usher-[\w-]{8}\.js$/.test(name));

await build({
  ...shared,
  define: { __CHUNK__: JSON.stringify(chunk) },
  build: {
    ...shared.build,
    emptyOutDir: false,
    lib: { entry: `${root}src/loader/main.ts`, formats: ['iife'], name: 'usher' },
    rolldownOptions: { output: { entryFileNames: 'widget.js' } },
  },
});

mkdirSync(maps);
const scripts = [];
for (const name of readdirSync(dist)) {
  if (name.endsWith('.map')) renameSync(`${dist}/${name}`, `${maps}/${name}`);
  else scripts.push(name);
}
const named = (name) => scripts.filter((script) => script.startsWith(`usher-${name}-`));
const [talk] = named('talk');
const [solver] = named('solve');
// The same under stable names, for pages older than a release that replaced their hashed files.
const aliases = new Map([
  ['usher.js', chunk],
  ['talk.js', talk],
  ['solve.js', solver],
]);
for (const [alias, name] of aliases) {
  writeFileSync(`${dist}/${alias}`, `export*from"./${name}";`);
  scripts.push(alias);
}

const sizes = new Map();
for (const name of scripts) {
  const text = readFileSync(`${dist}/${name}`);
  const brotli = brotliCompressSync(text, { params: { [zlib.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(`${dist}/${name}.br`, brotli);
  writeFileSync(`${dist}/${name}.gz`, gzipSync(text, { level: 9 }));
  sizes.set(name, { plain: text.length, brotli: brotli.length });
}

const brotliOf = (name) => sizes.get(name).brotli;
const words = named('words');
const rare = [solver, ...named('survey'), ...named('confirm')];
const others = ['widget.js', chunk, talk, ...words, ...rare];
const languages = scripts.filter((name) => ![...others, ...aliases.keys()].includes(name));
const largest = (names) => Math.max(...names.map(brotliOf));
const first = brotliOf('widget.js') + brotliOf(chunk) + largest(languages);
const totals = { first, all: first + brotliOf(talk) + largest(words), rare: largest(rare) };

for (const name of [...others, ...languages]) {
  const { plain, brotli } = sizes.get(name);
  console.log(`${name.padEnd(26)} ${`${plain}`.padStart(7)} B ${`${brotli}`.padStart(7)} B brotli`);
}
for (const [what, budget] of Object.entries(budgets)) {
  console.log(`${`${what} load`.padEnd(36)} ${`${totals[what]}`.padStart(7)} B brotli of ${budget}`);
  if (totals[what] <= budget) continue;
  console.error(
    `The ${what} load is ${totals[what] - budget} bytes over its budget: take something out, or load it later.`,
  );
  process.exitCode = 1;
}

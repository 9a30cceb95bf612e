// Bundles the extension into out/; with --tests its unit tests as well, with --watch again after each edit.
import { context } from 'esbuild';
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const has = name => process.argv.includes(name);
const common = { absWorkingDir: root, bundle: true, logLevel: 'warning', minify: has('--minify'), sourcemap: has('--minify') ? false : 'linked', target: 'es2022' };

const jobs = [
  // 'module' first: the packages of the protocol have a UMD form too, whose requires a bundler cannot follow.
  { entryPoints: { extension: 'src/extension.ts' }, platform: 'node', format: 'cjs', external: ['vscode'], mainFields: ['module', 'main'] },
  { entryPoints: { graph: 'src/webview/graph.ts', run: 'src/webview/run.ts' }, platform: 'browser', format: 'iife' },
];
if (has('--tests')) {
  const tests = readdirSync(join(root, 'test/unit')).filter(name => name.endsWith('.test.ts'));
  rmSync(join(root, 'out/test'), { recursive: true, force: true });
  jobs.push({
    entryPoints: Object.fromEntries(tests.map(name => [`test/${name.replace(/\.ts$/, '')}`, `test/unit/${name}`])),
    platform: 'node', format: 'cjs', external: ['vscode-oniguruma', 'vscode-textmate'], minify: false, sourcemap: 'inline',
  });
}

mkdirSync(join(root, 'out'), { recursive: true });
for (const style of ['graph.css', 'run.css']) {
  copyFileSync(join(root, 'src/webview', style), join(root, 'out', style));
}

for (const job of jobs) {
  const build = await context({ ...common, outdir: 'out', ...job });
  await build.rebuild();
  await (has('--watch') ? build.watch() : build.dispose());
}

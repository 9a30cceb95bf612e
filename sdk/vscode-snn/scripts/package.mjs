// Writes snn-lang-VERSION.vsix into the folder that is named, or into out/.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = resolve(process.argv[2] ?? join(root, 'out'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const run = (script, ...options) => execFileSync(process.execPath, [join(root, script), ...options], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

mkdirSync(folder, { recursive: true });
run('scripts/build.mjs', '--minify');
const file = join(folder, `snn-lang-${version}.vsix`);
run('node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', file);
console.log(file);

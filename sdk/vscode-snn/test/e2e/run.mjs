// The packed extension in VS Code itself: what a user sees, asserted and photographed.
//   node test/e2e/run.mjs --vsix FILE --compiler snnc.dll [--server FOLDER] [--pictures FOLDER]
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openBrowser } from '../browser.mjs';
import { prepare } from './prepare.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const { values: options } = parseArgs({
  options: {
    vsix: { type: 'string' },
    compiler: { type: 'string' },
    server: { type: 'string', default: join(tmpdir(), 'snn-code-server') },
    pictures: { type: 'string', default: join(tmpdir(), 'snn-pictures') },
  },
});
const Patience = 120_000;
const Settings = {
  'snn.server.path': resolve(options.compiler),
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'files.autoSave': 'off',
};

const Text = readFileSync(join(root, 'samples/digits/digits.snn'), 'utf8');

const work = mkdtempSync(join(tmpdir(), 'snn-e2e-'));
const workspace = join(work, 'networks');
const pictures = resolve(options.pictures);

/** Paths of programs are settings of the machine, all else of the user. */
function writeSettings(settings) {
  for (const folder of ['User', 'Machine']) {
    mkdirSync(join(work, 'user', folder), { recursive: true });
    writeFileSync(join(work, 'user', folder, 'settings.json'), JSON.stringify(settings));
  }
}

function makeWorkspace() {
  mkdirSync(workspace);
  mkdirSync(pictures, { recursive: true });
  for (const file of ['digits.snn', 'digits.npz', 'digits.data.npz']) {
    cpSync(join(root, 'samples/digits', file), join(workspace, file));
  }

  cpSync(join(root, 'samples/ahp/ahp.snn'), join(workspace, 'ahp.snn'));
  cpSync(join(root, 'samples/residual/residual.snn'), join(workspace, 'residual.snn'));
  cpSync(join(root, 'samples/residual/deep.npz'), join(workspace, 'deep.npz'));
  cpSync(join(root, 'samples/residual/sample0.npz'), join(workspace, 'sample0.npz'));
  writeSettings(Settings);
}

async function freePort() {
  const server = createServer();
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise(done => server.close(done));
  return port;
}

async function startServer() {
  const { node, entry } = prepare(resolve(options.server));
  const common = ['--user-data-dir', join(work, 'user'), '--extensions-dir', join(work, 'extensions'), '--disable-telemetry', '--disable-update-check', '--config', join(work, 'config.yaml')];
  execFileSync(node, [entry, ...common, '--install-extension', resolve(options.vsix)], { stdio: 'inherit' });
  const port = await freePort();
  const server = spawn(node, [entry, ...common, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-workspace-trust', '--disable-getting-started-override', workspace], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  await new Promise((ready, failed) => {
    server.stdout.on('data', text => String(text).includes('HTTP server listening') && ready());
    server.on('exit', code => failed(new Error(`code-server ended with ${code}`)));
  });
  return { server, address: `http://127.0.0.1:${port}/?folder=${encodeURIComponent(workspace)}` };
}

/** What the page of a webview shows: the inner one of two frames. */
async function webview(page, selector) {
  for (const end = Date.now() + Patience; Date.now() < end; await page.waitForTimeout(300)) {
    for (const frame of page.frames()) {
      if (await frame.locator(selector).count().catch(() => 0) > 0) {
        return frame;
      }
    }
  }

  throw new Error(`no webview shows ${selector}`);
}

class Editor {
  constructor(page) {
    this.page = page;
  }

  /** Runs a command of the palette. */
  async command(name) {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').fill(`>${name}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  }

  async open(file) {
    const row = this.page.locator('.explorer-viewlet .monaco-list-row', { hasText: file }).first();
    if (await row.isVisible()) {
      await row.dblclick();
    } else {
      await this.page.keyboard.press('Control+p');
      await this.page.locator('.quick-input-widget input').fill(file);
      await this.page.locator('.quick-input-list .monaco-list-row', { hasText: file }).first().click();
    }

    await this.page.locator('.tab.active', { hasText: file }).waitFor();
    await this.focus();
    await this.page.keyboard.press('Control+Home');
  }

  /** By a key: a click scrolls. */
  async focus() {
    await this.page.keyboard.press('Control+1');
    await this.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  }

  /** Puts the cursor behind a piece of the text of digits.snn. */
  async goBehind(text) {
    const before = Text.slice(0, Text.indexOf(text) + text.length).split('\n');
    const [line, column] = [before.length, before.at(-1).length + 1];
    await this.page.keyboard.press('Control+g');
    await this.page.locator('.quick-input-widget input').fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.waitForTimeout(300);
  }

  /** Takes edits back, until the text is that of the file again. */
  async undo() {
    for (let count = 0; count < 40 && await this.page.locator('.tab.active.dirty').count() > 0; count++) {
      await this.page.keyboard.press('Control+z');
      await this.page.waitForTimeout(80);
    }
  }

  async picture(name, clip) {
    // Away from everything that has a tooltip.
    await this.page.mouse.move(250, 18);
    await this.page.waitForTimeout(900);
    await this.page.screenshot({ path: join(pictures, `${name}.png`), clip });
    console.log(`  ${name}.png`);
  }

  lines() {
    return this.page.locator('.editor-instance .view-lines').first();
  }
}

async function see(what, work) {
  console.log(what);
  await work();
}

async function tour(page) {
  const editor = new Editor(page);
  page.setDefaultTimeout(Patience);
  await page.locator('.explorer-viewlet .monaco-list-row').first().waitFor();

  await see('colours, and no errors in a right program', async () => {
    await editor.open('digits.snn');
    await page.locator('.status-bar-icon, .statusbar-item', { hasText: 'SNN' }).first().waitFor();
    await page.waitForTimeout(6000);
    assert.equal(await page.locator('.squiggly-error').count(), 0);
    const colours = await editor.lines().locator('span[class*=mtk]').evaluateAll(spans => new Set(spans.map(span => getComputedStyle(span).color)).size);
    assert.ok(colours >= 5, `text in ${colours} colours`);
  });

  await see('hover', async () => {
    await editor.goBehind('-> h: l');
    await editor.command('Show or Focus Hover');
    await page.locator('.monaco-hover:visible', { hasText: 'lif' }).first().waitFor();
    await editor.picture('hover');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  await see('an error, its fix', async () => {
    await editor.goBehind('fc1: dense');
    await page.keyboard.press('Backspace');
    await page.locator('.squiggly-error').first().waitFor();
    await editor.command('Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'SNN0201' }).first().waitFor();
    await editor.picture('squiggle');
    await editor.focus();
    await editor.goBehind('fc1: den');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row').first().waitFor();
    await page.locator('.action-widget .monaco-list-row', { hasText: 'Explain SNN0201' }).first().waitFor();
    await editor.picture('fixes');
    await page.locator('.action-widget .monaco-list-row', { hasText: "Change to 'dense'" }).first().click();
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await editor.undo();
    await page.keyboard.press('Control+j');
  });

  await see('completion', async () => {
    await editor.goBehind('20 ms);');
    await page.keyboard.press('Enter');
    await page.keyboard.type('o -> en');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'encode.constant' }).first().waitFor();
    await page.waitForTimeout(800);
    await editor.picture('completion');
    await page.keyboard.press('Escape');
    await editor.undo();
  });

  await see('run', async () => {
    await page.keyboard.press('Control+b');
    await editor.goBehind('fc2: ');
    await editor.command('SNN: Run File');
    const frame = await webview(page, '#report table');
    assert.match(await frame.locator('#report').innerText(), /99\.8 %/);
    assert.ok(await frame.locator('canvas').count() >= 1);
    await page.locator('.notifications-toasts .notification-toast').first().waitFor({ state: 'detached' }).catch(() => {});
    await editor.picture('run');
  });

  const quiet = { ...Settings, 'snn.inlayHints.enabled': false, 'snn.codeLens.enabled': false };
  await see('hints, and their end by a setting', async () => {
    await editor.focus();
    await editor.command('View: Close All Editors');
    await editor.open('digits.snn');
    const hints = page.locator('.editor-instance [class*=dyn-rule]', { hasText: 'signal[' });
    await hints.first().waitFor();
    writeSettings(quiet);
    await hints.first().waitFor({ state: 'detached' });
  });

  await see('graph', async () => {
    await editor.command('SNN: Show Graph');
    const frame = await webview(page, '#drawing svg .node');
    assert.ok(await frame.locator('.node.ann').count() > 2);
    assert.ok(await frame.locator('.node.snn').count() >= 1);
    assert.ok(await frame.locator('.node.convert').count() >= 1);
    await frame.locator('#less').click();
    await frame.locator('.node.snn', { hasText: 'lif' }).first().click();
    await page.waitForTimeout(700);
    const position = await page.locator('.statusbar-item', { hasText: /Ln 13/ }).first().innerText();
    assert.match(position, /Ln 13/);
    await frame.locator('.node.snn.marked', { hasText: '3.80 % spikes' }).first().waitFor();
    await editor.picture('graph');

    const before = await frame.locator('.node').count();
    await editor.focus();
    await editor.goBehind('-> relu ');
    await page.keyboard.type('-> sigmoid ');
    await frame.locator('.node', { hasText: 'sigmoid' }).first().waitFor();
    assert.equal(await frame.locator('.node').count(), before + 1);
    await editor.undo();
  });

  await see('explain', async () => {
    await editor.command('View: Close All Editors');
    await editor.command('SNN: Explain Diagnostic');
    await page.locator('.quick-input-widget input').fill('SNN0201');
    await page.keyboard.press('Enter');
    const frame = await webview(page, '.markdown-body h1, h1#snn0201, body.vscode-body h1');
    assert.match(await frame.locator('body').innerText(), /SNN0201/);
  });

  await see('blocks and parallel paths', async () => {
    await editor.command('View: Close All Editors');
    writeSettings({ ...quiet, 'workbench.colorTheme': 'Default Light Modern' });
    await page.locator('.monaco-workbench.vs').waitFor();
    await editor.open('residual.snn');
    await page.keyboard.press('Control+Home');
    await editor.command('SNN: Show Graph');
    await webview(page, '#drawing svg .node');
    await editor.picture('blocks');
  });
}

makeWorkspace();
const { server, address } = await startServer();
const browser = await openBrowser({ width: 1280, height: 760 });
const page = browser.pages()[0] ?? await browser.newPage();
try {
  await page.goto(address);
  await tour(page);
  console.log('all seen');
} catch (error) {
  await page.screenshot({ path: join(pictures, 'failure.png') });
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser.close();
  process.kill(-server.pid);
  rmSync(work, { recursive: true, force: true });
}

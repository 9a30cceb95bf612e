// The language server behind an editor in a headless browser: squiggle, its end by an edit, hover, completion.
//   node test/monaco/run.mjs [snnc or snnc.dll]
import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openBrowser } from '../browser.mjs';
import { serve } from './bridge.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../../..');
const compiler = resolve(process.argv[2] ?? join(root, 'compiler/Snnc.Cli/bin/Release/net10.0/snnc.dll'));
const command = compiler.endsWith('.dll') ? ['dotnet', compiler, 'lsp'] : [compiler, 'lsp'];
const sample = join(root, 'samples/digits/digits.snn');
const text = readFileSync(sample, 'utf8').replace('fc1: dense(', 'fc1: dens(');
const Patience = 60_000;

const bundle = await build({ entryPoints: [join(here, 'app.js')], bundle: true, write: false, outdir: 'out', format: 'iife', loader: { '.ttf': 'dataurl' }, logLevel: 'error' });
const part = ending => bundle.outputFiles.find(file => file.path.endsWith(ending)).contents;
const page = `<!DOCTYPE html><meta charset="utf-8"><link rel="stylesheet" href="/app.css"><div id="editor" style="height:95vh"></div>
<script>window.program = ${JSON.stringify({ text, uri: pathToFileURL(sample).href })};</script><script src="/app.js"></script>`;
const server = await serve({
  '/': { type: 'text/html', content: page },
  '/app.js': { type: 'text/javascript', content: part('.js') },
  '/app.css': { type: 'text/css', content: part('.css') },
}, command);
const browser = await openBrowser({ width: 1000, height: 600 });

async function test(name, body) {
  await body();
  console.log(`ok - ${name}`);
}

try {
  const tab = browser.pages()[0] ?? await browser.newPage();
  tab.setDefaultTimeout(Patience);
  await tab.goto(server.address);
  await tab.waitForFunction(() => window.test !== undefined);
  const line = text.slice(0, text.indexOf('dens(')).split('\n').length;
  const column = text.split('\n')[line - 1].indexOf('dens(') + 1;

  await test('an error is underlined at its place', async () => {
    await tab.waitForFunction(() => window.test.markers().length > 0);
    const [marker] = await tab.evaluate(() => window.test.markers());
    assert.deepEqual([marker.startLineNumber, marker.startColumn, marker.endColumn, marker.code], [line, column, column + 4, 'SNN0201']);
    await tab.locator('.squiggly-error').first().waitFor();
  });

  await test('an edit takes it away', async () => {
    await tab.evaluate(([line, column]) => window.test.editor.executeEdits('test', [{ range: new window.test.monaco.Range(line, column + 4, line, column + 4), text: 'e' }]), [line, column]);
    await tab.waitForFunction(() => window.test.markers().length === 0);
    await tab.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  });

  await test('hover shows the shape and the tensors of a layer', async () => {
    await tab.evaluate(([line, column]) => {
      window.test.editor.setPosition({ lineNumber: line, column: column + 1 });
      window.test.editor.focus();
      window.test.editor.trigger('test', 'editor.action.showHover', {});
    }, [line, column]);
    const hover = tab.locator('.monaco-hover:visible', { hasText: '128' });
    await hover.first().waitFor();
    assert.match(await hover.first().innerText(), /fc1\.weight/);
  });

  await test('completion offers operators and models', async () => {
    await tab.keyboard.press('Escape');
    await tab.evaluate(() => {
      const { editor, model, monaco } = window.test;
      const last = model.getLineCount() - 1;
      const text = '    h -> le';
      editor.executeEdits('test', [{ range: new monaco.Range(last, 1, last, 1), text: `${text};\n` }]);
      editor.setPosition({ lineNumber: last, column: text.length + 1 });
      editor.focus();
      editor.trigger('test', 'editor.action.triggerSuggest', {});
    });
    await tab.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'leaky_li' }).first().waitFor();
  });

  await test('the server still runs, and has complained of nothing', () => {
    assert.equal(server.children.size, 1);
    assert.deepEqual(server.failures, []);
  });
} catch (error) {
  console.error(error);
  console.error(server.failures.join(''));
  process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
}

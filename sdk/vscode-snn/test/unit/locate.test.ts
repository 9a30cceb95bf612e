import assert from 'node:assert/strict';
import test from 'node:test';
import { page } from '../../src/html';
import { absence, locate, type Machine } from '../../src/server/locate';

function machine(files: Record<string, string>, path = '/usr/bin:/opt/bin', platform = 'linux'): Machine {
  return { isFile: file => file in files, read: file => files[file], environment: { PATH: path }, platform, home: '/home/u' };
}

test('a dll is run by dotnet, a program as it is', () => {
  const there = machine({ '/x/snnc.dll': '', '/x/snnc': '', '/w/tools/snnc.dll': '', '/home/u/b/snnc': '' });
  assert.deepEqual(locate('/x/snnc.dll', [], there), { program: 'dotnet', prefix: ['/x/snnc.dll'] });
  assert.deepEqual(locate('/x/snnc', [], there), { program: '/x/snnc', prefix: [] });
  assert.deepEqual(locate('tools/snnc.dll', ['/w'], there), { program: 'dotnet', prefix: ['/w/tools/snnc.dll'] });
  assert.deepEqual(locate('~/b/snnc', [], there), { program: '/home/u/b/snnc', prefix: [] });
});

test('a setting that leads nowhere is not passed over in silence', () => {
  assert.equal(locate('/gone/snnc', [], machine({ '/usr/bin/snnc': '' })), undefined);
  assert.match(absence('/gone/snnc'), /\/gone\/snnc/);
  assert.match(absence(''), /dotnet tool install --global snnc/);
});

test('the manifest of a workspace comes before the PATH, and that before the global tools', () => {
  const files = { '/w/.config/dotnet-tools.json': '{"tools":{"snnc":{}}}', '/v/dotnet-tools.json': '{"tools":{"cake.tool":{}}}', '/u/dotnet-tools.json': 'broken', '/opt/bin/snnc': '' };
  assert.deepEqual(locate('', ['/w'], machine(files)), { program: 'dotnet', prefix: ['tool', 'run', 'snnc', '--'], cwd: '/w' });
  assert.deepEqual(locate('', ['/v', '/u'], machine(files)), { program: '/opt/bin/snnc', prefix: [] });
  assert.deepEqual(locate('', [], machine({ '/home/u/.dotnet/tools/snnc': '' })), { program: '/home/u/.dotnet/tools/snnc', prefix: [] });
  assert.equal(locate('', [], machine({})), undefined);
});

test('a page runs its own script and no other', () => {
  const text = page({ title: 'a & b', style: 's.css', script: 's.js', source: 'https://w', body: '<p>' }, 'N0');
  assert.match(text, /default-src &#39;none&#39;/);
  assert.match(text, /script-src &#39;nonce-N0&#39;"/);
  assert.equal(text.match(/<script/g)?.length, 1);
  assert.doesNotMatch(text, /unsafe/);
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import * as oniguruma from 'vscode-oniguruma';
import { INITIAL, type IGrammar, parseRawGrammar, Registry } from 'vscode-textmate';

const root = join(__dirname, '../..');
const samples = join(root, '../../samples');
const library = join(root, '../../compiler/Snnc.Compiler/Library');

async function load(): Promise<IGrammar> {
  const wasm = readFileSync(join(root, 'node_modules/vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner: patterns => new oniguruma.OnigScanner(patterns), createOnigString: text => new oniguruma.OnigString(text) }),
    loadGrammar: async scope => parseRawGrammar(readFileSync(join(root, 'syntaxes', scope === 'source.snn' ? 'snn.tmLanguage.json' : 'markdown.tmLanguage.json'), 'utf8'), 'a.json'),
  });
  return (await registry.loadGrammar('source.snn'))!;
}

const loading = load();

/** Each token of a text with its innermost scope. */
async function tokens(text: string): Promise<[string, string][]> {
  const grammar = await loading;
  let state = INITIAL;
  return text.split('\n').flatMap(line => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map((token): [string, string] => [line.slice(token.startIndex, token.endIndex), token.scopes.at(-1)!]);
  });
}

async function scopeOf(text: string, word: string): Promise<string | undefined> {
  return (await tokens(text)).find(([token]) => token === word)?.[1];
}

const programs = [samples, library].flatMap(folder => (readdirSync(folder, { recursive: true }) as string[]).filter(name => name.endsWith('.snn')).map(name => join(folder, name)));

for (const file of programs) {
  test(`every word of ${file.slice(root.length - 'sdk/vscode-snn'.length)} has a colour`, async () => {
    const plain = (await tokens(readFileSync(file, 'utf8'))).filter(([token, scope]) => scope === 'source.snn' && /[\w"]/.test(token));
    assert.deepEqual(plain, []);
  });
}

const cases: [string, string, string][] = [
  ['network Digits {', 'network', 'keyword.declaration.snn'],
  ['network Digits {', 'Digits', 'entity.name.type.snn'],
  ['/// doc', '/// doc', 'comment.line.documentation.snn'],
  ['a -> fc1: dense(128)', 'fc1', 'variable.other.declaration.snn'],
  ['a -> fc1: dense(128)', '->', 'keyword.operator.arrow.snn'],
  ['a -> fc1: dense(128)', 'dense', 'support.function.operator.snn'],
  ['a -> h[3]: lif(tau = 10 ms)', 'h', 'variable.other.declaration.snn'],
  ['a -> h: lif(tau = 10 ms)', 'lif', 'support.class.neuron.snn'],
  ['a -> h: lif(tau = 10 ms)', 'ms', 'keyword.other.unit.snn'],
  ['a -> h: lif(tau = 10 ms)', 'tau', 'variable.parameter.snn'],
  ['x = -65 mV;', 'mV', 'keyword.other.unit.snn'],
  ['delay = 1 step', 'step', 'keyword.other.unit.snn'],
  ['time { step = 1 ms; }', 'step', 'variable.parameter.snn'],
  ['param threshold = 1;', 'threshold', 'variable.parameter.snn'],
  ['a -> encode.constant -> b', 'encode.constant', 'support.function.encoder.snn'],
  ['input x: spikes[12];', 'spikes', 'storage.type.snn'],
  ['state u: int24 wrap = 0;', 'int24', 'storage.type.snn'],
  ["dynamics euler { v' = 1; }", 'euler', 'constant.other.method.snn'],
  ["dynamics euler { v' = 1; }", "'", 'keyword.operator.derivative.snn'],
  ['dynamics when x > 0 {', 'when', 'keyword.control.snn'],
  ['bias = none', 'none', 'constant.language.snn'],
  ['w["a/b"]', 'a/b', 'string.quoted.double.snn'],
  ['0x1F', '0x1F', 'constant.numeric.hex.snn'],
  ['1e-3', '1e-3', 'constant.numeric.snn'],
  ['test "x" for Net {', 'Net', 'entity.name.type.snn'],
];
for (const [text, word, scope] of cases) {
  test(`'${word}' of '${text}' is ${scope}`, async () => assert.equal(await scopeOf(text, word), scope));
}

test('a comment over lines ends where it ends', async () => {
  assert.equal(await scopeOf('/* a\n b */ network N {', 'network'), 'keyword.declaration.snn');
  assert.equal(await scopeOf('/* a\n b */ network N {', ' b '), 'comment.block.snn');
});

test('a string that is not closed ends with its line', async () => {
  assert.equal(await scopeOf('use "a.snn\nnetwork N {', 'network'), 'keyword.declaration.snn');
});

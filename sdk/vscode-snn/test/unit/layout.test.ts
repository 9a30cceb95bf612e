import assert from 'node:assert/strict';
import test from 'node:test';
import { type Graph, type GraphNode, nodeAt, type NodeKind, withRates } from '../../src/graph/graph';
import { layOut, percent } from '../../src/graph/layout';
import { draw } from '../../src/graph/svg';

const node = (id: string, kind: NodeKind = 'ann', more: Partial<GraphNode> = {}): GraphNode => ({ id, name: id, op: 'dense', kind, shape: 'frame[10]', ...more });
const graph = (nodes: GraphNode[], ...edges: [string, string, string?][]): Graph => ({
  networks: ['Net'], name: 'Net', nodes, edges: edges.map(([from, to, delay]) => ({ from, to, shape: '[10]', kind: 'frame', delay })),
});

test('a chain goes from top to bottom', () => {
  const { nodes } = layOut(graph([node('a'), node('b'), node('c')], ['a', 'b'], ['b', 'c']));
  const [a, b, c] = nodes;
  assert.ok(a.y + a.height < b.y && b.y + b.height < c.y);
});

test('no two nodes overlap, and all lie within the drawing', () => {
  const ids = Array.from({ length: 40 }, (_, index) => `n${index}`);
  const placed = layOut(graph(ids.map(id => node(id)), ...ids.slice(1).map((id, index): [string, string] => [ids[Math.floor(index / 3)], id])));
  for (const one of placed.nodes) {
    assert.ok(one.x >= 0 && one.y >= 0 && one.x + one.width <= placed.width && one.y + one.height <= placed.height, one.node.id);
    for (const other of placed.nodes) {
      assert.ok(one === other || one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y);
    }
  }
});

test('a cycle and a node that feeds itself are drawn, with their delay', () => {
  const { edges } = layOut(graph([node('h', 'snn'), node('rec', 'snn')], ['h', 'rec'], ['rec', 'h', '1 step'], ['h', 'h', '0.2 ms (2 steps)']));
  assert.equal(edges.length, 3);
  assert.deepEqual(edges.map(edge => edge.label), ['[10]', '[10], after 1 step', '[10], after 2 steps']);
  assert.ok(edges.every(edge => edge.points.every(point => Number.isFinite(point.x) && Number.isFinite(point.y))));
});

test('two edges between the same nodes are both drawn', () => {
  assert.equal(layOut(graph([node('a'), node('b')], ['a', 'b'], ['a', 'b'])).edges.length, 2);
});

test('an edge to a node that is not there is left out', () => {
  assert.equal(layOut(graph([node('a')], ['a', 'gone'])).edges.length, 0);
});

test('a thousand nodes are placed in a few seconds', { timeout: 20_000 }, () => {
  const ids = Array.from({ length: 1000 }, (_, index) => `n${index}`);
  assert.equal(layOut(graph(ids.map(id => node(id)), ...ids.slice(1).map((id, index): [string, string] => [ids[index], id]))).nodes.length, 1000);
});

test('an empty network has an empty drawing', () => {
  assert.match(draw(layOut(graph([]))), /viewBox="0 0 0 0"/);
});

test('the drawing has a kind and an id for each node, and escapes what it is given', () => {
  const svg = draw(layOut(graph([node('a<b', 'convert', { summary: '"x" & y' })])));
  assert.match(svg, /class="node convert" data-id="a&lt;b"/);
  assert.match(svg, /&quot;x&quot; &amp; y/);
  assert.doesNotMatch(svg, /a<b/);
});

test('a run puts its rates on the nodes it names', () => {
  const rated = withRates(graph([node('h', 'snn', { rate: 0.5 }), node('o', 'snn', { rate: 0.25 })]), new Map([['h', 0.0385]]));
  assert.deepEqual(rated.nodes.map(({ rate }) => rate), [0.0385, 0.25]);
  assert.match(draw(layOut(rated)), /3\.85 % spikes/);
});

test('the innermost node under the cursor is found', () => {
  const range = (line: number, from: number, to: number) => ({ start: { line, character: from }, end: { line, character: to } });
  const nested = graph([node('outer', 'ann', { range: range(3, 0, 60) }), node('inner', 'ann', { range: range(3, 10, 20) })]);
  assert.equal(nodeAt(nested, 'file:///a.snn', 3, 12)?.id, 'inner');
  assert.equal(nodeAt(nested, 'file:///a.snn', 3, 40)?.id, 'outer');
  assert.equal(nodeAt(nested, 'file:///a.snn', 4, 0), undefined);
});

test('rates are told in percent, small ones as well', () => {
  assert.deepEqual([0.25, 0.0385, 0.00055, 0].map(percent), ['25.0 %', '3.85 %', '0.055 %', '0.0 %']);
});

test('a box says its label, what it does, what it gives, and nothing twice', () => {
  const [conv, cell, encode] = layOut(graph([
    node('conv1', 'ann', { op: 'conv2d', shape: '[12, 24, 24]', summary: 'conv2d: frame[12, 24, 24], 312 parameters' }),
    node('e', 'snn', { op: 'cell', shape: '[9]', summary: 'cell: spikes[9], v keeps 0.9 a step, ge keeps 0.8 a step, gi keeps 0.7 a step, 2,000 parameters' }),
    node('encode_constant', 'convert', { op: 'encode.constant', shape: '[4]', summary: 'encode.constant: signal[4]' }),
  ])).nodes;
  assert.deepEqual([conv.name, conv.op, conv.details], ['conv1', 'conv2d', ['frame[12, 24, 24]', '312 parameters']]);
  assert.deepEqual(cell.details, ['spikes[9]', 'v keeps 0.9 a step', 'ge keeps 0.8 a step', 'gi keeps 0.7 a step', '2,000 parameters']);
  assert.deepEqual([encode.name, encode.op, encode.details], ['', 'encode.constant', ['signal[4]']]);
});

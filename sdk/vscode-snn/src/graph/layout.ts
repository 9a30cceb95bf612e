import dagre from '@dagrejs/dagre';
import type { Graph, GraphEdge, GraphNode } from './graph';

export interface Point {
  x: number;
  y: number;
}

/** A node at its place; x and y are its upper left corner. */
export interface PlacedNode extends Point {
  node: GraphNode;
  /** The label, where the node has one, and what it does. */
  name: string;
  op: string;
  details: string[];
  width: number;
  height: number;
}

export interface PlacedEdge {
  edge: GraphEdge;
  points: Point[];
  label: string;
  at: Point;
}

export interface Layout {
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  width: number;
  height: number;
}

const TitleWidth = 8.2;
const DetailWidth = 6.6;
const LineHeight = 16;
const LabelWidth = 5.9;
const LineLength = 32;
const LongestDetail = 44;

/** Above this many nodes the better placement takes too long for a drawing that follows each edit. */
const Many = 250;

/** Places a graph in layers from top to bottom. Edges that close a cycle go upwards. */
export function layOut(graph: Graph): Layout {
  const drawing = new dagre.graphlib.Graph({ multigraph: true });
  drawing.setGraph({ rankdir: 'TB', nodesep: 34, ranksep: 22, edgesep: 18, marginx: 16, marginy: 16, ranker: graph.nodes.length > Many ? 'longest-path' : 'network-simplex' });

  const boxes = new Map(graph.nodes.map(node => [node.id, box(node)]));
  for (const [id, { width, height }] of boxes) {
    drawing.setNode(id, { width, height });
  }

  const edges = graph.edges.filter(edge => boxes.has(edge.from) && boxes.has(edge.to));
  edges.forEach((edge, index) => {
    const label = labelOf(edge);
    drawing.setEdge(edge.from, edge.to, { label, width: label.length * LabelWidth + 6, height: LineHeight, labelpos: 'r', labeloffset: 3, weight: edge.delay ? 1 : 4 }, String(index));
  });
  dagre.layout(drawing);

  const { width = 0, height = 0 } = drawing.graph();
  return {
    nodes: [...boxes].map(([id, placed]) => {
      const { x, y } = drawing.node(id);
      return { ...placed, x: x - placed.width / 2, y: y - placed.height / 2 };
    }),
    edges: edges.map((edge, index) => {
      const { points, x, y } = drawing.edge({ v: edge.from, w: edge.to, name: String(index) });
      return { edge, points, label: labelOf(edge), at: { x: x ?? points[0].x, y: y ?? points[0].y } };
    }),
    width: graph.nodes.length > 0 ? width : 0,
    height: graph.nodes.length > 0 ? height : 0,
  };
}

/** A share of neurons and steps, in percent. */
export function percent(rate: number): string {
  const value = rate * 100;
  return `${value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toPrecision(2)} %`;
}

function box(node: GraphNode): Omit<PlacedNode, 'x' | 'y'> {
  // A node without a label is named after what it does.
  const isNamed = node.name.replace(/[_.]?\d*$/, '').replace(/_/g, '.') !== node.op.replace(/_/g, '.');
  const name = isNamed ? shorten(node.name, 32) : '';
  const op = shorten(node.op, 32);
  const summary = (node.summary ?? '').startsWith(`${node.op}: `) ? node.summary!.slice(node.op.length + 2) : node.summary || node.shape || '';
  const details = [...lines(summary), node.rate != null ? `${percent(node.rate)} spikes` : ''].filter(text => text !== '').map(text => shorten(text, LongestDetail));
  const width = Math.max(96, (name.length + op.length + (isNamed ? 2 : 0)) * TitleWidth + 28, ...details.map(text => text.length * DetailWidth + 24));
  return { node, name, op, details, width, height: 24 + details.length * LineHeight + (details.length > 0 ? 5 : 4) };
}

/** A summary in lines: what a node gives, then what else there is to say, as much in a line as fits. */
function lines(summary: string): string[] {
  const [, gives, rest = ''] = /^([^[,]*(?:\[[^\]]*\])?)(?:, (.*))?$/.exec(summary) ?? ['', summary];
  return rest.split(', ').reduce<string[]>((all, fact) => {
    const joined = `${all.at(-1)}, ${fact}`;
    return all.length > 1 && joined.length <= LineLength ? [...all.slice(0, -1), joined] : [...all, fact];
  }, [gives]);
}

function labelOf(edge: GraphEdge): string {
  // Of '5 ms (50 steps)' the steps: there is little room.
  const delay = edge.delay && (/\((.*)\)/.exec(edge.delay)?.[1] ?? edge.delay);
  return [edge.shape ?? '', delay ? `after ${delay}` : ''].filter(text => text !== '').join(', ');
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

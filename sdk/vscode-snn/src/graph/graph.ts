/** A place in a document, as the protocol of language servers has it: lines and UTF-16 units from 0. */
export interface Range {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

export type NodeKind = 'ann' | 'snn' | 'convert' | 'input' | 'output';

export interface GraphNode {
  id: string;
  name: string;
  op: string;
  kind: NodeKind;
  shape?: string | null;
  /** The document that the range is of: another one for the inside of a block of a `use`. */
  uri?: string | null;
  range?: Range | null;
  summary?: string | null;
  /** Spikes per neuron and step, where recorded. */
  rate?: number | null;
}

export interface GraphEdge {
  from: string;
  to: string;
  shape?: string | null;
  kind?: string | null;
  delay?: string | null;
}

/** What the server answers to `snn/graph`. */
export interface Graph {
  networks: string[];
  name: string | null;
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** The same graph with the rates that a run has measured; those that the server knows stay where the run has none. */
export function withRates(graph: Graph, rates: ReadonlyMap<string, number>): Graph {
  return { ...graph, nodes: graph.nodes.map(node => ({ ...node, rate: rates.get(node.id) ?? rates.get(node.name) ?? node.rate })) };
}

/** The innermost node whose text holds a position, or undefined. */
export function nodeAt(graph: Graph, uri: string, line: number, character: number): GraphNode | undefined {
  const holds = ({ start, end }: Range) =>
    (line > start.line || (line === start.line && character >= start.character))
    && (line < end.line || (line === end.line && character <= end.character));
  const size = ({ start, end }: Range) => (end.line - start.line) * 10_000 + end.character - start.character;
  return graph.nodes.filter(node => node.range && (node.uri ?? uri) === uri && holds(node.range)).sort((a, b) => size(a.range!) - size(b.range!))[0];
}

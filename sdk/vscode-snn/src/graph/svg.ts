import { escape } from '../html';
import type { Layout, PlacedEdge, PlacedNode, Point } from './layout';

/** Draws a graph. Colours come from the page's style by the kind of a node; `data-id` leads from a drawing to its node. */
export function draw({ nodes, edges, width, height }: Layout): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" role="img">
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" class="tip"/></marker></defs>
${edges.map(drawEdge).join('\n')}
${nodes.map(drawNode).join('\n')}
</svg>`;
}

function drawNode({ node, name, op, details, x, y, width, height }: PlacedNode): string {
  const lines = details.map((text, index) => `<text class="detail" x="${round(width / 2)}" y="${35 + index * 16}">${escape(text)}</text>`);
  const bar = node.rate == null ? '' : `<rect class="rate" x="0" y="${round(height - 4)}" width="${round(width * Math.min(1, node.rate))}" height="4"/>`;
  const title = name === '' ? escape(op) : `<tspan class="name">${escape(name)}</tspan>: ${escape(op)}`;
  const label = [name, op, ...details].filter(text => text !== '').join(', ');
  return `<g class="node ${node.kind}" data-id="${escape(node.id)}" transform="translate(${round(x)} ${round(y)})" tabindex="0" role="button" aria-label="${escape(label)}">`
    + `<title>${escape([node.name, node.op, node.shape ?? '', node.summary ?? ''].filter(text => text !== '').join('\n'))}</title>`
    + `<rect class="box" width="${round(width)}" height="${round(height)}" rx="${node.kind === 'convert' ? height / 2.4 : node.kind === 'input' || node.kind === 'output' ? 12 : 4}"/>`
    + `<text class="title" x="${round(width / 2)}" y="${details.length > 0 ? 18 : height / 2 + 4.5}">${title}</text>${lines.join('')}${bar}</g>`;
}

function drawEdge({ edge, points, label, at }: PlacedEdge): string {
  const text = label === '' ? '' : `<text class="label" x="${round(at.x)}" y="${round(at.y + 4)}">${escape(label)}</text>`;
  return `<g class="edge ${escape(edge.kind ?? '')}${edge.delay ? ' delayed' : ''}"><path d="${curve(points)}" marker-end="url(#tip)"/>${text}</g>`;
}

/** A smooth line through the middles of its pieces. */
function curve(points: Point[]): string {
  const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
  if (points.length < 3) {
    return points.map((point, index) => `${index === 0 ? 'M' : 'L'}${at(point)}`).join('');
  }

  const pieces = points.slice(1, -1).map((point, index) => {
    const next = points[index + 2];
    const end = index === points.length - 3 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  return `M${at(points[0])}${pieces.join('')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

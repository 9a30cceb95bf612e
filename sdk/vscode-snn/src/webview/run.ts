// Runs in the page of a result: shows the report, and draws rasters.
import type { Raster } from '../run/raster';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const host = acquireVsCodeApi();
const report = document.getElementById('report')!;
const section = document.getElementById('rasters')!;

const Height = 200;
const HistogramHeight = 44;
let shown: Raster[] = [];

function title(samples: number, sample: number): HTMLElement {
  const heading = document.createElement('h2');
  heading.textContent = 'Spikes ';
  if (samples > 1) {
    const select = document.createElement('select');
    select.ariaLabel = 'Sample';
    select.append(...Array.from({ length: samples }, (_, index) => new Option(`sample ${index}`, String(index), false, index === sample)));
    select.addEventListener('change', () => host.postMessage({ type: 'sample', sample: Number(select.value) }));
    heading.append(select);
  }

  return heading;
}

function figure(raster: Raster): HTMLElement {
  const element = document.createElement('figure');
  const caption = document.createElement('figcaption');
  caption.innerHTML = '<b></b> <span></span>';
  caption.querySelector('b')!.textContent = raster.name;
  caption.querySelector('span')!.textContent = `${raster.spikes.toLocaleString('en-US')} spikes of ${raster.neurons.toLocaleString('en-US')} neurons in ${raster.steps.toLocaleString('en-US')} steps`;
  element.append(caption, document.createElement('canvas'));
  return element;
}

function paint(canvas: HTMLCanvasElement, raster: Raster): void {
  const style = getComputedStyle(document.body);
  const colour = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  const width = Math.max(120, section.clientWidth - 2);
  const left = 40;
  const bottom = 18;
  const field = { width: width - left - 6, height: Math.max(40, raster.rows, Math.min(Height, raster.rows * 10)) };
  const height = field.height + HistogramHeight + bottom + 6;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;

  const context = canvas.getContext('2d')!;
  context.scale(ratio, ratio);
  const cell = { width: field.width / raster.columns, height: field.height / raster.rows };
  const most = Math.max(1, ...raster.counts);
  context.strokeStyle = colour('--vscode-panel-border', '#8886');
  context.strokeRect(left + 0.5, 0.5, field.width, field.height);

  // One spike is plainly seen; cells of several neurons and steps are the stronger, the more spiked.
  context.fillStyle = colour('--snn', '#e8892b');
  raster.counts.forEach((count, index) => {
    if (count > 0) {
      context.globalAlpha = 0.45 + 0.55 * count / most;
      const x = left + (index % raster.columns) * cell.width;
      context.fillRect(x, Math.floor(index / raster.columns) * cell.height, Math.max(1.2, Math.min(cell.width * 0.85, 6)), Math.max(1.6, cell.height * 0.85));
    }
  });

  context.globalAlpha = 0.6;
  const peak = Math.max(1, ...raster.perColumn);
  const floor = field.height + 4 + HistogramHeight;
  raster.perColumn.forEach((count, column) => {
    const tall = HistogramHeight * count / peak;
    context.fillRect(left + column * cell.width, floor - tall, Math.max(1, cell.width * 0.85), tall);
  });

  context.globalAlpha = 1;
  context.fillStyle = colour('--vscode-descriptionForeground', '#999');
  context.font = `11px ${colour('--vscode-font-family', 'sans-serif')}`;
  context.textAlign = 'right';
  context.fillText('0', left - 5, 10);
  context.fillText(String(raster.neurons - 1), left - 5, field.height - 1);
  context.fillText(String(peak), left - 5, field.height + 14);
  context.textAlign = 'left';
  context.fillText('step 0', left, floor + 14);
  context.textAlign = 'right';
  context.fillText(String(raster.steps - 1), left + field.width, floor + 14);
}

function paintAll(): void {
  section.querySelectorAll('canvas').forEach((canvas, index) => paint(canvas, shown[index]));
}

window.addEventListener('message', ({ data }) => {
  if (data.type === 'result') {
    shown = data.rasters.filter((raster: Raster) => raster.steps > 0);
    report.innerHTML = data.html;
    section.replaceChildren(...(shown.length > 0 ? [title(data.samples, data.sample), ...shown.map(figure)] : []));
    paintAll();
  }
});
window.addEventListener('resize', paintAll);
new MutationObserver(paintAll).observe(document.body, { attributeFilter: ['class'] });
host.postMessage({ type: 'ready' });

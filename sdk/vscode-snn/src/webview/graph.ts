// Runs in the page of a drawing: shows it, moves it, tells which node was clicked.
declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const host = acquireVsCodeApi();
const element = <T extends HTMLElement = HTMLElement>(id: string) => document.getElementById(id) as T;
const drawing = element('drawing');
const networks = element<HTMLSelectElement>('networks');
const note = element('note');

const Step = 1.2;
const Least = 0.1;
const Most = 4;

/** undefined: as large as fits. */
let zoom: number | undefined;

function picture(): SVGSVGElement | null {
  return drawing.querySelector('svg');
}

function fitting(svg: SVGSVGElement): number {
  const { width, height } = svg.viewBox.baseVal;
  // The width fits; a height that does not is scrolled, for smaller letters could not be read.
  return Math.min(1.2, (drawing.clientWidth - 16) / width, Math.max((drawing.clientHeight - 4) / height, 0.9));
}

function scale(): void {
  const svg = picture();
  if (svg !== null) {
    const factor = zoom ?? fitting(svg);
    svg.setAttribute('width', String(svg.viewBox.baseVal.width * factor));
    svg.setAttribute('height', String(svg.viewBox.baseVal.height * factor));
  }
}

function zoomBy(factor: number): void {
  const svg = picture();
  if (svg !== null) {
    zoom = Math.min(Most, Math.max(Least, (zoom ?? fitting(svg)) * factor));
    scale();
  }
}

function mark(id: string | undefined): void {
  drawing.querySelectorAll('.marked').forEach(node => node.classList.remove('marked'));
  if (id !== undefined) {
    const node = drawing.querySelector(`[data-id="${CSS.escape(id)}"]`);
    node?.classList.add('marked');
    const box = node?.getBoundingClientRect();
    const frame = drawing.getBoundingClientRect();
    if (box && (box.top < frame.top || box.bottom > frame.bottom)) {
      node!.scrollIntoView({ block: 'center', inline: 'nearest' });
    }
  }
}

function open(target: EventTarget | null): void {
  const id = (target as Element | null)?.closest('[data-id]')?.getAttribute('data-id');
  if (id) {
    host.postMessage({ type: 'open', id });
  }
}

window.addEventListener('message', ({ data }) => {
  switch (data.type) {
    case 'graph': {
      const marked = drawing.querySelector('.marked')?.getAttribute('data-id') ?? undefined;
      drawing.innerHTML = data.svg;
      networks.replaceChildren(...data.networks.map((name: string) => new Option(name, name, false, name === data.name)));
      networks.disabled = data.networks.length < 2;
      note.hidden = true;
      scale();
      mark(marked);
      break;
    }
    case 'note':
      note.textContent = data.text;
      note.hidden = false;
      drawing.querySelector('.wait')?.remove();
      break;
    case 'mark':
      mark(data.id);
      break;
  }
});

drawing.addEventListener('click', ({ target }) => open(target));
drawing.addEventListener('keydown', event => {
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    open(event.target);
  }
});
drawing.addEventListener('wheel', event => {
  if (event.ctrlKey) {
    event.preventDefault();
    zoomBy(event.deltaY < 0 ? Step : 1 / Step);
  }
}, { passive: false });
networks.addEventListener('change', () => host.postMessage({ type: 'network', network: networks.value }));
element('fit').addEventListener('click', () => {
  zoom = undefined;
  scale();
});
element('more').addEventListener('click', () => zoomBy(Step));
element('less').addEventListener('click', () => zoomBy(1 / Step));
window.addEventListener('resize', scale);
host.postMessage({ type: 'ready' });

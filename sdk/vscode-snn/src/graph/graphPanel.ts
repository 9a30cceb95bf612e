import { basename } from 'node:path';
import * as vscode from 'vscode';
import { goTo, openPanel } from '../panel';
import type { Server } from '../server/server';
import { type Graph, nodeAt, withRates } from './graph';
import { layOut } from './layout';
import { draw } from './svg';

const Patience = 250;

const Body = `<header><select id="networks" aria-label="Network"></select>
<ul id="legend"><li class="ann">ANN</li><li class="snn">spiking</li><li class="convert">between</li><li class="input">input, output</li></ul>
<span class="tools"><button id="fit" title="Fit to the window">Fit</button><button id="more" title="Larger">+</button><button id="less" title="Smaller">&minus;</button></span></header>
<p id="note" hidden></p><main id="drawing"><p class="wait">Waiting for the language server…</p></main>`;

/** Drawings of documents, one panel for each, that follow the text. */
export class GraphPanels implements vscode.Disposable {
  private readonly panels = new Map<string, GraphPanel>();
  private readonly rates = new Map<string, ReadonlyMap<string, number>>();

  constructor(private readonly context: vscode.ExtensionContext, private readonly server: Server) {}

  show(uri: vscode.Uri): void {
    const key = uri.toString();
    const open = this.panels.get(key);
    if (open !== undefined) {
      open.reveal();
      return;
    }

    const panel = new GraphPanel(this.context, this.server, uri, this.rates.get(key) ?? new Map());
    this.panels.set(key, panel);
    panel.onDidDispose(() => this.panels.delete(key));
  }

  /** Takes the rates of a run into the drawing of its document, now and when it is opened. */
  setRates(uri: vscode.Uri, rates: ReadonlyMap<string, number>): void {
    this.rates.set(uri.toString(), rates);
    this.panels.get(uri.toString())?.setRates(rates);
  }

  /** Draws everything anew, as after a start of the server. */
  refresh(): void {
    this.panels.forEach(panel => panel.schedule(0));
  }

  dispose(): void {
    [...this.panels.values()].forEach(panel => panel.dispose());
  }
}

class GraphPanel implements vscode.Disposable {
  private readonly panel: vscode.WebviewPanel;
  private readonly parts: vscode.Disposable[] = [];
  private network: string | undefined;
  private graph: Graph | undefined;
  private timer: NodeJS.Timeout | undefined;
  private request: vscode.CancellationTokenSource | undefined;

  constructor(context: vscode.ExtensionContext, private readonly server: Server, private readonly uri: vscode.Uri, private rates: ReadonlyMap<string, number>) {
    this.panel = openPanel(context, 'graph', `Graph of ${basename(uri.path)}`, Body);
    this.parts.push(
      this.panel.webview.onDidReceiveMessage(message => this.receive(message)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === uri.toString()) {
          this.schedule(Patience);
        }
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        if (textEditor.document.uri.toString() === uri.toString()) {
          this.mark(selections[0].active);
        }
      }));
    this.panel.onDidDispose(() => this.end());
  }

  get onDidDispose(): vscode.Event<void> {
    return this.panel.onDidDispose;
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  setRates(rates: ReadonlyMap<string, number>): void {
    this.rates = rates;
    this.post();
  }

  schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.update(), delay);
  }

  dispose(): void {
    this.panel.dispose();
  }

  private end(): void {
    clearTimeout(this.timer);
    this.request?.cancel();
    this.parts.forEach(part => part.dispose());
  }

  private receive(message: { type: string; id?: string; network?: string }): void {
    switch (message.type) {
      case 'ready':
        this.schedule(0);
        break;
      case 'network':
        this.network = message.network;
        this.schedule(0);
        break;
      case 'open': {
        const node = this.graph?.nodes.find(each => each.id === message.id);
        if (node?.range) {
          const { range } = node;
          void goTo(node.uri ? vscode.Uri.parse(node.uri) : this.uri, new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character));
        }

        break;
      }
    }
  }

  private async update(): Promise<void> {
    this.request?.cancel();
    const request = this.request = new vscode.CancellationTokenSource();
    let graph: Graph | undefined;
    try {
      graph = await this.server.graph(this.uri, this.network, request.token);
    } catch (error) {
      if (!request.token.isCancellationRequested) {
        this.note(`The language server cannot draw this file: ${error instanceof Error ? error.message : String(error)}`);
      }

      return;
    }

    if (!request.token.isCancellationRequested) {
      this.take(graph);
    }
  }

  private take(graph: Graph | undefined): void {
    const isEmpty = graph === undefined || graph.nodes.length === 0;
    if (isEmpty && this.graph !== undefined) {
      // A half-typed line should not take the picture away.
      this.note('The text has errors: this is the network as it was before.');
    } else if (isEmpty) {
      this.note('There is no network to draw yet.');
    } else {
      this.graph = graph;
      this.post();
    }
  }

  private post(): void {
    if (this.graph !== undefined) {
      const graph = withRates(this.graph, this.rates);
      void this.panel.webview.postMessage({ type: 'graph', svg: draw(layOut(graph)), networks: graph.networks, name: graph.name });
    }
  }

  private note(text: string): void {
    void this.panel.webview.postMessage({ type: 'note', text });
  }

  private mark({ line, character }: vscode.Position): void {
    const node = this.graph && nodeAt(this.graph, this.uri.toString(), line, character);
    void this.panel.webview.postMessage({ type: 'mark', id: node?.id });
  }
}

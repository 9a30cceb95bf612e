import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, Trace } from 'vscode-languageclient/node';
import type { Graph } from '../graph/graph';
import { findCompiler, reportAbsence } from './machine';

/** The language server, `snnc lsp`: started with the first document, started again when settings change. */
export class Server implements vscode.Disposable {
  private readonly output = vscode.window.createOutputChannel('SNN Language Server', { log: true });
  private readonly status = vscode.languages.createLanguageStatusItem('snn.server', { language: 'snn' });
  private client: LanguageClient | undefined;

  constructor() {
    this.status.name = 'SNN';
    this.status.command = { command: 'snn.showOutput', title: 'Output' };
  }

  async start(): Promise<void> {
    const command = findCompiler();
    if (command === undefined) {
      this.show('snnc is not there', vscode.LanguageStatusSeverity.Error);
      void reportAbsence();
      return;
    }

    this.client = new LanguageClient('snn', 'SNN Language Server', {
      command: command.program,
      args: [...command.prefix, 'lsp'],
      options: { cwd: command.cwd },
    }, {
      documentSelector: [{ language: 'snn' }],
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: () => JSON.parse(JSON.stringify(vscode.workspace.getConfiguration('snn'))),
      synchronize: { configurationSection: 'snn', fileEvents: vscode.workspace.createFileSystemWatcher('**/*.{snn,npz,npy,safetensors,nir,h5,onnx}') },
    });
    this.client.onDidChangeState(({ newState }) => this.show(
      newState === State.Running ? 'snnc lsp' : newState === State.Starting ? 'snnc lsp starts' : 'snnc lsp has stopped',
      newState === State.Stopped ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information));
    try {
      await this.client.start();
      await this.client.setTrace(Trace.fromString(vscode.workspace.getConfiguration('snn').get('trace.server', 'off')));
    } catch (error) {
      this.output.error(String(error));
      const choice = await vscode.window.showErrorMessage(
        `'${[command.program, ...command.prefix, 'lsp'].join(' ')}' does not start as a language server. An older snnc has no 'lsp': dotnet tool update --global snnc`, 'Show Output');
      if (choice !== undefined) {
        this.output.show();
      }
    }
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** The graph of a document, or undefined where there is no server, or nothing to draw. */
  async graph(uri: vscode.Uri, network: string | undefined, token?: vscode.CancellationToken): Promise<Graph | undefined> {
    if (this.client?.state !== State.Running) {
      return undefined;
    }

    const parameters = { textDocument: { uri: this.client.code2ProtocolConverter.asUri(uri) }, network };
    const graph = await this.client.sendRequest<Graph | null>('snn/graph', parameters, token);
    // Addresses are compared as text, and servers may write them otherwise than editors.
    return graph ? { ...graph, nodes: graph.nodes.map(node => ({ ...node, uri: node.uri && vscode.Uri.parse(node.uri).toString() })) } : undefined;
  }

  showOutput(): void {
    this.output.show();
  }

  dispose(): void {
    void this.stop();
    this.status.dispose();
    this.output.dispose();
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // It did not start, or died: there is nothing left to stop.
      this.output.warn(String(error));
    }
  }

  private show(text: string, severity: vscode.LanguageStatusSeverity): void {
    this.status.text = text;
    this.status.severity = severity;
  }
}

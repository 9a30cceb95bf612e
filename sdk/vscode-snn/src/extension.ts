import * as vscode from 'vscode';
import { Explanations } from './explain';
import { GraphPanels } from './graph/graphPanel';
import { runFile } from './run/runFile';
import { RunPanels } from './run/runPanel';
import { Server } from './server/server';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = new Server();
  const graphs = new GraphPanels(context, server);
  const runs = new RunPanels(context);
  const log = vscode.window.createOutputChannel('SNN', { log: true });

  const run = async (uri: vscode.Uri | undefined) => {
    const document = await documentOf(uri);
    const result = document && await runFile(document, server, log);
    if (result) {
      graphs.setRates(document.uri, new Map(result.report.nodes.map(node => [node.name, node.rate])));
      runs.show(document.uri, result);
    }
  };
  const showGraph = async (uri: vscode.Uri | undefined) => {
    const document = await documentOf(uri);
    if (document !== undefined) {
      graphs.show(document.uri);
    }
  };
  const restart = async () => {
    await server.restart();
    graphs.refresh();
  };

  context.subscriptions.push(
    server, graphs, runs, log,
    new Explanations().register(),
    vscode.commands.registerCommand('snn.run', run),
    vscode.commands.registerCommand('snn.showGraph', showGraph),
    vscode.commands.registerCommand('snn.restart', restart),
    vscode.commands.registerCommand('snn.showOutput', () => server.showOutput()),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('snn.server.path') || change.affectsConfiguration('snn.trace.server')) {
        void restart();
      }
    }));

  await server.start();
  graphs.refresh();
}

/** The document that a command is about: that of its menu's editor, else the active one. */
async function documentOf(uri: vscode.Uri | undefined): Promise<vscode.TextDocument | undefined> {
  const document = uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
  if (document?.languageId === 'snn') {
    return document;
  }

  void vscode.window.showInformationMessage('Open a .snn file first.');
  return undefined;
}

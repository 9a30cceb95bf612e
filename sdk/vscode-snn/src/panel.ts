import * as vscode from 'vscode';
import { page } from './html';

/** Opens a page beside the editor, with the script and style of this name. */
export function openPanel(context: vscode.ExtensionContext, name: string, title: string, body: string): vscode.WebviewPanel {
  const folder = vscode.Uri.joinPath(context.extensionUri, 'out');
  const panel = vscode.window.createWebviewPanel(`snn.${name}`, title, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, retainContextWhenHidden: true, localResourceRoots: [folder] });
  const address = (file: string) => panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'icons', 'file.svg');
  panel.webview.html = page({ title, body, style: address(`${name}.css`), script: address(`${name}.js`), source: panel.webview.cspSource });
  return panel;
}

/** Goes to a place in a document that is perhaps open beside. */
export async function goTo(uri: vscode.Uri, range: vscode.Range): Promise<void> {
  const column = vscode.window.visibleTextEditors.find(editor => editor.document.uri.toString() === uri.toString())?.viewColumn ?? vscode.ViewColumn.One;
  const editor = await vscode.window.showTextDocument(uri, { viewColumn: column });
  // The cursor at the start: at the end, a long line would scroll aside.
  editor.selection = new vscode.Selection(range.end, range.start);
  editor.revealRange(new vscode.Range(range.start, range.start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

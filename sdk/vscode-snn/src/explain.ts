import * as vscode from 'vscode';
import { run } from './run/process';
import { findCompiler, reportAbsence } from './server/machine';

const Scheme = 'snn-explain';
const Code = /^SNN\d{4}$/;

/** Pages of diagnostics, as `snnc explain` prints them; and a quick fix that leads there from the diagnostic. */
export class Explanations implements vscode.TextDocumentContentProvider, vscode.CodeActionProvider {
  register(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(Scheme, this),
      vscode.languages.registerCodeActionsProvider('snn', this, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
      vscode.commands.registerCommand('snn.explain', (code?: unknown) => this.show(typeof code === 'string' ? code : undefined)));
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const command = findCompiler();
    if (command === undefined) {
      void reportAbsence();
      return '';
    }

    const { code, output, errors } = await run(command, ['explain', uri.path.replace(/\.md$/, '')]);
    return code === 0 ? output : errors;
  }

  provideCodeActions(_document: vscode.TextDocument, _range: vscode.Range, context: vscode.CodeActionContext): vscode.CodeAction[] {
    const codes = new Set(context.diagnostics.map(codeOf).filter(code => code !== undefined));
    return [...codes].map(code => {
      const action = new vscode.CodeAction(`Explain ${code}`, vscode.CodeActionKind.QuickFix);
      action.command = { command: 'snn.explain', title: action.title, arguments: [code] };
      return action;
    });
  }

  private async show(given: string | undefined): Promise<void> {
    const code = given ?? codeAtCursor() ?? await vscode.window.showInputBox({
      prompt: 'Which diagnostic?',
      placeHolder: 'SNN0304',
      validateInput: text => Code.test(text.trim().toUpperCase()) ? undefined : 'A code is SNN and four digits.',
    });
    if (code !== undefined) {
      await vscode.commands.executeCommand('markdown.showPreviewToSide', vscode.Uri.from({ scheme: Scheme, path: `${code.trim().toUpperCase()}.md` }));
    }
  }
}

function codeAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'snn') {
    return undefined;
  }

  const all = vscode.languages.getDiagnostics(editor.document.uri);
  const here = all.filter(diagnostic => diagnostic.range.contains(editor.selection.active) || diagnostic.range.start.line === editor.selection.active.line);
  return here.map(codeOf).find(code => code !== undefined);
}

function codeOf({ code }: vscode.Diagnostic): string | undefined {
  const text = String(typeof code === 'object' ? code.value : code);
  return Code.test(text) ? text : undefined;
}

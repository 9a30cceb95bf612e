import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { absence, type Command, InstallCommand, locate, type Machine } from './locate';

const machine: Machine = {
  isFile: path => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  read: path => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  },
  environment: process.env,
  platform: process.platform,
  home: homedir(),
};

const setting = () => vscode.workspace.getConfiguration('snn').get<string>('server.path', '');

/** The compiler that settings and machine lead to, or undefined. */
export function findCompiler(): Command | undefined {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(folder => folder.uri.scheme === 'file').map(folder => folder.uri.fsPath);
  return locate(setting(), folders, machine);
}

/** Says that there is no compiler, and offers what helps. */
export async function reportAbsence(): Promise<void> {
  const install = 'Install in Terminal';
  const settings = 'Open Settings';
  const choice = await vscode.window.showErrorMessage(absence(setting()), ...(setting().trim() === '' ? [install, settings] : [settings]));
  if (choice === install) {
    const terminal = vscode.window.createTerminal('snnc');
    terminal.show();
    // Not run by us: what is installed on a machine is its owner's to decide.
    terminal.sendText(InstallCommand, false);
  } else if (choice === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'snn.server.path');
  }
}

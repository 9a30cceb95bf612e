import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { Server } from '../server/server';
import type { Command } from '../server/locate';
import { findCompiler, reportAbsence } from '../server/machine';
import { type NumpyArray, readNpz } from './npz';
import { run } from './process';
import { readReport, runArguments, type RunReport, type RunRequest, traceArguments, traceSize } from './report';

/** Spikes and states of more values than this are not recorded: they would fill the memory. */
const LargestTrace = 60_000_000;

/** What a run has shown. */
export interface RunResult {
  report: RunReport;
  trace: ReadonlyMap<string, NumpyArray>;
  note?: string;
}

/** Runs a file as the settings say, with progress that can be cancelled. @returns undefined where it did not come to an end. */
export async function runFile(document: vscode.TextDocument, server: Server, log: vscode.LogOutputChannel): Promise<RunResult | undefined> {
  const command = findCompiler();
  if (command === undefined) {
    await reportAbsence();
    return undefined;
  }

  // Of a text without a file, saving asks for one, and opens another document.
  if (document.isUntitled || (document.isDirty && !await document.save())) {
    void vscode.window.showInformationMessage('Save the file first: the compiler reads it from the disk.');
    return undefined;
  }

  const request = await requestFor(document, server);
  if (request === undefined) {
    return undefined;
  }

  const title = `Running ${basename(document.fileName)}`;
  return await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
    try {
      progress.report({ message: 'compiling, classifying…' });
      const report = await execute(command, request, token, log);
      if (report === undefined) {
        return undefined;
      }

      progress.report({ message: 'recording spikes…' });
      return { report, ...await record(command, request, report, token, log) };
    } catch (error) {
      tellFailure(error instanceof Error ? error.message : String(error), log);
      return undefined;
    }
  });
}

async function requestFor(document: vscode.TextDocument, server: Server): Promise<RunRequest | undefined> {
  const settings = vscode.workspace.getConfiguration('snn.run', document.uri);
  const beside = (name: string) => name.trim() === '' ? undefined : resolve(dirname(document.fileName), name.trim());
  let networks: string[] = [];
  try {
    networks = (await server.graph(document.uri, undefined))?.networks ?? [];
  } catch {
    // Without the server the compiler asks for the network itself, where it has to.
  }

  const network = networks.length < 2 ? undefined : await vscode.window.showQuickPick(networks, { placeHolder: 'Which network?' });
  return networks.length > 1 && network === undefined ? undefined : {
    file: document.fileName,
    network,
    data: beside(settings.get('data', '')),
    labels: beside(settings.get('labels', '')),
    backend: settings.get('backend', 'csharp'),
    limit: settings.get<number>('limit', 0),
  };
}

async function execute(command: Command, request: RunRequest, token: vscode.CancellationToken, log: vscode.LogOutputChannel): Promise<RunReport | undefined> {
  log.info(`snnc ${runArguments(request).join(' ')}`);
  const { code, output, errors } = await run(command, runArguments(request), token);
  if (errors.trim() !== '') {
    log.info(errors.trimEnd());
  }

  if (token.isCancellationRequested) {
    return undefined;
  }

  if (code !== 0) {
    tellFailure(errors, log);
    return undefined;
  }

  return readReport(output);
}

async function record(command: Command, request: RunRequest, report: RunReport, token: vscode.CancellationToken, log: vscode.LogOutputChannel): Promise<Omit<RunResult, 'report'>> {
  const samples = vscode.workspace.getConfiguration('snn.run', vscode.Uri.file(request.file)).get<number>('rasterSamples', 4);
  const none = new Map<string, NumpyArray>();
  if (samples === 0 || report.steps === null || report.nodes.length === 0 || token.isCancellationRequested) {
    return { trace: none };
  }

  // A few samples less are better than no picture.
  const fitting = [samples, 1].find(count => traceSize(report, count) <= LargestTrace);
  if (fitting === undefined) {
    return { trace: none, note: 'No raster: the network has too many neurons and steps for a recording of all of them.' };
  }

  const file = join(tmpdir(), `snn-${randomUUID()}.npz`);
  try {
    const { code, errors } = await run(command, traceArguments(request, fitting, file), token);
    if (code !== 0) {
      log.warn(errors.trimEnd());
      return { trace: none, note: firstLine(errors) };
    }

    return { trace: readNpz(await readFile(file), name => name.endsWith('.spikes') || name.endsWith('.spikes.shape')) };
  } finally {
    await rm(file, { force: true });
  }
}

/** Not awaited: a progress that waits for somebody to read of its end looks as if it went on. */
function tellFailure(text: string, log: vscode.LogOutputChannel): void {
  log.error(text.trimEnd());
  void vscode.window.showErrorMessage(`The run has failed: ${firstLine(text)}`, 'Show Output').then(choice => choice && log.show());
}

function firstLine(text: string): string {
  return text.split(/\r?\n/).find(line => /\berror\b/.test(line))?.trim() ?? text.trim().split(/\r?\n/)[0] ?? '';
}

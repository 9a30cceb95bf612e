import { basename } from 'node:path';
import * as vscode from 'vscode';
import { escape } from '../html';
import { percent } from '../graph/layout';
import { openPanel } from '../panel';
import { rasters, samplesOf } from './raster';
import { duration, type RunReport, significant } from './report';
import type { RunResult } from './runFile';

/** Shows results, one panel for each document. */
export class RunPanels implements vscode.Disposable {
  private readonly panels = new Map<string, { panel: vscode.WebviewPanel; result: RunResult }>();

  constructor(private readonly context: vscode.ExtensionContext) {}

  show(uri: vscode.Uri, result: RunResult): void {
    const open = this.panels.get(uri.toString());
    if (open !== undefined) {
      open.result = result;
      open.panel.reveal(undefined, true);
      this.post(uri, 0);
      return;
    }

    const panel = openPanel(this.context, 'run', `Run of ${basename(uri.path)}`, '<main id="report"></main><section id="rasters"></section>');
    this.panels.set(uri.toString(), { panel, result });
    panel.webview.onDidReceiveMessage((message: { type: string; sample?: number }) => this.post(uri, message.sample ?? 0));
    panel.onDidDispose(() => this.panels.delete(uri.toString()));
  }

  dispose(): void {
    [...this.panels.values()].forEach(({ panel }) => panel.dispose());
  }

  private post(uri: vscode.Uri, sample: number): void {
    const { panel, result } = this.panels.get(uri.toString())!;
    const stepless = result.trace.size === 0 ? [] : rasters(result.trace, sample);
    void panel.webview.postMessage({ type: 'result', html: reportHtml(result.report, result.note), sample, samples: samplesOf(result.trace), rasters: stepless });
  }
}

/** A report as it stands above the rasters. */
export function reportHtml(report: RunReport, note?: string): string {
  const time = report.us_per_inference;
  const facts: [string, string, string][] = [
    ...(report.accuracy === null ? [] : [['accuracy', percent(report.accuracy), `${report.correct} of ${report.samples}`] as [string, string, string]]),
    ['per inference', duration(time.median), `${duration(time.p10)} to ${duration(time.p90)}`],
    ['samples', significant(report.samples), report.steps === null ? 'without time' : `${significant(report.steps)} steps each`],
  ];
  const most = Math.max(...report.nodes.map(node => node.rate), 1e-9);
  const rows = report.nodes.map(node => `<tr><td>${escape(node.name)}</td><td>${escape(node.op)}</td><td class="number">${significant(node.neurons)}</td>`
    + `<td class="number">${significant(node.spikes_per_inference)}</td><td class="number">${percent(node.rate)}</td>`
    + `<td>${report.nodes.length > 1 ? `<meter min="0" max="${most}" value="${node.rate}"></meter>` : ''}</td></tr>`).join('');
  return `<h1>${escape(report.network)} <small>${escape(report.backend)}</small></h1>
<dl>${facts.map(([name, value, more]) => `<div><dt>${name}</dt><dd>${escape(value)}</dd><dd class="more">${escape(more)}</dd></div>`).join('')}</dl>
${[...report.warnings, ...(note ? [note] : [])].map(text => `<p class="warning">${escape(text)}</p>`).join('')}
${rows === '' ? '' : `<table><thead><tr><th>node</th><th>model</th><th class="number">neurons</th><th class="number">spikes</th><th class="number">rate</th><th></th></tr></thead><tbody>${rows}</tbody></table>
<p class="more">Spikes per inference; the rate is the share of neurons that spike in a step.</p>`}`;
}

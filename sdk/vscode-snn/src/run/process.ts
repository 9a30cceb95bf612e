import { spawn } from 'node:child_process';
import type { Command } from '../server/locate';

export interface Outcome {
  code: number | null;
  output: string;
  errors: string;
}

/** What can stop a program. */
export interface Stop {
  onCancellationRequested(listener: () => void): { dispose(): void };
}

/** Runs the compiler to its end. A stop is told to it as Ctrl-C is, so that it leaves no half-written file. */
export function run({ program, prefix, cwd }: Command, verb: string[], stop?: Stop): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...prefix, ...verb], { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } });
    const listening = stop?.onCancellationRequested(() => child.kill('SIGINT'));
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', text => output += text);
    child.stderr.setEncoding('utf8').on('data', text => errors += text);
    child.on('error', reject);
    child.on('close', code => {
      listening?.dispose();
      resolve({ code, output, errors });
    });
  });
}

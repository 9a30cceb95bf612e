import * as path from 'node:path';

/** A program and what stands before the arguments of a verb. */
export interface Command {
  program: string;
  prefix: string[];
  cwd?: string;
}

/** What of the machine the search looks at. */
export interface Machine {
  isFile(path: string): boolean;
  read(path: string): string | undefined;
  environment: Record<string, string | undefined>;
  platform: string;
  home: string;
}

export const InstallCommand = 'dotnet tool install --global snnc';

/**
 * Finds the compiler: what the setting names, else the tool of a workspace's manifest, else `snnc` on the PATH or among the global tools.
 * @returns undefined where there is none.
 */
export function locate(setting: string, folders: readonly string[], machine: Machine): Command | undefined {
  const named = setting.trim();
  return named !== '' ? fromSetting(named, folders, machine) : fromManifest(folders, machine) ?? fromPath(machine);
}

/** Why there is none, and what to do about it. */
export function absence(setting: string): string {
  return setting.trim() !== ''
    ? `The compiler that the setting snn.server.path names is not there: ${setting.trim()}`
    : `The compiler 'snnc' is not installed. Install it with: ${InstallCommand}`;
}

function fromSetting(setting: string, folders: readonly string[], machine: Machine): Command | undefined {
  const home = setting.startsWith('~/') ? path.join(machine.home, setting.slice(2)) : setting;
  if (!/[\\/]/.test(home) && !home.endsWith('.dll')) {
    return onPath(home, machine);
  }

  const candidates = path.isAbsolute(home) ? [home] : folders.map(folder => path.join(folder, home));
  const found = candidates.find(candidate => machine.isFile(candidate));
  return found === undefined ? undefined : found.endsWith('.dll') ? { program: 'dotnet', prefix: [found] } : { program: found, prefix: [] };
}

function fromManifest(folders: readonly string[], machine: Machine): Command | undefined {
  for (const folder of folders) {
    for (const name of ['.config/dotnet-tools.json', 'dotnet-tools.json']) {
      if (hasTool(machine.read(path.join(folder, name)))) {
        return { program: 'dotnet', prefix: ['tool', 'run', 'snnc', '--'], cwd: folder };
      }
    }
  }

  return undefined;
}

function hasTool(manifest: string | undefined): boolean {
  try {
    return manifest !== undefined && 'snnc' in (JSON.parse(manifest).tools ?? {});
  } catch {
    // A manifest that does not parse names nothing; the tool that reads it says so.
    return false;
  }
}

function fromPath(machine: Machine): Command | undefined {
  const tool = path.join(machine.home, '.dotnet', 'tools', machine.platform === 'win32' ? 'snnc.exe' : 'snnc');
  return onPath('snnc', machine) ?? (machine.isFile(tool) ? { program: tool, prefix: [] } : undefined);
}

function onPath(name: string, machine: Machine): Command | undefined {
  const names = machine.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  const folders = (machine.environment.PATH ?? machine.environment.Path ?? '').split(machine.platform === 'win32' ? ';' : ':').filter(folder => folder !== '');
  const found = folders.flatMap(folder => names.map(file => path.join(folder, file))).find(file => machine.isFile(file));
  return found === undefined ? undefined : { program: found, prefix: [] };
}

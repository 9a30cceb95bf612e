// A headless Chromium of this machine, without its conversations with the world.
import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const Names = ['chromium', 'chromium-browser', 'google-chrome'];
const Options = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function findBrowser() {
  const folders = (process.env.PATH ?? '').split(':');
  return process.env.SNN_BROWSER ?? Names.flatMap(name => folders.map(folder => join(folder, name))).find(isProgram);
}

export async function openBrowser(viewport) {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new Error('no Chromium on the PATH: apt-get install chromium');
  }

  return await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'snn-browser-')), {
    executablePath, headless: true, args: Options, viewport, permissions: ['clipboard-read', 'clipboard-write'],
  });
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

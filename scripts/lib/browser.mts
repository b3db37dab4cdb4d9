// A headless Chromium through playwright-core, with the switches that keep it off the network.
import { type Browser, chromium } from 'playwright-core';
import { setUpChromium } from '../setup-vscode.mts';

/** Starts Chromium; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await setUpChromium(),
    // Signals are ours: the runner ends what it started.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--force-device-scale-factor=1',
    ],
  });
}

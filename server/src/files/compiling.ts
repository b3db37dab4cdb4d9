// How much the engine works on its own code. A process that reads notes for a few seconds does not live long enough to
// gain from the slowest of its compilers (TurboFan), which takes half as much processor time again as the reading
// itself; the quick one before it (Maglev) gives most of the speed for a tenth of that.
import v8 from 'node:v8';

/** To be called once, at the start of a process that will live for seconds: leaves the slowest compiler out. */
export function compileLightly(): void {
  if (!hasQuickCompiler(process.versions.v8, process.arch)) return;
  v8.setFlagsFromString('--no-turbofan');
}

/** Is the quick compiler on? From V8 13 it is wherever it can be: Node 23 and later, Electron 33 and later. */
export function hasQuickCompiler(version: string, architecture: string): boolean {
  return Number.parseInt(version, 10) >= 13 && (architecture === 'x64' || architecture === 'arm64');
}

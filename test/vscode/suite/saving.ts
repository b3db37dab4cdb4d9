// Exports onto a disk that is full: a file system of the editor's own that has no room, as a drive without room answers.
import * as vscode from 'vscode';
import { closeAll, fileUri } from './notes.ts';
import { check, equal, ok, until } from './runner.ts';

/** Files in memory; the first bytes of a file that is too large are written before the disk says that it is full. */
class SmallDisk implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  room = 0;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }
  stat({ path }: vscode.Uri): vscode.FileStat {
    const bytes = this.files.get(path);
    if (!bytes && path !== '/') throw vscode.FileSystemError.FileNotFound();
    const type = bytes ? vscode.FileType.File : vscode.FileType.Directory;
    return { type, ctime: 0, mtime: 0, size: bytes?.length ?? 0 };
  }
  readDirectory(): [string, vscode.FileType][] {
    return [...this.files.keys()].map((path) => [path.slice(1), vscode.FileType.File]);
  }
  createDirectory(): void {}
  readFile({ path }: vscode.Uri): Uint8Array {
    const bytes = this.files.get(path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound();
    return bytes;
  }
  writeFile({ path }: vscode.Uri, content: Uint8Array): void {
    this.files.set(path, content.subarray(0, this.room));
    if (content.length > this.room) throw new Error('ENOSPC: no space left on device, write');
  }
  delete({ path }: vscode.Uri): void {
    this.files.delete(path);
  }
  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.files.set(to.path, this.readFile(from));
    this.files.delete(from.path);
  }
}

const disk = new SmallDisk();
const asked: { message: string; choices: string[] }[] = [];

/** Answers the extension's error message with the choice of this name; gives back what was asked. */
async function answering<T>(choice: RegExp, work: () => PromiseLike<T>): Promise<T> {
  const real = vscode.window.showErrorMessage;
  const answer = async (message: string, ...choices: string[]) => {
    asked.push({ message, choices });
    return choices.find((name) => choice.test(name));
  };
  Object.defineProperty(vscode.window, 'showErrorMessage', { value: answer, configurable: true });
  try {
    return await work();
  } finally {
    Object.defineProperty(vscode.window, 'showErrorMessage', { value: real, configurable: true });
  }
}

const formats = [
  ['exportCalendar', 'casenotes.ics', { format: 'ics' }],
  ['exportCalendar', 'deadlines.csv', { format: 'csv' }],
  ['exportCalendar', 'caseload.html', { format: 'html' }],
  ['exportChronology', 'chronology.html', { format: 'html', uri: 'refused.md' }],
] as const;

check(
  'an export onto a full disk is named, with what to do; nothing is overwritten, nothing half is left',
  async () => {
    const registration = vscode.workspace.registerFileSystemProvider('smalldisk', disk);
    try {
      for (const [command, name, said] of formats) {
        const before = new TextEncoder().encode('what was there');
        disk.files.set(`/${name}`, before);
        const options = 'uri' in said ? { ...said, uri: fileUri(said.uri).toString() } : said;
        const target = vscode.Uri.parse(`smalldisk:/${name}`);
        for (const room of [0, 200]) {
          disk.room = room;
          await answering(/Open the Text Instead/, () =>
            vscode.commands.executeCommand(`casenotes.${command}`, options, target),
          );
          const { message, choices } = asked.at(-1)!;
          ok(message.startsWith(`${name} was not saved: the disk is full.`), message);
          ok(/Nothing that was there has changed. Make room/.test(message), message);
          ok(
            choices.some((choice) => /Elsewhere/.test(choice)),
            `no other place is offered: ${choices}`,
          );
          equal([...disk.files.keys()], [`/${name}`], 'files');
          equal(new TextDecoder().decode(disk.files.get(`/${name}`)), 'what was there', 'the file');
          // The text itself is not lost.
          const text = vscode.window.activeTextEditor!.document.getText();
          ok(text.length > 200, 'the text was not opened');
          await closeAll();
        }
        disk.files.clear();
      }
      disk.room = 1e9;
      const target = vscode.Uri.parse('smalldisk:/casenotes.ics');
      void vscode.commands.executeCommand('casenotes.exportCalendar', { format: 'ics' }, target);
      await until('the file', () => disk.files.has('/casenotes.ics') && disk.files.size === 1);
      ok(new TextDecoder().decode(disk.files.get('/casenotes.ics')).endsWith('END:VCALENDAR\r\n'), 'half a file');
      await vscode.commands.executeCommand('notifications.clearAll');
    } finally {
      registration.dispose();
    }
  },
);

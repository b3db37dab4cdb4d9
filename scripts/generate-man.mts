// Writes docs/man/casenotes.1, the manual page, from the help pages of the commands: one text for both. `npm run docs`
// runs it; a test checks that the file is current.
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from '../server/src/cli/command.ts';
import { generate, root } from './generate.mts';

/** Where the page is kept. */
export const manFile = path.join(root, 'docs/man/casenotes.1');

/** Text as roff shows it: backslashes, hyphens of options and leading dots are its own signs otherwise. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '...')
    .replace(/^([.'])/gm, '\\&$1');
}

interface Parts {
  readonly synopsis: readonly string[];
  readonly blocks: readonly Block[];
}
type Block =
  | { readonly kind: 'text'; readonly lines: string[] }
  | { readonly kind: 'option'; readonly name: string; readonly lines: string[] }
  | { readonly kind: 'example'; readonly lines: string[] };

/** A help page taken apart: the call, then paragraphs, options ("  --name  words") and examples (calls). */
function partsOf(help: string): Parts {
  const [head = '', ...rest] = help.trimEnd().split(/\n\n/);
  const blocks: Block[] = [];
  for (const paragraph of rest) {
    const isExample = paragraph.startsWith('casenotes ');
    for (const line of paragraph.split('\n')) {
      const option = /^ {2}(\S.*?)(?: {2,}(\S.*))?$/.exec(line);
      const last = blocks.at(-1);
      if (isExample) {
        if (last?.kind === 'example') last.lines.push(line);
        else blocks.push({ kind: 'example', lines: [line] });
      } else if (option) blocks.push({ kind: 'option', name: option[1]!, lines: option[2] ? [option[2]] : [] });
      else if (/^ {3,}\S/.test(line) && last?.kind === 'option') last.lines.push(line.trim());
      else if (last?.kind === 'text' && line !== paragraph.split('\n')[0]) last.lines.push(line.trim());
      else blocks.push({ kind: 'text', lines: [line.trim()] });
    }
  }
  return { synopsis: head.split('\n'), blocks };
}

function blockRoff(block: Block): string {
  const text = block.lines.map(roff).join('\n');
  if (block.kind === 'option') return `.TP\n.B ${roff(block.name)}\n${text}`;
  return block.kind === 'example' ? `.PP\n.nf\n.RS\n${text}\n.RE\n.fi` : `.PP\n${text}`;
}

function commandRoff({ help, summary }: Command): string {
  const { synopsis, blocks } = partsOf(help);
  const name = synopsis[0]!.split(' ').slice(0, 2).join(' ');
  const calls = synopsis.map((call) => `.B ${roff(call)}`).join('\n.br\n');
  return [`.SS ${roff(name)}`, calls, `.PP\n${roff(`${summary[0]!.toUpperCase()}${summary.slice(1)}.`)}`]
    .concat(blocks.map(blockRoff))
    .join('\n');
}

/** The manual page. Its date is that of the version, so that the page changes only when the program does. */
export async function manPage(): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  // The commands load the compiled packs.
  await generate();
  const { commands } = await import('../server/src/cli/commands.ts');
  const all = await Promise.all(Object.values(commands).map(async (load) => (await load()).command));
  const pages = all.filter((command) => command.name !== 'help').map(commandRoff);
  return `.\\" Made by scripts/generate-man.mts from the commands' help pages.
.TH CASENOTES 1 "" "casenotes ${version}" "User Commands"
.SH NAME
casenotes \\- legal time limits from SEND advice casenotes
.SH SYNOPSIS
.B casenotes
.I command
.RI [ options ]
.SH DESCRIPTION
Reads casenotes written in Markdown, recognises what happened on which day, and works out every legal time limit in
England for children with special educational needs. Nothing leaves the machine, and no file is written.
.SH COMMANDS
${pages.join('\n')}
.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
Something is past or close
.RB ( check
only).
.TP
.B 2
Bad use, a file that could not be read, or output that could not be written; one line on standard error says which.
Where one file of many could not be read, the others are in the output all the same.
.SH FILES
.TP
.I casenotes.yaml
Settings at the root of a folder: area, warning days, files to leave out, school terms, details of the service.
.SH ENVIRONMENT
.TP
.B NO_COLOR
Set: the table has no colours.
.SH EXAMPLES
.PP
A scheduled task that warns when a family's limit has passed:
.PP
.nf
.RS
${roff('casenotes check notes --fail-on past')}
.RE
.fi
.PP
A calendar that a second import updates:
.PP
.nf
.RS
${roff('casenotes deadlines notes --format ics > casenotes.ics')}
.RE
.fi
`;
}

/** Writes the page. */
export async function generateMan(write: (file: string, text: string) => Promise<unknown>): Promise<void> {
  await mkdir(path.dirname(manFile), { recursive: true });
  await write(manFile, await manPage());
}

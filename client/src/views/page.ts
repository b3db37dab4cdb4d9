// The page of a webview: a strict content policy, the theme's own colours, and empty places that the script fills with
// what the server has drawn. No editor in here, so that it can be opened and tested in a plain browser.
import { escapeHtml } from '../../../server/src/text/escape.ts';

export interface PageParts {
  readonly title: string;
  /** BCP 47, the editor's own language. */
  readonly language: string;
  /** Where the editor serves the extension's files from, as the policy names it. */
  readonly cspSource: string;
  readonly nonce: string;
  readonly styleUri: string;
  readonly scriptUri: string;
  /** Shown until the first content comes. */
  readonly waiting: string;
  /** What the page is about: kept by the page before any content has come, so that a restart at once does not lose it. */
  readonly state: unknown;
}

/** A control above the content. */
export type Control =
  | { readonly kind: 'button'; readonly id: string; readonly label: string }
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly label: string;
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    };

/** What the host sends to the page: HTML of the server's making, already safe, and the state to keep. */
export interface Content {
  readonly type: 'content';
  readonly heading: string;
  readonly controls: string;
  readonly html: string;
  readonly state: unknown;
}

/** What the page sends to the host. */
export type FromPage =
  | { readonly type: 'ready'; readonly state?: unknown; readonly width?: number }
  /** The room for a drawing has changed, in pixels. */
  | { readonly type: 'width'; readonly width: number }
  | { readonly type: 'go'; readonly uri?: string; readonly line: number }
  | { readonly type: 'choose'; readonly id: string; readonly value: string }
  | { readonly type: 'press'; readonly id: string };

/** 32 random letters and digits, for one page only. */
export function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The controls as HTML: native ones, so that keyboard and screen reader work as everywhere. */
export function controlsHtml(controls: readonly Control[]): string {
  return controls
    .map((control) => {
      const id = escapeHtml(control.id);
      const label = escapeHtml(control.label);
      if (control.kind === 'button') return `<button type="button" class="press" id="${id}">${label}</button>`;
      const options = control.options.map(
        ({ value, label }) =>
          `<option value="${escapeHtml(value)}"${value === control.value ? ' selected' : ''}>${escapeHtml(label)}</option>`,
      );
      return `<label for="${id}">${label}</label> <select class="choose" id="${id}">${options.join('')}</select>`;
    })
    .join('\n');
}

/** The page. Nothing is loaded but the extension's own style and script; nothing inline runs. */
export function pageHtml(parts: PageParts): string {
  const { title, language, cspSource, nonce, styleUri, scriptUri, waiting, state } = parts;
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(styleUri)}">
</head>
<body>
<header>
<h1 id="heading">${escapeHtml(title)}</h1>
<div id="controls"></div>
</header>
<p id="said" role="status"></p>
<main id="content" aria-busy="true" data-state="${escapeHtml(JSON.stringify(state ?? null))}"><p>${escapeHtml(waiting)}</p></main>
<script nonce="${nonce}" src="${escapeHtml(scriptUri)}"></script>
</body>
</html>
`;
}

// The colours that VS Code gives to a webview in its default themes: those that our pages ask for.
export type ThemeName = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

interface Theme {
  /** Class of the page's body. */
  readonly kind: string;
  readonly colours: Readonly<Record<string, string>>;
}

const shared = { 'font-family': 'system-ui, sans-serif', 'font-size': '13px' };

export const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    kind: 'vscode-light',
    colours: {
      ...shared,
      'editor-foreground': '#3b3b3b',
      'editor-background': '#ffffff',
      'button-secondaryForeground': '#3b3b3b',
      'button-secondaryBackground': '#e5e5e5',
      'button-secondaryHoverBackground': '#cccccc',
      'dropdown-foreground': '#3b3b3b',
      'dropdown-background': '#ffffff',
      'dropdown-border': '#cecece',
      'editorWidget-border': '#c8c8c8',
      focusBorder: '#005fb8',
      'textLink-foreground': '#005fb8',
      'charts-blue': '#1a85ff',
      'editorWarning-foreground': '#bf8803',
      'charts-red': '#e51400',
      'charts-purple': '#652d90',
      'charts-green': '#388a34',
      descriptionForeground: '#3b3b3b',
    },
  },
  dark: {
    kind: 'vscode-dark',
    colours: {
      ...shared,
      'editor-foreground': '#cccccc',
      'editor-background': '#1f1f1f',
      'button-secondaryForeground': '#cccccc',
      'button-secondaryBackground': '#313131',
      'button-secondaryHoverBackground': '#3c3c3c',
      'dropdown-foreground': '#cccccc',
      'dropdown-background': '#313131',
      'dropdown-border': '#3c3c3c',
      'editorWidget-border': '#454545',
      focusBorder: '#0078d4',
      'textLink-foreground': '#4daafc',
      'charts-blue': '#59a4f9',
      'editorWarning-foreground': '#cca700',
      'charts-red': '#f14c4c',
      'charts-purple': '#b180d7',
      'charts-green': '#89d185',
      descriptionForeground: '#9d9d9d',
    },
  },
  'high-contrast': {
    kind: 'vscode-high-contrast',
    colours: {
      ...shared,
      'editor-foreground': '#ffffff',
      'editor-background': '#000000',
      'button-secondaryForeground': '#ffffff',
      'button-secondaryBackground': '#000000',
      'button-border': '#6fc3df',
      'dropdown-foreground': '#ffffff',
      'dropdown-background': '#000000',
      'dropdown-border': '#6fc3df',
      contrastBorder: '#6fc3df',
      'editorWidget-border': '#6fc3df',
      focusBorder: '#f38518',
      'textLink-foreground': '#21a6ff',
      'charts-blue': '#59a4f9',
      'editorWarning-foreground': '#ffd370',
      'charts-red': '#f48771',
      'charts-purple': '#b180d7',
      'charts-green': '#89d185',
      descriptionForeground: '#d6d6d6',
    },
  },
  'high-contrast-light': {
    kind: 'vscode-high-contrast-light',
    colours: {
      ...shared,
      'editor-foreground': '#292929',
      'editor-background': '#ffffff',
      'button-secondaryForeground': '#292929',
      'button-secondaryBackground': '#ffffff',
      'button-border': '#0f4a85',
      'dropdown-foreground': '#292929',
      'dropdown-background': '#ffffff',
      'dropdown-border': '#0f4a85',
      contrastBorder: '#0f4a85',
      'editorWidget-border': '#0f4a85',
      focusBorder: '#006bbd',
      'textLink-foreground': '#0f4a85',
      'charts-blue': '#0063d3',
      'editorWarning-foreground': '#895503',
      'charts-red': '#b5200d',
      'charts-purple': '#652d90',
      'charts-green': '#374e06',
      descriptionForeground: '#5c5c5c',
    },
  },
};

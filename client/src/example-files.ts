// The examples that the extension ships. A list, since a folder on the web cannot be listed; a test holds it against the
// folder `examples`. No editor in here: packaging reads it, too.

/** Files below `examples`. */
export const exampleFiles = [
  '1-decision-letter.md',
  '2-needs-assessment.md',
  '3-refusal-chronology.md',
  '4-annual-review.md',
  '5-draft-plan.md',
  '6-final-plan.md',
  'casenotes.yaml',
  '.vscode/settings.json',
] as const;

/** The name of such a file in the package, which leaves out what begins with a dot: `vscode-settings.json`. */
export function shipped(name: string): string {
  return name.replace(/^\./, '').replace('/', '-');
}

// Scenes of getting started: the walkthrough, the examples, the first run, an empty window, help, rich text. And the
// pictures of all of it.
import type { Scene, Stage } from './run.mts';
import { changeUserSettings, type Workbench } from './workbench.mts';

const walkthrough = (workbench: Workbench) => workbench.page.locator('.gettingStartedContainer');

/** Each step opened by keyboard, with its picture drawn in the theme's colours. */
async function walk({ workbench, home }: Stage): Promise<void> {
  const looks = [
    ['Default Dark Modern', 'walkthrough-dark'],
    ['Default High Contrast', 'walkthrough-hc'],
    ['Default High Contrast Light', 'walkthrough-hc-light'],
    ['Default Light Modern', 'walkthrough'],
  ] as const;
  for (const [theme, picture] of looks) {
    await changeUserSettings(home, { 'workbench.colorTheme': theme });
    await workbench.reload();
    await workbench.command('View: Close All Editors');
    // The picture stands beside the steps only where there is room for both.
    await workbench.press('Control+B');
    await workbench.command('Casenotes: Get Started');
    const steps = walkthrough(workbench).locator('.getting-started-step');
    await steps.filter({ hasText: 'Write a note' }).first().waitFor();
    await drawing(workbench).waitFor();
    await workbench.picture(picture);
  }
  for (const [i, title] of ['See why', 'Have the last word', 'Insert the next letter', 'Keep every case'].entries()) {
    const step = walkthrough(workbench).locator('.getting-started-step').filter({ hasText: title }).first();
    await step.focus();
    await workbench.press('Enter');
    await step.locator('.step-description-container .monaco-button').first().waitFor();
    await drawing(workbench)
      .filter({ hasText: title.slice(0, 8) })
      .waitFor();
    await workbench.picture(`walkthrough-${i + 2}`);
  }
}

/** The picture of the open step. */
function drawing(workbench: Workbench) {
  return workbench.page
    .frameLocator('iframe.webview.ready')
    .last()
    .frameLocator('#active-frame')
    .locator('svg')
    .first();
}

export const startScenes: readonly Scene[] = [['the walkthrough, in four themes, by keyboard', walk]];

// What those who must act are called, in one list, so that they have one name in every hover, table and letter.
import { capitalised } from './phrases.ts';

const bodies: Readonly<Record<string, string>> = {
  family: 'the family',
  la: 'the council',
  school: 'the school',
  governors: 'the governors',
  health: 'the health body',
  tribunal: 'the Tribunal',
  'mediation-adviser': 'the mediation adviser',
  lgsco: 'the Ombudsman',
  provider: 'the provider',
  'admission-authority': 'the admission authority',
  any: 'the body that was asked',
};

/** Who must act, within a sentence: "the council". */
export function actorPhrase(actor: string): string {
  return bodies[actor] ?? actor.replaceAll('-', ' ');
}

/** Who must act, in a list: "Council". */
export function actorName(actor: string): string {
  return capitalised(actorPhrase(actor).replace(/^the /, ''));
}

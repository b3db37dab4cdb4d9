// The letter side as the editor and the command line use it: lists, what fits a limit, finished letters. Binds a pack
// of letters to a service's details and to working days.
import type { Day } from '../calendar/day.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import { fittingLetters, lettersForDeadline, type TitleOf } from './fitting.ts';
import type { AreaDetails, Letter, LetterContext, LetterPack, ServiceDetails, Voice } from './model.ts';
import { fillLetter } from './render.ts';
import { toHtml, toMarkdown, toSnippet, toText } from './targets.ts';

export interface DeskOptions {
  readonly addWorkingDays: LetterContext['addWorkingDays'];
  readonly service?: ServiceDetails;
  /** What is known of each area, by id. */
  readonly areas?: Readonly<Record<string, AreaDetails>>;
  /** The area of the settings, where the note names none. */
  readonly area?: string;
  /** What an event is called, for the reason why a letter fits. */
  readonly titleOf?: TitleOf;
}

/** What a letter is made from; without an analysis it is blank. */
export interface LetterCase {
  readonly today: Day;
  readonly analysis?: Analysis | undefined;
  readonly deadline?: CaseDeadline | undefined;
  readonly child?: number | undefined;
  readonly voice?: Voice | undefined;
}

/** A finished letter in every form. */
export interface MadeLetter {
  /** Markdown with tab stops, in the snippet syntax of the editor protocol. */
  readonly snippet: string;
  readonly markdown: string;
  /** Plain text, for e-mail. */
  readonly text: string;
  readonly html: string;
}

/** A letter in the list of all, with what speaks for it. */
export interface ListedLetter {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  /** Heading in the list. */
  readonly group: string;
  /** It fits something in this case. */
  readonly fits: boolean;
  /** Why it fits, with the day. */
  readonly reason?: string;
}

export class LetterDesk {
  readonly #pack: LetterPack;
  readonly #options: DeskOptions;
  readonly #byId: ReadonlyMap<string, Letter>;

  constructor(pack: LetterPack, options: DeskOptions) {
    this.#pack = pack;
    this.#options = options;
    this.#byId = new Map(pack.letters.map((letter) => [letter.id, letter]));
  }

  get all(): readonly Letter[] {
    return this.#pack.letters;
  }

  /** All letters for a child of the note, fitting ones first. */
  list(analysis: Analysis | undefined, child: number): ListedLetter[] {
    const groups = new Map(this.#pack.groups.map((group) => [group.id, group.title]));
    return fittingLetters(this.#pack, analysis, child, this.#options.titleOf).map(({ letter, fits, reason }) => ({
      id: letter.id,
      title: letter.title,
      purpose: letter.purpose,
      group: groups.get(letter.group) ?? letter.group,
      fits,
      ...(reason ? { reason } : {}),
    }));
  }

  /** Letters that fit a limit as it stands, best first. */
  forDeadline(deadline: CaseDeadline, analysis: Analysis): readonly Letter[] {
    return lettersForDeadline(this.#pack, deadline, analysis.today).map((fitting) => fitting.letter);
  }

  /** `undefined` for an unknown id. `deadline` absent: the one that fits the letter best. */
  render(id: string, analysis: Analysis, deadline?: CaseDeadline, child = 0, voice?: Voice): MadeLetter | undefined {
    return this.make(id, { analysis, today: analysis.today, deadline, child, voice });
  }

  /** The same without a case: everything that a note would say is a gap. `undefined` for an unknown id. */
  make(id: string, given: LetterCase): MadeLetter | undefined {
    const letter = this.#byId.get(id);
    if (!letter) return undefined;
    const { deadline, voice, analysis, today } = given;
    const child = deadline?.child ?? given.child ?? 0;
    const area = this.#area(analysis, child);
    const filled = fillLetter(letter, {
      pack: this.#pack,
      today,
      child,
      addWorkingDays: this.#options.addWorkingDays,
      ...(this.#options.service ? { service: this.#options.service } : {}),
      ...(area ? { area } : {}),
      ...(analysis ? { analysis } : {}),
      ...(deadline ? { deadline } : {}),
      ...(voice ? { voice } : {}),
    });
    return {
      snippet: toSnippet(filled),
      markdown: toMarkdown(filled),
      text: toText(filled),
      html: toHtml(filled),
    };
  }

  /** The areas whose names and addresses are known, by council. */
  get areas(): readonly { readonly id: string; readonly council: string }[] {
    return Object.entries(this.#options.areas ?? {})
      .map(([id, { council }]) => ({ id, council: council ?? id }))
      .sort((a, b) => a.council.localeCompare(b.council, 'en'));
  }

  /** The area that the note names, else the one of the settings. */
  #area(analysis: Analysis | undefined, child: number): AreaDetails | undefined {
    const named = analysis?.facts[child]?.area;
    const id = typeof named === 'string' ? named : this.#options.area;
    const areas = this.#options.areas ?? {};
    return id !== undefined && Object.hasOwn(areas, id) ? areas[id] : undefined;
  }
}

// Local facts of an area as the packs hold them, and the part of them that a letter may use.
import type { AreaDetails } from './model.ts';

/** One area of the packs. Contacts and times that are `stale` are kept for reference and never shown as current. */
export interface Area {
  readonly id: string;
  readonly name: string;
  readonly council: string;
  /** When the page that these come from was written, in words. */
  readonly sourceDate: string;
  readonly sendTeam: { readonly name: string; readonly contact?: string };
  readonly planCoordinator?: string;
  readonly complaints?: string;
  readonly mediationProvider?: string;
  readonly disagreementProvider?: string;
  readonly contacts: readonly {
    readonly name: string;
    readonly kind: 'telephone' | 'e-mail' | 'web';
    readonly value: string;
    readonly stale: boolean;
  }[];
  readonly times: readonly {
    readonly what: string;
    readonly said: string;
    readonly rule: string;
    readonly stale: boolean;
    readonly why: string;
  }[];
  readonly note?: string;
}

export interface AreaPack {
  readonly checked: string;
  readonly areas: readonly Area[];
}

/** What letters use of each area, by id: names, and contacts that are not known to be stale. */
export function areaDetails(pack: AreaPack): Record<string, AreaDetails> {
  return Object.fromEntries(
    pack.areas.map((area) => [
      area.id,
      {
        council: area.council,
        sendTeam: area.sendTeam.name,
        ...(area.sendTeam.contact ? { sendTeamContact: area.sendTeam.contact } : {}),
        ...provider('mediationProvider', area, area.mediationProvider),
        ...provider('disagreementProvider', area, area.disagreementProvider),
      },
    ]),
  );
}

/** The provider with its e-mail, where there is one that is not stale. */
function provider(key: 'mediationProvider' | 'disagreementProvider', area: Area, name: string | undefined) {
  if (!name) return {};
  const mail = area.contacts.find((c) => c.kind === 'e-mail' && !c.stale && c.name.startsWith(name));
  return { [key]: mail ? `${name}, ${mail.value}` : name };
}

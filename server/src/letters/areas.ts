// The part of an area's local facts that a letter may use: names and addresses that are not known to be out of date.
import type { AreaDetails } from './model.ts';

/** What letters read of an area of the packs. */
export interface LocalArea {
  readonly id: string;
  readonly council: string;
  readonly contacts: readonly {
    readonly name: string;
    readonly kind: string;
    readonly value: string;
    readonly stale: boolean;
  }[];
  /** What things are called there; `councilTeam` is the SEND team. */
  readonly names: Readonly<Record<string, string>>;
  readonly mediation?: { readonly name: string; readonly stale: boolean };
  readonly disagreementResolution?: { readonly name: string; readonly stale: boolean };
}

/** What letters use of each area, by id. */
export function areaDetails(areas: readonly LocalArea[]): Record<string, AreaDetails> {
  return Object.fromEntries(areas.map((area) => [area.id, detailsOf(area)]));
}

function detailsOf(area: LocalArea): AreaDetails {
  const mail = (name: RegExp) => area.contacts.find((c) => c.kind === 'e-mail' && !c.stale && name.test(c.name));
  const team = mail(/^SENd? team$/i);
  const provider = (given: LocalArea['mediation']) => {
    if (!given || given.stale) return undefined;
    const at = area.contacts.find((c) => c.kind === 'e-mail' && !c.stale && c.name.startsWith(given.name));
    return at ? `${given.name}, ${at.value}` : given.name;
  };
  const mediation = provider(area.mediation);
  const disagreement = provider(area.disagreementResolution);
  const name = area.names.councilTeam ?? team?.name;
  return {
    council: area.council,
    ...(name ? { sendTeam: name } : {}),
    ...(team ? { sendTeamContact: team.value } : {}),
    ...(mediation ? { mediationProvider: mediation } : {}),
    ...(disagreement ? { disagreementProvider: disagreement } : {}),
  };
}

import { expect, it } from 'vitest';
import areas from '../generated/areas.json' with { type: 'json' };
import { areaDetails, type LocalArea } from './areas.ts';

it('gives letters the names of an area, and no contact that is stale', () => {
  const details = areaDetails(areas as unknown as LocalArea[]);
  expect(details['bath-and-north-east-somerset']).toMatchObject({
    council: 'Bath and North East Somerset Council',
    sendTeamContact: 'sen_admin@bathnes.gov.uk',
    mediationProvider: 'Global Mediation',
  });
  expect(details.devon?.mediationProvider).toBe('Global Mediation, sen@globalmediation.co.uk');
  expect(details.bedford).toEqual({ council: 'Bedford Borough Council', sendTeam: 'SEND Team' });
});

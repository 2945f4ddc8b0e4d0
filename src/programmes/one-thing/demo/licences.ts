/** Licences with a story: a composite and its parts, one suspended, one revoked by two people, one corrected, one that ends soon, one that is shown to a unit. */
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, knownActor, perform } from '#platform/actions';
import { addDays, addMonths } from '#platform/calendar';
import type { DemoCounty } from '#platform/demo';
import { askRevocation, confirmRevocation, correctLicence, issueLicence, type NewLicence, recordPaper, shareLicence, suspendLicence } from '#platform/licences';
import { currentVersion } from '../catalogue/versions.ts';
import { listComposites, takeComposite } from '../composites.ts';
import { faceOf } from '../faces.ts';

const issueSome = action({
  name: 'demo.licence-stories',
  may: 'demo.make',
  summary: '演示：有经过的证照',
  input: z.object({ licences: z.custom<(Omit<NewLicence, 'typeName' | 'issuer' | 'face'> & { validMonths?: number })[]>() }),
  async do(ctx, { licences }) {
    const { catalogue } = await currentVersion(ctx);
    const made: { id: string; number: string }[] = [];
    for (const l of licences) {
      const type = catalogue.licences.find(t => t.id === l.type)!;
      const validMonths = l.validMonths ?? type.validMonths;
      const { id, number } = await issueLicence(ctx, {
        ...l,
        typeName: type.name,
        issuer: type.issuer,
        face: faceOf(catalogue, type),
        ...(validMonths ? { validMonths } : {}),
      });
      made.push({ id, number });
    }
    return made;
  },
});

export async function makeLicences({ house, county, cast, play }: DemoCounty): Promise<void> {
  const today = house.clock.today();
  const { noodles, catering } = cast.firms as Record<'noodles' | 'catering', (typeof cast.firms)[string]>;
  const { agent, veteran, seller, struck } = cast.people as Record<'agent' | 'veteran' | 'seller' | 'struck', (typeof cast.people)[string]>;
  const ofFirm = (firm: typeof noodles, type: string, attributes: Record<string, string>, months: number) => ({
    type,
    holderKind: 'firm' as const,
    holder: firm.id,
    bearerName: firm.name,
    attributes,
    issuedOn: addMonths(today, -months),
  });
  const ofPerson = (person: typeof agent, type: string, attributes: Record<string, string>, months: number) => ({
    type,
    holderKind: 'person' as const,
    holder: person.id,
    bearerName: person.name,
    bearerIdentity: person.identity,
    attributes,
    issuedOn: addMonths(today, -months),
  });
  const [food, , transport, , driving, wrong, revoked] = await perform(
    house,
    issueSome,
    knownActor(systemActor(county, '演示')),
    {
      licences: [
        ofFirm(
          noodles,
          'food-business-licence',
          { 'permit-number': 'JY21411290009001', 'food-business-kind': '餐饮服务经营者', 'food-items': '热食类制售（含烘焙糕点）' },
          12,
        ),
        ofFirm(noodles, 'fire-safety-certificate', { 'certificate-number': '中消安检字〔第0031号〕', 'place-area': '86' }, 12),
        ofFirm(catering, 'road-transport-licence', { 'permit-number': '晋交运管许可吕字141129000217号', 'transport-scope': '道路普通货物运输' }, 10),
        ofFirm(catering, 'vehicle-transport-certificate', { 'certificate-number': '晋交运管吕字141129003345号', 'vehicle-plate': '晋J·A3825' }, 9),
        ofPerson(agent, 'driving-licence', { class: 'C1', 'file-number': '141100337265' }, 20),
        ofPerson(veteran, 'driving-licence', { class: 'C1', 'file-number': '141100990124' }, 5),
        ofPerson(struck, 'teacher-qualification', { 'certificate-number': '20211410571002216', kind: '初级中学教师资格', subject: '数学' }, 40),
        // Ends within the two months of the first reminder.
        {
          ...ofPerson(seller, 'residence-permit', { 'permit-number': '1411290026601', address: seller.address }, 0),
          issuedOn: addDays(addMonths(today, -12), 41),
        },
      ],
    },
    { county, requestId: 'demo' },
  );
  const owner = await play('firm');
  // A county that is made before the composites are online has none.
  const { items } = await owner.reads(listComposites, {});
  if (items.some(c => c.id === 'restaurant' && c.online)) await owner.does(takeComposite, { compositeId: 'restaurant', firm: noodles.id });
  const window = await play('window');
  await window.does(recordPaper, { licenceId: food!.id, version: 1, move: 'print', serial: 'SX00118207' });
  await window.does(recordPaper, { licenceId: food!.id, version: 2, move: 'hand-over' });
  await window.does(recordPaper, { licenceId: transport!.id, version: 1, move: 'print', serial: 'SX00118233' });
  await owner.does(shareLicence, {
    licenceId: food!.id,
    lines: ['bearer-name', 'permit-number', 'dates'],
    purpose: '入驻外卖平台核验',
    days: 7,
    unit: 'market-supervision',
  });

  const police = await play('reviewer.public-security');
  await police.does(suspendLicence, { licenceId: driving!.id, version: 1, reason: '满分学习期间暂停使用' });
  await police.does(correctLicence, { licenceId: wrong!.id, version: 1, reason: '准驾车型录入错误，按考试结论更正', attributes: { class: 'B2' } });
  const approval = await play('reviewer.approval');
  await approval.does(askRevocation, { licenceId: revoked!.id, version: 1, reason: '以不正当手段取得，查证属实', basis: '教师资格条例 第十九条' });
  await (await play('head.approval')).does(confirmRevocation, { licenceId: revoked!.id, version: 2, agree: true });
}

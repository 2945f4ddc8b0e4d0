/** What comes in as a file: photos of a place, the whole table of places, the county's outline. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, csvText, readTable, workbookOf, workbookType } from '#platform/tables';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { columns, sheetHead } from './sheet.ts';

let county: County;
let owner: Browser;
let jinluo: Browser;
const guest = () => county.guest();
const called = async (name: string) => (await owner.get('/desk/places')).body.items.find((p: any) => p.name === name);

beforeAll(async () => {
  county = await newCounty();
  owner = await county.as('service-owner');
  jinluo = await county.as('town.jinluo');
});
afterAll(() => county.close());

describe('photos', () => {
  const chunk = (name: string, body: Buffer) => {
    const out = Buffer.concat([Buffer.alloc(4), Buffer.from(name), body, Buffer.alloc(4)]);
    out.writeUInt32BE(body.length, 0);
    return out;
  };
  /** A picture with a position in it; each number another one. */
  const picture = (n: number) =>
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', Buffer.alloc(13)),
      chunk('eXIf', Buffer.from('GPS 37.34N 111.18E')),
      chunk('IDAT', Buffer.from([n])),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  const centre = () => called('金罗镇便民服务中心');
  const add = async (n: number | Buffer, caption = `照片 ${Buffer.isBuffer(n) ? '不是照片' : n}`, who = jinluo) => {
    const { no, version } = await centre();
    return who.create(`/desk/places/${no}/photos`, { version, caption, content: (typeof n === 'number' ? picture(n) : n).toString('base64') });
  };
  const photos = async () => (await guest().get(`/places/${(await centre()).no}`)).body.place.photos;

  it('are seen by everybody without the position that the camera wrote, and kept for an hour', async () => {
    const before = (await photos()).length;
    const { status, body } = await add(1, '正门，右边有坡道');
    expect(status).toBe(200);
    expect((await photos()).at(-1)).toEqual({ id: body.id, caption: '正门，右边有坡道' });
    expect(await photos()).toHaveLength(before + 1);
    const { no } = await centre();
    const shown = await guest().get(`/places/${no}/photos/${body.id}`);
    expect(shown.headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'public, max-age=3600, immutable' });
    expect(Buffer.from(shown.body).includes('GPS')).toBe(false);
    expect(Buffer.from(shown.body).includes('IDAT')).toBe(true);
    expect((await guest().get(`/places/${no + 1}/photos/${body.id}`)).status).toBe(404);
    expect((await guest().get(`/desk/places/${no}/photos/${body.id}`)).status).toBe(401);
    expect((await jinluo.get(`/desk/places/${no}/photos/${body.id}`)).headers['cache-control']).toBe('no-store');
  });

  it('come from the place’s own town only, six at most, each once, and only as pictures', async () => {
    expect((await add(9, '别的镇', await county.as('town.zhike'))).status).toBe(403);
    expect((await add(1)).body.code).toBe('photo-there');
    expect((await add(Buffer.from('<svg onload="x"/>'))).body.code).toBe('file-type');
    expect((await add(picture(7).subarray(0, 40))).body.code).toBe('photo-unread');
    expect((await add(8, ' ')).body.errors[0].path).toBe('caption');
    for (let n = (await photos()).length; n < 6; n++) expect((await add(10 + n)).status).toBe(200);
    expect((await add(20)).body.code).toBe('photo-limit');
  });

  it('are put in another order with other words, not over what somebody else did meanwhile', async () => {
    const { no, version } = await centre();
    const was = await photos();
    const turned = was.toReversed().map((p: any, i: number) => ({ ...p, caption: `第 ${i + 1} 张` }));
    expect((await jinluo.send('PUT', `/desk/places/${no}/photos`, { version, photos: turned.slice(1) })).status).toBe(409);
    expect((await jinluo.send('PUT', `/desk/places/${no}/photos`, { version, photos: turned })).status).toBe(204);
    expect(await photos()).toEqual(turned);
    expect((await jinluo.send('PUT', `/desk/places/${no}/photos`, { version, photos: was })).body.code).toBe('changed');
  });

  it('are removed with a reason, gone for everybody at once and kept in the records; none is served of a place that is closed', async () => {
    const [first, second] = await photos();
    const { no, version } = await centre();
    const remove = (why: string) => jinluo.post(`/desk/places/${no}/photos/${first.id}/removal`, { version, why });
    expect((await remove('')).body.errors[0].path).toBe('why');
    expect((await remove('拍到了办事人')).status).toBe(204);
    expect((await guest().get(`/places/${no}/photos/${first.id}`)).status).toBe(404);
    expect(await photos()).toHaveLength(5);
    const [row] = await rows<{ removedWhy: string }>(county, `select removed_why from place_photo where id = '${first.id}'`);
    expect(row).toEqual({ removedWhy: '拍到了办事人' });
    await county.owner`update place set closed_on = '2024-11-04', closed_why = 'x' where no = ${no}`;
    expect((await guest().get(`/places/${no}/photos/${second.id}`)).status).toBe(404);
    expect((await jinluo.get(`/desk/places/${no}/photos/${second.id}`)).status).toBe(200);
    await county.owner`update place set closed_on = null, closed_why = null where no = ${no}`;
  });
});

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('by table', () => {
  const exported = async (): Promise<string[][]> => {
    const { body } = await owner.get('/desk/places/export');
    return [[...sheetHead], ...(await readTable(Buffer.from(body), columns, { most: 999 })).map(l => l.texts)];
  };
  const bring = (table: string[][], apply: boolean, who = owner) =>
    who.post('/desk/places/import', { file: base64(csvText(table[0]!, table.slice(1))), apply });

  it('what was exported comes in as the same', async () => {
    const table = await exported();
    const same = { added: 0, changed: 0, same: table.length - 1, faults: [] };
    expect((await bring(table, false)).body).toEqual(same);
    // As “Unicode text”, which spreadsheets write with tabs and two bytes a letter.
    const unicode = Buffer.from(`\uFEFF${table.map(r => r.map(c => `"${c.replaceAll('"', '""')}"`).join('\t')).join('\r\n')}`, 'utf16le');
    expect((await owner.post('/desk/places/import', { file: unicode.toString('base64'), apply: false })).body).toEqual(same);
    const book = await bytesOf(workbookOf('办事点', columns, table.slice(1)));
    expect((await owner.post('/desk/places/import', { file: book.toString('base64'), apply: false })).body).toEqual(same);
  });

  it('names every wrong cell by line and column, and one wrong line keeps all out', async () => {
    const table = await exported();
    const column = (title: string) => table[0]!.indexOf(title);
    const broken = table.slice(0, 4).map(r => [...r]);
    broken[1]![column('乡镇')] = '太原市';
    broken[1]![column('经度')] = '东经111度';
    broken[2]![column('可办事项')] = '一件事:修仙=办理';
    broken[2]![column('版本')] = '999';
    broken[3]![column('周一')] = '早上';
    broken.push(broken[3]!.map((c, i) => (i === column('编号') ? '' : c)));
    const { body } = await bring(broken, false);
    expect(body.faults.map((f: any) => [f.line, f.column])).toEqual([
      [2, '乡镇'],
      [2, '经度'],
      [3, '版本'],
      [3, '可办事项'],
      [4, '周一'],
      [5, '名称'],
      [5, '周一'],
    ]);
    const refused = await bring(broken, true);
    expect([refused.status, refused.body.detail]).toEqual([422, '有 7 处错误，一行也没有写入']);
    const marked = await owner.post('/desk/places/import/marked', { file: base64(csvText(broken[0]!, broken.slice(1))) });
    expect([marked.status, marked.headers['content-type']]).toEqual([200, workbookType]);
    expect(
      (
        await bring(
          [
            ['编号', '名字'],
            ['1', 'x'],
          ],
          false,
        )
      ).body.detail,
    ).toContain('不认识的列：名字');
    expect((await owner.post('/desk/places/import', { file: base64('编号,"名称\n1,2'), apply: false })).body.detail).toBe(
      '第 1 行的引号没有结束，请检查这一格',
    );
  });

  it('adds, changes and breaks in one go, a town only its own', async () => {
    const table = await exported();
    const column = (title: string) => table[0]!.indexOf(title);
    const kiosk = [...table.find(r => r[column('名称')] === '金罗镇自助服务区')!];
    const other = [...table.find(r => r[column('名称')] === '枝柯镇自助服务区')!];
    kiosk[column('故障自')] = '2024/11/1';
    const fresh = kiosk.map(c => c);
    fresh[column('编号')] = '';
    fresh[column('名称')] = '=金罗镇第二自助机';
    fresh[column('故障自')] = '';
    other[column('说明')] = '不是我的';
    expect((await bring([table[0]!, other], false, jinluo)).body.faults).toEqual([{ line: 2, column: '乡镇', message: '只能导入本乡镇的办事点' }]);
    expect((await bring([table[0]!, kiosk, fresh], true, jinluo)).body).toMatchObject({ added: 1, changed: 1, same: 0 });
    expect(await called('金罗镇自助服务区')).toMatchObject({ broken: true, brokenSince: '2024-11-01' });
    // What a spreadsheet would run is a word again.
    expect(await called('=金罗镇第二自助机')).toMatchObject({ broken: false });
    expect((await guest().get('/targets')).body.items.find((t: any) => t.id === 'kiosk-towns-2024').numerator).toBe(5);
  });

  it('an outage whose day was written down wrong gets the right one, and not one before the last repair', async () => {
    const brokenSince = async (on: string) => {
      const table = await exported();
      const kiosk = table.find(r => r[table[0]!.indexOf('名称')] === '金罗镇自助服务区')!;
      kiosk[table[0]!.indexOf('故障自')] = on;
      return bring([table[0]!, kiosk], true, jinluo);
    };
    expect((await brokenSince('2024-10-20')).body).toMatchObject({ changed: 1 });
    const outages = () =>
      rows(
        county,
        `select since, until from place_outage o join place p on p.county = o.county and p.no = o.place where p.name = '金罗镇自助服务区' order by since`,
      );
    expect(await outages()).toEqual([{ since: '2024-10-20', until: null }]);
    expect((await brokenSince('')).status).toBe(200);
    expect(await outages()).toEqual([{ since: '2024-10-20', until: '2024-11-04' }]);
    const early = await brokenSince('2024-11-02');
    expect([early.status, early.body.errors[0].message]).toEqual([422, '上一次故障 2024-11-04 才修复']);
  });
});

describe('the outline', () => {
  const square = [
    [111, 37.2],
    [111.3, 37.2],
    [111.3, 37.5],
    [111, 37.2],
  ];
  const bring = async (geojson: unknown, more: object = {}) =>
    (await county.as('admin')).create('/desk/places/outlines', {
      source: '山西省标准地图服务',
      approval: '晋S（2024）005号',
      datum: 'cgcs2000',
      geojson: typeof geojson === 'string' ? geojson : JSON.stringify(geojson),
      ...more,
    });
  const feature = (geometry: object) => ({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name: '中阳县' }, geometry }] });

  it('is shown with its source and number when there is one; before that there is none', async () => {
    expect((await guest().get('/places/map')).body).toEqual({ tiles: null, outline: null });
    expect((await bring(feature({ type: 'Polygon', coordinates: [square] }))).body).toEqual({ version: 1, areas: 1 });
    expect((await guest().get('/places/map')).body.outline).toMatchObject({ approval: '晋S（2024）005号', areas: [{ name: '中阳县', rings: [square] }] });
    expect((await owner.create('/desk/places/outlines', {})).status).toBe(403);
  });

  it.each([
    ['not JSON', '{', {}, 'geojson'],
    ['a line', feature({ type: 'LineString', coordinates: square }), {}, 'geojson'],
    ['an open ring', feature({ type: 'Polygon', coordinates: [[...square.slice(0, 3), [111.01, 37.2]]] }), {}, 'geojson'],
    ['somewhere else', feature({ type: 'Polygon', coordinates: [square.map(([x, y]) => [x! + 5, y])] }), {}, 'geojson'],
    ['without its number', feature({ type: 'Polygon', coordinates: [square] }), { approval: '自制' }, 'approval'],
  ])('refuses %s', async (_, geojson, more, path) => {
    const { status, body } = await bring(geojson, more);
    expect([status, body.errors[0].path]).toEqual([422, path]);
  });
});

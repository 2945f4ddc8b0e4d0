/** The stand-in by hand, for a demo county on this machine: `node e2e/city/run.ts [county's address]`. */
import { openCity } from './city.ts';
import { demoKeyId, demoKeys } from './keys.ts';

const county = process.argv[2] ?? 'http://127.0.0.1:8080';
const city = await openCity({ port: Number(process.env.CITY_PORT ?? 9141), keys: demoKeys, keyId: demoKeyId, say: line => console.log(line) });
city.records = {
  'marriage-registration': params => ({ status: params.identity?.endsWith('X') ? '未婚' : '已婚', registeredOn: '2021-05-20', office: '中阳县民政局' }),
  'social-insurance': () => ({ insured: true, place: '中阳县', months: 86 }),
  'firm-credit': () => ({ listed: false, grade: 'A' }),
};
const known = (await fetch(`${county}/api/exchange/key`).then(r => r.json())) as { keys: { id: string; publicKey: string }[] };
city.trusts(known.keys);
console.log(`市平台替身在 ${city.url}，认得 ${county} 的 ${known.keys.length} 把公钥；在工作台“平台对接”里点“恢复发送”。Ctrl+C 停止。`);

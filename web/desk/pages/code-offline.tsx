/**
 * Checking a Zhongyang code while the network is down (断网验码): the signature by the keys that were fetched before. Who it
 * is and whether it was used before cannot be known; scans are kept on this machine and reported when the network is back.
 */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { checkToken, type holderKinds, type TokenFault, tokenFaults } from '#platform/code/pure';
import { api } from '#ui/api';
import { Frame, Trouble } from '#ui/frame';
import { ScanField, TerminalPick, useWindowTerminal } from '#ui/scan';
import { moment, timeOfDay } from '#ui/words';
import { type Trusted, trusted, waiting } from './code-offline-kept.ts';
import './code-offline.css';

type Verdict = 'noted' | 'double' | 'ended' | 'refused';
/** At most so many in one report. */
const inOneReport = 50;

interface Line {
  at: string;
  kind: string;
  faults: TokenFault[];
  /** Scanned here before: no second use. */
  again: boolean;
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return online;
}

/** The keys, fetched whenever there is a network. */
function useKeys(online: boolean): Trusted | null {
  useQuery({
    queryKey: ['code-keys'],
    queryFn: async () => {
      const found = await api.get<{ county: string; keys: Trusted['keys']; now: string }>('/code-keys');
      trusted.write({ county: found.county, keys: found.keys, ahead: Date.parse(found.now) - Date.now(), at: found.now });
      return true;
    },
    enabled: online,
    refetchInterval: 600_000,
  });
  return trusted.use();
}

const kindNames: Record<(typeof holderKinds)[number], string> = { person: '个人码', firm: '企业码' };

export default function OfflineCheck() {
  const online = useOnline();
  const keys = useKeys(online);
  const at = useWindowTerminal();
  const kept = waiting.use();
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [seen] = useState(() => new Set(kept.map(k => k.id)));
  const check = (text: string) => {
    if (!keys) return;
    const now = Date.now() + keys.ahead;
    const iso = new Date(now).toISOString();
    const checked = checkToken(text, { county: keys.county, keys: keys.keys, now });
    const again = checked.holds && seen.has(checked.token.id);
    if (checked.holds && !again) {
      seen.add(checked.token.id);
      waiting.write([...waiting.read(), { id: checked.token.id, code: text.trim(), at: iso }]);
    }
    setLines(was => [
      { at: iso, kind: checked.token ? kindNames[checked.token.kind] : '', faults: checked.holds ? [] : checked.faults, again },
      ...was.slice(0, 19),
    ]);
  };
  return (
    <Frame title="断网验码" note={online ? '网络正常，请在“窗口受理”扫码' : '网络已断开'}>
      <div className="offline">
        {keys ? null : <Alert type="error" showIcon role="alert" title="还没有取到验码公钥，连上网络后打开一次这个页面" />}
        <Alert
          type={online ? 'info' : 'warning'}
          showIcon
          title={online ? '这个页面要在断网以前打开，断网后不要刷新。' : '现在只能核对签名，不能查是谁、有没有用过。请同时核对身份证原件。'}
          description={keys ? `公钥取于 ${moment(keys.at)}` : undefined}
        />
        <section className="frame-panel kit offline-scan" aria-label="扫码">
          <TerminalPick at={at} id="offline-terminal" />
          <ScanField id="offline-code" label="中阳码" hint="用扫码枪或摄像头扫对方手机上的码" onScan={check} />
          <Last line={lines[0]} />
        </section>
        <Report online={online} terminal={at.terminal?.id ?? null} />
        {lines.length > 1 ? (
          <section className="frame-panel" aria-labelledby="offline-lines">
            <h2 id="offline-lines">刚才扫的</h2>
            <ul className="offline-lines">
              {lines.slice(1).map(l => (
                <li key={l.at}>
                  {timeOfDay(l.at)} {says(l)}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </Frame>
  );
}

const says = (l: Line) =>
  l.faults.length > 0
    ? `不能用：${l.faults.map(f => tokenFaults[f]).join('；')}`
    : l.again
      ? '这台电脑已经扫过这个码，不能再用'
      : `${l.kind}，签名有效，在有效期内`;

function Last({ line }: { line: Line | undefined }) {
  if (!line) return <p role="status">等待扫码</p>;
  const good = line.faults.length === 0 && !line.again;
  return (
    <div role="status">
      <Alert
        type={good ? 'success' : 'error'}
        showIcon
        title={`${timeOfDay(line.at)} ${says(line)}`}
        description={good ? '没有核对：是谁、有没有在别处用过。已记在这台电脑上，网络恢复后补报。' : '请对方刷新后再出示，或核对身份证原件。'}
      />
    </div>
  );
}

const verdicts: Record<Verdict, string> = {
  noted: '已记入本人的记录',
  double: '在别处也用过，请联系来人核对',
  ended: '扫码时已经失效，请联系来人核对',
  refused: '服务器核对没有通过',
};

/** Sends what is kept as soon as there is a network, and says what came of it. */
function Report({ online, terminal }: { online: boolean; terminal: string | null }) {
  const kept = waiting.use();
  const [done, setDone] = useState<readonly { at: string; is: Verdict }[]>([]);
  const report = useMutation({
    mutationFn: async () => {
      const some = waiting.read().slice(0, inOneReport);
      const answer = await api.post<{ verdicts: Verdict[] }>('/desk/offline-scans', { terminal, scans: some.map(({ code, at }) => ({ code, at })) });
      waiting.write(waiting.read().filter(k => !some.some(s => s.id === k.id)));
      return some.map((s, i) => ({ at: s.at, is: answer.verdicts[i]! }));
    },
    onSuccess: more => setDone(was => [...more, ...was]),
  });
  const { mutate, isPending, isError } = report;
  useEffect(() => {
    if (online && terminal && kept.length > 0 && !isPending && !isError) mutate();
  }, [online, terminal, kept.length, isPending, isError, mutate]);
  if (kept.length === 0 && done.length === 0) return null;
  return (
    <section className="frame-panel offline-report" aria-labelledby="offline-report">
      <h2 id="offline-report">补报</h2>
      {kept.length > 0 ? (
        <p role="status">
          有 {kept.length} 次扫码还没有补报{online ? (terminal ? '' : '，请先选择这台电脑是哪个窗口') : '，网络恢复后自动补报'}。
        </p>
      ) : null}
      {isError ? <Trouble error={report.error} again={() => mutate()} /> : null}
      {kept.length > 0 && online && terminal ? (
        <Button loading={isPending} onClick={() => mutate()}>
          现在补报
        </Button>
      ) : null}
      {done.length > 0 ? (
        <ul className="offline-lines" aria-label="补报结果">
          {done.map(d => (
            <li key={d.at}>
              {timeOfDay(d.at)} 扫的：{verdicts[d.is]}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

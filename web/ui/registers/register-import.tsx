/** A table into a register: chosen, looked at, compared with what is there, brought in; and the imports before it, to be undone. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Select } from 'antd';
import { useRef, useState } from 'react';
import type { ImportOutcome, RegisterView } from '#platform/registers';
import { tableFiles } from '#platform/tables/pure';
import { api, base64 } from '../api/index.ts';
import { Frame, Trouble, Waits } from '../frame/index.ts';
import { Blank } from './blank.tsx';
import { type Place, useRegister } from './data.ts';
import { Difference } from './difference.tsx';
import { ImportHistory } from './import-history.tsx';
import { yearsOf } from './register-list.tsx';
import './registers.css';

export function RegisterImport(place: Place) {
  const register = useRegister(place.kind);
  return (
    <Waits of={register}>
      {r => (
        <Frame title={r.writes ? '导入' : '历次导入'} back={{ to: place.base, title: r.title }}>
          {r.writes ? <Bring register={r} /> : null}
          <ImportHistory register={r} />
        </Frame>
      )}
    </Waits>
  );
}

interface Chosen {
  name: string;
  period: string;
  file: string;
}

function Bring({ register: r }: { register: RegisterView }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [period, setPeriod] = useState(r.yearly ? (r.periods[0]?.period ?? String(Number(r.today.slice(0, 4)) - 1)) : '');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [wrong, setWrong] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const key = useRef('');
  const check = useMutation({
    mutationFn: ({ period, file }: Chosen) => api.post<ImportOutcome>(`/registers/${r.kind}/checks`, { period, file }),
  });
  const apply = useMutation({
    mutationFn: ({ seen, withoutWrong }: { seen: string; withoutWrong: boolean }) =>
      api.create<{ added: number; changed: number }>(
        `/registers/${r.kind}/imports`,
        { period: chosen!.period, file: chosen!.file, fileName: chosen!.name, seen, withoutWrong },
        key.current,
      ),
    onSuccess: async done => {
      reset();
      await client.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('register') });
      message.success(`已导入：新增 ${done.added} ${r.unit}，修改 ${done.changed} ${r.unit}`);
    },
  });
  const reset = () => {
    setChosen(null);
    check.reset();
    apply.reset();
    setWrong('');
    if (picker.current) picker.current.value = '';
  };
  const look = (next: Chosen) => {
    key.current = crypto.randomUUID();
    apply.reset();
    setChosen(next);
    check.mutate(next);
  };
  const take = async (file: File | undefined) => {
    check.reset();
    apply.reset();
    setChosen(null);
    setWrong('');
    if (!file) return;
    if (file.size > 700_000) return setWrong('文件太大：最大 700 KB，请分成几份。');
    look({ name: file.name, period, file: await base64(file) });
  };
  const seen = check.data;
  const good = seen ? seen.added + seen.changed : 0;
  return (
    <section className="frame-panel" aria-label="导入一份表">
      <p>
        表里要有
        {r.columns
          .filter(c => c.tells)
          .map(c => `“${c.title}”`)
          .join('、')}
        ，用来认是哪一行；其余的列有几列填几列。空着的格子不改台账里原有的内容。您能填：
        {r.columns
          .filter(c => c.mine && !c.tells)
          .map(c => c.title)
          .join('、')}
        。
      </p>
      <div className="register-steps">
        {r.yearly ? (
          <Select
            aria-label="年度"
            value={period}
            onChange={next => {
              setPeriod(next);
              if (chosen) look({ ...chosen, period: next });
            }}
            options={yearsOf(r).map(y => ({ value: y, label: `${y} 年的数据` }))}
            popupMatchSelectWidth={false}
          />
        ) : null}
        <label>
          选择表格 <input ref={picker} type="file" accept={tableFiles} onChange={e => void take(e.target.files?.[0])} />
        </label>
        <Blank register={r} period={period} />
      </div>
      {wrong ? <Alert type="error" showIcon role="alert" title={wrong} /> : null}
      {check.isPending ? <p role="status">正在检查…</p> : null}
      {check.isError ? <Trouble error={check.error} /> : null}
      {apply.isError ? <Trouble error={apply.error} {...(chosen ? { again: () => look(chosen) } : {})} /> : null}
      {seen && chosen ? (
        <>
          <Difference register={r} name={chosen.name} of={seen} />
          <div className="register-steps">
            <Button
              type="primary"
              disabled={good === 0 || apply.isError}
              loading={apply.isPending}
              onClick={() => !apply.isPending && apply.mutate({ seen: seen.seen, withoutWrong: seen.wrong > 0 })}
            >
              {seen.wrong > 0 ? `不要有错误的 ${seen.wrong} 行，导入其余 ${good} ${r.unit}` : `导入 ${good} ${r.unit}`}
            </Button>
            <Button onClick={reset}>不导入了</Button>
            {seen.wrong > 0 ? <span className="frame-muted">也可以改好表格以后重新选择，整份导入。</span> : null}
          </div>
        </>
      ) : null}
    </section>
  );
}

/** Showing a licence to somebody: which lines, for what, how long, to a unit or by a link that opens a few times. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Drawn, LicenceView } from '#platform/licences';
import { basicLines, mostDays, mostViews } from '#platform/licences/pure';
import { api, Problem, useCreate } from '#ui/api';
import { Banner, Button, Choices, Failed, Field, useToast } from '#ui/kit';
import { Qr } from '#ui/qr';

interface Made {
  token: string | null;
  until: string;
}

export function ShareLicence({ licence, face }: { licence: LicenceView; face: Drawn }) {
  const [open, setOpen] = useState(false);
  return (
    <section className="stack no-print" aria-labelledby="wallet-share">
      <h2 id="wallet-share">出示给别人</h2>
      <p className="muted">只给对方看您选的几项，到时间自动失效，随时可以收回；谁看过、什么时候看的，都会记下来。</p>
      {open ? (
        <ShareForm licence={licence} face={face} onClose={() => setOpen(false)} />
      ) : (
        <p>
          <Button look="secondary" onClick={() => setOpen(true)}>
            出示这张证照
          </Button>
        </p>
      )}
    </section>
  );
}

function ShareForm({ licence, face, onClose }: { licence: LicenceView; face: Drawn; onClose(): void }) {
  const client = useQueryClient();
  const [lines, setLines] = useState<string[]>([]);
  const [purpose, setPurpose] = useState('');
  const [to, setTo] = useState<'link' | 'unit'>('link');
  const [unit, setUnit] = useState('');
  const [days, setDays] = useState('1');
  const [views, setViews] = useState('1');
  const create = useCreate();
  const units = useQuery({
    queryKey: ['units'],
    queryFn: () => api.get<{ items: { id: string; name: string; kind: string; active: boolean }[] }>('/units'),
    staleTime: 300_000,
  });
  const share = useMutation({
    mutationFn: () =>
      create<Made>(`/licences/${licence.id}/shares`, { lines, purpose, days: Number(days), ...(to === 'unit' ? { unit } : { views: Number(views) }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['licences', licence.id, 'uses'] }),
  });
  const faults = share.error instanceof Problem ? share.error.faults : [];
  const fault = (path: string) => faults.find(f => f.path === path)?.message;
  if (share.data) return <Shared made={share.data} unit={to === 'unit' ? (units.data?.items.find(u => u.id === unit)?.name ?? '') : null} onClose={onClose} />;
  const options = [
    ...Object.entries(basicLines).map(([value, label]) => ({ value, label })),
    ...face.lines.map(l => ({ value: l.id, label: l.label, hint: l.sensitive ? '敏感信息，想清楚再给' : undefined })),
  ];
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (!share.isPending) share.mutate();
      }}
    >
      <Field id="share-lines" label="给对方看哪几项" hint="证照的种类、发证部门和现在有没有效总会显示；其余只给需要的" error={fault('lines')} group>
        {() => (
          <Choices
            many
            name="share-lines"
            options={options}
            value={lines}
            onChange={(value, checked) => setLines(was => (checked ? [...was, value] : was.filter(l => l !== value)))}
          />
        )}
      </Field>
      <Field id="share-purpose" label="给对方看是为了什么" hint="例如：租房签合同、应聘、入驻平台。对方会看到" error={fault('purpose')}>
        {described => <input {...described} className="input" type="text" maxLength={100} value={purpose} onChange={e => setPurpose(e.target.value)} />}
      </Field>
      <Field id="share-to" label="给谁看" group>
        {() => (
          <Choices
            name="share-to"
            inline
            value={to}
            onChange={value => setTo(value as typeof to)}
            options={[
              { value: 'link', label: '用链接或二维码，给任何人' },
              { value: 'unit', label: '给一个部门' },
            ]}
          />
        )}
      </Field>
      {to === 'unit' ? (
        <Field id="share-unit" label="哪个部门" error={fault('unit')}>
          {described => (
            <select {...described} className="input" value={unit} onChange={e => setUnit(e.target.value)}>
              <option value="">请选择</option>
              {units.data?.items
                .filter(u => u.active && u.kind !== 'group')
                .map(u => (
                  <option key={u.id} value={u.id}>
                    {u.name}
                  </option>
                ))}
            </select>
          )}
        </Field>
      ) : (
        <Field id="share-views" label="链接能打开几次" hint={`最多 ${mostViews} 次；一般 1 次就够`} error={fault('views')}>
          {described => (
            <input
              {...described}
              className="input share-number"
              type="number"
              inputMode="numeric"
              min={1}
              max={mostViews}
              value={views}
              onChange={e => setViews(e.target.value)}
            />
          )}
        </Field>
      )}
      <Field id="share-days" label="几天内有效" hint={`最多 ${mostDays} 天`} error={fault('days')}>
        {described => (
          <input
            {...described}
            className="input share-number"
            type="number"
            inputMode="numeric"
            min={1}
            max={mostDays}
            value={days}
            onChange={e => setDays(e.target.value)}
          />
        )}
      </Field>
      {share.error && faults.length === 0 ? <Failed error={share.error} /> : null}
      {faults.length > 0 ? (
        <Banner look="bad" role="alert">
          <p>有 {faults.length} 处要改，见上面标红的地方。</p>
        </Banner>
      ) : null}
      <div className="row">
        <Button type="submit" busy={share.isPending}>
          同意出示
        </Button>
        <Button look="plain" onClick={onClose}>
          不出示了
        </Button>
      </div>
    </form>
  );
}

/** The link is shown once: it is kept nowhere. */
function Shared({ made, unit, onClose }: { made: Made; unit: string | null; onClose(): void }) {
  const [toast, say] = useToast();
  const address = made.token ? `${window.location.origin}/shared/${made.token}` : '';
  return (
    <div className="card stack">
      <Banner look="good" role="status">
        <p>
          <strong>{unit ? `已经出示给${unit}` : '链接做好了'}</strong>
        </p>
        <p>{unit ? '他们在工作台里能看到；谁看过会记在下面。' : '只显示这一次，离开这一页就看不到了；要收回，在下面“给谁看过”里收回。'}</p>
      </Banner>
      {unit ? null : (
        <>
          <Qr text={address} alt="出示证照的二维码" size={200} />
          <Field id="share-address" label="链接">
            {described => <input {...described} className="input" readOnly value={address} onFocus={e => e.currentTarget.select()} />}
          </Field>
        </>
      )}
      <div className="row">
        {unit ? null : (
          <Button
            look="secondary"
            onClick={() =>
              navigator.clipboard.writeText(address).then(
                () => say('已复制'),
                () => say('请长按链接复制'),
              )
            }
          >
            复制链接
          </Button>
        )}
        <Button look="plain" onClick={onClose}>
          完成
        </Button>
      </div>
      {toast}
    </div>
  );
}

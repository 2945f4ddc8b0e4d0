/** Giving a mandate: in whose name, to whom, for what, until when. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { identityFaults, readIdentityNumber } from '#platform/validators';
import { Problem, useCreate } from '#ui/api';
import { Button, Choices, ErrorSummary, Failed, Field, Loading } from '#ui/kit';
import { Refused, type Session } from '#ui/session';
import { useOwned, useThingNames } from './mandate-data.ts';

type Faults = Partial<Record<'principal' | 'name' | 'identity' | 'things' | 'toDay', string>>;

export function MandateForm({ session, onClose, onGiven }: { session: Session; onClose(): void; onGiven(): void }) {
  const owned = useOwned();
  const things = useThingNames();
  const client = useQueryClient();
  const [principal, setPrincipal] = useState<string>();
  const [name, setName] = useState('');
  const [identity, setIdentity] = useState('');
  const [toDay, setToDay] = useState('');
  const [which, setWhich] = useState<'all' | 'some'>('all');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [faults, setFaults] = useState<Faults>({});
  const [tries, setTries] = useState(0);
  const create = useCreate();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const choices = owned.data ?? [];
  const from = choices.find(p => p.id === principal) ?? (choices.length === 1 ? choices[0] : undefined);

  const wrong = (found: Faults) => {
    setFaults(found);
    setTries(n => n + 1);
  };
  const send = useMutation({
    mutationFn: () =>
      create('/mandates', {
        principal: { kind: from!.kind, id: from!.id },
        name: name.trim(),
        identity: identity.trim(),
        ...(toDay ? { toDay } : {}),
        ...(which === 'some' ? { things: chosen.map(Number) } : {}),
      }),
    onSuccess: async () => {
      onGiven();
      await client.invalidateQueries();
    },
    onError: error => {
      if (!(error instanceof Problem)) return;
      if (error.code === 'agent-unknown' || error.code === 'agent-self') wrong({ identity: error.message });
      else if (error.faults.length > 0) wrong(Object.fromEntries(error.faults.map(f => [f.path, f.message])));
    },
  });

  function submit() {
    const found: Faults = {};
    if (!from) found.principal = '请选择替谁办事';
    if (name.trim().length < 2) found.name = '请填写受托人姓名';
    const reading = readIdentityNumber(identity, session.today);
    if (!reading.valid) found.identity = identity.trim() ? identityFaults[reading.reason] : '请填写受托人的公民身份号码';
    if (which === 'some' && chosen.length === 0) found.things = '请至少选一件事';
    if (toDay && toDay < session.today) found.toDay = '到期日不能早于今天';
    if (Object.keys(found).length > 0) return wrong(found);
    setFaults({});
    send.mutate();
  }

  if (owned.isPending) return <Loading />;
  if (owned.error) return <Failed error={owned.error} again={() => void owned.refetch()} />;
  const atField = send.error instanceof Problem && (send.error.faults.length > 0 || send.error.code.startsWith('agent-'));
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (!send.isPending) submit();
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        委托他人
      </h2>
      <ErrorSummary key={tries} faults={Object.entries(faults).map(([id, message]) => ({ id: `mandate-${id}`, message }))} />
      <Field id="mandate-principal" label="委托他替谁办事" group error={faults.principal}>
        {() => (
          <Choices
            name="mandate-principal"
            value={from?.id}
            options={choices.map(p => ({ value: p.id, label: p.basis === 'self' ? `${p.name}（我自己）` : p.name, hint: p.code }))}
            onChange={setPrincipal}
          />
        )}
      </Field>
      <Field id="mandate-name" label="受托人姓名" error={faults.name}>
        {described => <input {...described} className="input" autoComplete="off" maxLength={50} value={name} onChange={event => setName(event.target.value)} />}
      </Field>
      <Field id="mandate-identity" label="受托人的公民身份号码" hint="18 位，和他的身份证核对" error={faults.identity}>
        {described => (
          <input
            {...described}
            className="input"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={24}
            value={identity}
            onChange={event => setIdentity(event.target.value)}
          />
        )}
      </Field>
      <Field id="mandate-which" label="可以办哪些事" group>
        {() => (
          <Choices
            name="mandate-which"
            inline
            value={which}
            options={[
              { value: 'all', label: '所有的事' },
              { value: 'some', label: '只办几件' },
            ]}
            onChange={value => setWhich(value as 'all' | 'some')}
          />
        )}
      </Field>
      {which === 'some' ? (
        <Field id="mandate-things" label="哪几件" group error={faults.things}>
          {() => (
            <div className="mandates-things">
              <Choices
                name="mandate-things"
                many
                value={chosen}
                options={(things.data ?? []).map(t => ({ value: String(t.no), label: t.name }))}
                onChange={(value, checked) => setChosen(all => (checked ? [...all, value] : all.filter(c => c !== value)))}
              />
            </div>
          )}
        </Field>
      ) : null}
      <Field id="mandate-toDay" label="委托到哪一天" hint="不填就是长期有效，直到您撤销" optional error={faults.toDay}>
        {described => (
          <input {...described} className="input short" type="date" min={session.today} value={toDay} onChange={event => setToDay(event.target.value)} />
        )}
      </Field>
      {send.error && !atField ? <Refused error={send.error} /> : null}
      <div className="row">
        <Button type="submit" busy={send.isPending}>
          确认委托
        </Button>
        <Button look="secondary" onClick={onClose}>
          取消
        </Button>
      </div>
    </form>
  );
}
